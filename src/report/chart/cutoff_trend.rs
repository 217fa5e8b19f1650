//! Simulated cutoffs over time compared with the published ones, by round type.

use std::collections::BTreeSet;

use super::drawing::Chart;
use super::page::{Column, Event, Page, band_note};
use super::panel::Panel;
use super::scale::Range;
use super::series::{Form, Point, Series};
use super::title::Title;
use super::value_axis::ValueAxis;
use crate::experiment::cutoffs::CutoffRow;
use crate::policy::instruction::{RoundGroup, RoundType};
use crate::report::rounds::without_cutoff;
use crate::report::words::{Message, Words, full_name, message};
use crate::time::Day;

/// Notes of the chart of cutoffs.
#[derive(Clone, Copy, Debug)]
pub struct CutoffNotes<'a> {
    /// Lines at the foot.
    pub run: &'a [String],
    /// The first day on which law or rounds are no longer those of history, which a line marks. Published
    /// cutoffs are no measure of the model then.
    pub departs_on: Option<Day>,
}

/// The lines of a panel, each with its round types; the first type names the line.
pub type Group = &'static [&'static [&'static str]];

/// Panels of programs.
pub const PROGRAMS: [Group; 4] =
    [&[&["general", "no_program_specified"]], &[&["cec"]], &[&["pnp"]], &[&["fsw"], &["fst"]]];

/// Panels of categories.
pub const CATEGORIES: [Group; 4] = [
    &[&["french"]],
    &[&["healthcare"]],
    &[&["stem"], &["education"]],
    &[&["trades"], &["transport"], &["agriculture"]],
];

/// Nominees have 600 points more than others, and no cutoff was ever above 1,000.
const NOMINEE_RANGE: Range = Range { low: 600.0, high: 1000.0 };

/// A panel spans so many points at least.
const LEAST_SPAN: f64 = 50.0;

/// Simulated median and 10-90 % band across replications against the published cutoffs.
///
/// The title should state the question or the finding; [`super::cutoff_finding()`] has one of a replay,
/// [`super::ahead_finding()`] one of rounds ahead. Round types that Express Entry does not know have a panel
/// each. Any span of time is drawn, also without published cutoffs or with one replication. A round without
/// invitations is left out, and so is a type of which no round ahead is held. `notes` stand at its foot.
pub fn cutoff_trend(
    title: impl Into<Title>,
    rows: &[CutoffRow],
    notes: CutoffNotes<'_>,
    words: &Words,
) -> Chart {
    let not_held = types_not_held(rows);
    let mut shown = rows.to_vec();
    shown.retain(|row| !not_held.contains(row.round_type.name()));
    let columns = without_lone_point(columns(&shown, words));
    let replications = replications(&shown);
    let caption = Caption { columns: &columns, rows: &shown, not_held: &not_held, notes };
    Page {
        title: title.into(),
        simulated: simulated(replications, words),
        has_band: replications > 1,
        published: has_published(&shown).then(|| words.text(&message!("chart-published"))),
        event: Event::Round,
        mark: notes.departs_on,
        caption: caption.lines(words),
        columns,
    }
    .draw(words)
}

/// Panels of programs, and of categories.
pub(super) fn columns(rows: &[CutoffRow], words: &Words) -> Vec<Column> {
    let mut categories: Vec<Panel> = CATEGORIES.iter().map(|group| panel(group, rows, words)).collect();
    categories.extend(other_panels(rows, words));
    vec![
        Column {
            heading: words.text(&message!("cutoffs-programs")),
            panels: PROGRAMS.iter().map(|group| panel(group, rows, words)).collect(),
            weight: 1.5,
        },
        Column { heading: words.text(&message!("cutoffs-categories")), panels: categories, weight: 1.0 },
    ]
}

fn replications(rows: &[CutoffRow]) -> u32 {
    rows.iter().map(|row| row.replications).max().unwrap_or(0)
}

fn has_published(rows: &[CutoffRow]) -> bool {
    rows.iter().any(|row| row.published.is_some())
}

/// The legend of the line; none if no replication has an invitation.
fn simulated(replications: u32, words: &Words) -> Option<String> {
    match replications {
        0 => None,
        1 => Some(words.text(&message!("chart-simulated-single"))),
        more => Some(words.text(&message!("chart-simulated-median", replications = more))),
    }
}

/// The note on the band, with the number of published cutoffs in it; none without a band.
fn band(rows: &[CutoffRow], words: &Words) -> Option<String> {
    let (mut inside, mut all) = (0_u32, 0_u32);
    for row in rows {
        let Some((cutoff, published)) = row.cutoff.zip(row.published) else { continue };
        all += 1;
        inside += u32::from((cutoff.p10..=cutoff.p90).contains(&f64::from(published)));
    }
    let replications = replications(rows);
    if all == 0 {
        return band_note(replications, words);
    }
    let held = message!("chart-band-held", replications = replications, inside = inside, all = all);
    (replications > 1).then(|| words.text(&held))
}

/// Types with planned rounds beyond the published ones, none of which is held.
fn types_not_held(rows: &[CutoffRow]) -> BTreeSet<String> {
    let (mut planned, mut held) = (BTreeSet::new(), BTreeSet::new());
    for row in rows.iter().filter(|row| row.published.is_none()) {
        let types = if row.size > 0.0 { &mut held } else { &mut planned };
        types.insert(row.round_type.name());
    }
    planned.difference(&held).map(|name| (*name).to_owned()).collect()
}

/// The columns, in one if one of two would hold a single day: that is not worth half of a page.
fn without_lone_point(mut columns: Vec<Column>) -> Vec<Column> {
    let mut counts = Vec::new();
    for column in &columns {
        counts.push(column.days().collect::<BTreeSet<Day>>().len());
    }
    if counts.contains(&1) && counts.iter().any(|count| *count > 1) {
        let panels = columns.drain(1..).flat_map(|column| column.panels).collect::<Vec<Panel>>();
        columns[0].panels.extend(panels);
    }
    columns
}

/// The chart as its notes describe it.
struct Caption<'a> {
    columns: &'a [Column],
    rows: &'a [CutoffRow],
    not_held: &'a BTreeSet<String>,
    notes: CutoffNotes<'a>,
}

impl Caption<'_> {
    fn lines(&self, words: &Words) -> Vec<String> {
        let band = self.band(words);
        let is_ahead = self.rows.iter().any(|row| row.published.is_none() && row.cutoff.is_some());
        let has_backtests = band.is_some() && is_ahead;
        let mut lines: Vec<String> = band.into_iter().collect();
        if has_backtests {
            lines.push(words.text(&message!("cutoffs-backtests")));
        }
        lines.push(words.say_messages(&self.reading()).join(" "));
        if !self.not_held.is_empty() {
            let names: Vec<String> = self.not_held.iter().map(|name| full_name(name, words)).collect();
            lines.push(words.text(&message!("cutoffs-not-held", types = names.join(", "))));
        }
        let empty = without_cutoff(self.rows);
        if empty > 0 {
            lines.push(words.text(&message!("cutoffs-empty-rounds", count = empty)));
        }
        lines.extend_from_slice(self.notes.run);
        if let Some(on) = self.notes.departs_on {
            lines.extend(self.is_marked(on).then(|| words.text(&message!("cutoffs-reform-mark", on = on))));
            let published = message!("cutoffs-reform-published", on = on);
            lines.extend(has_published(self.rows).then(|| words.text(&published)));
        }
        if has_published(self.rows) {
            lines.push(words.text(&message!("source-cutoffs")));
        }
        lines
    }

    /// Whether a day lies between two rounds of the chart.
    fn is_marked(&self, on: Day) -> bool {
        let mut days = self.columns.iter().flat_map(Column::days);
        days.any(|day| day <= on) && self.columns.iter().flat_map(Column::days).any(|day| on <= day)
    }

    /// The note on the band; published cutoffs in it are counted where they are a measure of the model.
    fn band(&self, words: &Words) -> Option<String> {
        match self.notes.departs_on {
            Some(_) => band_note(replications(self.rows), words),
            None => band(self.rows, words),
        }
    }

    /// How to read the panels.
    fn reading(&self) -> Vec<Message> {
        let mut messages = Vec::new();
        if self.columns.iter().flat_map(|column| &column.panels).any(Panel::has_beyond) {
            messages.push(if has_published(self.rows) {
                message!("cutoffs-beyond-both")
            } else {
                message!("cutoffs-beyond")
            });
        }
        messages.push(message!("cutoffs-meaning"));
        if self.columns.iter().map(|column| column.shown().count()).sum::<usize>() > 1 {
            messages.push(message!("cutoffs-scales"));
        }
        messages
    }
}

fn panel(lines: &Group, rows: &[CutoffRow], words: &Words) -> Panel {
    let mut series: Vec<Series> =
        lines.iter().map(|types| line(full_name(types[0], words), types, rows)).collect();
    series.retain(|line| !line.simulated.is_empty() || !line.published.is_empty());
    let first = RoundType::new(lines[0][0]).group();
    Panel {
        unit: words.text(&message!("cutoffs-unit")),
        series,
        form: Form::Line,
        axis: ValueAxis::Linear,
        least_span: LEAST_SPAN,
        range: (first == RoundGroup::Nominees).then_some(NOMINEE_RANGE),
        weight: if first == RoundGroup::AllPrograms { 1.35 } else { 1.0 },
    }
}

/// The line of some round types.
fn line(name: String, types: &[&str], rows: &[CutoffRow]) -> Series {
    let mut series = Series { name, ..Series::default() };
    for row in rows.iter().filter(|row| types.contains(&row.round_type.name())) {
        if let Some(cutoff) = row.cutoff {
            let (low, median, high) = (cutoff.p10, cutoff.p50, cutoff.p90);
            series.simulated.push(Point { day: row.date, low, median, high });
        }
        if let Some(published) = row.published {
            series.published.push((row.date, f64::from(published)));
        }
    }
    series.simulated.sort_by_key(|point| point.day);
    series.published.sort_by_key(|(day, _)| *day);
    series
}

/// One panel for each round type that has no place of its own, in order of name.
fn other_panels(rows: &[CutoffRow], words: &Words) -> Vec<Panel> {
    let mut others: BTreeSet<&str> = rows.iter().map(|row| row.round_type.name()).collect();
    for types in PROGRAMS.iter().chain(&CATEGORIES).flat_map(|lines| lines.iter()) {
        others.retain(|name| !types.contains(name));
    }
    let mut panels = Vec::new();
    for name in others {
        panels.push(Panel {
            unit: words.text(&message!("cutoffs-unit")),
            series: vec![line(full_name(name, words), &[name], rows)],
            form: Form::Line,
            axis: ValueAxis::Linear,
            least_span: LEAST_SPAN,
            range: None,
            weight: 1.0,
        });
    }
    panels
}
