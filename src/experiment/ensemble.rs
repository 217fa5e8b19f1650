//! Replications of one scenario, in parallel; the result does not depend on how many threads there are.

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use crate::model::Model;
use crate::record::{Counts, Record};
use crate::simulation::run;

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
    complete_ensemble(model, None, replications, threads, is_done)
}

/// The same where replication 0 may have been run before, and is not run again.
///
/// # Errors
/// If the machine cannot start the threads.
///
/// # Panics
/// If a replication breaks an invariant.
pub fn complete_ensemble(
    model: &Model,
    first: Option<Counts>,
    replications: u32,
    threads: usize,
    is_done: impl Fn() + Sync,
) -> Result<Ensemble, rayon::ThreadPoolBuildError> {
    let start = u32::from(first.is_some());
    let replicate = |replication| {
        let mut record = Record::counts();
        run(model, replication, &mut record);
        is_done();
        record.into_counts()
    };
    let others: Vec<Counts> = if threads == 1 {
        // On the caller's own thread, so that what follows uses the same memory again.
        (start..replications).map(replicate).collect()
    } else {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build()?;
        pool.install(|| (start..replications).into_par_iter().map(replicate).collect())
    };
    Ok(Ensemble::of(model, first.into_iter().chain(others)))
}

impl Ensemble {
    /// The ensemble of a model's replications, given in order as they were counted.
    pub(super) fn of(model: &Model, replications: impl Iterator<Item = Counts>) -> Ensemble {
        Ensemble {
            scenario: model.name.clone(),
            scale: model.population.scale,
            replications: replications.map(|counts| at_full_scale(counts, model)).collect(),
        }
    }
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
            share_out(
                round.invited,
                [&mut invited.cec, &mut invited.fsw, &mut invited.fst, &mut invited.pnp],
            );
        }
    }
    for census in &mut counts.censuses {
        census.candidates = census.candidates.map(|count| count.map(full));
        census.total = full(census.total);
    }
    for inventory in &mut counts.inventories {
        inventory.invitations = inventory.invitations.map(full);
        inventory.applications = inventory.applications.map(full);
    }
    for landing in &mut counts.landings {
        landing.principals = full(landing.principals);
        landing.persons = full(landing.persons);
    }
    counts.invited.map(full);
    counts.nominated.values_mut().for_each(|count| *count = full(*count));
    counts.flows.iter_mut().for_each(|flows| flows.map(full));
    counts
}

/// Gives parts a whole in proportion to what they are, by largest remainder: they add up to it.
fn share_out(whole: u32, parts: [&mut u32; 4]) {
    let sum: u64 = parts.iter().map(|part| u64::from(**part)).sum();
    if sum == 0 {
        return;
    }
    let exact = |part: u32| u64::from(part) * u64::from(whole);
    let mut order: Vec<(u64, usize)> =
        parts.iter().enumerate().map(|(place, part)| (exact(**part) % sum, place)).collect();
    order.sort_by_key(|(remainder, place)| (std::cmp::Reverse(*remainder), *place));
    let floors: u64 = parts.iter().map(|part| exact(**part) / sum).sum();
    let more: Vec<usize> =
        order.iter().take((u64::from(whole) - floors) as usize).map(|(_, place)| *place).collect();
    for (place, part) in parts.into_iter().enumerate() {
        *part = (exact(*part) / sum) as u32 + u32::from(more.contains(&place));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_thinned_round_add_up_to_its_size() {
        let [mut cec, mut fsw, mut fst, mut pnp] = [10, 10, 0, 5];
        share_out(833, [&mut cec, &mut fsw, &mut fst, &mut pnp]);
        // 333.2, 333.2, 0 and 166.6: the one left over goes to the largest remainder.
        assert_eq!((cec, fsw, fst, pnp), (333, 333, 0, 167));
    }
}
