//! A scenario ready to run: its law, people, rounds, targets and warm-up, resolved and checked.

use std::sync::Arc;

use crate::model::members::Members;
use crate::model::nominee_stock::{NomineeStock, StockSources, nominee_stocks};
use crate::model::plan::PlannedRound;
use crate::model::targets::Targets;
use crate::model::warm_up::WarmUp;
use crate::model::{Notice, Sizing};
use crate::policy::instruction::{RoundNumber, RoundType};
use crate::policy::law::{Author, Law};
use crate::policy::levels::Levels;
use crate::policy::program::Program;
use crate::policy::rules::{Eligibility, Rules};
use crate::population::{Population, RoundBasis};
use crate::published::{Published, Round};
use crate::scenario::{NominationPacing, PerMonth};
use crate::time::{Day, Month};

/// A scenario ready to run.
#[derive(Clone, Debug)]
pub struct Model {
    /// Short name of the scenario.
    pub(crate) name: String,
    /// First day.
    pub(crate) start: Day,
    /// Last day.
    pub(crate) end: Day,
    /// Seed of all random streams.
    pub(crate) seed: u64,
    /// The law.
    pub(crate) law: Arc<Law>,
    /// The people.
    pub(crate) population: Population,
    /// The members of a calibrated population; none for one population alone.
    pub(super) members: Members<Model>,
    /// Keys of the members that the scenario states itself.
    pub(super) restated: Vec<String>,
    /// Rounds in the order in which they are held.
    pub(crate) plan: Vec<PlannedRound>,
    /// The months before the first day; none for a pool that starts empty.
    pub(crate) warm_up: Option<WarmUp>,
    /// Nominees wanted, in order of day.
    pub(crate) nominee_stocks: Vec<NomineeStock>,
    /// Persons nominated in a month, by year, where no round of a stated size governs.
    pub(crate) nominations_per_month: Vec<(i16, PerMonth)>,
    /// The pacing of nominations that follow from targets.
    pub(crate) nomination_pacing: NominationPacing,
    /// The Levels Plan.
    pub(crate) levels: Arc<Levels>,
    /// Settings of the planner, which sizes rounds to meet the targets.
    pub(crate) targets: Targets,
    /// First and last days of the periods in which people respond to an announced reform of the scenario.
    pub(crate) announced: Vec<(Day, Day)>,
    /// Days on which the pool is counted, in order.
    pub(crate) census_days: Vec<Day>,
    /// The published tables.
    pub(crate) published: Arc<Published>,
    /// Nominees that a PNP round does not invite, as a share of its size.
    pub(crate) nominees_left_over: f64,
    /// Notices on plans without a round.
    pub(super) idle_plans: Vec<Notice>,
    /// The scenario whose sizes the rounds have that would be left to the planner; none where they are.
    pub(crate) base: Option<Arc<Model>>,
}

impl Model {
    /// First day.
    pub fn start(&self) -> Day {
        self.start
    }

    /// Last day.
    pub fn end(&self) -> Day {
        self.end
    }

    /// Seed of all random streams.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// The law.
    pub fn law(&self) -> &Arc<Law> {
        &self.law
    }

    /// The people.
    pub fn population(&self) -> &Population {
        &self.population
    }

    /// Rounds in the order in which they are held.
    pub fn plan(&self) -> &[PlannedRound] {
        &self.plan
    }

    /// The months before the first day; none for a pool that starts empty.
    pub fn warm_up(&self) -> Option<&WarmUp> {
        self.warm_up.as_ref()
    }

    /// Nominees wanted, in order of day.
    pub fn nominee_stocks(&self) -> &[NomineeStock] {
        &self.nominee_stocks
    }

    /// The Levels Plan.
    pub fn levels(&self) -> &Levels {
        &self.levels
    }

    /// Settings of the planner, which sizes rounds to meet the targets.
    pub fn targets(&self) -> &Targets {
        &self.targets
    }

    /// First and last days of the periods in which people respond to an announced reform of the scenario.
    pub fn announced(&self) -> &[(Day, Day)] {
        &self.announced
    }

    /// The published tables.
    pub fn published(&self) -> &Published {
        &self.published
    }

    /// The members of a calibrated population; 0 for one population alone.
    pub fn members(&self) -> u32 {
        self.members.count()
    }

    /// The member, from 1 on, whose people a replication simulates; none for one population alone.
    pub fn member(&self, replication: u32) -> Option<u32> {
        (self.members() > 0).then(|| replication % self.members() + 1)
    }

    /// The model of a replication: that of its member, or this one.
    pub(crate) fn of_replication(&self, replication: u32) -> &Model {
        match self.member(replication) {
            Some(member) => {
                let place = member as usize - 1;
                self.members.model(place, &self.population, |people| self.with_people(people))
            }
            None => self,
        }
    }

    /// The model with a change of it and of each of its members.
    pub(super) fn changed(&self, change: impl Fn(&mut Model)) -> Model {
        let mut model = self.clone();
        change(&mut model);
        model.members.forget_models();
        model
    }

    /// Number of simulated candidates that a round of a size at full scale invites: round(scale x size), at
    /// least 1; 0 if the size is 0.
    pub fn sampled_size(&self, size: u32) -> u32 {
        if size == 0 {
            return 0;
        }
        ((self.population.scale * f64::from(size)).round() as u32).max(1)
    }

    /// A part of simulated candidates, at full scale.
    pub(crate) fn part_of_eligible(&self, eligible: u32, millionths: u32) -> u32 {
        (f64::from(eligible) / self.population.scale * f64::from(millionths) / 1e6).round() as u32
    }

    /// The program under which a round invites a candidate of an eligibility. A round of programs invites
    /// under one of them; in a category-based round the law's order of programs decides.
    pub(crate) fn program_of_invitation(
        &self,
        round: &PlannedRound,
        rules: &Rules,
        eligibility: Eligibility,
    ) -> Program {
        let admitted = match round.basis {
            RoundBasis::Category => eligibility,
            RoundBasis::Programs => eligibility & round.eligible.admitted,
        };
        let program = rules.program_of_invitation(admitted);
        program.map_or(Program::Fsw, |place| self.law.counted_program(place))
    }

    /// Whether the cutoff of a round is that of a sample of nominees, so that reports correct it to full
    /// scale. A stated or published cutoff is an input, which no scale moves.
    pub(crate) fn samples_nominees(&self, planned: &PlannedRound) -> bool {
        let is_stated = matches!(planned.sizing, Sizing::AtOrAbove(_)) || planned.published_cutoff.is_some();
        let is_corrected = self.population.scale < 1.0 && self.population.nomination.cutoff_power > 0.0;
        is_corrected && !is_stated && planned.eligible.admitted == self.law.nominees()
    }

    /// Computes everything that depends on people, rounds and targets.
    pub(super) fn settle(&mut self) {
        self.population.assert_sound();
        self.targets.assert_sound();
        self.population.arrivals.dispersed_from = Some(dispersed_from(&self.published.rounds, self.start));
        self.announced = announced(&self.law, &self.population);
        let known = StockSources {
            law: &self.law,
            population: &self.population,
            censuses: &self.published.censuses,
            margin: self.nominees_left_over,
        };
        // A slot that is not held needs no nominees.
        let held: Vec<&PlannedRound> = self.plan.iter().filter(|round| self.holds(round)).collect();
        self.nominee_stocks = nominee_stocks(&known, &held, self.start);
        if let Some(warm_up) = &mut self.warm_up {
            warm_up.want_nominees(&held, &known);
        }
    }

    /// Whether every round of the plan is a published one, so that cutoffs can be compared.
    pub fn is_replay(&self) -> bool {
        !self.plan.is_empty() && self.plan.iter().all(|round| round.is_replayed)
    }

    /// Whether a round of the plan is held at its published cutoff: it was published since the newest count.
    pub fn is_held_as_published(&self, number: RoundNumber) -> bool {
        let mut held = self.plan.iter().filter(|planned| planned.published_cutoff.is_some());
        held.any(|planned| planned.instruction.number == number)
    }

    /// The first day on which law or rounds are no longer those of history: from then on published cutoffs do
    /// not measure the model.
    pub(crate) fn departs_on(&self) -> Option<Day> {
        [self.law.reformed_on(), self.rounds_depart_on()].into_iter().flatten().min()
    }

    /// The first day before the last replayed round on which other rounds are held than were published.
    fn rounds_depart_on(&self) -> Option<Day> {
        let replayed = self.plan.iter().filter(|round| round.is_replayed);
        let last = replayed.map(|round| round.instruction.date).max()?;
        let span = self.start..=last;
        let mut published = self.published.rounds.iter().filter(|round| {
            span.contains(&round.date) && self.law.admitted_by(round.round_type.name()).is_some()
        });
        for round in self.plan.iter().filter(|round| span.contains(&round.instruction.date)) {
            let next = published.next();
            if !next.is_some_and(|next| round.is_replay_of(next)) {
                let date = round.instruction.date;
                return Some(next.map_or(date, |next| next.date.min(date)));
            }
        }
        published.next().map(|round| round.date)
    }

    /// The types of the rounds that are held, by name.
    pub(crate) fn held_types(&self) -> Vec<&RoundType> {
        let held = self.plan.iter().filter(|round| self.holds(round));
        let mut types: Vec<&RoundType> = held.map(|round| &round.instruction.round_type).collect();
        types.sort_unstable();
        types.dedup();
        types
    }

    /// Whether another model has rounds of the same types on the same days.
    pub(crate) fn has_calendar_of(&self, other: &Model) -> bool {
        let slots = |model: &Model| -> Vec<_> {
            let rounds = model.plan.iter().map(|round| &round.instruction);
            rounds.map(|round| (round.date, round.round_type.clone())).collect()
        };
        slots(self) == slots(other)
    }

    /// Whether the plan has such a round.
    pub fn has_published(&self) -> bool {
        self.plan.iter().any(|planned| planned.published_cutoff.is_some())
    }

    /// The published round of a number, if the plan replays it.
    pub fn published_round(&self, number: RoundNumber) -> Option<&Round> {
        let planned = self.plan.iter().find(|planned| planned.instruction.number == number)?;
        self.published.rounds.iter().find(|round| planned.is_replayed && round.number == number)
    }
}

/// The first day of over-dispersed arrivals: that of the month after the last published round. Before it
/// arrivals vary as Poisson around their level, which is known, whatever rounds a plan holds.
fn dispersed_from(rounds: &[Round], start: Day) -> Day {
    rounds.last().map_or(start, |round| Month::of(round.date).first_day().plus_months(1))
}

/// The periods of response to a scenario's reforms: each lasts from some days after the announcement to the
/// day before the reform is in force.
fn announced(law: &Law, population: &Population) -> Vec<(Day, Day)> {
    let response = &population.behaviour.announcement;
    let reforms = law.changes().iter().filter(|change| change.author == Author::Scenario && response.is_on);
    reforms
        .filter_map(|change| Some((change.announced? + response.delay_days as i32, change.date - 1)))
        .filter(|(from, to)| from <= to)
        .collect()
}
