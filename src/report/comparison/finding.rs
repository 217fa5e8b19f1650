//! The finding of a comparison, in one sentence.

use crate::experiment::compare::{CompareRow, Effect, Effects, Outcome};
use crate::experiment::mean::Interval;
use crate::policy::instruction::{RoundGroup, RoundType};
use crate::policy::program::Program;
use crate::report::words::{Message, Words, decimal, message, short_name, signed, with_minus};
use crate::time::Day;

/// Pairs that a ratio of variances needs.
pub const ENOUGH_PAIRS: u32 = 10;

/// The sentence on the effects of a reform.
pub fn sentence(effects: &Effects, words: &Words) -> String {
    match Finding::of(effects) {
        Some(finding) => finding.sentence(words),
        None => words.text(&message!("compare-no-rounds", reform = effects.reform.as_str())),
    }
}

/// The type and year in the sentence of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding<'a> {
    /// The effects.
    pub effects: &'a Effects,
    /// The type of rounds: CEC, or else the one with most paired months.
    pub round_type: RoundType,
    /// The first whole year with a difference in force, or else the last of the run.
    pub year: i16,
}

impl<'a> Finding<'a> {
    /// The finding of effects; none if no cutoff is compared.
    pub fn of(effects: &'a Effects) -> Option<Finding<'a>> {
        let round_type = main_type(effects)?;
        let years = years(effects, &round_type);
        let first = effects.in_force.map_or(i16::MIN, first_whole_year);
        let year = years.iter().copied().find(|year| *year >= first).or(years.last().copied())?;
        Some(Finding { effects, round_type, year })
    }

    /// The outcome of the type in a year.
    fn effect(&self, outcome: Outcome) -> Option<&'a Effect> {
        let rows = self.effects.rows.iter().filter(|row| row.key.outcome == outcome);
        let of_type =
            rows.filter(|row| row.round_type() == Some(&self.round_type) && row.key.month.is_none());
        let is_year = |row: &&CompareRow| outcome == Outcome::FirstCutoff || row.key.year == self.year;
        of_type.into_iter().find(is_year).map(|row| &row.effect)
    }

    /// The sentence.
    pub fn sentence(&self, words: &Words) -> String {
        let clauses = self.clauses(words);
        let reform = self.effects.reform.as_str();
        let Some(clauses) = joined(&clauses, words) else {
            return words.text(&message!("compare-no-rounds", reform = reform));
        };
        words.text(&message!(
            "compare-sentence",
            reform = reform,
            effect = clauses,
            method = self.method(words)
        ))
    }

    /// The finding without its interval, for the title of a chart.
    pub fn title(&self, words: &Words) -> String {
        let reform = self.effects.reform.as_str();
        let effect = joined(&self.clauses(words), words).unwrap_or_default();
        words.text(&message!("compare-title", reform = reform, effect = effect))
    }

    /// The interval, and what it holds.
    pub fn method(&self, words: &Words) -> String {
        let effect = self.effect(Outcome::Cutoff);
        let interval = effect.and_then(|effect| Some((effect.difference?, effect.interval?)));
        words.text(&match (interval, effect) {
            (Some((difference, interval)), _) => {
                // The ends have the sign of the verb.
                let down = difference < 0.0 && !is_unclear(interval);
                let (low, high) =
                    if down { (-interval.high, -interval.low) } else { (interval.low, interval.high) };
                let (low, high) = (with_minus(low, 1, words), with_minus(high, 1, words));
                message!("compare-method", low = low, high = high)
            }
            (None, Some(effect)) if effect.pairs > 1 => {
                message!("compare-method-alike", pairs = effect.pairs)
            }
            (None, _) => message!("compare-method-alone"),
        })
    }

    fn clauses(&self, words: &Words) -> Vec<String> {
        let clauses = [self.no_more(), self.first(), self.mean(words)].into_iter().flatten();
        clauses.map(|clause| words.text(&clause)).collect()
    }

    /// The clause on CEC rounds that only the base holds.
    fn no_more(&self) -> Option<Message> {
        let (cec, day) = (RoundType::new("cec"), self.effects.in_force?);
        let mut later =
            months_since(self.effects, day).filter(|row| row.round_type() == Some(&cec)).peekable();
        later.peek()?;
        let is_gone = later.all(|row| row.effect.base.is_some() && row.effect.reform.is_none());
        is_gone.then(|| message!("compare-no-more", type = short_name(cec.name()), day = day))
    }

    /// What pairing gained for the mean cutoff of the year.
    pub fn pairing(&self, words: &Words) -> Option<String> {
        let effect = self.effect(Outcome::Cutoff)?;
        let ratio = effect.variance_ratio.filter(|_| effect.pairs >= ENOUGH_PAIRS)?;
        let name = short_name(self.round_type.name());
        let year = self.year;
        Some(words.text(&message!("compare-pairing", type = name, year = year, times = decimal(ratio, 0))))
    }

    /// The cutoff of the first round that is not held as published.
    fn first(&self) -> Option<Message> {
        let effect = self.effect(Outcome::FirstCutoff)?;
        let (before, after) = (effect.base?.round(), effect.reform?.round());
        let (name, day) = (short_name(self.round_type.name()), self.effects.first_round?);
        let (from, to) = (decimal(before, 0), decimal(after, 0));
        Some(if before == after {
            message!("compare-first-same", type = name, day = day, before = from)
        } else if after > before {
            message!("compare-first-raises", type = name, day = day, before = from, after = to)
        } else {
            message!("compare-first-lowers", type = name, day = day, before = from, after = to)
        })
    }

    /// The mean cutoff of the year.
    fn mean(&self, words: &Words) -> Option<Message> {
        let effect = self.effect(Outcome::Cutoff)?;
        let (difference, year) = (effect.difference?, self.year);
        let name = short_name(self.round_type.name());
        let points = decimal(difference.abs(), 1);
        Some(match effect.interval {
            _ if difference == 0.0 => message!("compare-mean-same", type = name, year = year),
            Some(interval) if is_unclear(interval) => {
                let points = signed(difference, 1, words);
                message!("compare-mean-unclear", type = name, year = year, points = points)
            }
            _ if difference > 0.0 => {
                message!("compare-mean-raises", type = name, year = year, points = points)
            }
            _ => message!("compare-mean-lowers", type = name, year = year, points = points),
        })
    }
}

/// Whether an interval holds both directions.
fn is_unclear(interval: Interval) -> bool {
    interval.low <= 0.0 && interval.high >= 0.0
}

/// The clauses of a sentence; none without any.
fn joined(clauses: &[String], words: &Words) -> Option<String> {
    match clauses {
        [] => None,
        [alone] => Some(alone.clone()),
        [first, rest @ ..] => {
            let then = joined(rest, words)?;
            Some(words.text(&message!("compare-clauses", first = first.as_str(), then = then)))
        }
    }
}

/// The first year that is whole, or nearly, from a day on.
fn first_whole_year(day: Day) -> i16 {
    let is_new_year = day.month() == 1 && day.day_of_month() <= 15;
    if is_new_year { day.year() } else { day.year() + 1 }
}

/// Cutoffs of the months since a day.
pub fn months_since(effects: &Effects, day: Day) -> impl Iterator<Item = &CompareRow> {
    let first = (day.year(), day.month());
    effects.rows.iter().filter(move |row| {
        let month = row.key.month.filter(|_| row.key.outcome == Outcome::Cutoff);
        month.is_some_and(|month| (row.key.year, month) >= first)
    })
}

/// CEC, or else the type whose cutoffs are paired in most months since a difference is in force.
fn main_type(effects: &Effects) -> Option<RoundType> {
    let mut types: Vec<(&RoundType, usize)> = Vec::new();
    for row in months_since(effects, effects.in_force.unwrap_or(Day::LAUNCH)) {
        let Some(round_type) = row.round_type().filter(|_| row.effect.pairs > 0) else { continue };
        match types.iter_mut().find(|(one, _)| *one == round_type) {
            Some((_, months)) => *months += 1,
            None => types.push((round_type, 1)),
        }
    }
    let is_cec = |round_type: &RoundType| round_type.group() == RoundGroup::Program(Program::Cec);
    let best = types.into_iter().rev().max_by_key(|(round_type, months)| (is_cec(round_type), *months));
    best.map(|(round_type, _)| round_type.clone())
}

/// The years in which the cutoffs of a type are paired.
pub fn years(effects: &Effects, round_type: &RoundType) -> Vec<i16> {
    let rows = effects
        .rows
        .iter()
        .filter(|row| row.key.outcome == Outcome::Cutoff && row.key.month.is_none() && row.effect.pairs > 0);
    rows.filter(|row| row.round_type() == Some(round_type)).map(|row| row.key.year).collect()
}
