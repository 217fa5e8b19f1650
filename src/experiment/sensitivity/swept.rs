//! Indices of the outcomes of a sweep, from the rows of its replications.

use std::collections::BTreeMap;

use super::chance::chance_share;
use super::morris::{MorrisIndices, morris_indices};
use super::refusal::NoIndices;
use super::sobol::{SobolIndices, sobol_indices};
use crate::experiment::design::UnitDesign;
use crate::experiment::sweep::{Design, SweepPlan, SweepRow, YearlyOutcome};

/// The kind of indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// First-order and total Sobol' indices.
    Sobol,
    /// Elementary effects of a Morris design.
    Morris,
}

impl Method {
    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            Method::Sobol => "sobol",
            Method::Morris => "morris",
        }
    }
}

/// A design that bears indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bearing {
    /// The design.
    design: UnitDesign,
    /// The indices that it bears.
    pub method: Method,
    /// Points of a base point or a trajectory, which count together or not at all.
    block: usize,
}

impl Bearing {
    /// The design of a sweep; none if it bears no indices.
    pub fn of(plan: &SweepPlan) -> Option<Bearing> {
        let dimensions = plan.dimensions().len();
        match plan.spec.design {
            Design::Sampled(design @ UnitDesign::Saltelli { .. }) => {
                Some(Bearing { design, method: Method::Sobol, block: dimensions + 2 })
            }
            Design::Sampled(design @ UnitDesign::Morris { .. }) => {
                Some(Bearing { design, method: Method::Morris, block: dimensions + 1 })
            }
            Design::Sampled(UnitDesign::LatinHypercube { .. } | UnitDesign::Sobol { .. })
            | Design::Grid
            | Design::Table(_) => None,
        }
    }
}

/// The indices of all dimensions for an outcome.
#[derive(Clone, Debug, PartialEq)]
pub enum Indices {
    /// Sobol' indices.
    Sobol(SobolIndices),
    /// Elementary effects.
    Morris(MorrisIndices),
}

impl Indices {
    /// Base points or trajectories that count, and those that are left out.
    fn blocks(&self) -> [usize; 2] {
        match self {
            Indices::Sobol(found) => [found.whole_base_points, found.left_out],
            Indices::Morris(found) => [found.whole_trajectories, found.left_out],
        }
    }
}

/// What an outcome depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeSensitivity {
    /// The outcome.
    pub outcome: YearlyOutcome,
    /// The indices, or the reason why there are none.
    pub indices: Result<Indices, NoIndices>,
    /// Points that count.
    pub points: usize,
    /// Points that are left out: those without the outcome in every replication, and all others of their base
    /// point or trajectory.
    pub left_out: usize,
    /// The part of the variance of the means between points that is chance; none for a single replication.
    pub chance_share: Option<f64>,
}

/// The indices of a sweep.
#[derive(Clone, Debug, PartialEq)]
pub struct SweptIndices {
    /// Their kind.
    pub method: Method,
    /// Each outcome, in the order of the sweep.
    pub outcomes: Vec<OutcomeSensitivity>,
}

/// The indices of all outcomes of a sweep. The value of an outcome at a point is its mean over all
/// replications of the plan; a point that lacks the outcome in one of them does not have it.
pub fn of_sweep(plan: &SweepPlan, bearing: Bearing, rows: &[SweepRow]) -> SweptIndices {
    let coordinates = coordinates(plan, bearing);
    let values = Values::of(plan, rows);
    let outcomes = plan.outcomes.iter().enumerate().map(|(place, outcome)| {
        let points = values.points(place);
        let means: Vec<Option<f64>> = points.iter().map(|point| point.as_deref().map(mean)).collect();
        let seed = plan.spec.design_seed;
        let indices = match bearing.method {
            Method::Sobol => sobol_indices(&means, plan.dimensions().len(), seed).map(Indices::Sobol),
            Method::Morris => morris_indices(&coordinates, &means, seed).map(Indices::Morris),
        };
        let whole: Vec<Vec<f64>> = points.into_iter().flatten().collect();
        let [used, left_out] = indices.as_ref().map_or([0, 0], Indices::blocks);
        OutcomeSensitivity {
            outcome: outcome.clone(),
            indices,
            points: used * bearing.block,
            left_out: left_out * bearing.block,
            chance_share: chance_share(&whole),
        }
    });
    SweptIndices { method: bearing.method, outcomes: outcomes.collect() }
}

/// The coordinates of the points in the unit cube.
fn coordinates(plan: &SweepPlan, bearing: Bearing) -> Vec<Vec<f64>> {
    let points = bearing.design.points(plan.dimensions().len(), plan.spec.design_seed);
    points.expect("the cells of the plan are of this design").iter().collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The rows of a sweep by point and replication.
struct Values<'a> {
    rows: BTreeMap<[u32; 2], &'a [Option<f64>]>,
    points: std::ops::Range<u32>,
    replications: u32,
}

impl Values<'_> {
    fn of<'a>(plan: &SweepPlan, rows: &'a [SweepRow]) -> Values<'a> {
        let whole = rows.iter().filter(|row| row.error.is_none());
        let keyed =
            whole.filter_map(|row| Some(([row.cell, row.replication?], row.values.as_slice()))).collect();
        let points = plan.cells.bases()..plan.cells.count();
        Values { rows: keyed, points, replications: plan.replications }
    }

    /// An outcome at each point, by replication; none where a replication lacks it.
    fn points(&self, outcome: usize) -> Vec<Option<Vec<f64>>> {
        let replications = |point: u32| {
            (0..self.replications)
                .map(|replication| *self.rows.get(&[point, replication])?.get(outcome)?)
                .collect::<Option<Vec<f64>>>()
        };
        self.points.clone().map(replications).collect()
    }
}
