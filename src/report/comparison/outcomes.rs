//! Tables of a comparison: cutoffs by type and year, and the other outcomes of a year.

use super::finding::{ENOUGH_PAIRS, Finding};
use crate::experiment::compare::{CompareRow, Effect, Effects, Outcome, Subject};
use crate::report::terminal::{Column, worded_table};
use crate::report::words::{Message, Words, decimal, message, signed};
use crate::time::Day;

/// Larger ratios are shown as `> 999`.
const MOST_RATIO: f64 = 999.0;

/// Cutoffs of base and reform by type and year, from the year in which the scenarios part.
pub fn cutoffs(effects: &Effects, words: &Words) -> String {
    let first = effects.parts_on.map_or(i16::MIN, Day::year);
    let rows = effects
        .rows
        .iter()
        .filter(|row| row.key.outcome == Outcome::Cutoff && row.key.month.is_none() && row.key.year >= first);
    let mut lines = Vec::new();
    for row in rows {
        let Some(round_type) = row.round_type() else { continue };
        let name = words.added_name(round_type.name()).unwrap_or(round_type.name()).to_owned();
        let mut line = vec![name, row.key.year.to_string()];
        line.extend(cells(&row.effect, 1, words));
        line.push(ratio(&row.effect));
        lines.push(line);
    }
    let columns = [
        Column::Words(message!("column-round-type")),
        Column::Figures(message!("column-year")),
        Column::Figures(message!("column-base")),
        Column::Figures(message!("column-reform")),
        Column::Figures(message!("column-difference")),
        Column::Figures(message!("column-interval")),
        Column::Figures(message!("column-pairing")),
    ];
    worded_table(words, &columns, lines)
}

/// The ratio of variances, where there are enough pairs for one.
fn ratio(effect: &Effect) -> String {
    match effect.variance_ratio.filter(|_| effect.pairs >= ENOUGH_PAIRS) {
        Some(ratio) if ratio > MOST_RATIO => format!("> {MOST_RATIO:.0}"),
        Some(ratio) => format!("{ratio:.0}"),
        None => String::new(),
    }
}

/// The other outcomes of the finding's year, over all programs.
pub fn others(finding: &Finding<'_>, words: &Words) -> String {
    let mut lines = Vec::new();
    for row in finding.effects.rows.iter().filter(|row| is_shown(row, finding.year)) {
        let (factor, digits) = unit(row.key.outcome);
        let effect = scaled(&row.effect, factor);
        let mut line = vec![words.text(&name(row.key.outcome))];
        line.extend(cells(&effect, digits, words));
        lines.push(line);
    }
    let columns = [
        Column::Words(message!("column-outcome")),
        Column::Figures(message!("column-base")),
        Column::Figures(message!("column-reform")),
        Column::Figures(message!("column-difference")),
        Column::Figures(message!("column-interval")),
    ];
    worded_table(words, &columns, lines)
}

fn is_shown(row: &CompareRow, year: i16) -> bool {
    row.key.subject == Subject::All && row.key.month.is_none() && row.key.year == year
}

/// Base, reform, difference and interval.
pub fn cells(effect: &Effect, digits: usize, words: &Words) -> [String; 4] {
    let figure =
        |value: Option<f64>| value.map_or(String::new(), |value| words.argument(&decimal(value, digits)));
    let interval = effect.interval.map_or(String::new(), |interval| {
        let (low, high) = (signed(interval.low, digits, words), signed(interval.high, digits, words));
        words.text(&message!("cell-range", low = low, high = high))
    });
    let difference = effect.difference.map_or(String::new(), |value| signed(value, digits, words));
    [figure(effect.base), figure(effect.reform), difference, interval]
}

/// The factor and the decimals with which an outcome is shown: shares in percent.
fn unit(outcome: Outcome) -> (f64, usize) {
    match outcome {
        Outcome::ShareInCanada | Outcome::ShareFrench => (100.0, 1),
        Outcome::Invited | Outcome::Admissions => (1.0, 0),
        Outcome::Cutoff | Outcome::FirstCutoff | Outcome::MeanScore | Outcome::MeanAge => (1.0, 1),
        Outcome::WaitDays => (1.0, 0),
    }
}

fn scaled(effect: &Effect, factor: f64) -> Effect {
    let by = |value: Option<f64>| value.map(|value| value * factor);
    let interval = effect.interval.map(|mut interval| {
        (interval.low, interval.high) = (interval.low * factor, interval.high * factor);
        interval
    });
    let (base, reform, difference) = (by(effect.base), by(effect.reform), by(effect.difference));
    Effect { base, reform, difference, interval, ..*effect }
}

/// The name of an outcome, with its unit.
fn name(outcome: Outcome) -> Message {
    match outcome {
        Outcome::Cutoff | Outcome::FirstCutoff => message!("outcome-cutoff"),
        Outcome::Invited => message!("outcome-invited"),
        Outcome::Admissions => message!("outcome-admissions"),
        Outcome::MeanScore => message!("outcome-mean-score"),
        Outcome::ShareInCanada => message!("outcome-share-in-canada"),
        Outcome::ShareFrench => message!("outcome-share-french"),
        Outcome::MeanAge => message!("outcome-mean-age"),
        Outcome::WaitDays => message!("outcome-wait-days"),
    }
}
