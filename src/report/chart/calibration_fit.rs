//! The fit of a calibration: simulated over published figures at the best point, over time.

use std::collections::{BTreeMap, BTreeSet};

use super::cutoff_trend::{CATEGORIES, Group, PROGRAMS};
use super::drawing::Chart;
use super::innovations::column;
use super::page::{Column, Event, Page};
use super::panel::Panel;
use super::pool_trend::name;
use super::series::{Form, Point, Series};
use super::title::Title;
use super::value_axis::ValueAxis;
use crate::experiment::calibrate::table::TargetRow;
use crate::experiment::calibrate::{BAND_GROUPS, Figure};
use crate::experiment::judging::pool_fit::ScoreRange;
use crate::policy::instruction::RoundType;
use crate::report::words::{Message, Words, decimal, full_name, message, short_name};

/// A figure counts as met within so many standard deviations.
const MET: f64 = 2.0;

/// Lines of a panel, at most: four columns leave room for two names.
const MOST_LINES: usize = 2;

/// The fit to each published figure: candidates at or above the cutoffs of rounds and candidates by score in
/// percent of the published ones, yearly figures, and cutoffs of the free run in points above the published
/// ones.
///
/// Axes of percentages are logarithmic: half and twice as many lie as far from 100 %. A run without free-run
/// targets has no column for them.
pub fn calibration_fit(targets: &[TargetRow], notes: &[String], words: &Words) -> Chart {
    let years =
        Column { panels: year_panels(targets, words), ..column(&message!("fit-years"), Vec::new(), words) };
    let columns = vec![
        column(&message!("fit-rounds"), type_panels(targets, Shown::Rounds, words), words),
        column(&message!("fit-pool"), band_panels(targets, words), words),
        years,
        column(&message!("fit-cutoffs"), type_panels(targets, Shown::Cutoffs, words), words),
    ];
    let has_beyond = columns.iter().flat_map(|column| &column.panels).any(Panel::has_beyond);
    let mut caption = vec![words.text(&message!("innovations-left-out"))];
    if has_beyond {
        caption.push(words.text(&message!("innovations-beyond")));
    }
    caption.extend_from_slice(notes);
    caption.push(words.text(&message!("source-both")));
    let title = Title::from(calibration_finding(targets, words)).with(words.text(&message!("fit-method")));
    Page {
        title,
        simulated: Some(words.text(&message!("fit-simulated"))),
        has_band: false,
        published: None,
        columns,
        event: Event::RoundOrCount,
        mark: None,
        caption,
    }
    .draw(words)
}

/// How many figures the best point meets, and the kind that is furthest off.
fn calibration_finding(targets: &[TargetRow], words: &Words) -> String {
    let met = targets.iter().filter(|row| row.error().abs() <= MET).count();
    let mut squares: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for row in targets {
        let (sum, count) = squares.entry(row.kind()).or_default();
        *sum += row.error() * row.error();
        *count += 1.0;
    }
    let mean = |(sum, count): &(f64, f64)| sum / count;
    let worst = squares.iter().max_by(|(_, one), (_, other)| mean(one).total_cmp(&mean(other)));
    let Some((kind, _)) = worst else { return words.text(&message!("fit-question")) };
    words.text(&message!(
        "fit-finding",
        percent = decimal(100.0 * met as f64 / targets.len() as f64, 0),
        count = targets.len(),
        kind = words.text(&kind_name(kind))
    ))
}

/// The name of a kind of figure, in a sentence.
fn kind_name(kind: &str) -> Message {
    match kind {
        "rounds" => message!("fit-kind-rounds"),
        "bands" => message!("fit-kind-bands"),
        "submissions" => message!("fit-kind-submissions"),
        "invited" => message!("fit-kind-invited"),
        "admissions" => message!("fit-kind-admissions"),
        "cutoffs" => message!("fit-kind-cutoffs"),
        other => message!("fit-kind-other", kind = other),
    }
}

/// A figure of each round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    /// Candidates at or above the cutoff, in the one-step run.
    Rounds,
    /// The cutoff of the free run.
    Cutoffs,
}

impl Shown {
    fn type_of(self, figure: &Figure) -> Option<&RoundType> {
        match (self, figure) {
            (Shown::Rounds, Figure::Round { round_type, .. })
            | (Shown::Cutoffs, Figure::Cutoff { round_type, .. }) => Some(round_type),
            _ => None,
        }
    }

    fn panel(self, series: Vec<Series>, words: &Words) -> Panel {
        match self {
            Shown::Rounds => ratios(series, Form::Dots),
            Shown::Cutoffs => differences(series, words.text(&message!("fit-points"))),
        }
    }
}

/// A panel for each group of types, and one for each type that has no place of its own.
fn type_panels(targets: &[TargetRow], shown: Shown, words: &Words) -> Vec<Panel> {
    let types = targets.iter().filter_map(|row| shown.type_of(&row.target.figure));
    let names: BTreeSet<&str> = types.map(RoundType::name).collect();
    let groups: Vec<Group> = PROGRAMS.into_iter().chain(CATEGORIES).collect();
    let mut panels = Vec::new();
    for group in groups.iter().flat_map(|group| group.chunks(MOST_LINES)) {
        let mut series: Vec<Series> =
            group.iter().map(|types| round_series(targets, shown, types, words)).collect();
        series.retain(|series| !series.simulated.is_empty());
        panels.push(shown.panel(series, words));
    }
    let is_grouped = |name: &str| groups.iter().any(|group| group.iter().any(|types| types.contains(&name)));
    for name in names.into_iter().filter(|name| !is_grouped(name)) {
        panels.push(shown.panel(vec![round_series(targets, shown, &[name], words)], words));
    }
    panels
}

fn round_series(targets: &[TargetRow], shown: Shown, types: &[&str], words: &Words) -> Series {
    let of_type = |row: &&TargetRow| {
        shown.type_of(&row.target.figure).is_some_and(|round_type| types.contains(&round_type.name()))
    };
    series(full_name(types[0], words), targets.iter().filter(of_type))
}

/// A panel for each group of bands: months of the one-step run, and quarters of the free run.
fn band_panels(targets: &[TargetRow], words: &Words) -> Vec<Panel> {
    let mut panels = Vec::new();
    for (place, (low, high)) in BAND_GROUPS.into_iter().enumerate() {
        let of_group =
            |row: &&TargetRow| matches!(row.target.figure, Figure::Band { group, .. } if group == place);
        let heading = words.text(&name(ScoreRange { low, high }));
        let own = targets.iter().filter(of_group);
        let (free, one_step): (Vec<&TargetRow>, Vec<&TargetRow>) = own.partition(|row| row.is_free());
        let mut lines = vec![series(heading, one_step.into_iter())];
        if !free.is_empty() {
            lines.push(series(words.text(&message!("fit-free-run")), free.into_iter()));
        }
        panels.push(ratios(lines, Form::Line));
    }
    panels
}

/// A panel for each kind of yearly figure.
fn year_panels(targets: &[TargetRow], words: &Words) -> Vec<Panel> {
    let mut shares = Vec::new();
    let mut counts: BTreeMap<String, Vec<&TargetRow>> = BTreeMap::new();
    for row in targets {
        match &row.target.figure {
            Figure::Round { .. } | Figure::Band { .. } | Figure::Cutoff { .. } => {}
            Figure::Invited(_) | Figure::SubmittedScore { .. } => shares.push(row),
            Figure::Submissions => {
                counts.entry(words.text(&message!("fit-submissions"))).or_default().push(row);
            }
            Figure::Admissions(program) => {
                let name = message!("fit-admissions", program = short_name(program.name()));
                counts.entry(words.text(&name)).or_default().push(row);
            }
            Figure::InProgress(_) => {
                counts.entry(words.text(&message!("fit-in-progress"))).or_default().push(row);
            }
        }
    }
    let counts = counts.into_iter();
    let counts = counts.map(|(name, rows)| ratios(vec![series(name, rows.into_iter())], Form::Dots));
    let shares = series(words.text(&message!("fit-invited")), shares.into_iter());
    let shares = vec![differences(vec![shares], words.text(&message!("fit-percentage-points")))];
    // Shares have an axis of their own.
    let parts = [counts.collect(), shares].map(|panels| column(&message!("fit-years"), panels, words).panels);
    parts.into_iter().flatten().collect()
}

/// The errors of some targets, in the middle of their periods.
fn series<'a>(name: String, rows: impl Iterator<Item = &'a TargetRow>) -> Series {
    let mut simulated: Vec<Point> = rows.map(point).collect();
    simulated.sort_by_key(|point| point.day);
    Series { name, simulated, published: Vec::new() }
}

fn point(row: &TargetRow) -> Point {
    let target = &row.target;
    let (value, day) = (row.difference(), target.day);
    let (value, day) = match target.figure {
        Figure::Round { .. } | Figure::Cutoff { .. } => (value, day),
        Figure::Band { months, .. } => (value, day + months * 15),
        Figure::InProgress(_) => (value, day),
        Figure::Invited(_) | Figure::SubmittedScore { .. } => (100.0 * value, day + 182),
        Figure::Submissions | Figure::Admissions(_) => (value, day + 182),
    };
    Point { day, low: value, median: value, high: value }
}

fn differences(series: Vec<Series>, unit: String) -> Panel {
    let axis = ValueAxis::Difference;
    Panel { unit, series, form: Form::Dots, axis, range: None, least_span: 4.0, weight: 1.0 }
}

fn ratios(series: Vec<Series>, form: Form) -> Panel {
    let axis = ValueAxis::Ratio;
    Panel { unit: "%".to_owned(), series, form, axis, range: None, least_span: 0.0, weight: 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::calibrate::Target;
    use crate::policy::instruction::RoundNumber;

    /// A CEC round at a cutoff of 500, or the 1,000 invitations of one.
    fn row(shown: Shown, simulated: f64) -> TargetRow {
        let (number, round_type) = (RoundNumber::new(300), RoundType::new("cec"));
        let day = "2024-07-17".parse().unwrap();
        let (run, figure, published, sd) = match shown {
            Shown::Rounds => ("one_step", Figure::Round { number, round_type }, 1_000.0, 0.2),
            Shown::Cutoffs => ("free_run", Figure::Cutoff { number, round_type }, 500.0, 5.0),
        };
        let target = Target { figure, day, published, sd };
        TargetRow { run, target, simulated: Some(simulated) }
    }

    #[test]
    fn the_title_says_how_many_figures_are_met_and_which_kind_is_furthest_off() {
        // Errors of 0, 1 and 3 standard deviations.
        let rows = [row(Shown::Rounds, 1_000.0), row(Shown::Cutoffs, 505.0), row(Shown::Cutoffs, 485.0)];
        let expected = "67 % of 3 published figures are met within twice the expected error; cutoffs of the \
                        free run are furthest off";
        assert_eq!(calibration_finding(&rows, &Words::english()), expected);
    }

    #[test]
    fn only_columns_with_figures_are_drawn() {
        let words = Words::english();
        let one_step = calibration_fit(&[row(Shown::Rounds, 1_000.0)], &[], &words);
        let both = calibration_fit(&[row(Shown::Rounds, 900.0), row(Shown::Cutoffs, 505.0)], &[], &words);
        let has_cutoffs = |chart: &Chart| chart.svg().contains("Free run: cutoffs");
        assert!(!has_cutoffs(&one_step) && has_cutoffs(&both));
        // No round at all is drawn as well.
        assert!(calibration_fit(&[], &[], &words).svg().contains("There is nothing to show."));
    }
}
