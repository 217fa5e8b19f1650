//! Why a Federal High Skilled target is missed: decided admissions, obstacles to larger rounds, the planner.

use std::collections::BTreeSet;

use super::case::{Case, IDLE_DAYS, WORTH_NAMING};
use super::cause::{Cause, Pause};
use super::decided;
use crate::experiment::year::first_day;
use crate::model::Sizing;
use crate::record::Bound;
use crate::scenario::Aim;
use crate::time::Day;

/// The causes, each by its own evidence.
pub(super) fn causes(case: &Case<'_>) -> Vec<Cause> {
    let planned = case.model.plan.iter().filter(|round| round.sizing == Sizing::Planned);
    let years: BTreeSet<i16> = planned.map(|round| round.instruction.date.year()).collect();
    if years.is_empty() {
        return vec![Cause::NoRoundPlanned];
    }
    let is_of_year = years.contains(&case.row.year);
    let mut causes = decided::causes(case);
    if case.is_short() {
        causes.extend(obstacles(case, if is_of_year { pauses(case) } else { Vec::new() }));
    }
    causes.extend((!is_of_year).then_some(Cause::NoRoundOfYear));
    if causes.iter().all(|cause| is_a_part(case, cause)) {
        match smallest_size(case) {
            Some(least) => causes.push(Cause::SmallestSize(least)),
            None => causes.extend(left_to_the_planner(case)),
        }
    }
    causes
}

/// Causes that kept rounds from inviting more.
fn obstacles(case: &Case<'_>, pauses: Vec<Pause>) -> Vec<Cause> {
    let too_few = case.bound(Bound::Least, |period| period.least);
    let mut causes: Vec<Cause> = case.bound(Bound::Most, |period| period.most).into_iter().collect();
    // If the candidates to invite were fewer than the smallest round takes, pauses follow from that.
    if too_few.is_none() {
        causes.extend(pauses.into_iter().map(Cause::Pause));
    }
    causes.extend(too_few);
    let short = case.tally.short_rounds(case.row.year).into_iter();
    causes.extend(short.map(|(round_type, rounds)| Cause::FewCandidates { round_type, rounds }));
    causes
}

/// Times without a federal round in the plan, in the year and the one before it, as far as the run simulates
/// them.
pub(super) fn pauses(case: &Case<'_>) -> Vec<Pause> {
    let (start, end) = (first_day(case.row.year - 1).max(case.model.start), case.last_day());
    let rounds = case.model.plan.iter().filter(|round| case.model.targets.holds(round));
    let federal = rounds.filter(|round| round.instruction.round_type.is_federal());
    let days = federal.map(|round| round.instruction.date);
    let days: BTreeSet<Day> = days.filter(|day| (start..=end).contains(day)).collect();
    let mut last = start - 1;
    let mut pauses = Vec::new();
    for day in days.into_iter().chain([end + 1]) {
        if day - last > IDLE_DAYS {
            pauses.push(Pause { from: last + 1, to: day - 1 });
        }
        last = day;
    }
    pauses
}

/// Whether a cause explains only a part of the miss: decided admissions do, unless they alone were too many.
fn is_a_part(case: &Case<'_>, cause: &Cause) -> bool {
    match cause {
        Cause::Decided(decided) => case.is_short() || decided.persons <= case.wanted,
        Cause::AnnouncedLate { decided: Some(decided), .. } => {
            !case.is_short() && decided.persons <= case.wanted
        }
        _ => false,
    }
}

/// The smallest size of a round, if rounds were as small and one of them is more than what was missed: an
/// invitation leads to more than one admission.
fn smallest_size(case: &Case<'_>) -> Option<u32> {
    let least = case.tally.least(case.row.year - 1).max(case.tally.least(case.row.year));
    least.filter(|least| f64::from(*least) >= case.miss().abs())
}

/// Causes without an obstacle: the planner's own miss, as expected when the rounds of the year were first
/// planned, and the error of its forecast.
fn left_to_the_planner(case: &Case<'_>) -> Vec<Cause> {
    let Some(planning) = case.first_of_year() else { return vec![Cause::Smoothing] };
    let miss = case.row.landed - aimed(case, case.row.landed);
    let own = (planning.expected - aimed(case, planning.expected)) / miss;
    let mut causes = Vec::new();
    if own > WORTH_NAMING {
        let weighed = weighed(case, planning.on).filter(|_| case.row.aim == Aim::Target);
        causes.push(weighed.unwrap_or(Cause::Smoothing));
    }
    causes.extend(case.forecast_error(planning, miss));
    causes
}

/// The number of persons that was aimed at, given the number admitted or expected.
fn aimed(case: &Case<'_>, persons: f64) -> f64 {
    match case.row.range_aimed_at() {
        Some((low, high)) => persons.clamp(low, high),
        None => case.wanted,
    }
}

/// The other year that was planned for on a day, if it was then expected to be missed as much the other way.
fn weighed(case: &Case<'_>, on: Day) -> Option<Cause> {
    let (year, planning) = case.tally.other_planning(case.row.year, case.row.line, on)?;
    let target = planning.target?;
    // Misses weigh as parts of their targets: one that is smaller explains nothing.
    let own = case.miss() / case.wanted.max(1.0);
    let other = (planning.expected - target) / target.max(1.0);
    let is_opposite = own * other < 0.0 && other.abs() >= own.abs();
    is_opposite.then_some(Cause::Weighed { year, target, expected: planning.expected })
}
