//! Why a target of nominees is missed: rounds that invite them, and nominations.

use super::{Case, IDLE_DAYS, first_day};
use crate::experiment::targets::cause::{Cause, NominatedBy, Pause};
use crate::experiment::targets::tally::nominees;
use crate::record::Bound;
use crate::scenario::PerMonth;

impl Case<'_> {
    pub(super) fn of_nominees(&self) -> Vec<Cause> {
        let mut causes = self.decided();
        let last = self.model.rounds_of_nominees().last();
        let mut is_forecast = true;
        if self.is_short() {
            if last.is_none_or(|day| day.year() < self.row.year) {
                causes.push(Cause::NoNomineeRound { after: last });
                return causes;
            }
            let pauses = self.pauses_of_nominees();
            // What was expected in spite of a pause is no measure of what could be known.
            is_forecast = pauses.is_empty();
            causes.extend(pauses.into_iter().map(Cause::NomineePause));
            causes.extend(self.bound(Bound::Late, |_| 0));
        }
        causes.extend(self.forecast_error_of_nominees().filter(|_| is_forecast));
        causes.push(self.nominations());
        let ends_early =
            last.filter(|day| self.is_short() && first_day(self.row.year + 1) - *day > IDLE_DAYS);
        causes.extend(ends_early.map(|day| Cause::NoNomineeRound { after: Some(day) }));
        causes
    }

    /// Times without a round that invites nominees, before another one, whole, if enough of their days lie
    /// between the end of the year before and that of the year.
    pub(super) fn pauses_of_nominees(&self) -> Vec<Pause> {
        let (start, end) = (first_day(self.row.year), self.last_day());
        let mut last = self.model.start - 1;
        let mut pauses = Vec::new();
        for day in self.model.rounds_of_nominees() {
            if day.min(end + 1) - last.max(start - 1) > IDLE_DAYS {
                pauses.push(Pause { from: last + 1, to: day - 1 });
            }
            last = day;
        }
        pauses
    }

    /// The error of what was expected when the run first planned, if it decided much, or else when the year
    /// was first planned for in it.
    fn forecast_error_of_nominees(&self) -> Option<Cause> {
        let first = self.plannings.first().filter(|_| self.decided_at_first().is_some());
        self.forecast_error(first.or(self.first_of_year())?, self.row.landed - self.wanted)
    }

    fn nominations(&self) -> Cause {
        let decided_by = [self.row.year - 1, self.row.year].map(|year| match self.model.per_month(year) {
            PerMonth::Targets => NominatedBy::Planner,
            _ => NominatedBy::Provinces,
        });
        let invited = self.invited(nominees, |year| self.tally.nominees(year));
        Cause::Nominations { decided_by, invited, open: self.tally.open(self.row.year) }
    }
}
