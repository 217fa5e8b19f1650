//! A look ahead from the newest published count: its rounds to come, and their paths in the simulation.

use rayon::prelude::*;

use super::learned::Learned;
use super::ties::Ties;
use crate::document::problem::{InvalidInput, Problem, Problems};
use crate::experiment::Workers;
use crate::experiment::full_scale::at_full_scale;
use crate::model::{Model, Notice, PlannedRound};
use crate::policy::instruction::RoundType;
use crate::published::whole::refuse_gaps;
use crate::record::Record;
use crate::scenario::{Overlay, Scenario};
use crate::simulation::{Replication, State};
use crate::time::Day;

/// Days after the newest count for which a forecast holds.
pub const VALID_DAYS: i32 = 90;

/// Scale of the runs of forecasts and odds unless another is stated: that of the backtest whose model errors
/// they use. With one scale the bands of a forecast and odds agree.
pub const SCALE: f64 = 0.2;

/// Days by which figures that people were fitted to may be newer than the newest count: counts come weeks
/// apart.
const LEAST_OLD: i32 = 31;

/// Keys that make a look ahead a reform where they differ from those of `baseline`.
const DECIDED: [&str; 5] = ["calendar", "levels", "nominations", "plan", "targets"];
/// Ties are counted from so many points below the last published cutoff of a type on, and from no lower score
/// than this.
const TIES_BELOW: u16 = 120;
const LOWEST_TIE: u16 = 200;
/// The shipped look ahead.
const BASELINE: &str = "baseline";

/// What a forecast rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The weighted mean of all methods.
    Stacked,
    /// The simulation with its model error: the other methods know nothing of a reform.
    Simulation,
}

impl Basis {
    /// The basis of a scenario: a reform states law, or its plans, targets or nominations are not those of
    /// `baseline` with the same published tables.
    ///
    /// # Errors
    /// If `baseline` cannot be read with these tables.
    pub fn of(scenario: &Scenario, overlay: &Overlay) -> Result<Basis, InvalidInput> {
        let tables = overlay.set.iter().filter(|assignment| assignment.trim().starts_with("published"));
        let overlay = Overlay {
            set: tables.cloned().collect(),
            rounds: overlay.rounds.clone(),
            snapshots: overlay.snapshots.clone(),
            ..Overlay::default()
        };
        let baseline = Scenario::load(BASELINE, &overlay)?;
        let is_same = DECIDED.iter().all(|key| scenario.states_like(&baseline, key));
        Ok(if is_same && scenario.reforms.is_empty() { Basis::Stacked } else { Basis::Simulation })
    }
}

/// A look ahead, ready to run.
#[derive(Clone, Debug)]
pub struct LookAhead {
    /// The scenario with its meaning.
    pub model: Model,
    /// The day of the newest published count.
    pub origin: Day,
    /// What its forecast rests on.
    pub basis: Basis,
    /// Model errors and weights.
    pub learned: Learned,
    /// Places of the rounds ahead in the plan: the published ones come before.
    ahead: Vec<usize>,
}

/// A round ahead in every replication.
#[derive(Clone, Debug)]
pub struct RoundPaths {
    /// The round.
    pub planned: PlannedRound,
    /// Size and cutoff in each replication; none in one that does not hold the round or invites no candidate.
    pub held: Vec<Option<Held>>,
}

/// A round that a replication held, at full scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its size.
    pub size: u32,
    /// Its cutoff.
    pub cutoff: u16,
}

/// The simulated paths of all rounds ahead.
#[derive(Clone, Debug)]
pub struct Paths {
    /// The rounds, in order.
    pub rounds: Vec<RoundPaths>,
    /// Of each replication the candidates by score before each round, if they were asked for.
    pub ties: Vec<Vec<Ties>>,
}

/// What is asked of the replications.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The last day that is simulated.
    pub until: Day,
    /// Their number.
    pub replications: u32,
    /// Whether candidates are counted by score before each round.
    pub ties: CountTies,
}

/// Whether candidates are counted by score before each round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountTies {
    /// They are.
    Yes,
    /// They are not.
    No,
}

impl LookAhead {
    /// Checks a scenario that looks ahead.
    ///
    /// # Errors
    /// - If its published tables have gaps.
    /// - If it does not start on the day of their newest count.
    /// - If it plans no round after the published ones.
    /// - If its people use figures published long after the newest count.
    pub fn new(scenario: &Scenario, model: Model, basis: Basis) -> Result<LookAhead, InvalidInput> {
        let problems = Problems::new();
        refuse_gaps(scenario, &problems);
        let origin = model.published.censuses.last().map_or(model.start, |census| census.date);
        if origin != model.start {
            let title = format!("the scenario starts on {}, the newest count is of {origin}", model.start);
            let expected = format!("expected a scenario that starts on {origin}, such as `{BASELINE}`");
            problems.push(Problem {
                origin: scenario.place_of("start"),
                ..Problem::without_place(title, expected)
            });
        }
        let ahead: Vec<usize> =
            (0..model.plan.len()).filter(|place| !model.plan[*place].is_replayed).collect();
        if ahead.is_empty() && problems.is_empty() {
            let title = "no round is planned after the published ones";
            let expected = format!("expected a plan of rounds to come, such as that of `{BASELINE}`");
            problems.push(Problem {
                origin: scenario.place_of("plan"),
                ..Problem::without_place(title, expected)
            });
        }
        let published = model.population.published.filter(|published| *published > origin + LEAST_OLD);
        if let Some(published) = published {
            let title =
                format!("the people use figures published to {published}, the newest count is of {origin}");
            let expected = "expected newer tables of rounds and counts, or people fitted to figures by then";
            problems.push(Problem::without_place(title, expected));
        }
        let learned = Learned::carried();
        problems.finish(Some(LookAhead { model, origin, basis, learned, ahead }))
    }

    /// The last day of the published counts for which the forecast holds.
    pub fn expiry(&self) -> Day {
        self.origin + VALID_DAYS
    }

    /// The number of published rounds of a type.
    pub fn held_of(&self, round_type: &RoundType) -> usize {
        self.model.published.rounds.iter().filter(|round| round.round_type == *round_type).count()
    }

    /// What a reader has to know of the run, and of types of rounds that were never published.
    pub fn notices(&self) -> Vec<Notice> {
        let types = self.ahead.iter().map(|place| &self.model.plan[*place].instruction.round_type);
        let mut new: Vec<RoundType> = types.filter(|name| self.held_of(name) == 0).cloned().collect();
        new.sort_unstable();
        new.dedup();
        let mut notices = self.model.notices();
        notices.extend((!new.is_empty()).then_some(Notice::NewTypes(new)));
        notices
    }

    /// Runs replications; `is_done` is called after each.
    ///
    /// # Panics
    /// If a replication breaks an invariant.
    pub fn paths(&self, asked: Asked, workers: &Workers, is_done: &(dyn Fn() + Sync)) -> Paths {
        let within = |place: &&usize| self.model.plan[**place].instruction.drawn_at.day() <= asked.until;
        let ahead: Vec<usize> = self.ahead.iter().take_while(within).copied().collect();
        let replicate = |replication| {
            let run = self.replicate(replication, asked, &ahead);
            is_done();
            run
        };
        let runs: Vec<Run> =
            workers.install(|| (0..asked.replications).into_par_iter().map(replicate).collect());
        let rounds = ahead.iter().enumerate().map(|(at, place)| RoundPaths {
            planned: self.model.plan[*place].clone(),
            held: runs.iter().map(|run| run.held[at]).collect(),
        });
        Paths { rounds: rounds.collect(), ties: runs.into_iter().map(|run| run.ties).collect() }
    }

    /// The lowest score whose ties are counted: far below the last published cutoff of the type.
    fn lowest_tie(&self, planned: &PlannedRound) -> u16 {
        let round_type = &planned.instruction.round_type;
        let mut known = self.model.published.rounds.iter().rev();
        let last = known.find(|round| round.round_type == *round_type).and_then(|round| round.cutoff);
        last.map_or(LOWEST_TIE, |cutoff| cutoff.saturating_sub(TIES_BELOW).max(LOWEST_TIE))
    }

    fn replicate(&self, replication: Replication, asked: Asked, ahead: &[usize]) -> Run {
        let mut record = Record::counts();
        let mut state = State::start(&self.model, replication);
        let mut ties = Vec::new();
        if asked.ties == CountTies::Yes {
            for place in ahead {
                let planned = &self.model.plan[*place];
                let day = planned.instruction.drawn_at.day();
                state.advance(day - 1, &mut record);
                ties.push(Ties::before(state.pool(), planned.eligible, day, self.lowest_tie(planned)));
            }
        }
        state.advance(asked.until, &mut record);
        let rounds = at_full_scale(record.into_counts(), self.model.of_replication(replication)).rounds;
        let held = ahead.iter().map(|place| {
            let round = &rounds[*place];
            let cutoff = round.cutoff.filter(|_| round.size > 0)?;
            Some(Held { size: round.size, cutoff })
        });
        Run { held: held.collect(), ties }
    }
}

/// One replication.
struct Run {
    held: Vec<Option<Held>>,
    ties: Vec<Ties>,
}
