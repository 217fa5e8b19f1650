//! Plans that were tried, in a table for the terminal.

use crate::experiment::inverse::PlanPoint;
use crate::experiment::inverse::table::Varied;
use crate::experiment::spread::Spread;
use crate::report::terminal::{Column, worded_table};
use crate::report::words::{Argument, Message, Words, decimal, message, short};

/// A line for each plan, with notes on figures that are not means over all replications.
pub fn text(points: &[PlanPoint], varied: Varied, words: &Words) -> String {
    let columns = [
        Column::Figures(name(varied)),
        Column::Figures(message!("column-largest-miss")),
        Column::Figures(message!("column-variability")),
        Column::Figures(message!("column-mean-crs")),
        Column::Figures(message!("column-admitted-year")),
    ];
    let lines = points.iter().map(|point| {
        [
            words.argument(&value(point.value)),
            format!("{:.1} %", 100.0 * point.miss),
            point.variability.as_ref().map_or(String::new(), |variability| with_half(variability, 2, words)),
            point.score.as_ref().map_or(String::new(), |score| with_half(score, 1, words)),
            with_half(&point.landed, 0, words),
        ]
    });
    let mut text = worded_table(words, &columns, lines);
    for note in points.iter().flat_map(|point| partial(point, varied)) {
        text += &format!("\n{}", words.text(&note));
    }
    text
}

fn name(varied: Varied) -> Message {
    match varied {
        Varied::Smoothing => message!("column-smoothing"),
        Varied::TargetFactor => message!("column-target-factor"),
    }
}

/// Notes on the figures of a plan that are means over some of its replications.
fn partial(point: &PlanPoint, varied: Varied) -> Vec<Message> {
    let all = point.variabilities.len() as u32;
    let (name, at) = (name(varied), value(point.value));
    let mut notes = Vec::new();
    let some = point.variability_replications();
    if 0 < some && some < all {
        let (name, at) = (name.clone(), at.clone());
        notes.push(message!("plan-partial-variability", name = name, value = at, some = some, all = all));
    }
    let some = point.score_replications;
    if 0 < some && some < all {
        notes.push(message!("plan-partial-score", name = name, value = at, some = some, all = all));
    }
    notes
}

/// A factor or a smoothing weight, with three significant digits.
pub fn value(number: f64) -> Argument {
    let digits = if number > 0.0 { (2.0 - number.log10().floor()).max(0.0) as usize } else { 0 };
    short(number, digits)
}

/// A mean with half the width of its interval.
fn with_half(spread: &Spread, digits: usize, words: &Words) -> String {
    let mean = words.argument(&decimal(spread.mean, digits));
    match spread.ci95_high {
        Some(high) => format!("{mean} ± {}", words.argument(&decimal(high - spread.mean, digits))),
        None => mean,
    }
}
