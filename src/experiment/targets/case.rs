//! A target with the evidence from which its causes are found.

use std::collections::BTreeSet;

use super::cause::{Cause, Invited};
use super::level::news;
use super::row::TargetRow;
use super::tally::{Planning, TargetTally};
use crate::experiment::year::{first_day, last_day};
use crate::model::{Model, TargetsPeriod};
use crate::policy::levels::Level;
use crate::published::Round;
use crate::record::Bound;
use crate::time::Day;

/// A part of a miss that is worth naming: any forecast has smaller errors.
pub(super) const WORTH_NAMING: f64 = 0.25;

/// Days without a federal round, or without one that invites nominees, that are worth naming.
pub(super) const IDLE_DAYS: i32 = 60;

/// A target with the evidence.
pub(super) struct Case<'a> {
    pub row: &'a TargetRow,
    pub wanted: f64,
    pub tally: &'a TargetTally,
    pub model: &'a Model,
    /// The plannings for the year, in order.
    pub plannings: Vec<Planning>,
}

impl<'a> Case<'a> {
    pub fn new(row: &'a TargetRow, tally: &'a TargetTally, model: &'a Model) -> Case<'a> {
        let plannings = tally.plannings(row.year, row.line);
        Case { row, wanted: row.wanted().unwrap_or(0.0), tally, model, plannings }
    }

    pub fn is_short(&self) -> bool {
        self.row.landed < self.wanted
    }

    /// Admissions less the wanted ones.
    pub fn miss(&self) -> f64 {
        self.row.landed - self.wanted
    }

    pub fn first_day(&self) -> Day {
        first_day(self.row.year)
    }

    pub fn last_day(&self) -> Day {
        last_day(self.row.year)
    }

    /// The last change of the target during the run, with the target before it.
    pub fn news(&self) -> Option<(Day, Level)> {
        news(self.model, self.last_day().min(self.model.end), |day| self.known(day))
    }

    /// The target as it was known on a day.
    pub fn known(&self, day: Day) -> Option<Level> {
        self.model.levels.by_pool(self.row.line, self.row.year, day)
    }

    /// The first planning of the year's rounds with its target known, or else the last planning.
    pub fn first_of_year(&self) -> Option<&Planning> {
        let first = self.news().map_or(self.first_day(), |(on, _)| self.first_day().max(on));
        self.plannings.iter().find(|planning| planning.on >= first).or(self.plannings.last())
    }

    /// Part of the plannings for the year, over all replications, in which a bound was reached.
    pub fn share_reached(&self, bound: Bound) -> f64 {
        let reached: f64 = self.plannings.iter().map(|planning| planning.reached(bound)).sum();
        reached / self.plannings.len().max(1) as f64
    }

    /// A bound that was reached, with its stated values. It leaves invitations out, so it explains only a
    /// shortfall.
    pub fn bound(&self, bound: Bound, value: fn(&TargetsPeriod) -> u32) -> Option<Cause> {
        let reached = self.plannings.iter().filter(|planning| planning.reached(bound) > 0.0);
        let periods = reached.filter_map(|planning| self.model.targets.on(planning.on));
        let values: BTreeSet<u32> = periods.map(value).collect();
        let share = self.share_reached(bound);
        (share > 0.0).then(|| Cause::Bound { bound, values: values.into_iter().collect(), share })
    }

    /// The error of the forecast of a planning, if it is a large part of a miss.
    pub fn forecast_error(&self, planning: &Planning, miss: f64) -> Option<Cause> {
        let part = (self.row.landed - planning.expected) / miss;
        (part > WORTH_NAMING).then_some(Cause::Forecast { on: planning.on, expected: planning.expected })
    }

    /// Invitations in the year and the one before it: by the published rounds before the run, then by
    /// simulated ones. Those of the year before are none if a published round does not state them, or if the
    /// run starts empty after that year.
    pub fn invited(&self, published: fn(&Round) -> Option<u32>, simulated: impl Fn(i16) -> f64) -> Invited {
        let year = self.row.year;
        let in_year =
            self.invited_before_start(year, published).map_or(0.0, |before| before + simulated(year));
        let before =
            self.invited_before_start(year - 1, published).map(|before| before + simulated(year - 1));
        Invited { before, in_year }
    }

    fn invited_before_start(&self, year: i16, persons: fn(&Round) -> Option<u32>) -> Option<f64> {
        if self.model.warm_up.is_none() {
            return (year >= self.model.start.year()).then_some(0.0);
        }
        let rounds = self.model.published.rounds.iter();
        let before = rounds.filter(|round| round.date.year() == year && round.date < self.model.start);
        before.map(persons).sum::<Option<u32>>().map(f64::from)
    }
}
