//! Simulated cutoffs over time beside the published ones, by round type.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Chart;
use super::page::{Column, Page, band_words};
use super::panel::{Form, Panel, Point, Series};
use super::title::Title;
use crate::document::plural::plural;
use crate::experiment::cutoffs::CutoffRow;
use crate::report::rounds::without_cutoff;
use crate::time::Day;

/// The lines of a panel: the name of each, and the round types it shows.
type Group = &'static [(&'static str, &'static [&'static str])];

const ALL_PROGRAMS: &str = "All programs";
const NOMINEES: &str = "Provincial Nominee Program";

const PROGRAMS: [Group; 4] = [
    &[(ALL_PROGRAMS, &["no_program_specified", "general"])],
    &[("Canadian Experience Class", &["cec"])],
    &[(NOMINEES, &["pnp"])],
    &[("Federal Skilled Worker", &["fsw"]), ("Federal Skilled Trades", &["fst"])],
];

const CATEGORIES: [Group; 4] = [
    &[("French", &["french"])],
    &[("Healthcare", &["healthcare"])],
    &[("STEM", &["stem"]), ("Education", &["education"])],
    &[("Trades", &["trades"]), ("Transport", &["transport"]), ("Agriculture", &["agriculture"])],
];

/// Categories that have a panel each where they have rounds, and types that a scenario adds beside them.
const LONE: [(&str, &str); 4] = [
    ("military", "Skilled military recruits"),
    ("physicians_ca", "Physicians with Canadian work experience"),
    ("researchers_ca", "Researchers with Canadian work experience"),
    ("senior_managers_ca", "Senior managers with Canadian work experience"),
];

/// Nominees have 600 points more than others, and nobody above 1,000 was ever the last one invited.
const NOMINEE_RANGE: (f64, f64) = (600.0, 1000.0);

/// A panel spans so many points at least.
const LEAST_SPAN: f64 = 50.0;

/// A cutoff as many points above the first and the last one is a finding of its own.
const PEAK: f64 = 5.0;

/// Half of fewer rounds than this is no finding.
const FEW_ROUNDS: usize = 10;

const NO_FINDING: &str = "Simulated cutoffs by round";

const BACKTESTS: &str = "It is no forecast interval: in backtests far fewer than 80 % of the published cutoffs lie in such bands \
                         (README, \"How wrong would it have been?\").";

const SOURCE: &str = "Published cutoffs: IRCC. Contains information licensed under the Open Government \
                      Licence - Canada.";

/// Simulated median and 10-90 % band across replications against the published cutoffs.
///
/// The title should state the question or the finding; [`cutoff_finding`] has one of a replay,
/// [`ahead_finding`] of what is ahead. Round types that Express Entry does not know have a panel each. Works
/// for any span of time, without published cutoffs and with one replication; a round that invited nobody is
/// left out, and so is a type of which no round ahead is held. `notes` stand at its foot.
pub fn cutoff_trend(title: impl Into<Title>, rows: &[CutoffRow], notes: &[String]) -> Chart {
    let not_held = types_not_held(rows);
    let is_shown = |row: &&CutoffRow| !not_held.contains(row.round_type.name());
    let rows: Vec<CutoffRow> = rows.iter().filter(is_shown).cloned().collect();
    let rows = rows.as_slice();
    let mut categories: Vec<Panel> = CATEGORIES.iter().map(|group| panel(group, rows)).collect();
    categories.extend(other_panels(rows));
    let columns = vec![
        Column {
            heading: "Rounds by program".to_owned(),
            panels: PROGRAMS.iter().map(|group| panel(group, rows)).collect(),
            weight: 1.5,
        },
        Column { heading: "Category-based rounds".to_owned(), panels: categories, weight: 1.0 },
    ];
    let columns = without_lone_point(columns);
    let replications = replications(rows);
    Page {
        title: title.into(),
        simulated: simulated_words(replications),
        has_band: replications > 1,
        published: has_published(rows).then(|| "Published by IRCC (hollow markers)".to_owned()),
        event: "round",
        caption: caption(&columns, rows, &not_held, notes),
        columns,
    }
    .draw()
}

/// What the rows say about the simulation: how far half of its rounds are from the published cutoffs, in
/// whole points that are not fewer.
///
/// Of fewer than ten rounds it says how far the nearest and the furthest are; without published cutoffs, what
/// the chart shows.
pub fn cutoff_finding(rows: &[CutoffRow]) -> String {
    let mut distances: Vec<f64> =
        rows.iter().filter_map(|row| Some((row.cutoff?.p50 - f64::from(row.published?)).abs())).collect();
    distances.sort_by(f64::total_cmp);
    match distances.as_slice() {
        [] => NO_FINDING.to_owned(),
        few if few.len() < FEW_ROUNDS => few_words(few),
        all => format!(
            "In half of {} rounds the simulated cutoff is within {:.0} points of the published one",
            all.len(),
            all[(all.len() - 1) / 2].ceil()
        ),
    }
}

/// What the rows say of rounds that nobody has held: the median cutoffs of the first and the last one, and of
/// the highest between if it is well above both, of CEC or else of the type of which most are held. They are
/// those of the scenario, and no forecast.
pub fn ahead_finding(rows: &[CutoffRow]) -> String {
    let mut ahead: BTreeMap<&str, Vec<(Day, f64)>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.published.is_none()) {
        let cutoff = row.cutoff.map(|cutoff| (row.date, cutoff.p50.round()));
        ahead.entry(row.round_type.name()).or_default().extend(cutoff);
    }
    let told = ahead.iter_mut().max_by_key(|(name, rounds)| {
        let is_cec = **name == "cec" && !rounds.is_empty();
        (is_cec, rounds.len(), Reverse(**name))
    });
    let Some((name, rounds)) = told else { return NO_FINDING.to_owned() };
    rounds.sort_by_key(|(day, _)| *day);
    match rounds.as_slice() {
        [] => NO_FINDING.to_owned(),
        [(day, cutoff)] => {
            format!("Simulated cutoff of {} in this scenario: {cutoff} points on {day}", heading(name))
        }
        [(first, from), between @ .., (last, to)] => {
            let highest = between.iter().max_by(|one, other| one.1.total_cmp(&other.1));
            let peak = highest.filter(|(_, cutoff)| *cutoff > from.max(*to) + PEAK);
            let peak = peak.map_or(String::new(), |(day, cutoff)| format!("at most {cutoff} on {day}, "));
            let name = heading(name);
            format!(
                "Simulated cutoffs of {name} in this scenario: {from} points on {first}, {peak}{to} on {last}"
            )
        }
    }
}

/// The nearest and the furthest of a few distances, in order of size.
fn few_words(distances: &[f64]) -> String {
    let points = |distance: f64| distance.ceil() as u64;
    let (least, most) = (points(distances[0]), points(distances[distances.len() - 1]));
    match distances.len() {
        1 => format!("The simulated cutoff of the round is {} off the published one", plural(most, "point")),
        count if least == most => {
            format!(
                "The simulated cutoffs of {count} rounds are {} off the published ones",
                plural(most, "point")
            )
        }
        count => {
            format!(
                "The simulated cutoffs of {count} rounds are {least} to {most} points off the published ones"
            )
        }
    }
}

fn replications(rows: &[CutoffRow]) -> u32 {
    rows.iter().map(|row| row.replications).max().unwrap_or(0)
}

fn has_published(rows: &[CutoffRow]) -> bool {
    rows.iter().any(|row| row.published.is_some())
}

/// What the line shows; none where no replication invited anybody.
fn simulated_words(replications: u32) -> Option<String> {
    match replications {
        0 => None,
        1 => Some("Simulated, 1 replication".to_owned()),
        more => Some(format!("Simulated median, and 10th to 90th percentile across {more} replications")),
    }
}

/// What the band covers, and how many published cutoffs it holds; nothing where there is no band.
fn band(rows: &[CutoffRow]) -> Option<String> {
    let words = band_words(replications(rows))?;
    let both = || rows.iter().filter_map(|row| Some((row.cutoff?, f64::from(row.published?))));
    let inside = both().filter(|(cutoff, published)| (cutoff.p10..=cutoff.p90).contains(published)).count();
    Some(match both().count() {
        0 => format!("{words}."),
        all => format!("{words}; {inside} of {all} published cutoffs lie in it."),
    })
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

fn caption(
    columns: &[Column],
    rows: &[CutoffRow],
    not_held: &BTreeSet<String>,
    notes: &[String],
) -> Vec<String> {
    let has_published = has_published(rows);
    let mut sentences = Vec::new();
    if columns.iter().flat_map(|column| &column.panels).any(Panel::has_beyond) {
        sentences.push(if has_published {
            "Triangles: cutoffs beyond the scale of their panel, filled if simulated and hollow if published."
        } else {
            "Triangles: cutoffs beyond the scale of their panel."
        });
    }
    sentences.push("Cutoff: score of the lowest-ranked candidate invited.");
    if columns.iter().map(|column| column.shown().count()).sum::<usize>() > 1 {
        sentences.push("Each panel has a scale of its own.");
    }
    let is_ahead = rows.iter().any(|row| row.published.is_none() && row.cutoff.is_some());
    let band = band(rows);
    let backtests = band.as_ref().filter(|_| is_ahead).map(|_| BACKTESTS.to_owned());
    let mut lines: Vec<String> = band.into_iter().chain(backtests).collect();
    lines.push(sentences.join(" "));
    if !not_held.is_empty() {
        let names: Vec<String> = not_held.iter().map(|name| heading(name)).collect();
        lines.push(format!("Not shown, since none of their planned rounds is held: {}.", names.join(", ")));
    }
    lines.extend(match without_cutoff(rows) {
        0 => None,
        1 => Some("1 round invited nobody, and so has no simulated cutoff.".to_owned()),
        more => Some(format!("{more} rounds invited nobody, and so have no simulated cutoff.")),
    });
    lines.extend_from_slice(notes);
    if has_published {
        lines.push(SOURCE.to_owned());
    }
    lines
}

fn panel(lines: &Group, rows: &[CutoffRow]) -> Panel {
    let has = |name: &str| lines.iter().any(|(line, _)| *line == name);
    let series = lines.iter().map(|(name, types)| series(name, types, rows));
    Panel {
        unit: "cutoff, CRS points",
        series: series.filter(|one| !one.simulated.is_empty() || !one.published.is_empty()).collect(),
        form: Form::Line,
        least_span: LEAST_SPAN,
        range: has(NOMINEES).then_some(NOMINEE_RANGE),
        weight: if has(ALL_PROGRAMS) { 1.35 } else { 1.0 },
    }
}

fn series(name: &str, types: &[&str], rows: &[CutoffRow]) -> Series {
    let mut series = Series { name: name.to_owned(), ..Series::default() };
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
fn other_panels(rows: &[CutoffRow]) -> Vec<Panel> {
    let known = |name: &str| {
        let lines = PROGRAMS.iter().chain(&CATEGORIES).flat_map(|lines| lines.iter());
        lines.flat_map(|(_, types)| types.iter()).any(|known| *known == name)
    };
    let mut others: Vec<&str> = rows.iter().map(|row| row.round_type.name()).collect();
    others.sort_unstable();
    others.dedup();
    others.retain(|name| !known(name));
    let panel = |name: &&str| Panel {
        unit: "cutoff, CRS points",
        series: vec![series(&heading(name), &[name], rows)],
        form: Form::Line,
        least_span: LEAST_SPAN,
        range: None,
        weight: 1.0,
    };
    others.iter().map(panel).collect()
}

/// The name of a round type as its panel has it.
fn heading(round_type: &str) -> String {
    let mut lines = PROGRAMS.iter().chain(&CATEGORIES).flat_map(|lines| lines.iter());
    let known = lines.find(|(_, types)| types.contains(&round_type));
    let known = known.map(|(name, _)| *name);
    let lone = || LONE.iter().find(|(name, _)| *name == round_type).map(|(_, words)| *words);
    known.or_else(lone).map_or_else(|| capitalised(round_type), str::to_owned)
}

/// The name of a round type as a heading: `senior_managers` is Senior managers.
fn capitalised(name: &str) -> String {
    let name = name.replace('_', " ");
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
