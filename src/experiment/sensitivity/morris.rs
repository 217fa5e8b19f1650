//! Elementary effects of the dimensions of a Morris design.
//!
//! A step of a trajectory moves one coordinate. The change of the outcome, divided by the step, is an
//! elementary effect of that dimension: the change over its whole unit interval if it went on like this. The
//! estimators are those of Campolongo, Cariboni and Saltelli, "An effective screening design for sensitivity
//! analysis of large models", Environmental Modelling & Software 22 (2007), as SALib computes them.

use statrs::statistics::Statistics;

use super::bootstrap::{Estimate, estimates, resamples};
use super::refusal::NoIndices;

/// The least number of whole trajectories: fewer give no idea of the spread.
pub const LEAST_TRAJECTORIES: usize = 4;

/// The elementary effects of a dimension, summed up. They have the unit of the outcome.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MorrisEffect {
    /// Their mean. Effects of different signs cancel.
    pub mu: f64,
    /// The mean of their sizes, whatever their signs: how much the dimension matters.
    pub mu_star: Estimate,
    /// Their standard deviation: large if the dimension interacts with others or its effect is not linear.
    pub sigma: f64,
}

/// The effects of all dimensions on an outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct MorrisIndices {
    /// The effects of each dimension, in their order.
    pub dimensions: Vec<MorrisEffect>,
    /// Trajectories that have the outcome at all of their points.
    pub whole_trajectories: usize,
    /// Trajectories that were left out, since the outcome failed at some of their points.
    pub left_out: usize,
}

/// The effects on an outcome, from the coordinates of all points of a Morris design and the outcome at each;
/// none where it failed. The resamples of the intervals are of whole trajectories; they depend on the seed.
///
/// # Errors
/// If fewer than [`LEAST_TRAJECTORIES`] trajectories are whole.
///
/// # Panics
/// If the points are not those of whole trajectories, or if an outcome is not finite.
pub fn morris_indices(
    coordinates: &[Vec<f64>],
    outcomes: &[Option<f64>],
    seed: u64,
) -> Result<MorrisIndices, NoIndices> {
    let effects = whole_trajectories(coordinates, outcomes);
    if effects.len() < LEAST_TRAJECTORIES {
        return Err(NoIndices::TooFew { whole: effects.len(), least: LEAST_TRAJECTORIES });
    }
    let all: Vec<usize> = (0..effects.len()).collect();
    let resampled: Vec<Vec<f64>> =
        resamples(effects.len(), seed).map(|chosen| mean_sizes(&effects, &chosen)).collect();
    let mu_stars = estimates(&mean_sizes(&effects, &all), &resampled);
    let dimensions = mu_stars.into_iter().enumerate().map(|(dimension, mu_star)| {
        let own = effects.iter().map(|effects| effects[dimension]);
        MorrisEffect { mu: own.clone().mean(), mu_star, sigma: own.std_dev() }
    });
    let trajectories = outcomes.len() / (effects[0].len() + 1);
    Ok(MorrisIndices {
        dimensions: dimensions.collect(),
        whole_trajectories: effects.len(),
        left_out: trajectories - effects.len(),
    })
}

/// The elementary effects of each whole trajectory, by dimension.
fn whole_trajectories(coordinates: &[Vec<f64>], outcomes: &[Option<f64>]) -> Vec<Vec<f64>> {
    let length = coordinates.first().map_or(0, Vec::len) + 1;
    let [points, values] = [coordinates.len(), outcomes.len()];
    assert!(points == values && points.is_multiple_of(length), "{points} points, {values} outcomes");
    let trajectories = coordinates.chunks(length).zip(outcomes.chunks(length));
    trajectories.filter_map(|(points, outcomes)| elementary_effects(points, outcomes)).collect()
}

/// The elementary effects of a trajectory, by dimension; none if the outcome failed at one of its points.
fn elementary_effects(points: &[Vec<f64>], outcomes: &[Option<f64>]) -> Option<Vec<f64>> {
    let outcomes: Vec<f64> = outcomes.iter().copied().collect::<Option<_>>()?;
    assert!(outcomes.iter().all(|outcome| outcome.is_finite()), "an outcome is not finite: {outcomes:?}");
    let mut effects = vec![None; outcomes.len() - 1];
    for (points, outcomes) in points.windows(2).zip(outcomes.windows(2)) {
        let mut steps = points[1].iter().zip(&points[0]).map(|(after, before)| after - before).enumerate();
        let (dimension, step) = steps.find(|(_, step)| *step != 0.0).expect("a point moves");
        assert!(steps.all(|(_, step)| step == 0.0), "two coordinates move at once: {points:?}");
        effects[dimension] = Some((outcomes[1] - outcomes[0]) / step);
    }
    Some(effects.into_iter().map(|effect| effect.expect("each dimension moves once")).collect())
}

/// The mean size of the effects of each dimension over the chosen trajectories.
fn mean_sizes(effects: &[Vec<f64>], chosen: &[usize]) -> Vec<f64> {
    let mut sums = vec![0.0; effects[0].len()];
    for trajectory in chosen {
        for (sum, effect) in sums.iter_mut().zip(&effects[*trajectory]) {
            *sum += effect.abs();
        }
    }
    sums.into_iter().map(|sum| sum / chosen.len() as f64).collect()
}
