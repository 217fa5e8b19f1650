//! Replications of one scenario, in parallel; the result does not depend on how many threads there are.

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use crate::record::{Counts, Record};
use crate::simulation::{Model, run};

/// What the replications of a scenario came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Ensemble {
    /// Name of the scenario.
    pub scenario: String,
    /// Simulated candidates for each real one; the counts below are already divided by it.
    pub scale: f64,
    /// One entry a replication, in order.
    pub replications: Vec<Counts>,
}

/// Runs replications on `threads` threads; `is_done` is called after each, from any thread.
///
/// # Errors
/// If the machine cannot start the threads.
///
/// # Panics
/// If a replication breaks an invariant: a result with a failed replication would not be one.
pub fn run_ensemble(
    model: &Model,
    replications: u32,
    threads: usize,
    is_done: impl Fn() + Sync,
) -> Result<Ensemble, rayon::ThreadPoolBuildError> {
    let pool = ThreadPoolBuilder::new().num_threads(threads).build()?;
    let replications = pool.install(|| {
        (0..replications)
            .into_par_iter()
            .map(|replication| {
                let mut record = Record::counts();
                run(model, replication, &mut record);
                is_done();
                at_full_scale(record.into_counts(), model)
            })
            .collect()
    });
    Ok(Ensemble { scenario: model.name.clone(), scale: model.population.scale, replications })
}

/// Counts of a thinned run as numbers of real candidates. A round that was filled invited its size.
fn at_full_scale(mut counts: Counts, model: &Model) -> Counts {
    let scale = model.population.scale;
    let full = |count: u32| (f64::from(count) / scale).round() as u32;
    for round in &mut counts.rounds {
        let is_filled = round.invited == model.thinned(round.size);
        round.invited = if is_filled { round.size } else { full(round.invited) };
        round.pool = round.pool.map(full);
        round.eligible = round.eligible.map(full);
        if let Some(invited) = &mut round.invited_by_program {
            for count in [&mut invited.cec, &mut invited.fsw, &mut invited.fst, &mut invited.pnp] {
                *count = full(*count);
            }
        }
    }
    for census in &mut counts.censuses {
        census.candidates = census.candidates.map(|count| count.map(full));
        census.total = full(census.total);
    }
    for landing in &mut counts.landings {
        landing.principals = full(landing.principals);
        landing.persons = full(landing.persons);
    }
    counts.flows.iter_mut().for_each(|flows| flows.map(full));
    counts
}
