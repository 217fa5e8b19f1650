//! One-step runs: what rounds reached against their size, and the pool against published counts, over time.

use std::collections::{BTreeMap, BTreeSet};

use super::cutoff_trend::{CATEGORIES, Group, PROGRAMS};
use super::drawing::Chart;
use super::page::{Column, Event, Page, band_note, simulated_mean};
use super::panel::Panel;
use super::pool_trend::name;
use super::scale::Range;
use super::series::{Form, Point, Series};
use super::title::Title;
use super::value_axis::ValueAxis;
use crate::experiment::judging::compared::Compared;
use crate::experiment::one_step::{OneStepFindings, RANGES, RoundInnovation, Subject};
use crate::experiment::spread::Spread;
use crate::policy::instruction::RoundType;
use crate::report::words::{Message, Words, decimal, full_name, message};
use crate::time::Day;

/// The part of a column's values that its axis holds at least; others stand at its edge.
const HELD_SHARE: f64 = 0.95;

/// Candidates at or above the published cutoff in percent of the invited, by type of rounds, and candidates
/// in percent of the published counts, by score and month; `notes` stand at the foot.
///
/// Axes are logarithmic: half and twice as many lie as far from 100 %. All panels of a column have one axis.
pub fn innovations(
    title: impl Into<Title>,
    found: &OneStepFindings,
    notes: &[String],
    words: &Words,
) -> Chart {
    let columns = vec![
        column(&message!("innovations-rounds"), round_panels(&found.rounds, words), words),
        column(&message!("innovations-pool"), pool_panels(found, words), words),
    ];
    let has_beyond = columns.iter().flat_map(|column| &column.panels).any(Panel::has_beyond);
    let mut caption: Vec<String> = band_note(found.replications, words).into_iter().collect();
    caption.push(words.text(&message!("innovations-left-out")));
    if has_beyond {
        caption.push(words.text(&message!("innovations-beyond")));
    }
    caption.extend_from_slice(notes);
    caption.push(words.text(&message!("source-both")));
    Page {
        title: title.into(),
        simulated: Some(words.text(&simulated_mean(found.replications))),
        has_band: found.replications > 1,
        published: None,
        columns,
        event: Event::RoundOrCount,
        mark: None,
        caption,
    }
    .draw(words)
}

/// The finding of a one-step run: the type of rounds and year with the largest difference in candidates; or
/// without rounds, the range of scores and year with the largest ratio.
pub fn innovation_finding(found: &OneStepFindings, words: &Words) -> String {
    let mut sums: BTreeMap<(&RoundType, i16), Compared> = BTreeMap::new();
    for round in &found.rounds {
        let sum = sums.entry((&round.round_type, round.date.year())).or_default();
        sum.simulated += round.reached;
        sum.published += f64::from(round.size);
    }
    let worst = sums
        .iter()
        .max_by(|(_, one), (_, other)| one.difference().abs().total_cmp(&other.difference().abs()));
    if let Some(((round_type, year), sum)) = worst {
        let name = full_name(round_type.name(), words);
        return words.text(&message!(
            "innovations-finding-rounds",
            type = name,
            year = *year,
            percent = decimal(100.0 * sum.ratio(), 0),
            invited = decimal(sum.published, 0)
        ));
    }
    let scores = found.years.iter().filter_map(|row| match row.subject {
        Subject::Rounds(_) => None,
        Subject::Scores(range) => Some((range, row)),
    });
    let worst = scores.max_by(|(_, one), (_, other)| one.mean.abs().total_cmp(&other.mean.abs()));
    words.text(&match worst {
        Some((range, row)) => message!(
            "innovations-finding-pool",
            points = name(range),
            year = row.period,
            percent = decimal(100.0 * row.mean.exp(), 0)
        ),
        None => message!("innovations-question"),
    })
}

/// A column whose panels have one axis, with no difference in its middle.
pub(super) fn column(heading: &Message, mut panels: Vec<Panel>, words: &Words) -> Column {
    let points = panels.iter().flat_map(|panel| &panel.series).flat_map(|series| &series.simulated);
    let mut distances: Vec<f64> = points.map(|point| point.median.abs()).collect();
    distances.sort_by(f64::total_cmp);
    let held = (HELD_SHARE * distances.len() as f64).ceil() as usize;
    let furthest = distances.get(held.saturating_sub(1)).copied().unwrap_or(0.0);
    for panel in &mut panels {
        panel.range = Some(Range { low: -furthest, high: furthest });
    }
    Column { heading: words.text(heading), panels, weight: 1.0 }
}

/// A panel for each group of types, and one for each type that has no place of its own.
fn round_panels(rounds: &[RoundInnovation], words: &Words) -> Vec<Panel> {
    let groups: Vec<Group> = PROGRAMS.into_iter().chain(CATEGORIES).collect();
    let mut others: BTreeSet<&str> = rounds.iter().map(|round| round.round_type.name()).collect();
    others.retain(|name| !groups.iter().any(|group| group.iter().any(|types| types.contains(name))));
    let mut panels = Vec::new();
    for group in groups {
        let mut series: Vec<Series> = group.iter().map(|types| round_series(types, rounds, words)).collect();
        series.retain(|series| !series.simulated.is_empty());
        panels.push(panel(series, Form::Dots));
    }
    panels
        .extend(others.into_iter().map(|name| panel(vec![round_series(&[name], rounds, words)], Form::Dots)));
    panels
}

fn round_series(types: &[&str], rounds: &[RoundInnovation], words: &Words) -> Series {
    let own = rounds.iter().filter(|round| types.contains(&round.round_type.name()));
    Series {
        name: full_name(types[0], words),
        simulated: own.map(|round| point(round.date, round.log_ratio)).collect(),
        published: Vec::new(),
    }
}

fn pool_panels(found: &OneStepFindings, words: &Words) -> Vec<Panel> {
    let mut panels = Vec::new();
    for (place, range) in RANGES.into_iter().enumerate() {
        let months = found.pool.iter();
        let simulated = months.filter_map(|month| {
            // The middle of the month.
            month.log_ratios[place].map(|log_ratio| point(month.month + 14, log_ratio))
        });
        let series =
            Series { name: words.text(&name(range)), simulated: simulated.collect(), published: Vec::new() };
        panels.push(panel(vec![series], Form::Line));
    }
    panels
}

fn point(day: Day, log_ratio: Spread) -> Point {
    Point { day, low: log_ratio.p10, median: log_ratio.mean, high: log_ratio.p90 }
}

fn panel(series: Vec<Series>, form: Form) -> Panel {
    Panel {
        unit: "%".to_owned(),
        series,
        form,
        axis: ValueAxis::Ratio,
        range: None,
        least_span: 0.0,
        weight: 1.0,
    }
}
