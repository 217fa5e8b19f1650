//! Admissions, plannings and rounds of each year, summed over replications, to judge targets.

use std::collections::BTreeMap;

use super::level::level;
use crate::experiment::results::by_year_and_line;
use crate::model::Model;
use crate::policy::instruction::{RoundGroup, RoundType};
use crate::policy::levels::Line;
use crate::published::Round;
use crate::record::{Bound, Counts, QuarterPlan};
use crate::time::Day;

/// A year and a line of the Levels Plan.
type YearLine = (i16, Line);

/// Sums over replications. It keeps one number a replication, year and line, and otherwise does not grow.
#[derive(Clone, Debug, Default)]
pub(crate) struct TargetTally {
    pub(super) replications: u32,
    /// Persons admitted in each replication, for years that the run simulates in full and that have a target.
    pub(super) landed: BTreeMap<YearLine, Vec<u32>>,
    plannings: BTreeMap<YearLine, BTreeMap<Day, PlanningSums>>,
    years: BTreeMap<i16, YearSums>,
    /// Rounds that found fewer candidates than their size, but for those of nominees alone.
    short: BTreeMap<(i16, RoundType), u32>,
}

#[derive(Clone, Copy, Debug, Default)]
struct PlanningSums {
    replications: f64,
    target: Option<f64>,
    decided: f64,
    expected: f64,
    /// Number of replications in which each of [`BOUNDS`] was reached.
    bounds: [f64; BOUNDS.len()],
}

/// Rounds and counts of a calendar year.
#[derive(Clone, Copy, Debug, Default)]
struct YearSums {
    nominees: f64,
    french: f64,
    /// The largest of the smallest sizes at which a federal round was held.
    least: Option<u32>,
    /// Whether a replication held federal rounds, and none of them for French speakers.
    is_without_french: bool,
}

/// The bounds that can keep a planning from a target, in the order of the sums.
const BOUNDS: [Bound; 3] = [Bound::Most, Bound::Least, Bound::Late];

/// The expectations of a planning for a year, on average over replications.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Planning {
    pub on: Day,
    /// The target as it was known.
    pub target: Option<f64>,
    pub decided: f64,
    pub expected: f64,
    /// Parts of the replications in which each bound was reached.
    bounds: [f64; BOUNDS.len()],
}

impl Planning {
    /// Part of the replications in which a bound was reached.
    pub fn reached(&self, bound: Bound) -> f64 {
        self.bounds[BOUNDS.iter().position(|listed| *listed == bound).expect("every bound is listed")]
    }
}

impl TargetTally {
    /// A tally without a replication.
    pub fn with(model: &Model) -> TargetTally {
        let mut landed = BTreeMap::new();
        for year in model.start.year()..=model.end.year() {
            for line in Line::ALL {
                if level(model, line, year).is_some() {
                    landed.insert((year, line), Vec::new());
                }
            }
        }
        TargetTally { landed, ..TargetTally::default() }
    }

    /// Adds a replication.
    pub fn add(&mut self, counts: &Counts, model: &Model) {
        self.replications += 1;
        let admissions = by_year_and_line(&counts.landings);
        for ((year, line), landed) in &mut self.landed {
            let own = admissions.iter().find(|row| (row.year, row.line) == (*year, *line));
            landed.push(own.map_or(0, |row| row.persons));
        }
        for plan in &counts.quarter_plans {
            let days = self.plannings.entry((plan.year, plan.line)).or_default();
            days.entry(plan.date).or_default().add(plan);
        }
        self.add_rounds(&counts.rounds, model);
    }

    fn add_rounds(&mut self, rounds: &[Round], model: &Model) {
        // Whether a year holds federal rounds, and some of them for French speakers.
        let mut held: BTreeMap<i16, (bool, bool)> = BTreeMap::new();
        for round in rounds {
            let year = round.date.year();
            let sums = self.years.entry(year).or_default();
            sums.nominees += f64::from(nominees(round).unwrap_or(0));
            sums.french += f64::from(french(round));
            let is_federal = round.round_type.is_federal();
            if is_federal && round.invited < round.size {
                *self.short.entry((year, round.round_type.clone())).or_default() += 1;
            }
            if is_federal && round.size > 0 {
                let least = model.targets.on(round.date).map(|period| period.least);
                sums.least = sums.least.max(least.filter(|least| round.size <= *least));
                let (is_held, is_french) = held.entry(year).or_default();
                (*is_held, *is_french) = (true, *is_french || round.round_type.is_french());
            }
        }
        for (year, (is_held, is_french)) in held {
            self.years.entry(year).or_default().is_without_french |= is_held && !is_french;
        }
    }

    /// Persons admitted in each replication in a year that the run simulates in full.
    ///
    /// # Panics
    /// If the line has no target in that year.
    pub fn landed(&self, year: i16, line: Line) -> &[u32] {
        &self.landed[&(year, line)]
    }

    /// The plannings for a year and line, in order.
    pub(super) fn plannings(&self, year: i16, line: Line) -> Vec<Planning> {
        let days = self.plannings.get(&(year, line)).into_iter().flatten();
        days.map(|(on, sums)| sums.mean(*on)).collect()
    }

    /// The planning for another year of a line on a day, with that year.
    pub(super) fn other_planning(&self, year: i16, line: Line, on: Day) -> Option<(i16, Planning)> {
        let others = self.plannings.iter().filter(|((of, own), _)| *own == line && *of != year);
        others.filter_map(|((of, _), days)| Some((*of, days.get(&on)?.mean(on)))).next()
    }

    /// Mean invitations of nominees by the simulated rounds of a year.
    pub(super) fn nominees(&self, year: i16) -> f64 {
        self.mean_of(year, |sums| sums.nominees)
    }

    /// Mean invitations by the simulated rounds for French speakers in a year.
    pub(super) fn french(&self, year: i16) -> f64 {
        self.mean_of(year, |sums| sums.french)
    }

    /// The largest of the smallest sizes at which a federal round was held in a year.
    pub(super) fn least(&self, year: i16) -> Option<u32> {
        self.years.get(&year).and_then(|sums| sums.least)
    }

    /// Whether a replication held federal rounds in a year, and none of them for French speakers.
    pub(super) fn is_without_french(&self, year: i16) -> bool {
        self.years.get(&year).is_some_and(|sums| sums.is_without_french)
    }

    /// Rounds of a year and the one before it that found too few candidates, by type: mean over replications.
    pub(super) fn short_rounds(&self, year: i16) -> Vec<(RoundType, f64)> {
        let mut types: BTreeMap<&RoundType, u32> = BTreeMap::new();
        for ((of, round_type), count) in &self.short {
            if (year - 1..=year).contains(of) {
                *types.entry(round_type).or_default() += count;
            }
        }
        let replications = f64::from(self.replications);
        let means = types.into_iter();
        means.map(|(round_type, count)| (round_type.clone(), f64::from(count) / replications)).collect()
    }

    fn mean_of(&self, year: i16, part: fn(&YearSums) -> f64) -> f64 {
        self.years.get(&year).map_or(0.0, part) / f64::from(self.replications)
    }
}

impl PlanningSums {
    fn add(&mut self, plan: &QuarterPlan) {
        self.replications += 1.0;
        self.target = self.target.or(plan.target);
        self.decided += plan.decided;
        self.expected += plan.expected;
        for (sum, bound) in self.bounds.iter_mut().zip(BOUNDS) {
            *sum += f64::from(u8::from(plan.bound == Some(bound)));
        }
    }

    fn mean(&self, on: Day) -> Planning {
        let count = self.replications;
        Planning {
            on,
            target: self.target,
            decided: self.decided / count,
            expected: self.expected / count,
            bounds: self.bounds.map(|sum| sum / count),
        }
    }
}

/// Nominees that a round invited; not known of a published round of all programs.
pub(super) fn nominees(round: &Round) -> Option<u32> {
    if let Some(invited) = round.invited_by_program {
        return Some(invited.pnp);
    }
    match round.round_type.group() {
        RoundGroup::Nominees => Some(round.invited),
        RoundGroup::AllPrograms => None,
        RoundGroup::Program(_) | RoundGroup::FrenchSpeakers | RoundGroup::Other => Some(0),
    }
}

/// Persons that a round for French speakers invited.
pub(super) fn french(round: &Round) -> u32 {
    if round.round_type.is_french() { round.invited } else { 0 }
}
