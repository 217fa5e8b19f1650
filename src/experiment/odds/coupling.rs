//! Paths of cutoffs whose distribution in each round is that of the forecast: ensemble copula coupling.
//!
//! Each replication stands for several paths: its own cutoffs with a sample of the model error. In each round
//! the paths are ranked, and each takes the quantile of the forecast at its rank. So a path keeps the order
//! that the simulation gives it from round to round, and bands of the forecast and odds agree.
//!
//! Source: Schefzik, Thorarinsdottir and Gneiting, "Uncertainty quantification in complex simulation models
//! using ensemble copula coupling", Statistical Science 2013.

use crate::experiment::backtest::row::Method;
use crate::experiment::forecast::ahead::{LookAhead, Paths, RoundPaths};
use crate::experiment::forecast::rounds::RoundForecast;
use crate::experiment::forecast::ties::Ties;
use crate::model::PlannedRound;
use crate::rng::{Purpose, Randomness};

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

/// A path in a round, before it takes its quantile.
struct Ranked {
    path: usize,
    cutoff: f64,
    /// Decides between equal cutoffs.
    luck: f64,
}

impl Coupled {
    /// Couples simulated paths with the forecasts of their rounds.
    pub fn new(ahead: &LookAhead, paths: Paths, forecasts: &[RoundForecast]) -> Coupled {
        let replications = paths.ties.len();
        let of_replication = PATHS.div_ceil(replications.max(1));
        let mut rounds = Vec::with_capacity(paths.rounds.len());
        for (round, forecast) in paths.rounds.iter().zip(forecasts) {
            let cutoffs = Coupling { ahead, round, forecast, of_replication }.cutoffs();
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

/// A round that is coupled.
struct Coupling<'a> {
    ahead: &'a LookAhead,
    round: &'a RoundPaths,
    forecast: &'a RoundForecast,
    of_replication: usize,
}

impl Coupling<'_> {
    fn cutoffs(&self) -> Vec<Option<u16>> {
        let mut found = vec![None; self.of_replication * self.round.held.len()];
        let Some(forecast) = &self.forecast.cutoff else { return found };
        let mut ranked = self.ranked();
        ranked
            .sort_by(|one, other| one.cutoff.total_cmp(&other.cutoff).then(one.luck.total_cmp(&other.luck)));
        let count = ranked.len() as f64;
        for (rank, path) in ranked.iter().enumerate() {
            let quantile = forecast.distribution.quantile((rank as f64 + 0.5) / count);
            found[path.path] = Some(quantile.round().clamp(0.0, 1200.0) as u16);
        }
        found
    }

    /// The paths that hold the round, each with its sample of the model error: the constant part is new in
    /// each round, the growing part is one for a path and type.
    fn ranked(&self) -> Vec<Ranked> {
        let instruction = &self.round.planned.instruction;
        let model = &self.ahead.model;
        let types = model.law.round_types();
        let place = types.iter().position(|name| *name == instruction.round_type.name());
        let error = self.ahead.learned.of(&instruction.round_type).error(Method::Simulation);
        let constant = (error.constant + self.forecast.change).sqrt();
        let growing = error.growing(self.forecast.days).sqrt();
        let mut ranked = Vec::new();
        for (replication, held) in (0..).zip(&self.round.held) {
            let Some(held) = held else { continue };
            let randomness = Randomness::new(model.seed, replication);
            for path in 0..self.of_replication {
                let (person, occasion) = (path as u64, instruction.drawn_at.unix() as u64);
                let mut of_round = randomness.stream(person, Purpose::ModelError, occasion);
                let mut of_type = randomness.stream(person, Purpose::ModelError, place.unwrap_or(0) as u64);
                let error = constant * of_round.normal() + growing * of_type.normal();
                ranked.push(Ranked {
                    path: replication as usize * self.of_replication + path,
                    cutoff: f64::from(held.cutoff) + error,
                    luck: of_round.uniform(),
                });
            }
        }
        ranked
    }
}
