//! First-order and total Sobol' indices of the dimensions of a Saltelli design.
//!
//! The first-order index of a dimension is the part of an outcome's variance that it explains alone. The
//! total index adds what it explains together with others. The estimators are those of Saltelli and others,
//! "Variance based sensitivity analysis of model output", Computer Physics Communications 181 (2010), of an
//! outcome with mean 0 and standard deviation 1, as SALib computes them.

use statrs::statistics::Statistics;

use super::bootstrap::{Estimate, estimates, resamples};
use super::refusal::NoIndices;

/// The least number of whole base points: fewer give no idea of the spread.
pub const LEAST_BASE_POINTS: usize = 8;

/// The standard deviation, relative to the outcome's size, below which there is rounding alone.
const ROUNDING: f64 = 1e-12;

/// The indices of a dimension. By chance they can lie below 0 and above 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DimensionIndices {
    /// The part of the variance that the dimension explains alone.
    pub first_order: Estimate,
    /// The part of the variance that the dimension explains alone and together with others.
    pub total: Estimate,
}

/// The indices of all dimensions for an outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct SobolIndices {
    /// The indices of each dimension, in their order.
    pub dimensions: Vec<DimensionIndices>,
    /// Base points that have the outcome at all of their points.
    pub whole_base_points: usize,
    /// Base points that were left out, since the outcome failed at some of their points. The indices are
    /// those of the part of the space where it did not fail.
    pub left_out: usize,
}

/// The indices for an outcome, given at each point of a Saltelli design in so many dimensions, in the order
/// of the design; none where it failed.
///
/// The resamples of the intervals are of base points; they depend on the seed. Points of a Sobol' sequence
/// fill the space more evenly than independent ones, so that the intervals are rather too wide.
///
/// # Errors
/// If fewer than [`LEAST_BASE_POINTS`] base points are whole, or if the outcome does not vary.
///
/// # Panics
/// If the points are not those of whole base points, or if an outcome is not finite.
pub fn sobol_indices(
    outcomes: &[Option<f64>],
    dimensions: usize,
    seed: u64,
) -> Result<SobolIndices, NoIndices> {
    let block = dimensions + 2;
    assert!(outcomes.len().is_multiple_of(block), "{} points in blocks of {block}", outcomes.len());
    let whole: Vec<Vec<f64>> =
        outcomes.chunks(block).filter_map(|block| block.iter().copied().collect()).collect();
    if whole.len() < LEAST_BASE_POINTS {
        return Err(NoIndices::TooFew { whole: whole.len(), least: LEAST_BASE_POINTS });
    }
    let rows = standardised(&whole).ok_or(NoIndices::Constant)?;
    let all: Vec<usize> = (0..rows.len()).collect();
    let values = indices(&rows, &all).ok_or(NoIndices::Constant)?;
    let resampled: Vec<Vec<f64>> =
        resamples(rows.len(), seed).filter_map(|chosen| indices(&rows, &chosen)).collect();
    let estimates = estimates(&values, &resampled);
    let dimensions = (0..dimensions).map(|dimension| DimensionIndices {
        first_order: estimates[dimension],
        total: estimates[dimensions + dimension],
    });
    Ok(SobolIndices {
        dimensions: dimensions.collect(),
        whole_base_points: rows.len(),
        left_out: outcomes.len() / block - rows.len(),
    })
}

/// Outcomes taken to mean 0 and standard deviation 1; none if they differ by rounding at most.
fn standardised(rows: &[Vec<f64>]) -> Option<Vec<Vec<f64>>> {
    let outcomes = rows.iter().flatten();
    let [mean, sd] = [outcomes.clone().mean(), outcomes.clone().population_std_dev()];
    assert!(sd.is_finite(), "an outcome is not finite");
    let is_constant = sd <= ROUNDING * outcomes.abs_max();
    (!is_constant)
        .then(|| rows.iter().map(|row| row.iter().map(|outcome| (outcome - mean) / sd).collect()).collect())
}

/// The first-order indices of all dimensions over the chosen rows, then their total indices; none if the
/// outcome does not vary over the rows of the matrices A and B.
fn indices(rows: &[Vec<f64>], chosen: &[usize]) -> Option<Vec<f64>> {
    let dimensions = rows[0].len() - 2;
    let mut sums = vec![0.0; 2 * dimensions];
    for row in chosen {
        let row = &rows[*row];
        let [a, b] = [row[0], row[dimensions + 1]];
        let (first_order, total) = sums.split_at_mut(dimensions);
        for ((first_order, total), ab) in first_order.iter_mut().zip(total).zip(&row[1..=dimensions]) {
            *first_order += b * (ab - a);
            *total += 0.5 * (a - ab).powi(2);
        }
    }
    let of_both = chosen.iter().flat_map(|row| [rows[*row][0], rows[*row][dimensions + 1]]);
    let variance = of_both.population_variance();
    let scale = variance * chosen.len() as f64;
    (variance > f64::EPSILON).then(|| sums.into_iter().map(|sum| sum / scale).collect())
}
