//! Admissions that were decided before a target could be planned for: when a run began, or when the target
//! was announced.

use super::{Case, Planning, WORTH_NAMING, first_day};
use crate::experiment::targets::cause::{Cause, Decided};
use crate::experiment::targets::news;
use crate::policy::levels::{Level, Line};
use crate::scenario::PerMonth;
use crate::time::Day;

/// From this part of the wanted admissions on, little can be changed about them.
const NEAR: f64 = 0.75;

/// Days before a year from which on most of its admissions of nominees are decided.
const HALF_A_YEAR: i32 = 182;

impl Case<'_> {
    /// Causes of decided admissions: the run began in the year, too many were decided already, or the target
    /// was announced late.
    pub(super) fn decided(&self) -> Vec<Cause> {
        self.decided_at_first().map(Cause::Decided).into_iter().chain(self.announced()).collect()
    }

    pub(super) fn decided_at_first(&self) -> Option<Decided> {
        let first = self.plannings.first()?;
        let is_first = self.model.targets.planning_days.first() == Some(&first.on);
        let is_in_year = is_first && first.on.year() == self.row.year;
        let is_too_much = !self.is_short() && first.decided > self.wanted;
        (is_in_year || is_too_much).then(|| self.decided_at(first))
    }

    /// The last change of the target during the run, with the target before it.
    pub(super) fn news(&self) -> Option<(Day, Level)> {
        news(self.model, self.last_day().min(self.model.end), |day| self.known(day))
    }

    fn known(&self, day: Day) -> Option<Level> {
        self.model.levels.by_pool(self.row.line, self.row.year, day)
    }

    /// The announcement of the target, if plannings before it aimed at one on the other side of what was
    /// admitted and it came too late to be followed.
    fn announced(&self) -> Option<Cause> {
        let (on, before) = self.news()?;
        let after = self.known(on)?;
        let is_such =
            if self.is_short() { before.aim()? < after.aim()? } else { before.aim()? > after.aim()? };
        let first = match self.row.line {
            Line::Pnp => self.first_nominations()?,
            Line::FederalHighSkilled | Line::FrenchOutsideQuebec => self.plannings.first()?.on,
        };
        let next = self.plannings.iter().find(|planning| planning.on >= on);
        let is_late = match next {
            Some(planning) => self.is_decided(planning),
            // Without a planning what was decided was never counted.
            None => !self.plannings.is_empty() || first_day(self.row.year) - on < HALF_A_YEAR,
        };
        let decided = next.map(|planning| self.decided_at(planning));
        (is_such && first < on && is_late).then_some(Cause::AnnouncedLate { on, decided })
    }

    /// Whether so many admissions were decided on a day that the miss was in sight and little could be
    /// changed.
    ///
    /// If too many are admitted, the decided ones are near the wanted number or above it. If too few are,
    /// they are most of the expected number.
    fn is_decided(&self, planning: &Planning) -> bool {
        let miss = self.row.landed - self.wanted;
        let in_sight = (planning.expected - self.wanted) / miss;
        let to_come = self.wanted.min(planning.expected);
        in_sight > WORTH_NAMING && planning.decided >= NEAR * to_come
    }

    /// The first day on which nominations follow from targets; none for other lines.
    fn first_nominations(&self) -> Option<Day> {
        let mut years = self.model.start.year()..=self.row.year;
        let year = years.find(|year| self.model.per_month(*year) == PerMonth::Targets)?;
        (self.row.line == Line::Pnp).then(|| first_day(year).max(self.model.start))
    }

    fn decided_at(&self, planning: &Planning) -> Decided {
        let share = (self.wanted > 0.0).then(|| planning.decided / self.wanted);
        Decided { on: planning.on, persons: planning.decided, share }
    }
}
