//! The tables of the terminal: the first points with their outcomes, or the ends of dimensions.

use super::ends::dimension_ends;
use super::points::{Points, setting, setting_text};
use crate::experiment::mean::MeanSums;
use crate::experiment::sweep::{CellSummary, YearlyOutcome};
use crate::report::outcome_name::{effect_figure, outcome_name, value_figure, width_figure};
use crate::report::terminal::{Column, Heading, TERMINAL_WIDTH, last_letters, table, worded_table, wrapped};
use crate::report::words::{Words, message};

/// Points of a table.
const MOST_POINTS: usize = 12;
/// Dimensions of a table of points.
pub const MOST_LEVERS: usize = 3;
/// Outcomes of a table.
const MOST_OUTCOMES: usize = 3;
/// Letters of the name of a lever.
const MOST_LETTERS: usize = 22;

/// The first points: as many outcomes as fit the terminal, at least one.
pub fn by_point(points: Points<'_>, shown: &[usize], words: &Words) -> String {
    let most = shown.len().min(MOST_OUTCOMES);
    let mut text = String::new();
    for count in (1..=most).rev() {
        text = with_outcomes(points, &shown[..count], words);
        if text.lines().all(|line| line.chars().count() <= TERMINAL_WIDTH) {
            break;
        }
    }
    let more = points.iter().count().saturating_sub(MOST_POINTS);
    if more > 0 {
        text += &format!("\n{}", words.text(&message!("sweep-more-points", count = more)));
    }
    text
}

fn with_outcomes(points: Points<'_>, outcomes: &[usize], words: &Words) -> String {
    let mut headings = vec![words.text(&message!("column-cell"))];
    headings.extend(points.dimensions().iter().map(|dimension| last_letters(&dimension.name, MOST_LETTERS)));
    for outcome in outcomes {
        headings.push(points.outcome(*outcome).to_string());
        headings.push(words.text(&message!("column-effect")));
    }
    let levers = points.dimensions().len();
    let headings: Vec<Heading<'_>> = headings
        .iter()
        .enumerate()
        .map(|(place, text)| match place.checked_sub(1) {
            Some(lever) if lever < levers && !points.is_of_numbers(lever) => Heading::Words(text),
            _ => Heading::Figures(text),
        })
        .collect();
    table(&headings, points.iter().take(MOST_POINTS).map(|cell| row(points, cell, outcomes, words)))
}

fn row(points: Points<'_>, cell: &CellSummary, outcomes: &[usize], words: &Words) -> Vec<String> {
    let mut row = vec![cell.cell.to_string()];
    row.extend((0..points.dimensions().len()).map(|place| setting_text(setting(cell, place), words)));
    for outcome in outcomes {
        let name = points.outcome(*outcome);
        let mean = cell.outcomes[*outcome].mean().map(|mean| words.argument(&value_figure(name, mean)));
        row.push(match (mean, &cell.error) {
            (Some(mean), _) => mean,
            (None, Some(_)) => words.text(&message!("sweep-cell-failed")),
            (None, None) => String::new(),
        });
        row.push(effect(name, cell.effects[*outcome], words));
    }
    row
}

/// An effect with half the width of its interval.
fn effect(name: &YearlyOutcome, sums: MeanSums, words: &Words) -> String {
    let Some(mean) = sums.mean() else { return String::new() };
    let mean = effect_figure(name, mean, words);
    match sums.half_width() {
        Some(width) => {
            words.text(&message!("sweep-cell-effect", effect = mean, width = width_figure(name, width)))
        }
        None => mean,
    }
}

/// The main outcome at the ends of each dimension, the longest first.
pub fn by_dimension(points: Points<'_>, outcome: usize, words: &Words) -> String {
    let name = points.outcome(outcome);
    let columns = [
        Column::Words(message!("column-dimension")),
        Column::Figures(message!("column-settings")),
        Column::Figures(message!("column-mean")),
    ];
    let found = dimension_ends(points, outcome, words);
    let mut rows = Vec::new();
    for ends in found.iter().take(MOST_POINTS) {
        for (place, end) in ends.ends.iter().enumerate() {
            let dimension = &points.dimensions()[ends.dimension].name;
            rows.push([
                if place == 0 { dimension.clone() } else { String::new() },
                end.label.clone(),
                words.argument(&value_figure(name, end.mean)),
            ]);
        }
    }
    let is_in_fifths = found.iter().any(|ends| ends.is_in_fifths);
    let heading = outcome_name(name, words);
    let heading = words.text(&if is_in_fifths {
        message!("sweep-table-fifths", outcome = heading)
    } else {
        message!("sweep-table-ends", outcome = heading)
    });
    format!("{}\n{}", wrapped(&heading), worded_table(words, &columns, rows))
}
