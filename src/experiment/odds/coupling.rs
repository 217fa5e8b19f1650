//! The paths of a forecast for odds: each replication stands for several, and each path has a cutoff in every
//! round that it holds.

use crate::experiment::backtest::row::Method;
use crate::experiment::forecast::ahead::{LookAhead, Paths, RoundPaths};
use crate::experiment::forecast::coupling::{Coupling, Keys};
use crate::experiment::forecast::model_error::ModelError;
use crate::experiment::forecast::rounds::RoundForecast;
use crate::experiment::forecast::ties::Ties;
use crate::model::PlannedRound;

/// Paths that all replications stand for together.
pub const PATHS: usize = 2_000;

/// Paths of cutoffs, coupled to the forecast.
#[derive(Clone, Debug)]
pub struct Coupled {
    /// The rounds, in order.
    pub rounds: Vec<CoupledRound>,
    /// Paths of each replication; they stand side by side.
    pub of_replication: usize,
    /// The group of each replication, from 0 on: its member, or itself where members are not told apart.
    pub groups: Vec<usize>,
    ties: Vec<Vec<Ties>>,
}

/// A round in every path.
#[derive(Clone, Debug)]
pub struct CoupledRound {
    /// The round.
    pub planned: PlannedRound,
    /// Its cutoff in each path; none in one that does not hold it.
    pub cutoffs: Vec<Option<u16>>,
}

impl Coupled {
    /// Couples simulated paths with the forecasts of their rounds.
    pub fn new(ahead: &LookAhead, paths: Paths, forecasts: &[RoundForecast]) -> Coupled {
        let replications = paths.ties.len();
        let of_replication = PATHS.div_ceil(replications.max(1));
        let mut rounds = Vec::with_capacity(paths.rounds.len());
        for (round, forecast) in paths.rounds.iter().zip(forecasts) {
            let cutoffs = cutoffs(ahead, round, forecast, of_replication);
            rounds.push(CoupledRound { planned: round.planned.clone(), cutoffs });
        }
        let members = ahead.model.members() as usize;
        let group = |replication: usize| if members > 1 { replication % members } else { replication };
        Coupled { rounds, of_replication, groups: (0..replications).map(group).collect(), ties: paths.ties }
    }

    /// Number of paths.
    pub fn paths(&self) -> usize {
        self.of_replication * self.groups.len()
    }

    /// The group of a path.
    pub fn group(&self, path: usize) -> usize {
        self.groups[path / self.of_replication]
    }

    /// Number of groups.
    pub fn group_count(&self) -> usize {
        self.groups.iter().max().map_or(0, |last| last + 1)
    }

    /// The candidates before a round in the replication of a path, by score.
    pub fn ties(&self, path: usize, round: usize) -> &Ties {
        &self.ties[path / self.of_replication][round]
    }
}

/// The cutoff of a round in every path.
fn cutoffs(
    ahead: &LookAhead,
    round: &RoundPaths,
    forecast: &RoundForecast,
    of_replication: usize,
) -> Vec<Option<u16>> {
    let Some(cutoff) = &forecast.cutoff else { return vec![None; of_replication * round.held.len()] };
    let instruction = &round.planned.instruction;
    let types = ahead.model.law.round_types();
    let place = types.iter().position(|name| *name == instruction.round_type.name());
    let error = ahead.learned.of(&instruction.round_type).error(Method::Simulation);
    let simulated: Vec<Option<f64>> =
        round.held.iter().map(|held| held.map(|held| f64::from(held.cutoff))).collect();
    let coupling = Coupling {
        simulated: &simulated,
        forecast: &cutoff.distribution,
        error: ModelError { constant: error.constant + forecast.change, ..error },
        days: forecast.days,
        keys: Keys {
            seed: ahead.model.seed,
            round: instruction.drawn_at.unix() as u64,
            of_type: place.unwrap_or(0) as u64,
        },
        of_replication,
    };
    coupling.cutoffs()
}
