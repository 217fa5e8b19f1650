//! Simulated cutoffs over time compared with the published ones, by round type.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Chart;
use super::page::{Column, Event, Page, band_note};
use super::panel::{Form, Panel, Point, Series};
use super::scale::ValueAxis;
use super::title::Title;
use crate::experiment::cutoffs::CutoffRow;
use crate::report::rounds::without_cutoff;
use crate::report::words::{Message, Words, decimal, message};
use crate::time::Day;

/// The lines of a panel: the round types that each shows, the first of which names it.
pub(super) type Group = &'static [&'static [&'static str]];

const ALL_PROGRAMS: &str = "general";
const NOMINEES: &str = "pnp";

pub(super) const PROGRAMS: [Group; 4] =
    [&[&[ALL_PROGRAMS, "no_program_specified"]], &[&["cec"]], &[&[NOMINEES]], &[&["fsw"], &["fst"]]];

pub(super) const CATEGORIES: [Group; 4] = [
    &[&["french"]],
    &[&["healthcare"]],
    &[&["stem"], &["education"]],
    &[&["trades"], &["transport"], &["agriculture"]],
];

/// Nominees have 600 points more than others, and no cutoff was ever above 1,000.
const NOMINEE_RANGE: (f64, f64) = (600.0, 1000.0);

/// A panel spans so many points at least.
const LEAST_SPAN: f64 = 50.0;

/// A cutoff as many points above the first and the last one is a finding of its own.
const PEAK: f64 = 5.0;

/// Half of fewer rounds than this is no finding.
const FEW_ROUNDS: usize = 10;

/// Simulated median and 10-90 % band across replications against the published cutoffs.
///
/// The title should state the question or the finding; [`cutoff_finding`] has one of a replay,
/// [`ahead_finding`] of what is ahead. Round types that Express Entry does not know have a panel each. Works
/// for any span of time, without published cutoffs and with one replication; a round without invitations is
/// left out, and so is a type of which no round ahead is held. `notes` stand at its foot.
pub fn cutoff_trend(title: impl Into<Title>, rows: &[CutoffRow], notes: &[String], words: &Words) -> Chart {
    let not_held = types_not_held(rows);
    let mut shown = rows.to_vec();
    shown.retain(|row| !not_held.contains(row.round_type.name()));
    let mut categories: Vec<Panel> = CATEGORIES.iter().map(|group| panel(group, &shown, words)).collect();
    categories.extend(other_panels(&shown, words));
    let columns = vec![
        Column {
            heading: words.text(&message!("cutoffs-programs")),
            panels: PROGRAMS.iter().map(|group| panel(group, &shown, words)).collect(),
            weight: 1.5,
        },
        Column { heading: words.text(&message!("cutoffs-categories")), panels: categories, weight: 1.0 },
    ];
    let columns = without_lone_point(columns);
    let replications = replications(&shown);
    let caption = Caption { columns: &columns, rows: &shown, not_held: &not_held, notes };
    Page {
        title: title.into(),
        simulated: simulated(replications, words),
        has_band: replications > 1,
        published: has_published(&shown).then(|| words.text(&message!("chart-published"))),
        event: Event::Round,
        caption: caption.lines(words),
        columns,
    }
    .draw(words)
}

/// What the rows say about the simulation: how far half of its rounds are from the published cutoffs, in
/// whole points that are not fewer.
///
/// Of fewer than ten rounds it says how far the nearest and the furthest are; without published cutoffs, what
/// the chart shows.
pub fn cutoff_finding(rows: &[CutoffRow], words: &Words) -> String {
    let mut distances: Vec<f64> =
        rows.iter().filter_map(|row| Some((row.cutoff?.p50 - f64::from(row.published?)).abs())).collect();
    distances.sort_by(f64::total_cmp);
    words.text(&match distances.as_slice() {
        [] => message!("cutoffs-question"),
        few if few.len() < FEW_ROUNDS => few_rounds(few),
        all => {
            message!("cutoffs-half", rounds = all.len(), points = decimal(all[(all.len() - 1) / 2].ceil(), 0))
        }
    })
}

/// The finding of rounds ahead: the median cutoffs of the first and the last one, and of the highest between
/// if it is well above both.
///
/// They are those of CEC, or else of the type with most rounds. They belong to the scenario and are no
/// forecast.
pub fn ahead_finding(rows: &[CutoffRow], words: &Words) -> String {
    let mut ahead: BTreeMap<&str, Vec<(Day, f64)>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.published.is_none()) {
        let cutoff = row.cutoff.map(|cutoff| (row.date, cutoff.p50.round()));
        ahead.entry(row.round_type.name()).or_default().extend(cutoff);
    }
    let chosen = ahead.iter_mut().max_by_key(|(name, rounds)| {
        let is_cec = **name == "cec" && !rounds.is_empty();
        (is_cec, rounds.len(), Reverse(**name))
    });
    let Some((name, rounds)) = chosen else { return words.text(&message!("cutoffs-question")) };
    rounds.sort_by_key(|(day, _)| *day);
    words.text(&course(heading(name, words), rounds))
}

/// The course of the cutoffs of a type, given in order of time.
fn course(name: String, rounds: &[(Day, f64)]) -> Message {
    match rounds {
        [] => message!("cutoffs-question"),
        [(day, cutoff)] => {
            message!("cutoffs-ahead-single", type = name, cutoff = decimal(*cutoff, 0), on = *day)
        }
        [(from, first), between @ .., (to, last)] => {
            let highest = between.iter().max_by(|one, other| one.1.total_cmp(&other.1));
            let (first, last) = (*first, *last);
            match highest.filter(|(_, cutoff)| *cutoff > first.max(last) + PEAK) {
                Some((peak, highest)) => message!(
                    "cutoffs-ahead-peak",
                    type = name,
                    first = decimal(first, 0),
                    from = *from,
                    highest = decimal(*highest, 0),
                    peak = *peak,
                    last = decimal(last, 0),
                    to = *to
                ),
                None => message!(
                    "cutoffs-ahead-two",
                    type = name,
                    first = decimal(first, 0),
                    from = *from,
                    last = decimal(last, 0),
                    to = *to
                ),
            }
        }
    }
}

/// The nearest and the furthest of a few distances, in order of size.
fn few_rounds(distances: &[f64]) -> Message {
    let (least, most) = (distances[0].ceil(), distances[distances.len() - 1].ceil());
    match distances.len() {
        1 => message!("cutoffs-single", points = decimal(most, 0)),
        count if least == most => message!("cutoffs-alike", rounds = count, points = decimal(most, 0)),
        count => {
            message!("cutoffs-few", rounds = count, least = decimal(least, 0), most = decimal(most, 0))
        }
    }
}

fn replications(rows: &[CutoffRow]) -> u32 {
    rows.iter().map(|row| row.replications).max().unwrap_or(0)
}

fn has_published(rows: &[CutoffRow]) -> bool {
    rows.iter().any(|row| row.published.is_some())
}

/// The legend of the line; none where no replication has an invitation.
fn simulated(replications: u32, words: &Words) -> Option<String> {
    match replications {
        0 => None,
        1 => Some(words.text(&message!("chart-simulated-single"))),
        more => Some(words.text(&message!("chart-simulated-median", replications = more))),
    }
}

/// What the band covers, and how many published cutoffs it holds; nothing where there is no band.
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

/// Types of which rounds are planned ahead, beyond the published ones, and none is held.
fn types_not_held(rows: &[CutoffRow]) -> BTreeSet<String> {
    let ahead = || rows.iter().filter(|row| row.published.is_none());
    let held: BTreeSet<&str> =
        ahead().filter(|row| row.size > 0.0).map(|row| row.round_type.name()).collect();
    let planned = ahead().map(|row| row.round_type.name());
    planned.filter(|name| !held.contains(name)).map(str::to_owned).collect()
}

/// The columns, in one if one of two would hold a single day: that is not worth half of a page.
fn without_lone_point(mut columns: Vec<Column>) -> Vec<Column> {
    let days = |column: &Column| column.days().collect::<BTreeSet<Day>>().len();
    let counts: Vec<usize> = columns.iter().map(days).collect();
    if counts.contains(&1) && counts.iter().any(|count| *count > 1) {
        let panels = columns.drain(1..).flat_map(|column| column.panels).collect::<Vec<Panel>>();
        columns[0].panels.extend(panels);
    }
    columns
}

/// What the lines at the foot are made of.
struct Caption<'a> {
    columns: &'a [Column],
    rows: &'a [CutoffRow],
    not_held: &'a BTreeSet<String>,
    notes: &'a [String],
}

impl Caption<'_> {
    fn lines(&self, words: &Words) -> Vec<String> {
        let has_published = has_published(self.rows);
        let band = band(self.rows, words);
        let is_ahead = self.rows.iter().any(|row| row.published.is_none() && row.cutoff.is_some());
        let has_backtests = band.is_some() && is_ahead;
        let mut lines: Vec<String> = band.into_iter().collect();
        if has_backtests {
            lines.push(words.text(&message!("cutoffs-backtests")));
        }
        lines.push(words.say_messages(&self.reading(has_published)).join(" "));
        if !self.not_held.is_empty() {
            let names: Vec<String> = self.not_held.iter().map(|name| heading(name, words)).collect();
            lines.push(words.text(&message!("cutoffs-not-held", types = names.join(", "))));
        }
        let empty = without_cutoff(self.rows);
        if empty > 0 {
            lines.push(words.text(&message!("cutoffs-empty-rounds", count = empty)));
        }
        lines.extend_from_slice(self.notes);
        if has_published {
            lines.push(words.text(&message!("source-cutoffs")));
        }
        lines
    }

    /// How to read the panels.
    fn reading(&self, has_published: bool) -> Vec<Message> {
        let mut messages = Vec::new();
        if self.columns.iter().flat_map(|column| &column.panels).any(Panel::has_beyond) {
            messages.push(if has_published {
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
        lines.iter().map(|types| line(heading(types[0], words), types, rows)).collect();
    series.retain(|line| !line.simulated.is_empty() || !line.published.is_empty());
    let is_first = |name: &str| lines[0][0] == name;
    Panel {
        unit: words.text(&message!("cutoffs-unit")),
        series,
        form: Form::Line,
        axis: ValueAxis::Linear,
        least_span: LEAST_SPAN,
        range: is_first(NOMINEES).then_some(NOMINEE_RANGE),
        weight: if is_first(ALL_PROGRAMS) { 1.35 } else { 1.0 },
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
            series: vec![line(heading(name, words), &[name], rows)],
            form: Form::Line,
            axis: ValueAxis::Linear,
            least_span: LEAST_SPAN,
            range: None,
            weight: 1.0,
        });
    }
    panels
}

/// The name of a round type as its panel has it; one that a scenario adds is named by its key.
pub(super) fn heading(round_type: &str, words: &Words) -> String {
    let message = match round_type {
        "general" | "no_program_specified" => message!("type-all-programs"),
        "cec" => message!("type-cec"),
        "pnp" => message!("type-pnp"),
        "fsw" => message!("type-fsw"),
        "fst" => message!("type-fst"),
        "french" => message!("type-french"),
        "healthcare" => message!("type-healthcare"),
        "stem" => message!("type-stem"),
        "education" => message!("type-education"),
        "trades" => message!("type-trades"),
        "transport" => message!("type-transport"),
        "agriculture" => message!("type-agriculture"),
        "military" => message!("type-military"),
        "physicians_ca" => message!("type-physicians"),
        "researchers_ca" => message!("type-researchers"),
        "senior_managers_ca" => message!("type-senior-managers"),
        other => return capitalised(other),
    };
    words.text(&message)
}

/// The name of a round type as a heading: `senior_managers` is Senior managers.
fn capitalised(name: &str) -> String {
    let name = name.replace('_', " ");
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
