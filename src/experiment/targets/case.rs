//! Why a target is missed: each cause is looked for in the record of its own accord.

mod decided;
mod nominees;

use std::collections::{BTreeMap, BTreeSet};

use super::cause::{Cause, Invited};
use crate::experiment::Ensemble;
use crate::experiment::targets::TargetRow;
use crate::model::{Model, PlannedRound, Sizing, TargetsPeriod};
use crate::policy::instruction::{RoundGroup, RoundType};
use crate::policy::levels::Line;
use crate::published::Round;
use crate::record::{Bound, Counts, QuarterPlan};
use crate::scenario::Aim;
use crate::time::Day;

/// A part of a miss that is worth a word: what is smaller comes with any forecast.
const WORTH_A_WORD: f64 = 0.25;

/// Days without a round that are worth a word: of federal ones, or at the end of a year of those that invite nominees.
const IDLE_DAYS: i32 = 60;

/// Why a target is missed, in words.
pub(super) fn reason(row: &TargetRow, ensemble: &Ensemble, model: &Model) -> String {
    let case = Case::new(row, ensemble, model);
    let causes = match row.line {
        Line::FederalHighSkilled => case.of_federal(),
        Line::Pnp => case.of_nominees(),
        Line::FrenchOutsideQuebec => case.of_french(),
    };
    causes.iter().map(Cause::to_string).collect::<Vec<_>>().join("; ")
}

/// A miss, with what the record holds of it.
struct Case<'a> {
    row: &'a TargetRow,
    wanted: f64,
    ensemble: &'a Ensemble,
    model: &'a Model,
    /// The plannings for the year, in order.
    plannings: Vec<Planning>,
}

/// What a planning expected of the year, over all replications.
struct Planning {
    on: Day,
    decided: f64,
    expected: f64,
    /// Bounds with the parts of the replications in which each was reached.
    bounds: [(Bound, f64); 3],
}

impl Planning {
    fn reached(&self, bound: Bound) -> f64 {
        self.bounds.iter().find(|(one, _)| *one == bound).map_or(0.0, |(_, part)| *part)
    }

    fn of(on: Day, plans: &[&QuarterPlan]) -> Planning {
        let count = plans.len() as f64;
        let mean = |of: &dyn Fn(&QuarterPlan) -> f64| plans.iter().map(|plan| of(plan)).sum::<f64>() / count;
        let part = |bound| (bound, mean(&|plan| f64::from(u8::from(plan.bound == Some(bound)))));
        let bounds = [Bound::Most, Bound::Least, Bound::Late].map(part);
        let (decided, expected) = (mean(&|plan| plan.decided), mean(&|plan| plan.expected));
        Planning { on, decided, expected, bounds }
    }
}

impl<'a> Case<'a> {
    fn new(row: &'a TargetRow, ensemble: &'a Ensemble, model: &'a Model) -> Case<'a> {
        let mut plans: BTreeMap<Day, Vec<&QuarterPlan>> = BTreeMap::new();
        let all = ensemble.replications.iter().flat_map(|counts| &counts.quarter_plans);
        for plan in all.filter(|plan| (plan.year, plan.line) == (row.year, row.line)) {
            plans.entry(plan.date).or_default().push(plan);
        }
        let plannings = plans.iter().map(|(day, plans)| Planning::of(*day, plans)).collect();
        let wanted = row.wanted().expect("a target that is missed says what was wanted");
        Case { row, wanted, ensemble, model, plannings }
    }

    fn of_federal(&self) -> Vec<Cause> {
        let planned = self.model.plan.iter().filter(|round| round.sizing == Sizing::Planned);
        let years: BTreeSet<i16> = planned.map(|round| round.instruction.date.year()).collect();
        if years.is_empty() {
            return vec![Cause::NoRoundPlanned];
        }
        let is_of_year = years.contains(&self.row.year);
        let mut causes = self.decided();
        if self.is_short() {
            let too_few = self.bound(Bound::Least, |period| period.least);
            // Where those to be invited were too few for a round, pauses follow from that.
            let pauses = if too_few.is_none() && is_of_year { self.pauses() } else { Vec::new() };
            causes.extend(self.bound(Bound::Most, |period| period.most));
            causes.extend(too_few);
            causes.extend(pauses);
            causes.extend(self.shortages());
        }
        causes.extend((!is_of_year).then_some(Cause::NoRoundOfYear(self.row.year)));
        // What was decided before is a part of the story only, unless it was too much by itself.
        let is_part = |cause: &Cause| match cause {
            Cause::Decided(decided) => self.is_short() || decided.persons <= self.wanted,
            Cause::Announced { decided: Some(decided), .. } => {
                !self.is_short() && decided.persons <= self.wanted
            }
            _ => false,
        };
        if causes.iter().all(is_part) {
            causes.extend(self.outside_range());
            match self.coarse() {
                Some(coarse) => causes.push(coarse),
                None => causes.extend(self.left_to_the_planner()),
            }
        }
        causes
    }

    fn of_french(&self) -> Vec<Cause> {
        let mut causes = self.decided();
        let (first, last) = (first_day(self.row.year), self.last_day());
        let periods = self.model.targets.between(first, last).iter();
        let mut shares: Vec<f64> = periods.map(|period| period.share(&RoundType::french())).collect();
        shares.dedup();
        // Rounds of a stated size have no share.
        let is_planned = |round: &PlannedRound| {
            round.sizing == Sizing::Planned
                && round.instruction.round_type.is_french()
                && (first..=last).contains(&round.instruction.date)
        };
        if shares.iter().all(|share| *share == 0.0) || !self.model.plan.iter().any(is_planned) {
            shares.clear();
        }
        // Where others are held, too few of them were to be invited for the least size of a round.
        let held = |counts: &Counts, is_it: fn(&Round) -> bool| {
            let is_of_year = |round: &Round| round.size > 0 && round.date.year() == self.row.year;
            counts.rounds.iter().any(|round| is_of_year(round) && is_it(round))
        };
        let is_other = |round: &Round| round.round_type.is_federal();
        let is_french = |round: &Round| round.round_type.is_french();
        let is_left_out = |counts: &Counts| held(counts, is_other) && !held(counts, is_french);
        let is_too_few = !shares.is_empty() && self.ensemble.replications.iter().any(is_left_out);
        let least = self.model.targets.between(first, last).iter().map(|period| period.least).max();
        let least = least.filter(|_| is_too_few);
        causes.push(Cause::French { invited: self.invited(french), shares, least });
        causes
    }

    fn last_day(&self) -> Day {
        first_day(self.row.year + 1) - 1
    }

    fn is_short(&self) -> bool {
        self.row.landed < self.wanted
    }

    fn outside_range(&self) -> Option<Cause> {
        let (low, high) = self.row.range_aimed_at()?;
        Some(Cause::OutsideRange(low, high, (self.row.landed - self.wanted).abs()))
    }

    /// Federal rounds that were held in the year and the one before it, in any replication.
    fn federal_rounds(&self) -> impl Iterator<Item = &Round> {
        let years = self.row.year - 1..=self.row.year;
        let rounds = self.ensemble.replications.iter().flat_map(|counts| &counts.rounds);
        rounds.filter(move |round| {
            round.size > 0 && years.contains(&round.date.year()) && round.round_type.is_federal()
        })
    }

    /// Times without a federal round in the plan, in the year and the one before it, as far as the run lives them.
    fn pauses(&self) -> Vec<Cause> {
        let (start, end) = (first_day(self.row.year - 1).max(self.model.start), self.last_day());
        let is_federal = |round: &&PlannedRound| round.instruction.round_type.is_federal();
        let rounds = self.model.plan.iter().filter(|round| self.model.targets.holds(round));
        let days = rounds.filter(is_federal).map(|round| round.instruction.date);
        let days: BTreeSet<Day> = days.filter(|day| (start..=end).contains(day)).collect();
        let mut last = start - 1;
        let mut pauses = Vec::new();
        for day in days.into_iter().chain([end + 1]) {
            if day - last > IDLE_DAYS {
                pauses.push(Cause::Pause { from: last + 1, to: day - 1 });
            }
            last = day;
        }
        pauses
    }

    /// The least size of a round, if rounds were as small and one of them is more than what was missed: an invitation brings more
    /// than one person.
    fn coarse(&self) -> Option<Cause> {
        let miss = (self.row.landed - self.wanted).abs();
        let least = |round: &Round| {
            let period = self.model.targets.on(round.date)?;
            (f64::from(period.least) >= miss && round.size <= period.least).then_some(period.least)
        };
        self.federal_rounds().filter_map(least).max().map(Cause::Coarse)
    }

    /// A bound that was reached, with what was stated of it. It leaves somebody out, and so explains a shortfall alone.
    fn bound(&self, bound: Bound, value: fn(&TargetsPeriod) -> u32) -> Option<Cause> {
        let reached = || self.plannings.iter().filter(|planning| planning.reached(bound) > 0.0);
        let values: BTreeSet<u32> =
            reached().filter_map(|planning| self.model.targets.on(planning.on)).map(value).collect();
        let part =
            reached().map(|planning| planning.reached(bound)).sum::<f64>() / self.plannings.len() as f64;
        (part > 0.0).then(|| Cause::Bound { bound, values: values.into_iter().collect(), part })
    }

    /// Rounds of the year and the one before it that found too few, for each type: planned ones, and those of a stated size
    /// that the planner counted on.
    fn shortages(&self) -> Vec<Cause> {
        let years = self.row.year - 1..=self.row.year;
        let mut short: BTreeMap<&RoundType, u32> = BTreeMap::new();
        let is_short = |round: &&Round| years.contains(&round.date.year()) && round.invited < round.size;
        for round in self.ensemble.replications.iter().flat_map(|counts| &counts.rounds).filter(is_short) {
            if round.round_type.is_federal() {
                *short.entry(&round.round_type).or_default() += 1;
            }
        }
        let mean = |count: u32| f64::from(count) / self.ensemble.replications.len() as f64;
        short.into_iter().map(|(name, count)| Cause::Short(name.clone(), mean(count))).collect()
    }

    /// When the rounds of the year were first planned and its target was known, or else the last planning.
    fn first_of_year(&self) -> Option<&Planning> {
        let first = first_day(self.row.year);
        let first = self.news().map_or(first, |(on, _)| first.max(on));
        self.plannings.iter().find(|planning| planning.on >= first).or(self.plannings.last())
    }

    /// Where nothing stood in the way: the planner's own miss, as it stood when the rounds of the year were first planned,
    /// and what came otherwise than it expected.
    fn left_to_the_planner(&self) -> Vec<Cause> {
        let Some(planning) = self.first_of_year() else { return vec![Cause::Steady] };
        let aimed = |persons: f64| match self.row.range_aimed_at() {
            Some((low, high)) => persons.clamp(low, high),
            None => self.wanted,
        };
        let miss = self.row.landed - aimed(self.row.landed);
        let own = (planning.expected - aimed(planning.expected)) / miss;
        let mut causes = Vec::new();
        let weighed = self.weighed(planning.on).filter(|_| self.row.aim == Aim::Target);
        let of_planner = || weighed.unwrap_or(Cause::Steady);
        causes.extend((own > WORTH_A_WORD).then(of_planner));
        causes.extend(self.unforeseen(planning, miss));
        causes
    }

    /// What came otherwise than was expected on a day, if it is a part of a miss.
    fn unforeseen(&self, planning: &Planning, miss: f64) -> Option<Cause> {
        let Planning { on, expected, .. } = *planning;
        let part = (self.row.landed - expected) / miss;
        (part > WORTH_A_WORD).then_some(Cause::Unforeseen { on, expected })
    }

    /// The other year that was planned for on a day, if it was then expected to be missed as much the other way.
    fn weighed(&self, on: Day) -> Option<Cause> {
        let is_other =
            |plan: &&QuarterPlan| (plan.date, plan.line) == (on, self.row.line) && plan.year != self.row.year;
        let all = self.ensemble.replications.iter().flat_map(|counts| &counts.quarter_plans);
        let plans: Vec<&QuarterPlan> = all.filter(is_other).collect();
        let (year, target) = plans.first().and_then(|plan| Some((plan.year, plan.target?)))?;
        let expected = Planning::of(on, &plans).expected;
        // Misses weigh as parts of their targets: one that is smaller explains nothing.
        let own = (self.row.landed - self.wanted) / self.wanted.max(1.0);
        let other = (expected - target) / target.max(1.0);
        let is_opposite = own * other < 0.0 && other.abs() >= own.abs();
        is_opposite.then_some(Cause::Weighed { year, target, expected })
    }

    /// Invitations in the year and the one before it: by the published rounds before the run, then the mean over
    /// replications. Of the year before it none where it is not known of a published round, or where the run starts empty and
    /// lives no day of it.
    fn invited(&self, persons: fn(&Round) -> Option<u32>) -> Invited {
        let of_year = |year: i16| -> Option<f64> {
            let is_empty = self.model.warm_up.is_none();
            if is_empty && year < self.model.start.year() {
                return None;
            }
            let published = self.model.published.rounds.iter().filter(|_| !is_empty);
            let before = published.filter(|round| round.date.year() == year && round.date < self.model.start);
            let before: u32 = before.map(persons).sum::<Option<u32>>()?;
            let held = self.ensemble.replications.iter().flat_map(|counts| &counts.rounds);
            let held = held.filter(|round| round.date.year() == year).filter_map(persons).map(f64::from);
            // A sum of nothing is -0, which would be printed.
            Some(0.0 + f64::from(before) + held.sum::<f64>() / self.ensemble.replications.len() as f64)
        };
        let in_year = of_year(self.row.year).unwrap_or(0.0);
        Invited { year: self.row.year, before: of_year(self.row.year - 1), in_year }
    }
}

/// Nominees whom a round invited; of a published round of all programs nobody knows how many they were.
fn nominees(round: &Round) -> Option<u32> {
    if let Some(invited) = round.invited_by_program {
        return Some(invited.pnp);
    }
    match round.round_type.group() {
        RoundGroup::Nominees => Some(round.invited),
        RoundGroup::AllPrograms => None,
        RoundGroup::Program(_) | RoundGroup::FrenchSpeakers | RoundGroup::Other => Some(0),
    }
}

fn french(round: &Round) -> Option<u32> {
    Some(if round.round_type.is_french() { round.invited } else { 0 })
}

fn first_day(year: i16) -> Day {
    Day::new(year, 1, 1).expect("every year has a first day")
}
