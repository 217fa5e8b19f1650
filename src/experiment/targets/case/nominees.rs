//! Why a target of nominees is missed: rounds that invite them, and nominations.

use super::{Case, IDLE_DAYS, first_day, nominees};
use crate::experiment::targets::cause::Cause;
use crate::policy::program::Program;
use crate::record::Bound;
use crate::scenario::PerMonth;

impl Case<'_> {
    pub(super) fn of_nominees(&self) -> Vec<Cause> {
        let mut causes = self.decided();
        let last = self.model.rounds_of_nominees().last();
        let mut is_forecast = true;
        if self.is_short() {
            if last.is_none_or(|day| day.year() < self.row.year) {
                causes.push(Cause::NoNominees(last));
                return causes;
            }
            let pauses = self.pauses_of_nominees();
            // What was expected in spite of a pause is no measure of what could be known.
            is_forecast = pauses.is_empty();
            causes.extend(pauses);
            causes.extend(self.bound(Bound::Late, |_| 0));
        }
        causes.extend(self.unforeseen_nominees().filter(|_| is_forecast));
        causes.push(self.nominations());
        let ends_early =
            last.filter(|day| self.is_short() && first_day(self.row.year + 1) - *day > IDLE_DAYS);
        causes.extend(ends_early.map(|day| Cause::NoNominees(Some(day))));
        causes
    }

    /// Times without a round that invites nominees, before another one, whole, if enough of their days lie between the end of
    /// the year before and that of the year.
    fn pauses_of_nominees(&self) -> Vec<Cause> {
        let (start, end) = (first_day(self.row.year), self.last_day());
        let mut last = self.model.start - 1;
        let mut pauses = Vec::new();
        for day in self.model.rounds_of_nominees() {
            if day.min(end + 1) - last.max(start - 1) > IDLE_DAYS {
                pauses.push(Cause::NomineePause { from: last + 1, to: day - 1 });
            }
            last = day;
        }
        pauses
    }

    /// What came otherwise than was expected when what was decided is told of, or else when the year was first planned for in it.
    fn unforeseen_nominees(&self) -> Option<Cause> {
        let told = self.plannings.first().filter(|_| self.decided_at_first().is_some());
        self.unforeseen(told.or(self.first_of_year())?, self.row.landed - self.wanted)
    }

    fn nominations(&self) -> Cause {
        let are_planned = |year| self.model.per_month(year) == PerMonth::Targets;
        let are_planned = [self.row.year - 1, self.row.year].map(are_planned);
        let inventories = self.ensemble.replications.iter().filter_map(|counts| {
            counts.inventories.iter().rev().find(|inventory| inventory.date.year() == self.row.year)
        });
        let open: f64 =
            inventories.map(|inventory| f64::from(inventory.applications[Program::Pnp.index()])).sum();
        let open = open / self.ensemble.replications.len() as f64;
        Cause::Nominations { are_planned, invited: self.invited(nominees), open }
    }
}
