//! The share of chance in the differences between points.

use statrs::statistics::Statistics;

/// The share of the variance of an outcome's means over points that chance alone explains: 0 if the means
/// would be the same with other replications, 1 if they differ by chance alone. The values go by point, then
/// by replication; every point has the same replications.
///
/// It comes from a two-way analysis of variance without interaction. A value is the sum of an effect of its
/// point, an effect of its replication and a residual. Replications are common to all points, so what a
/// replication adds to every point cancels. The residuals do not: with their mean square `s2`, a mean over
/// `r` replications has the variance `s2 / r` by chance. Divided by the variance of the means over points,
/// that is the share. Where points do not differ at all it varies about 1; it is cut there.
///
/// None for a single replication or a single point, or if all points have the same mean.
///
/// # Panics
/// If points have different numbers of replications.
pub fn chance_share(values: &[Vec<f64>]) -> Option<f64> {
    let replications = values.first()?.len();
    assert!(values.iter().all(|point| point.len() == replications), "points lack replications");
    if replications < 2 || values.len() < 2 {
        return None;
    }
    let point_means: Vec<f64> = values.iter().map(|point| point.mean()).collect();
    let variance = point_means.iter().variance();
    (variance > 0.0).then(|| {
        let by_chance = residual_mean_square(values, &point_means) / replications as f64;
        (by_chance / variance).min(1.0)
    })
}

/// The mean square of what the effects of points and replications leave over.
fn residual_mean_square(values: &[Vec<f64>], point_means: &[f64]) -> f64 {
    let [points, replications] = [values.len(), values[0].len()];
    let mut squares = 0.0;
    for replication in 0..replications {
        let distances: Vec<f64> =
            values.iter().zip(point_means).map(|(point, mean)| point[replication] - mean).collect();
        let effect = distances.iter().mean();
        squares += distances.iter().map(|distance| (distance - effect).powi(2)).sum::<f64>();
    }
    squares / ((points - 1) * (replications - 1)) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Purpose, Randomness};

    #[test]
    fn the_share_is_the_one_computed_by_hand() {
        // Means 11 and 17 of points, 12 and 16 of replications, 14 of all. Residuals 1, -1, -1, 1: sum of
        // squares 4 with 1 degree of freedom. The means have the variance 18: 4 / 2 / 18.
        let share = chance_share(&[vec![10.0, 12.0], vec![14.0, 20.0]]).unwrap();
        assert!((share - 1.0 / 9.0).abs() < 1e-12, "{share}");
    }

    #[test]
    fn what_a_replication_adds_to_all_points_cancels() {
        let share = chance_share(&[vec![10.0, 112.0], vec![14.0, 120.0]]).unwrap();
        assert!((share - 1.0 / 9.0).abs() < 1e-12, "{share}");
        assert_eq!(chance_share(&[vec![1.0, 5.0, 9.0], vec![2.0, 6.0, 10.0]]), Some(0.0));
    }

    #[test]
    fn points_that_differ_by_chance_alone_have_no_share_above_1() {
        // Means 1.5 and 1.5 + 0.1 with residuals far larger: 1 after the cut.
        assert_eq!(chance_share(&[vec![1.0, 2.0], vec![2.1, 1.1]]), Some(1.0));
    }

    #[test]
    fn without_replications_or_differences_there_is_no_share() {
        assert_eq!(chance_share(&[]), None);
        assert_eq!(chance_share(&[vec![1.0], vec![2.0]]), None);
        assert_eq!(chance_share(&[vec![1.0, 2.0]]), None);
        assert_eq!(chance_share(&[vec![1.0, 2.0], vec![2.0, 1.0]]), None);
    }

    #[test]
    fn the_share_is_that_of_a_model_with_known_variances() {
        // Points have the variance 1, replications 9, residuals 4. Over 8 replications chance has 0.5 of 1.5.
        let root = Randomness::new(7, 0);
        let mut common = root.stream(0, Purpose::Profile, 1);
        let shifts: Vec<f64> = (0..8).map(|_| 3.0 * common.normal()).collect();
        let values: Vec<Vec<f64>> = (0..2000)
            .map(|point| {
                let mut samples = root.stream(point, Purpose::Profile, 0);
                let effect = samples.normal();
                shifts.iter().map(|shift| effect + shift + 2.0 * samples.normal()).collect()
            })
            .collect();
        let share = chance_share(&values).unwrap();
        // The variance of 2,000 means has a standard error of sqrt(2 / 2,000) = 3.2 % of itself, the mean
        // square of 14,000 residuals 1.2 %: four of both together are 14 %.
        assert!((share - 1.0 / 3.0).abs() < 0.14 / 3.0, "{share}");
    }

    #[test]
    #[should_panic(expected = "points lack replications")]
    fn points_with_different_replications_are_a_mistake_of_ours() {
        chance_share(&[vec![1.0, 2.0], vec![1.0]]);
    }
}
