//! Outcomes of a base and a reform, gathered pair by pair.

use std::collections::BTreeMap;

use super::effects::Effects;
use super::group_row::GroupRow;
use super::outcome::{GroupKey, Key, Outcome, Subject};
use super::paired::{Paired, Past, Percentiles};
use super::row::CompareRow;
use super::values::Values;
use crate::experiment::precision::{Outcome as Measured, Precision, Widest, YearOutcome};
use crate::time::Day;

/// The outcomes of a base and a reform. Its size does not grow with the replications.
#[derive(Clone, Debug)]
pub struct Tally {
    /// Name of the reform.
    reform: String,
    /// First day on which the scenarios may differ.
    parts_on: Option<Day>,
    members: u32,
    outcomes: BTreeMap<Key, Paired>,
    groups: BTreeMap<GroupKey, Paired>,
}

impl Tally {
    /// A tally without a replication, of so many members of a calibrated population.
    pub fn new(reform: &str, parts_on: Option<Day>, members: u32) -> Tally {
        let (outcomes, groups) = (BTreeMap::new(), BTreeMap::new());
        Tally { reform: reform.to_owned(), parts_on, members, outcomes, groups }
    }

    /// Adds a replication of a member.
    pub fn add(&mut self, base: &Values, reform: &Values, member: Option<u32>) {
        let members = self.members;
        for (key, pair) in united(&base.outcomes, &reform.outcomes) {
            let percentiles = match key.outcome {
                Outcome::Cutoff => Percentiles::Kept,
                _ => Percentiles::Dropped,
            };
            let new = || Paired::new(members, percentiles);
            self.outcomes.entry(key.clone()).or_insert_with(new).add(pair, member);
        }
        for (key, [base, reform]) in united(&base.groups, &reform.groups) {
            // A group without an invitation has none, and no wait.
            let pair = match key.outcome {
                Outcome::Invited => [Some(base.unwrap_or(0.0)), Some(reform.unwrap_or(0.0))],
                _ => [base, reform],
            };
            let new = || Paired::new(members, Percentiles::Dropped);
            self.groups.entry(key.clone()).or_insert_with(new).add(pair, member);
        }
    }

    /// The effects so far.
    pub fn effects(&self) -> Effects {
        Effects {
            reform: self.reform.clone(),
            parts_on: self.parts_on,
            rows: self.rows(),
            groups: self.group_rows(),
        }
    }

    /// The widest interval of the differences of an outcome in a year; none without one. Differences that all
    /// agree have no width.
    pub fn widest(&self, precision: &Precision) -> Option<Widest> {
        let asked = self.outcomes.iter().filter(|(key, _)| key.month.is_none() && is_asked(key, precision));
        let widths = asked.filter_map(|(key, paired)| {
            let name = match &key.subject {
                Subject::Rounds(round_type) => round_type.name(),
                Subject::Program(program) => program.name(),
                Subject::All => return None,
            };
            let outcome = YearOutcome { name: name.to_owned(), year: key.year };
            Some(Widest { outcome, half_width: paired.half_width() })
        });
        widths.reduce(Widest::wider)
    }

    /// One row for each outcome, by outcome, subject and time.
    fn rows(&self) -> Vec<CompareRow> {
        let rows = self.outcomes.iter().map(|(key, paired)| CompareRow {
            reform: self.reform.clone(),
            key: key.clone(),
            effect: paired.effect().with_past(self.past(key.year, key.month)),
        });
        rows.collect()
    }

    /// Whether a month, or a year, ends before the scenarios part.
    fn past(&self, year: i16, month: Option<i8>) -> Past {
        let is_shared = self.parts_on.is_none_or(|day| match month {
            Some(month) => (year, month) < (day.year(), day.month()),
            None => year < day.year(),
        });
        if is_shared { Past::Shared } else { Past::Parted }
    }

    /// One row for each group.
    fn group_rows(&self) -> Vec<GroupRow> {
        let rows = self.groups.iter().map(|(key, paired)| GroupRow {
            reform: self.reform.clone(),
            key: key.clone(),
            effect: paired.effect().with_past(self.past(key.year, None)),
        });
        rows.collect()
    }
}

/// Whether a precision is asked of an outcome.
fn is_asked(key: &Key, precision: &Precision) -> bool {
    match (&key.subject, precision.outcome) {
        (Subject::Rounds(own), Measured::Cutoff) => {
            key.outcome == Outcome::Cutoff && precision.round_type.as_ref().is_none_or(|asked| asked == own)
        }
        (Subject::Program(_), Measured::Admissions) => key.outcome == Outcome::Admissions,
        (Subject::All | Subject::Rounds(_) | Subject::Program(_), _) => false,
    }
}

/// The values of two maps by all their keys.
fn united<'a, K: Ord>(
    base: &'a BTreeMap<K, f64>,
    reform: &'a BTreeMap<K, f64>,
) -> impl Iterator<Item = (&'a K, [Option<f64>; 2])> {
    let alone = reform.iter().filter(|(key, _)| !base.contains_key(*key));
    let alone = alone.map(|(key, value)| (key, [None, Some(*value)]));
    base.iter().map(|(key, value)| (key, [Some(*value), reform.get(key).copied()])).chain(alone)
}
