//! Replications of a one-step run.

use rayon::prelude::*;

use super::run::OneStepRun;
use super::setup::OneStepSetup;
use crate::experiment::Workers;

/// Runs replications and keeps all of them, in order. It is meant for a few replications, since memory grows
/// with their number. `is_done` is called after each, from any thread.
///
/// # Panics
/// If a replication breaks an invariant.
pub fn run_one_steps(
    setup: &OneStepSetup,
    replications: u32,
    workers: &Workers,
    is_done: &(dyn Fn() + Sync),
) -> Vec<OneStepRun> {
    workers.install(|| {
        let runs = (0..replications).into_par_iter().map(|replication| {
            let run = OneStepRun::simulate(&setup.model, &setup.plan, replication);
            is_done();
            run
        });
        runs.collect()
    })
}
