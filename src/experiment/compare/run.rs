//! Runs a base and reforms, replication by replication, and gathers what differs.

use std::convert::Infallible;
use std::ops::Range;

use super::forked_run::{Reform, Replicated, run_forked};
use super::group_row::GroupRow;
use super::row::CompareRow;
use super::tally::Tally;
use super::values::{Rows, Values};
use crate::experiment::fold::{NoThreads, Workers};
use crate::model::Model;
use crate::simulation::Replication;
use crate::time::Day;

/// A base and reforms that are run together.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// The model of the base.
    pub base: &'a Model,
    /// The reforms.
    pub reforms: Vec<Reform<'a>>,
}

/// The effects of one reform.
#[derive(Clone, Debug, PartialEq)]
pub struct Effects {
    /// Name of the reform.
    pub reform: String,
    /// The first day on which it may differ from the base; none if it does not differ.
    pub parts_on: Option<Day>,
    /// Outcomes by month and year.
    pub rows: Vec<CompareRow>,
    /// Outcomes of groups by year.
    pub groups: Vec<GroupRow>,
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

    /// The outcomes of a replication, of the base and of each reform: those of the base know the day on which
    /// the reform parts.
    fn values(&self, replication: Replication) -> Vec<[Values; 2]> {
        let Replicated { base, reforms } = run_forked(self.base, &self.reforms, replication);
        let base = Rows::of(base, self.base);
        let own = reforms.into_iter().zip(&self.reforms);
        own.map(|(counts, reform)| {
            [base.values(reform.parts_on), Rows::of(counts, reform.model).values(reform.parts_on)]
        })
        .collect()
    }
}

impl<'a> Effecting<'a> {
    /// Nothing gathered yet.
    pub fn start(comparison: &'a Comparison<'a>) -> Effecting<'a> {
        let members = comparison.base.members();
        let tally = |reform: &Reform<'_>| Tally::new(&reform.model.name, reform.parts_on, members);
        Effecting { comparison, tallies: comparison.reforms.iter().map(tally).collect() }
    }

    fn add(&mut self, replication: Replication, values: &[[Values; 2]]) {
        let member = self.comparison.base.member(replication);
        for (tally, [base, reform]) in self.tallies.iter_mut().zip(values) {
            tally.add(base, reform, member);
        }
    }

    /// The effects of each reform so far.
    pub fn effects(&self) -> Vec<Effects> {
        let reforms = self.tallies.iter().zip(&self.comparison.reforms);
        reforms
            .map(|(tally, reform)| Effects {
                reform: reform.model.name.clone(),
                parts_on: reform.parts_on,
                rows: tally.rows(),
                groups: tally.group_rows(),
            })
            .collect()
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
