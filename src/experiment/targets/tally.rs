//! Admissions, plannings and rounds of each year, summed over replications, to judge targets.

use std::collections::BTreeMap;

use super::level::level;
use crate::experiment::bounded_counts::BoundedCounts;
use crate::experiment::mean::{Interval, MeanSums};
use crate::experiment::results::{by_year_and_line, persons};
use crate::model::Model;
use crate::policy::instruction::RoundGroup;
use crate::policy::levels::Line;
use crate::published::Round;
use crate::record::{Bound, Counts, QuarterPlan};
use crate::time::Day;

/// A year and a line of the Levels Plan.
type YearLine = (i16, Line);

/// Sums over replications. Its size does not grow with them.
#[derive(Clone, Debug, Default)]
pub(crate) struct TargetTally {
    pub(super) replications: u32,
    /// Persons admitted, for years that the run simulates in full and that have a target.
    pub(super) landed: BTreeMap<YearLine, BoundedCounts>,
    plannings: BTreeMap<YearLine, BTreeMap<Day, PlanningSums>>,
    years: BTreeMap<i16, YearSums>,
}

#[derive(Clone, Copy, Debug, Default)]
struct PlanningSums {
    decided: MeanSums,
    expected: MeanSums,
    /// Number of replications in which each of [`BOUNDS`] was reached.
    bounds: [f64; BOUNDS.len()],
}

/// Invitations of a calendar year.
#[derive(Clone, Copy, Debug, Default)]
struct YearSums {
    nominees: f64,
    french: f64,
}

/// The bounds that can keep a planning from a target, in the order of the sums.
const BOUNDS: [Bound; 3] = [Bound::Most, Bound::Least, Bound::Late];

/// The expectations of a planning for a year, on average over replications.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Planning {
    pub on: Day,
    pub decided: f64,
    pub decided_interval: Option<Interval>,
    pub expected: f64,
    pub expected_interval: Option<Interval>,
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
                    landed.insert((year, line), BoundedCounts::default());
                }
            }
        }
        TargetTally { landed, ..TargetTally::default() }
    }

    /// Adds a replication.
    pub fn add(&mut self, counts: &Counts) {
        self.replications += 1;
        let admissions = by_year_and_line(&counts.landings);
        for ((year, line), landed) in &mut self.landed {
            landed.add(persons(&admissions, *year, *line));
        }
        for plan in &counts.quarter_plans {
            let days = self.plannings.entry((plan.year, plan.line)).or_default();
            days.entry(plan.date).or_default().add(plan);
        }
        for round in &counts.rounds {
            let sums = self.years.entry(round.date.year()).or_default();
            sums.nominees += f64::from(nominees(round).unwrap_or(0));
            sums.french += f64::from(french(round));
        }
    }

    /// Years that the run simulates in full and in which the line has a target.
    pub fn years(&self, line: Line) -> impl Iterator<Item = i16> + '_ {
        self.landed.keys().filter(move |(_, own)| *own == line).map(|(year, _)| *year)
    }

    /// The plannings for a year and line, in order.
    pub(super) fn plannings(&self, year: i16, line: Line) -> Vec<Planning> {
        let days = self.plannings.get(&(year, line)).into_iter().flatten();
        days.map(|(on, sums)| sums.mean(*on)).collect()
    }

    /// Mean invitations of nominees by the simulated rounds of a year.
    pub(super) fn nominees(&self, year: i16) -> f64 {
        self.mean_of(year, |sums| sums.nominees)
    }

    /// Mean invitations by the simulated rounds for French speakers in a year.
    pub(super) fn french(&self, year: i16) -> f64 {
        self.mean_of(year, |sums| sums.french)
    }

    fn mean_of(&self, year: i16, part: fn(&YearSums) -> f64) -> f64 {
        self.years.get(&year).map_or(0.0, part) / f64::from(self.replications)
    }
}

impl PlanningSums {
    fn add(&mut self, plan: &QuarterPlan) {
        self.decided.add(plan.decided);
        self.expected.add(plan.expected);
        for (sum, bound) in self.bounds.iter_mut().zip(BOUNDS) {
            *sum += f64::from(u8::from(plan.bound == Some(bound)));
        }
    }

    fn mean(&self, on: Day) -> Planning {
        let count = self.decided.count();
        Planning {
            on,
            decided: self.decided.mean().expect("a planning"),
            decided_interval: self.decided.interval(),
            expected: self.expected.mean().expect("a planning"),
            expected_interval: self.expected.interval(),
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
