//! The smoothing weight whose rounds meet the targets with the least variability of cutoffs, and the frontier
//! of admissions against scores.

use std::ops::RangeInclusive;

use super::point::point;
use super::runs::{PlanRuns, with_targets_times};
use super::search::Memo;
use super::table::PlanPoint;
use crate::experiment::spread::Spread;
use crate::experiment::targets::MET;
use crate::model::Model;

/// Smoothing weights that the search covers.
pub const SMOOTHING: RangeInclusive<f64> = 1e-5..=10.0;

/// Weight of a missed target, in CRS points of variability for the whole target: a hundredth of it weighs as
/// much as 10 points. Only the part beyond [`MET`] counts.
const MISS_WEIGHT: f64 = 1000.0;

/// The sizes with the least variability of cutoffs.
#[derive(Clone, Debug, PartialEq)]
pub struct Smoothest {
    /// The plan with the least variability among those that meet the targets; none if no plan does.
    pub best: Option<PlanPoint>,
    /// The scenario's own plan, as `drawsim run` holds it.
    pub own: PlanPoint,
    /// Variability of the scenario's own plan less that of the best one, in CRS points, paired by
    /// replication.
    pub saved: Option<Spread>,
    /// All plans that were tried, by smoothing weight.
    pub tried: Vec<PlanPoint>,
    /// Runs of the whole search.
    pub runs: u32,
}

/// Finds the smoothing weight whose rounds meet the targets with the least variability of cutoffs.
///
/// It is a minimum over the logarithm of the weight, found by Brent's method. A target missed by more than
/// [`MET`] weighs far more than any variability.
pub fn smoothest(model: &Model, runs: PlanRuns<'_>) -> Smoothest {
    let own = model.targets.periods.first().expect("a planner has terms").smoothing;
    let tried = Memo::new(|smoothing: f64| {
        if smoothing == own {
            return point(smoothing, model, runs);
        }
        point(smoothing, &model.with_targets(model.targets.with_smoothing(smoothing)), runs)
    });
    tried.find_least(SMOOTHING, |point: &PlanPoint| {
        variability_of(point) + MISS_WEIGHT * (point.miss - MET).max(0.0)
    });
    let own = tried.at(own);
    let tried = tried.sorted();
    let met = tried.iter().filter(|point| point.miss <= MET);
    let best = met.min_by(|a, b| variability_of(a).total_cmp(&variability_of(b))).cloned();
    let saved = best.as_ref().and_then(|best| {
        let pairs = own.variabilities.iter().zip(&best.variabilities);
        Spread::unless_equal(pairs.filter_map(|(own, best)| Some((*own)? - (*best)?)).collect())
    });
    Smoothest { best, own, saved, runs: runs.replications() * tried.len() as u32, tried }
}

/// The variability of cutoffs; zero without cutoffs.
fn variability_of(point: &PlanPoint) -> f64 {
    point.variability.map_or(0.0, |variability| variability.mean)
}

/// Plans for several factors of the target and the scenario's own plan, in order.
pub fn frontier(model: &Model, own: &PlanPoint, factors: &[f64], runs: PlanRuns<'_>) -> Vec<PlanPoint> {
    let mut points = vec![PlanPoint { value: 1.0, ..own.clone() }];
    points.extend(factors.iter().map(|factor| point(*factor, &with_targets_times(model, *factor), runs)));
    points.sort_by(|a, b| a.value.total_cmp(&b.value));
    points
}
