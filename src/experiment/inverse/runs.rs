//! The runs of a plan that a question tries.

use std::convert::Infallible;

use crate::experiment::Workers;
use crate::model::Model;
use crate::policy::levels::Line;
use crate::record::Counts;

/// The runs of each plan that a question tries.
#[derive(Clone, Copy, Debug)]
pub struct PlanRuns<'a> {
    replications: u32,
    workers: &'a Workers,
}

impl<'a> PlanRuns<'a> {
    /// Runs of each plan, on these threads.
    ///
    /// # Panics
    /// Without a replication.
    pub fn new(replications: u32, workers: &'a Workers) -> PlanRuns<'a> {
        assert!(replications > 0, "a plan is run at least once");
        PlanRuns { replications, workers }
    }

    /// Replications of each plan.
    pub fn replications(&self) -> u32 {
        self.replications
    }

    /// Gives the counts of each replication of a plan to `fold`, in order.
    pub(super) fn fold(&self, model: &Model, mut fold: impl FnMut(Counts) + Send) {
        let done = self.workers.fold(model, 0..self.replications, &|| (), |_, counts| {
            fold(counts);
            Ok::<(), Infallible>(())
        });
        match done {
            Ok(()) => {}
            Err(never) => match never {},
        }
    }
}

/// The model with its Federal High Skilled targets multiplied, from the year of the first planning on.
pub(super) fn with_targets_times(model: &Model, factor: f64) -> Model {
    if factor == 1.0 {
        return model.clone();
    }
    let from = model.targets.planning_days.first().map_or(model.start.year(), |day| day.year());
    model.with_levels(model.levels.scaled(Line::FederalHighSkilled, from, factor))
}
