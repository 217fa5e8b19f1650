//! A replication of a base and of reforms, with one simulation of the past that they share.

use crate::experiment::full_scale::at_full_scale;
use crate::model::Model;
use crate::record::{Counts, Record};
use crate::simulation::{Replication, State, run};
use crate::time::Day;

/// A reform that is compared with a base.
#[derive(Clone, Copy, Debug)]
pub struct Reform<'a> {
    /// Its model.
    pub model: &'a Model,
    /// The first day on which it may differ from the base; none if it does not differ at all.
    pub parts_on: Option<Day>,
    /// The first day on which a difference is in force, which may be later: people and the department know of
    /// some before.
    pub in_force: Option<Day>,
}

impl Reform<'_> {
    /// The first day with a difference in force whose round is not held as it was published.
    pub fn first_round(&self, base: &Model) -> Option<Day> {
        let held = base.plan.iter().filter(|round| round.published_cutoff.is_some());
        let after = held.map(|round| round.instruction.date + 1).max();
        Some(self.in_force?.max(after.unwrap_or(base.start)))
    }
}

/// Counts of one replication at full scale: those of the base, and those of each reform in order.
#[derive(Clone, Debug)]
pub struct Replicated {
    /// The base.
    pub base: Counts,
    /// The reforms.
    pub reforms: Vec<Counts>,
}

/// Runs a replication of a base, and of each reform from the first day on which it may differ.
///
/// # Panics
/// If a replication breaks an invariant.
pub fn run_forked(base: &Model, reforms: &[Reform<'_>], replication: Replication) -> Replicated {
    let mut record = Record::counts();
    let mut state = State::start(base, replication);
    state.record_initial(&mut record);
    let mut order: Vec<usize> = (0..reforms.len()).collect();
    order.sort_by_key(|place| reforms[*place].parts_on);
    let mut done: Vec<Option<Counts>> = vec![None; reforms.len()];
    for place in order {
        let Reform { model, parts_on, .. } = reforms[place];
        let Some(day) = parts_on else { continue };
        let mut own = Record::counts();
        if day <= base.start {
            run(model, replication, &mut own);
        } else {
            state.advance(day - 1, &mut record);
            own = record.clone();
            let mut forked = state.clone().under(model, &mut own);
            forked.advance(model.end, &mut own);
        }
        done[place] = Some(own.into_counts());
    }
    state.advance(base.end, &mut record);
    let counts = record.into_counts();
    let mut full = Vec::new();
    for (own, reform) in done.into_iter().zip(reforms) {
        let own = own.unwrap_or_else(|| counts.clone());
        full.push(at_full_scale(own, reform.model.of_replication(replication)));
    }
    Replicated { reforms: full, base: at_full_scale(counts, base.of_replication(replication)) }
}
