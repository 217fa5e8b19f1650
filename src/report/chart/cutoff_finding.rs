//! Findings of the chart of cutoffs, for its title.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::experiment::cutoffs::CutoffRow;
use crate::report::words::{Message, Words, decimal, message, name_in_sentence};
use crate::time::Day;

/// A cutoff as many points above the first and the last one is a finding of its own.
const PEAK: f64 = 5.0;

/// Half of fewer rounds than this is no finding.
const FEW_ROUNDS: usize = 10;

/// The finding of a replay: how far half of its rounds are from the published cutoffs, rounded up to whole
/// points.
///
/// Of fewer than ten rounds it states the nearest and the furthest; without published cutoffs, the question.
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
    words.text(&course(name_in_sentence(name, words), rounds))
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
