//! Paths of cutoffs whose distribution in each round is that of the forecast: ensemble copula coupling.
//!
//! Each replication stands for several paths: its own cutoffs with a sample of the model error. In each round
//! the paths are ranked, and each takes the quantile of the forecast at its rank. So a path keeps the order
//! that the simulation gives it from round to round, and bands of the forecast and odds agree.
//!
//! Source: Schefzik, Thorarinsdottir and Gneiting, "Uncertainty quantification in complex simulation models
//! using ensemble copula coupling", Statistical Science 2013.

use super::distribution::Distribution;
use super::model_error::ModelError;
use crate::rng::{Purpose, Randomness};

/// Place of the type in the key of a round, above all instants.
const TYPE_BITS: u32 = 40;

/// A round whose simulated cutoffs are coupled to its forecast.
#[derive(Clone, Copy, Debug)]
pub struct Coupling<'a> {
    /// The simulated cutoff in each replication; none in one that does not hold the round.
    pub simulated: &'a [Option<f64>],
    /// The forecast.
    pub forecast: &'a Distribution,
    /// The model error of the simulation.
    pub error: ModelError,
    /// Days ahead.
    pub days: i32,
    /// Numbers that no other round, and no other type of rounds, has.
    pub keys: Keys,
    /// Paths that a replication stands for.
    pub of_replication: usize,
}

/// What the samples of a round's model error hang on.
#[derive(Clone, Copy, Debug)]
pub struct Keys {
    /// The seed of the run.
    pub seed: u64,
    /// The instant of the round, in seconds: with the type it keys the constant part, which is new in each.
    pub round: u64,
    /// The type: the growing part is one for a path and type.
    pub of_type: u64,
}

/// A path in a round, before it takes its quantile.
struct Ranked {
    path: usize,
    cutoff: f64,
    /// Decides between equal cutoffs.
    luck: f64,
}

impl Coupling<'_> {
    /// The cutoff of the round in each path, in whole points; none in one that does not hold it. Paths of a
    /// replication stand side by side.
    pub fn cutoffs(&self) -> Vec<Option<u16>> {
        let mut found = vec![None; self.of_replication * self.simulated.len()];
        let mut ranked = self.ranked();
        ranked
            .sort_by(|one, other| one.cutoff.total_cmp(&other.cutoff).then(one.luck.total_cmp(&other.luck)));
        let count = ranked.len() as f64;
        for (rank, path) in ranked.iter().enumerate() {
            let quantile = self.forecast.tailed_quantile((rank as f64 + 0.5) / count);
            found[path.path] = Some(quantile.round().clamp(0.0, 1200.0) as u16);
        }
        found
    }

    /// The paths that hold the round, each with its sample of the model error.
    fn ranked(&self) -> Vec<Ranked> {
        let (constant, growing) = (self.error.constant.sqrt(), self.error.growing(self.days).sqrt());
        let mut ranked = Vec::new();
        for (replication, simulated) in (0..).zip(self.simulated) {
            let Some(simulated) = simulated else { continue };
            let randomness = Randomness::new(self.keys.seed, replication);
            for path in 0..self.of_replication {
                let stream = |key| randomness.stream(path as u64, Purpose::ModelError, key);
                let Keys { round, of_type, .. } = self.keys;
                let (mut of_round, mut of_type) = (stream(round ^ (of_type << TYPE_BITS)), stream(of_type));
                let error = constant * of_round.normal() + growing * of_type.normal();
                ranked.push(Ranked {
                    path: replication as usize * self.of_replication + path,
                    cutoff: simulated + error,
                    luck: of_round.uniform(),
                });
            }
        }
        ranked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_keep_the_order_of_the_simulation_and_take_the_forecast() {
        let forecast = Distribution::of_paths(&[500.0], 100.0);
        let simulated = [Some(480.0), None, Some(520.0), Some(440.0)];
        let error = ModelError { constant: 0.0, per_year: 0.0 };
        let keys = Keys { seed: 1, round: 900, of_type: 1 };
        let coupling =
            Coupling { simulated: &simulated, forecast: &forecast, error, days: 30, keys, of_replication: 2 };
        let found = coupling.cutoffs();
        assert_eq!((found[2], found[3]), (None, None));
        // Six paths at the levels 1/12, 3/12, ...: 500 - 13.8, 500 - 6.7, 500 - 2.1, and as far above.
        let mut lowest: Vec<u16> = found[6..8].iter().flatten().copied().collect();
        lowest.sort_unstable();
        assert_eq!(lowest, [486, 493]);
        let mut highest: Vec<u16> = found[4..6].iter().flatten().copied().collect();
        highest.sort_unstable();
        assert_eq!(highest, [507, 514]);
    }
}
