//! Replications of one scenario, run in parallel and folded in order: memory holds the counts of two batches.

use std::ops::Range;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

use super::full_scale::at_full_scale;
use crate::model::Model;
use crate::record::{Counts, Record};
use crate::simulation::{Replication, run};

/// Replications that each thread runs before they are folded.
const BATCH: u32 = 2;

/// Threads for replications. No result depends on how many there are.
#[derive(Debug)]
pub struct Workers {
    pool: ThreadPool,
    threads: u32,
}

/// The machine cannot start the threads.
#[derive(Debug, thiserror::Error)]
#[error("cannot start threads: {0}")]
pub struct NoThreads(#[from] ThreadPoolBuildError);

impl Workers {
    /// Starts a number of threads.
    ///
    /// # Errors
    /// If the machine cannot start them.
    pub fn start(threads: usize) -> Result<Workers, NoThreads> {
        let threads = threads.max(1);
        Ok(Workers { pool: ThreadPoolBuilder::new().num_threads(threads).build()?, threads: threads as u32 })
    }

    /// How many replications have ended when the first is folded, if there are so many.
    pub fn first_batch(&self) -> u32 {
        if self.is_alone() { 1 } else { BATCH * self.threads }
    }

    /// Runs replications, and gives the counts of each to `fold`, at full scale and in order; `is_done` is
    /// called after each run, from any thread. While a batch runs, `fold` gets the one before it, and no more
    /// are held in memory.
    ///
    /// # Errors
    /// The first error of `fold`.
    ///
    /// # Panics
    /// If a replication breaks an invariant: a result needs every replication.
    pub fn fold<E: Send>(
        &self,
        model: &Model,
        replications: Range<Replication>,
        is_done: &(dyn Fn() + Sync),
        fold: impl FnMut(Replication, Counts) -> Result<(), E> + Send,
    ) -> Result<(), E> {
        self.fold_tasks(replications, |replication| replicate(model, replication, is_done), fold)
    }

    /// The same for any task that is done once for each replication.
    ///
    /// # Errors
    /// The first error of `fold`.
    ///
    /// # Panics
    /// If a task does.
    pub(super) fn fold_tasks<T: Send, E: Send>(
        &self,
        replications: Range<Replication>,
        task: impl Fn(Replication) -> T + Sync,
        mut fold: impl FnMut(Replication, T) -> Result<(), E> + Send,
    ) -> Result<(), E> {
        // The caller's own thread does the work of one: each replication reuses the memory of the last.
        if self.is_alone() {
            for replication in replications {
                fold(replication, task(replication))?;
            }
            return Ok(());
        }
        let batch = BATCH * self.threads;
        self.pool.install(|| {
            let mut waiting: Vec<(Replication, T)> = Vec::new();
            let mut start = replications.start;
            while start < replications.end {
                let end = (start + batch).min(replications.end);
                let (next, folded) = rayon::join(
                    || (start..end).into_par_iter().map(|index| (index, task(index))).collect(),
                    || fold_all(std::mem::take(&mut waiting), &mut fold),
                );
                folded?;
                (waiting, start) = (next, end);
            }
            fold_all(waiting, &mut fold)
        })
    }

    /// Runs a task that goes on in parallel on these threads.
    pub(super) fn install<T: Send>(&self, task: impl FnOnce() -> T + Send) -> T {
        self.pool.install(task)
    }

    fn is_alone(&self) -> bool {
        self.threads == 1
    }
}

fn fold_all<T, E>(
    waiting: Vec<(Replication, T)>,
    fold: &mut impl FnMut(Replication, T) -> Result<(), E>,
) -> Result<(), E> {
    waiting.into_iter().try_for_each(|(replication, done)| fold(replication, done))
}

/// Runs a replication, and returns its counts at full scale.
fn replicate(model: &Model, replication: Replication, is_done: &(dyn Fn() + Sync)) -> Counts {
    let mut record = Record::counts();
    run(model, replication, &mut record);
    let counts = at_full_scale(record.into_counts(), model.of_replication(replication));
    is_done();
    counts
}
