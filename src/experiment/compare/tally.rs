//! Outcomes of a base and a reform, gathered pair by pair.

use std::collections::BTreeMap;

use super::effects::Effects;
use super::forked_run::Reform;
use super::group_row::GroupRow;
use super::outcome::{GroupKey, Key, Outcome, Subject};
use super::paired::{Paired, Past, Percentiles};
use super::row::CompareRow;
use super::values::Values;
use crate::experiment::precision::{PreciseOutcome, Precision, Widest, YearOutcome};
use crate::model::Model;
use crate::time::Day;

/// The outcomes of a base and a reform. Its size does not grow with the replications.
#[derive(Clone, Debug)]
pub struct Tally {
    /// Name of the reform.
    reform: String,
    /// First day on which the scenarios may differ.
    parts_on: Option<Day>,
    /// The first day on which a difference is in force.
    in_force: Option<Day>,
    /// The first day from then on whose round is not held as it was published.
    first_round: Option<Day>,
    seen: Seen,
    outcomes: BTreeMap<Key, Paired>,
    groups: BTreeMap<GroupKey, Paired>,
}

/// The replications so far.
#[derive(Clone, Debug)]
struct Seen {
    /// Members of a calibrated population; 0 for one population alone.
    members: u32,
    /// Replications of each member.
    replications: BTreeMap<Option<u32>, u32>,
}

impl Seen {
    /// How many there are.
    fn all(&self) -> u32 {
        self.replications.values().sum()
    }

    /// An outcome that none of them had: 0 in each, if it counts persons.
    fn start(&self, outcome: Outcome) -> Paired {
        let percentiles = if outcome == Outcome::Cutoff { Percentiles::Kept } else { Percentiles::Dropped };
        let mut paired = Paired::new(self.members, percentiles);
        if outcome.is_count() {
            for (member, count) in &self.replications {
                paired.add_nothing(*count, *member);
            }
        }
        paired
    }
}

impl Tally {
    /// A tally without a replication.
    pub fn new(base: &Model, reform: &Reform<'_>) -> Tally {
        Tally {
            reform: reform.model.name.clone(),
            parts_on: reform.parts_on,
            in_force: reform.in_force,
            first_round: reform.first_round(base),
            seen: Seen { members: base.members(), replications: BTreeMap::new() },
            outcomes: BTreeMap::new(),
            groups: BTreeMap::new(),
        }
    }

    /// Adds a replication of a member.
    pub fn add(&mut self, base: &Values, reform: &Values, member: Option<u32>) {
        let seen = &self.seen;
        for (key, pair) in united(&base.outcomes, &reform.outcomes) {
            let paired = self.outcomes.entry(key.clone()).or_insert_with(|| seen.start(key.outcome));
            paired.add(with_zeros(key.outcome, pair), member);
        }
        for (key, pair) in yearly_cutoffs(&base.outcomes, &reform.outcomes) {
            let paired = self.outcomes.entry(key).or_insert_with(|| seen.start(Outcome::Cutoff));
            paired.add(pair, member);
        }
        for (key, pair) in united(&base.groups, &reform.groups) {
            let paired = self.groups.entry(key.clone()).or_insert_with(|| seen.start(key.outcome));
            paired.add(with_zeros(key.outcome, pair), member);
        }
        *self.seen.replications.entry(member).or_default() += 1;
        self.level_counts(member);
    }

    /// Gives outcomes that count persons, and that this replication of a member has on neither side, their 0.
    fn level_counts(&mut self, member: Option<u32>) {
        let all = self.seen.all();
        let outcomes = self.outcomes.iter_mut().map(|(key, paired)| (key.outcome, paired));
        let groups = self.groups.iter_mut().map(|(key, paired)| (key.outcome, paired));
        for (outcome, paired) in outcomes.chain(groups) {
            if outcome.is_count() {
                paired.add_nothing(all - paired.pairs(), member);
            }
        }
    }

    /// The effects so far.
    pub fn effects(&self) -> Effects {
        Effects {
            reform: self.reform.clone(),
            parts_on: self.parts_on,
            in_force: self.in_force,
            first_round: self.first_round,
            pairs: self.seen.all(),
            rows: self.rows(),
            groups: self.group_rows(),
        }
    }

    /// The widest interval of the differences of an outcome in a year that both sides have; none without one.
    /// Differences that all agree have no width.
    pub fn widest(&self, precision: &Precision) -> Option<Widest> {
        let years = self.outcomes.iter().filter(|(key, paired)| key.month.is_none() && paired.pairs() > 0);
        let asked = years.filter(|(key, _)| is_asked(key, precision));
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

/// The values of an outcome on both sides: where persons are counted, 0 on a side that has none.
fn with_zeros(outcome: Outcome, pair: [Option<f64>; 2]) -> [Option<f64>; 2] {
    if outcome.is_count() { pair.map(|value| Some(value.unwrap_or(0.0))) } else { pair }
}

/// The mean cutoff of each type and year on both sides, over the months in which both have one; without such
/// a month each side alone, over its own.
fn yearly_cutoffs(base: &BTreeMap<Key, f64>, reform: &BTreeMap<Key, f64>) -> Vec<(Key, [Option<f64>; 2])> {
    let mut years: BTreeMap<Key, Vec<[Option<f64>; 2]>> = BTreeMap::new();
    let months = united(base, reform).filter(|(key, _)| key.outcome == Outcome::Cutoff);
    for (key, pair) in months {
        years.entry(Key { month: None, ..key.clone() }).or_default().push(pair);
    }
    let mut means = Vec::new();
    for (key, months) in years {
        let shared: Vec<[Option<f64>; 2]> =
            months.iter().copied().filter(|pair| pair.iter().all(Option::is_some)).collect();
        if shared.is_empty() {
            means.push((key.clone(), [mean(&months, 0), None]));
            means.push((key, [None, mean(&months, 1)]));
        } else {
            means.push((key, [mean(&shared, 0), mean(&shared, 1)]));
        }
    }
    means
}

/// The mean of one side over the months that have it.
fn mean(months: &[[Option<f64>; 2]], side: usize) -> Option<f64> {
    let values: Vec<f64> = months.iter().filter_map(|pair| pair[side]).collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// Whether a precision is asked of an outcome.
fn is_asked(key: &Key, precision: &Precision) -> bool {
    match (&key.subject, precision.outcome) {
        (Subject::Rounds(own), PreciseOutcome::Cutoff) => {
            key.outcome == Outcome::Cutoff && precision.round_type.as_ref().is_none_or(|asked| asked == own)
        }
        (Subject::Program(_), PreciseOutcome::Admissions) => key.outcome == Outcome::Admissions,
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
