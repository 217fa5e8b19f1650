//! A few replications of one scenario, with all their counts.

use std::convert::Infallible;

use super::fold::{NoThreads, Workers};
use crate::model::Model;
use crate::record::Counts;

/// The replications of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Ensemble {
    /// Name of the scenario.
    pub scenario: String,
    /// Simulated candidates for each real one; the counts below are already divided by it.
    pub scale: f64,
    /// One entry a replication, in order.
    pub replications: Vec<Counts>,
}

/// Runs replications on `threads` threads and keeps the counts of all, such as for differences of two runs
/// replication by replication. Memory grows with their number; [`gather`](super::gather) runs many.
///
/// `is_done` is called after each, from any thread.
///
/// # Errors
/// If the machine cannot start the threads.
///
/// # Panics
/// If a replication breaks an invariant.
pub fn run_ensemble(
    model: &Model,
    replications: u32,
    threads: usize,
    is_done: impl Fn() + Sync,
) -> Result<Ensemble, NoThreads> {
    let mut all = Vec::new();
    let gathered = Workers::start(threads)?.fold(model, 0..replications, &is_done, |_, counts| {
        all.push(counts);
        Ok::<(), Infallible>(())
    });
    match gathered {
        Ok(()) => {
            Ok(Ensemble { scenario: model.name.clone(), scale: model.population.scale, replications: all })
        }
        Err(never) => match never {},
    }
}
