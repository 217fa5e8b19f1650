//! The rounds ahead of a day, with what each method says of them.

use std::collections::BTreeMap;

use super::known::publication;
use super::origin::Task;
use super::raw::Raw;
use crate::experiment::backtest::row::Method;
use crate::experiment::forecast::distribution::mean_and_variance;
use crate::experiment::forecast::model_error::PastError;
use crate::policy::instruction::{RoundGroup, RoundType};
use crate::policy::law::Law;
use crate::policy::program::Program;
use crate::published::Round;
use crate::time::Day;

/// Rows whose last cutoff is older, or that lie further ahead, are not scored.
pub const MOST_DAYS: i32 = 365;

/// Variance that a change of scores or programs adds to the first CEC round after it: 8 points squared.
///
/// Assumption A56: set by hand.
pub const AFTER_CHANGE: f64 = 64.0;

/// Tables of the law that decide how CEC candidates rank: not those of funds or categories.
pub const RANKING: [&str; 2] = ["crs", "programs"];

/// A round ahead of a day.
#[derive(Clone, Debug)]
pub struct Ahead<'a> {
    /// The round; of it a prediction reads date, type and size.
    pub round: &'a Round,
    /// Its published cutoff.
    pub published: u16,
    /// Rounds of its type since the day, itself included: 1 is the next.
    pub rounds: u32,
    /// Days to it.
    pub days: i32,
    /// Whether it is scored: the last cutoff of its type is recent, and it is not too far ahead.
    pub is_scored: bool,
    /// Variance that a change of the law adds to the error of the simulation.
    pub change: f64,
}

/// The rounds ahead of a day, with what each method says of them.
#[derive(Clone, Debug)]
pub struct Outlook<'a> {
    /// The day.
    pub origin: Day,
    /// The rounds, in the order in which they were held.
    pub ahead: Vec<Ahead<'a>>,
    /// What the methods say.
    pub raw: Raw,
    /// Rounds of each type that were published before the day.
    held: BTreeMap<RoundType, usize>,
}

impl<'a> Outlook<'a> {
    /// The rounds with a cutoff that are ahead of an origin, under the law that was known there.
    pub fn new(task: &Task<'a>, law: &Law, raw: Raw) -> Outlook<'a> {
        let origin = task.known.origin;
        let mut held: BTreeMap<RoundType, usize> = BTreeMap::new();
        for round in &task.known.rounds {
            *held.entry(round.round_type.clone()).or_default() += 1;
        }
        let mut counted: BTreeMap<&RoundType, u32> = BTreeMap::new();
        let changes = law.change_days_of(&RANKING);
        let mut last_cec = task.known.rounds.iter().rev().find(|round| is_cec(round)).map(|round| round.date);
        let mut ahead = Vec::new();
        for round in &task.later {
            let follows_change = is_cec(round)
                && last_cec.is_some_and(|last| changes.iter().any(|day| last < *day && *day <= round.date));
            if is_cec(round) {
                last_cec = Some(round.date);
            }
            let Some(published) = round.cutoff else { continue };
            let rounds = counted.entry(&round.round_type).or_default();
            *rounds += 1;
            let days = publication(round) - origin;
            let last = task.known.last_cutoff(round);
            let is_recent = last.is_some_and(|last| origin - last.date <= MOST_DAYS);
            ahead.push(Ahead {
                round,
                published,
                rounds: *rounds,
                days,
                is_scored: is_recent && days <= MOST_DAYS,
                change: if follows_change { AFTER_CHANGE } else { 0.0 },
            });
        }
        Outlook { origin, ahead, raw, held }
    }

    /// Rounds that were published before a day, at most a year ahead.
    pub fn published_before(&self, day: Day) -> impl Iterator<Item = &Ahead<'a>> {
        self.ahead.iter().filter(move |ahead| publication(ahead.round) < day && ahead.days <= MOST_DAYS)
    }

    /// The number of rounds of a type that were published before a day, this one or later.
    pub fn held_before(&self, day: Day, round_type: &RoundType) -> usize {
        let since = self.ahead.iter().filter(|ahead| publication(ahead.round) < day);
        let since = since.filter(|ahead| ahead.round.round_type == *round_type).count();
        self.held.get(round_type).copied().unwrap_or(0) + since
    }

    /// The single number that a method says of a round: of an ensemble of errors its median.
    pub fn figure(&self, ahead: &Ahead<'_>, method: Method) -> Option<f64> {
        let mut cutoffs = self.raw.of(ahead.round.number, method).to_vec();
        cutoffs.sort_by(f64::total_cmp);
        let (low, high) = (cutoffs.len().checked_sub(1)? / 2, cutoffs.len() / 2);
        Some((cutoffs[low] + cutoffs[high]) / 2.0)
    }

    /// The error of a method in a round; none where it says nothing.
    pub fn error(&self, ahead: &Ahead<'_>, method: Method) -> Option<PastError> {
        let (number, observed) = (ahead.round.number, f64::from(ahead.published));
        let (error, own_variance) = match method {
            Method::Simulation => {
                let paths = self.raw.of(number, method);
                let (mean, variance) = mean_and_variance(paths)?;
                (observed - mean, variance + ahead.change)
            }
            Method::Stacked | Method::Persistence | Method::StockFlow | Method::PnpRegression => {
                (observed - self.figure(ahead, method)?, 0.0)
            }
        };
        Some(PastError { number, days: ahead.days, error, own_variance })
    }
}

fn is_cec(round: &Round) -> bool {
    round.round_type.group() == RoundGroup::Program(Program::Cec)
}
