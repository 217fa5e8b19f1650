//! A prediction and its score against the observed value: the continuous ranked probability score.

use crate::experiment::spread::Spread;

/// A predicted cutoff, in CRS points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prediction {
    /// Quantiles; none for a method that predicts a single number.
    pub quantiles: Option<Quantiles>,
    /// Median.
    pub median: f64,
    /// Mean.
    pub mean: f64,
    /// Continuous ranked probability score against the published cutoff.
    pub crps: f64,
}

/// Quantiles of a predicted cutoff, in CRS points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantiles {
    /// 10th percentile.
    pub p10: f64,
    /// 25th percentile.
    pub p25: f64,
    /// 75th percentile.
    pub p75: f64,
    /// 90th percentile.
    pub p90: f64,
}

impl Prediction {
    /// The prediction of an ensemble, scored; none of an empty one.
    pub fn of_ensemble(members: Vec<f64>, observed: f64) -> Option<Prediction> {
        if members.is_empty() {
            return None;
        }
        let score = crps(&members, observed);
        let spread = Spread::of(members)?;
        Some(Prediction {
            quantiles: Some(Quantiles { p10: spread.p10, p25: spread.p25, p75: spread.p75, p90: spread.p90 }),
            median: spread.p50,
            mean: spread.mean,
            crps: score,
        })
    }

    /// The prediction of a single number, scored.
    pub fn of_point(point: f64, observed: f64) -> Prediction {
        Prediction { quantiles: None, median: point, mean: point, crps: (point - observed).abs() }
    }
}

/// CRPS of the empirical distribution of an ensemble: the mean distance of its members from the observation,
/// less half the mean distance of two members (each drawn from all, so also from itself). In the unit of the
/// members; for a single member it is the absolute error. It is computed from all members, not from
/// quantiles.
///
/// Source: Gneiting and Raftery, "Strictly proper scoring rules", JASA 2007, equation 21.
///
/// # Panics
/// If the ensemble is empty.
pub fn crps(members: &[f64], observed: f64) -> f64 {
    assert!(!members.is_empty(), "an ensemble has at least one member");
    let count = members.len() as f64;
    let mut sorted = members.to_vec();
    sorted.sort_by(f64::total_cmp);
    let distance: f64 = sorted.iter().map(|member| (member - observed).abs()).sum::<f64>() / count;
    // In order, member i is the larger one of i pairs and the smaller one of the rest.
    let pairs: f64 =
        sorted.iter().zip(0..).map(|(member, place)| member * (2.0 * f64::from(place) + 1.0 - count)).sum();
    distance - pairs / (count * count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_member_scores_its_absolute_error() {
        assert_eq!(crps(&[430.0], 442.0), 12.0);
        assert_eq!(Prediction::of_point(430.0, 442.0).crps, 12.0);
    }

    #[test]
    fn two_members_score_as_computed_by_hand() {
        // |1-2| and |5-2| on average 2; two members 0 or 4 apart, on average 2, half of it 1.
        assert_eq!(crps(&[1.0, 5.0], 2.0), 1.0);
        assert_eq!(crps(&[5.0, 1.0], 7.0), 3.0);
    }

    #[test]
    fn a_uniform_ensemble_scores_the_closed_form_of_the_uniform_distribution() {
        // Uniform on (0, 1), observation y within: y^2 - y + 1/3. The ensemble of m midpoints is less by
        // 1/(12 m^2).
        let members: Vec<f64> = (0..1000).map(|place| (f64::from(place) + 0.5) / 1000.0).collect();
        for observed in [0.1, 0.5, 0.9] {
            let closed = observed * observed - observed + 1.0 / 3.0;
            assert!((crps(&members, observed) - closed).abs() < 1e-6);
        }
        // Outside it is the distance from the middle less a sixth.
        assert!((crps(&members, 2.0) - (1.5 - 1.0 / 6.0)).abs() < 1e-6);
    }

    #[test]
    fn a_normal_ensemble_scores_the_closed_form_of_the_normal_distribution() {
        use statrs::distribution::{Continuous, ContinuousCDF, Normal};
        let normal = Normal::new(0.0, 1.0).unwrap();
        let members: Vec<f64> =
            (0..4000).map(|place| normal.inverse_cdf((f64::from(place) + 0.5) / 4000.0)).collect();
        for observed in [-1.0, 0.0, 0.7] {
            let cdf = normal.cdf(observed);
            let root = std::f64::consts::PI.sqrt();
            let closed = observed * (2.0 * cdf - 1.0) + 2.0 * normal.pdf(observed) - 1.0 / root;
            assert!((crps(&members, observed) - closed).abs() < 1e-3, "{observed}");
        }
    }
}
