//! The information of the department: its knowledge of a scenario, and its view of a day.

use super::expectation::UsualTimes;
use crate::model::{Model, NomineeStock, PlannedRound, TargetsPeriod};
use crate::policy::levels::{Level, Line};
use crate::policy::program::Program;
use crate::policy::rules::{Eligibility, Rules};
use crate::population::{Response, RoundBasis};
use crate::round::PoolView;
use crate::scenario::{NominationPacing, PerMonth};
use crate::time::Day;

/// The information that the department has on a day.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Its knowledge of the scenario.
    pub known: Knowledge<'a>,
    /// The law in force.
    pub rules: &'a Rules,
    /// The pool.
    pub pool: PoolView<'a>,
    /// Nominees wanted at the rounds that invite them, in order of day.
    pub nominee_stocks: &'a [NomineeStock],
}

/// The knowledge of a scenario that the department has on a day: its calendar of rounds, the targets as
/// announced by then, and usual shares and times. The rates of people and later changes of the law stay
/// hidden.
#[derive(Clone, Copy, Debug)]
pub struct Knowledge<'a> {
    model: &'a Model,
    today: Day,
}

impl<'a> Knowledge<'a> {
    /// The knowledge of a model on a day.
    pub fn on(today: Day, model: &'a Model) -> Knowledge<'a> {
        Knowledge { model, today }
    }

    /// The day.
    pub fn today(self) -> Day {
        self.today
    }

    /// The first day of the run.
    pub fn start(self) -> Day {
        self.model.start
    }

    /// The last day of the run.
    pub fn end(self) -> Day {
        self.model.end
    }

    /// Simulated candidates for each real one.
    pub fn scale(self) -> f64 {
        self.model.population.scale
    }

    /// Number of simulated candidates that a round of a size at full scale invites.
    pub fn sampled_size(self, size: u32) -> u32 {
        self.model.sampled_size(size)
    }

    /// A part of simulated candidates, at full scale.
    pub fn part_of_eligible(self, eligible: u32, millionths: u32) -> u32 {
        self.model.part_of_eligible(eligible, millionths)
    }

    /// The calendar of rounds, in order.
    pub fn rounds(self) -> &'a [PlannedRound] {
        &self.model.plan
    }

    /// Whether a round invites nominees, and is held by the shares of today.
    pub fn holds_for_nominees(self, round: &PlannedRound) -> bool {
        let admits_nominees = round.eligible.admitted.intersects(self.model.law.nominees());
        admits_nominees && self.model.holds_as_of(round, self.today)
    }

    /// Whether rounds have given sizes in place of the planner's.
    pub fn has_given_sizes(self) -> bool {
        self.model.base.is_some()
    }

    /// The program under which a round invites a candidate of an eligibility.
    pub fn program_of_invitation(
        self,
        round: &PlannedRound,
        rules: &Rules,
        eligibility: Eligibility,
    ) -> Program {
        self.model.program_of_invitation(round, rules, eligibility)
    }

    /// The settings of the planner on this day; none without rounds to plan.
    pub fn terms(self) -> Option<&'a TargetsPeriod> {
        self.model.targets.on(self.today)
    }

    /// The first day after another, and after today, on which the settings of the planner change.
    pub fn change_of_terms_after(self, day: Day) -> Option<Day> {
        self.model.targets.change_after(day.max(self.today))
    }

    /// Greatest time since the last round of its type that a round makes up for, over the usual time.
    pub fn most_gaps(self) -> f64 {
        self.model.targets.most_gaps
    }

    /// Whether the rounds of a quarter are planned today.
    pub fn is_planning_day(self) -> bool {
        self.model.targets.planning_days.binary_search(&self.today).is_ok()
    }

    /// Whether a Levels Plan is published today.
    pub fn is_publication_day(self) -> bool {
        self.model.levels.publication_days().any(|day| day == self.today)
    }

    /// A year's target and range as known today: the part to be admitted by way of the pool.
    pub fn level(self, line: Line, year: i16) -> Option<Level> {
        self.model.levels.by_pool(line, year, self.today)
    }

    /// Whether the nominations of a year follow from targets.
    pub fn nominates_by_targets(self, year: i16) -> bool {
        self.model.per_month(year) == PerMonth::Targets
    }

    /// Nominations of each province in a month of a year, at full scale, where `planned` of them follow from
    /// targets.
    ///
    /// Assumption A30: a year without a stated national number has that of the last one stated before it.
    pub fn monthly_nominations(self, year: i16, planned: f64) -> Vec<f64> {
        let provinces = &self.model.population.nomination;
        let national = match self.model.per_month(year) {
            PerMonth::Persons(national) => national,
            PerMonth::Targets => provinces.national(year, planned),
        };
        provinces.monthly(year, national)
    }

    /// The pacing of nominations that follow from targets.
    pub fn nomination_pacing(self) -> NominationPacing {
        self.model.nomination_pacing
    }

    /// Usual responses to invitations.
    pub fn response(self) -> &'a Response {
        &self.model.population.response
    }

    /// Share of invitations under a program that usually lead to an application.
    pub fn apply_share(self, program: Program, basis: RoundBasis) -> f64 {
        self.response().apply_share(program, basis)
    }

    /// Usual times of applications, as known today.
    pub fn usual_times(self) -> UsualTimes<'a> {
        UsualTimes::on(self.today, &self.model.population.processing)
    }

    /// Usual withdrawals of a candidate in a year.
    pub fn withdrawal_rate(self) -> f64 {
        self.model.population.life.withdrawal_rate
    }
}
