//! Runs a base and reforms, replication by replication, and gathers what differs.

use std::convert::Infallible;
use std::ops::Range;

use super::effects::Effects;
use super::forked_run::{Reform, Replicated, run_forked};
use super::stored::Stored;
use super::tally::Tally;
use super::values::{Rows, Values};
use crate::experiment::fold::{NoThreads, Workers};
use crate::experiment::precision::{Precision, Widest};
use crate::model::Model;
use crate::simulation::Replication;

/// A base and reforms that are run together.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// The model of the base.
    pub base: &'a Model,
    /// The reforms.
    pub reforms: Vec<Reform<'a>>,
}

/// The effects of reforms, gathered replication by replication.
#[derive(Clone, Debug)]
pub struct Effecting<'a> {
    comparison: &'a Comparison<'a>,
    tallies: Vec<Tally>,
}

impl<'a> Comparison<'a> {
    /// Runs replications and adds each to what is gathered, in order; `is_done` is called after each.
    ///
    /// # Panics
    /// If a replication breaks an invariant.
    pub fn run(
        &self,
        gathered: &mut Effecting<'_>,
        replications: Range<Replication>,
        workers: &Workers,
        is_done: &(dyn Fn() + Sync),
    ) {
        let task = |replication| {
            let values = self.values(replication);
            is_done();
            values
        };
        let done = workers.fold_tasks(replications, task, |replication, values: Vec<[Values; 2]>| {
            gathered.add(replication, &values);
            Ok::<(), Infallible>(())
        });
        match done {
            Ok(()) => (),
            Err(never) => match never {},
        }
    }

    /// The outcomes of a replication: for each reform, those of the base and its own. Both look for the first
    /// round from the same day.
    fn values(&self, replication: Replication) -> Vec<[Values; 2]> {
        let Replicated { base, reforms } = run_forked(self.base, &self.reforms, replication);
        let base = Rows::of(base, self.base);
        let own = reforms.into_iter().zip(&self.reforms);
        own.map(|(counts, reform)| {
            let first = reform.first_round(self.base);
            [base.values(first), Rows::of(counts, reform.model).values(first)]
        })
        .collect()
    }
}

impl<'a> Effecting<'a> {
    /// Nothing gathered yet.
    pub fn start(comparison: &'a Comparison<'a>) -> Effecting<'a> {
        let reforms = comparison.reforms.iter();
        Effecting { comparison, tallies: reforms.map(|reform| Tally::new(comparison.base, reform)).collect() }
    }

    fn add(&mut self, replication: Replication, values: &[[Values; 2]]) {
        let member = self.comparison.base.member(replication);
        for (tally, [base, reform]) in self.tallies.iter_mut().zip(values) {
            tally.add(base, reform, member);
        }
    }

    /// The widest interval of the differences of an outcome, over all reforms and years; none without one.
    pub fn widest(&self, precision: &Precision) -> Option<Widest> {
        self.tallies.iter().filter_map(|tally| tally.widest(precision)).reduce(Widest::wider)
    }

    /// The effects of each reform so far.
    pub fn effects(&self) -> Vec<Effects> {
        self.tallies.iter().map(Tally::effects).collect()
    }
}

/// Runs a base and reforms on threads, with paired replications: the same people with the same luck.
///
/// # Errors
/// If the machine cannot start the threads.
///
/// # Panics
/// If a replication breaks an invariant.
pub fn compare_scenarios(
    comparison: &Comparison<'_>,
    replications: u32,
    threads: usize,
    is_done: impl Fn() + Sync,
) -> Result<Vec<Effects>, NoThreads> {
    let workers = Workers::start(threads)?;
    let mut gathered = Effecting::start(comparison);
    comparison.run(&mut gathered, 0..replications, &workers, &is_done);
    Ok(gathered.effects())
}

/// A stored result and its model.
#[derive(Clone, Copy, Debug)]
pub struct StoredSide<'a> {
    /// What its tables hold.
    pub stored: &'a Stored,
    /// The model of its scenario.
    pub model: &'a Model,
}

/// Compares stored replications of a base and a reform, pair by pair: as many as both have. Groups are
/// compared only where both have the tables of the invited.
pub fn compare_stored(base: StoredSide<'_>, stored: &Stored, reform: Reform<'_>) -> Effects {
    let first = reform.first_round(base.model);
    let mut tally = Tally::new(base.model, &reform);
    let has_groups = base.stored.has_groups && stored.has_groups;
    for (replication, own) in &base.stored.replications {
        let Some(theirs) = stored.replications.get(replication) else { continue };
        let mut values = [own, theirs].map(|one| one.rows.values(first));
        if !has_groups {
            values.iter_mut().for_each(Values::drop_people);
        }
        let [ours, theirs] = &values;
        tally.add(ours, theirs, own.member);
    }
    tally.effects()
}
