//! A predicted cutoff as quantiles.

use std::sync::LazyLock;

use statrs::distribution::{ContinuousCDF, Normal};

/// Levels of a distribution: 0.01 to 0.99.
pub const LEVELS: usize = 99;
/// Points of the grid on which a distribution function is tabulated.
const GRID: usize = 400;
/// Standard deviations beyond the outermost paths that the grid reaches.
const REACH: f64 = 4.0;

/// The quantiles of a predicted cutoff at the levels 0.01 to 0.99, in CRS points.
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    quantiles: [f64; LEVELS],
}

/// The level of a place among the quantiles.
pub(super) fn level(place: usize) -> f64 {
    (place + 1) as f64 / (LEVELS + 1) as f64
}

/// The quantiles of the standard normal distribution.
static STANDARD: LazyLock<[f64; LEVELS]> =
    LazyLock::new(|| std::array::from_fn(|place| Normal::standard().inverse_cdf(level(place))));

/// The mean and the variance of some paths; none of no path.
pub fn mean_and_variance(paths: &[f64]) -> Option<(f64, f64)> {
    let count = paths.len() as f64;
    let mean = paths.iter().sum::<f64>() / count;
    let variance = paths.iter().map(|path| (path - mean).powi(2)).sum::<f64>() / count;
    (!paths.is_empty()).then_some((mean, variance))
}

impl Distribution {
    /// Paths with a normal error of a variance: the mean of a normal distribution around each path.
    ///
    /// # Panics
    /// If there is no path, or the variance is negative.
    pub fn of_paths(paths: &[f64], variance: f64) -> Distribution {
        assert!(!paths.is_empty(), "a distribution has at least one path");
        assert!(variance >= 0.0, "a variance of {variance}");
        let mut sorted = paths.to_vec();
        sorted.sort_by(f64::total_cmp);
        let sd = variance.sqrt();
        if sd < 1e-6 {
            return Distribution { quantiles: std::array::from_fn(|place| middle_of(&sorted, level(place))) };
        }
        if let [point] = sorted[..] {
            return Distribution { quantiles: STANDARD.map(|standard| point + sd * standard) };
        }
        let normal = Normal::standard();
        let (first, last) = (sorted[0] - REACH * sd, sorted[sorted.len() - 1] + REACH * sd);
        let score = |step: usize| first + (last - first) * step as f64 / GRID as f64;
        let below = |score: f64| {
            let sum: f64 = sorted.iter().map(|path| normal.cdf((score - path) / sd)).sum();
            sum / sorted.len() as f64
        };
        let table: Vec<f64> = (0..=GRID).map(|step| below(score(step))).collect();
        Distribution {
            quantiles: std::array::from_fn(|place| {
                let after = table.partition_point(|share| *share < level(place)).clamp(1, GRID);
                let (low, high) = (table[after - 1], table[after]);
                let part = ((level(place) - low) / (high - low).max(1e-12)).clamp(0.0, 1.0);
                score(after - 1) + part * (score(after) - score(after - 1))
            }),
        }
    }

    /// The distribution whose quantile at each level is the weighted mean of others'.
    pub fn weighted<'a>(parts: impl IntoIterator<Item = (&'a Distribution, f64)>) -> Distribution {
        let mut quantiles = [0.0; LEVELS];
        for (part, weight) in parts {
            for (sum, quantile) in quantiles.iter_mut().zip(part.quantiles) {
                *sum += weight * quantile;
            }
        }
        Distribution { quantiles }
    }

    /// The quantiles at the levels 0.01 to 0.99.
    pub fn quantiles(&self) -> &[f64; LEVELS] {
        &self.quantiles
    }

    /// The quantile at a level, on the line between those beside it; the outermost ones at the ends.
    pub fn quantile(&self, level: f64) -> f64 {
        let place = (level * (LEVELS + 1) as f64 - 1.0).clamp(0.0, (LEVELS - 1) as f64);
        let before = place.floor() as usize;
        let after = (before + 1).min(LEVELS - 1);
        self.quantiles[before] + (place - before as f64) * (self.quantiles[after] - self.quantiles[before])
    }

    /// The same with normal tails beyond the levels 0.01 and 0.99, whose slope is that between these and the
    /// levels 0.05 and 0.95.
    pub fn tailed_quantile(&self, level: f64) -> f64 {
        let (outer, inner) = if level < 0.5 { (0, 4) } else { (LEVELS - 1, LEVELS - 5) };
        let is_tail = level < self::level(0) || level > self::level(LEVELS - 1);
        if !is_tail {
            return self.quantile(level);
        }
        let slope = (self.quantiles[inner] - self.quantiles[outer]) / (STANDARD[inner] - STANDARD[outer]);
        self.quantiles[outer] + slope * (Normal::standard().inverse_cdf(level) - STANDARD[outer])
    }

    /// The mean.
    pub fn mean(&self) -> f64 {
        self.quantiles.iter().sum::<f64>() / LEVELS as f64
    }

    /// The variance of the quantiles around their mean.
    pub fn variance(&self) -> f64 {
        let mean = self.mean();
        self.quantiles.iter().map(|quantile| (quantile - mean).powi(2)).sum::<f64>() / LEVELS as f64
    }

    /// The variance with the tails beyond the outermost quantiles, as those of a normal distribution.
    pub fn whole_variance(&self) -> f64 {
        let within = STANDARD.iter().map(|standard| standard * standard).sum::<f64>() / LEVELS as f64;
        self.variance() / within
    }

    /// The continuous ranked probability score: twice the mean loss of the quantiles.
    ///
    /// Source: Gneiting and Ranjan, "Comparing density forecasts using threshold- and quantile-weighted
    /// scoring rules", JBES 2011.
    pub fn crps(&self, observed: f64) -> f64 {
        let losses = self.quantiles.iter().enumerate().map(|(place, quantile)| {
            let is_below = f64::from(u8::from(observed < *quantile));
            (quantile - observed) * (is_below - level(place))
        });
        2.0 * losses.sum::<f64>() / LEVELS as f64
    }

    /// The share of the distribution below an observed value: uniform from 0 to 1 if the prediction holds.
    pub fn share_below(&self, observed: f64) -> f64 {
        let below = self.quantiles.partition_point(|quantile| *quantile < observed);
        below as f64 / (LEVELS + 1) as f64
    }
}

/// The quantile of a sorted sample in which each value stands for an equal part.
fn middle_of(sorted: &[f64], level: f64) -> f64 {
    let place = (level * sorted.len() as f64 - 0.5).clamp(0.0, (sorted.len() - 1) as f64);
    let before = place.floor() as usize;
    let after = (before + 1).min(sorted.len() - 1);
    sorted[before] + (place - before as f64) * (sorted[after] - sorted[before])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_with_a_normal_error_is_normal() {
        let distribution = Distribution::of_paths(&[500.0], 100.0);
        assert!((distribution.quantile(0.9) - 512.815_515_655).abs() < 1e-6);
        assert!((distribution.quantile(0.5) - 500.0).abs() < 1e-9);
        // CRPS of a normal distribution at its mean: sd x (sqrt 2 - 1) / sqrt pi.
        assert!((distribution.crps(500.0) - 2.3369).abs() < 0.05, "{}", distribution.crps(500.0));
        // Without the tails beyond 0.5 and 99.5 %, which hold 7.5 % of the variance.
        assert!((distribution.variance() / 100.0 - 0.925).abs() < 0.02);
        assert!((distribution.whole_variance() - 100.0).abs() < 1e-6);
    }

    #[test]
    fn paths_with_an_error_are_a_mean_of_normal_distributions() {
        // At 510 half of the sum of two normal distributions around 500 and 520, by symmetry.
        let distribution = Distribution::of_paths(&[520.0, 500.0], 25.0);
        assert!((distribution.quantile(0.5) - 510.0).abs() < 0.1);
        // One tenth lies below the fifth of the lower one: 500 - 0.8416 x 5, but for the other's tail.
        assert!((distribution.quantile(0.1) - 495.79).abs() < 0.1);
        assert_eq!(Distribution::of_paths(&[1.0, 3.0], 0.0).quantile(0.5), 2.0);
    }

    #[test]
    fn quantiles_are_weighted_not_densities() {
        let [low, high] = [500.0, 520.0].map(|point| Distribution::of_paths(&[point], 16.0));
        let half = Distribution::weighted([(&low, 0.5), (&high, 0.5)]);
        // As wide as each of both: a mixture of densities would be 10 points wider.
        assert!((half.quantile(0.5) - 510.0).abs() < 1e-9);
        assert!((half.quantile(0.9) - low.quantile(0.9) - 10.0).abs() < 1e-9);
    }

    #[test]
    fn the_share_below_counts_quantiles() {
        let distribution = Distribution::of_paths(&[500.0], 100.0);
        assert_eq!(distribution.share_below(500.1), 0.5);
        assert_eq!(distribution.share_below(400.0), 0.0);
        assert_eq!(distribution.share_below(600.0), 0.99);
    }
}
