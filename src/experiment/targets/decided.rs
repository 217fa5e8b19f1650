//! Admissions that were decided before a target could be planned for: when a run began, or when the target
//! was announced.

use super::case::{Case, WORTH_NAMING};
use super::cause::{Cause, Decided};
use super::tally::Planning;
use crate::experiment::year::first_day;
use crate::policy::levels::Line;
use crate::scenario::PerMonth;
use crate::time::Day;

/// From this part of the wanted admissions on, little can be changed about them.
const NEAR: f64 = 0.75;

/// Days before a year from which on most of its admissions of nominees are decided.
const HALF_A_YEAR: i32 = 182;

/// Causes of decided admissions: the run began in the year, too many were decided already, or the target was
/// announced late.
pub(super) fn causes(case: &Case<'_>) -> Vec<Cause> {
    at_first(case).map(Cause::Decided).into_iter().chain(announced(case)).collect()
}

/// The admissions decided at the first planning, if it was held in the year or they are too many.
pub(super) fn at_first(case: &Case<'_>) -> Option<Decided> {
    let first = case.plannings.first()?;
    let is_first = case.model.targets.planning_days.first() == Some(&first.on);
    let is_in_year = is_first && first.on.year() == case.row.year;
    let is_too_much = !case.is_short() && first.decided > case.wanted;
    (is_in_year || is_too_much).then(|| decided_at(case, first))
}

/// The announcement of the target, if plannings before it aimed at one on the other side of what was
/// admitted and it came too late to be followed.
fn announced(case: &Case<'_>) -> Option<Cause> {
    let (on, before) = case.news()?;
    let after = case.known(on)?;
    let is_such = if case.is_short() { before.aim()? < after.aim()? } else { before.aim()? > after.aim()? };
    let first = match case.row.line {
        Line::Pnp => first_nominations(case)?,
        Line::FederalHighSkilled | Line::FrenchOutsideQuebec => case.plannings.first()?.on,
    };
    let next = case.plannings.iter().find(|planning| planning.on >= on);
    let is_late = match next {
        Some(planning) => is_decided(case, planning),
        // Without a planning the decided admissions were never counted.
        None => !case.plannings.is_empty() || case.first_day() - on < HALF_A_YEAR,
    };
    let decided = next.map(|planning| decided_at(case, planning));
    (is_such && first < on && is_late).then_some(Cause::AnnouncedLate { on, decided })
}

/// Whether so many admissions were decided at a planning that the miss was in sight and little could be
/// changed.
///
/// If too many are admitted, the decided ones are near the wanted number or above it. If too few are, the
/// decided ones are most of the expected number.
fn is_decided(case: &Case<'_>, planning: &Planning) -> bool {
    let in_sight = (planning.expected - case.wanted) / case.miss();
    let to_come = case.wanted.min(planning.expected);
    in_sight > WORTH_NAMING && planning.decided >= NEAR * to_come
}

/// The first day on which nominations follow from targets.
fn first_nominations(case: &Case<'_>) -> Option<Day> {
    let mut years = case.model.start.year()..=case.row.year;
    let year = years.find(|year| case.model.per_month(*year) == PerMonth::Targets)?;
    Some(first_day(year).max(case.model.start))
}

fn decided_at(case: &Case<'_>, planning: &Planning) -> Decided {
    let share = (case.wanted > 0.0).then(|| planning.decided / case.wanted);
    Decided { on: planning.on, persons: planning.decided, share }
}
