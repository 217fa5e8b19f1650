//! Why a target of nominees is missed: rounds that invite them, and nominations.

use super::case::{Case, IDLE_DAYS};
use super::cause::{Cause, NominatedBy, Pause};
use super::decided;
use super::tally::nominees;
use crate::record::Bound;
use crate::scenario::PerMonth;

/// The causes, each by its own evidence.
pub(super) fn causes(case: &Case<'_>) -> Vec<Cause> {
    let mut causes = decided::causes(case);
    let last = case.model.rounds_of_nominees().last();
    let mut is_forecast = true;
    if case.is_short() {
        if last.is_none_or(|day| day.year() < case.row.year) {
            causes.push(Cause::NoNomineeRound { after: last });
            return causes;
        }
        let pauses = pauses(case);
        // A forecast made in spite of a pause is no measure of what could be known.
        is_forecast = pauses.is_empty();
        causes.extend(pauses.into_iter().map(Cause::NomineePause));
        causes.extend(case.bound(Bound::Late, |_| 0));
    }
    causes.extend(forecast_error(case).filter(|_| is_forecast));
    causes.push(nominations(case));
    let ends_early = last.filter(|day| case.is_short() && case.last_day() + 1 - *day > IDLE_DAYS);
    causes.extend(ends_early.map(|day| Cause::NoNomineeRound { after: Some(day) }));
    causes
}

/// Times between two rounds that invite nominees, if enough of their days lie in the year. Each is given
/// whole.
pub(super) fn pauses(case: &Case<'_>) -> Vec<Pause> {
    let (start, end) = (case.first_day(), case.last_day());
    let mut last = case.model.start - 1;
    let mut pauses = Vec::new();
    for day in case.model.rounds_of_nominees() {
        if day.min(end + 1) - last.max(start - 1) > IDLE_DAYS {
            pauses.push(Pause { from: last + 1, to: day - 1 });
        }
        last = day;
    }
    pauses
}

/// The error of a forecast: that of the run's first planning if it decided many admissions, else that of the
/// year's first planning.
fn forecast_error(case: &Case<'_>) -> Option<Cause> {
    let first = case.plannings.first().filter(|_| decided::at_first(case).is_some());
    case.forecast_error(first.or(case.first_of_year())?, case.miss())
}

fn nominations(case: &Case<'_>) -> Cause {
    let decided_by = [case.row.year - 1, case.row.year].map(|year| match case.model.per_month(year) {
        PerMonth::Targets => NominatedBy::Planner,
        _ => NominatedBy::Provinces,
    });
    let invited = case.invited(nominees, |year| case.tally.nominees(year));
    Cause::Nominations { decided_by, invited }
}
