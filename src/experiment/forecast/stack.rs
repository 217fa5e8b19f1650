//! Weights of methods: those at which the weighted mean of their quantiles did best in the past.

use super::distribution::Distribution;
use crate::policy::instruction::RoundNumber;

/// Rounds that the prior weights are worth.
const PRIOR_ROUNDS: f64 = 8.0;
/// Steps of the descent, and its rate over the mean score.
const STEPS: usize = 200;
const RATE: f64 = 0.5;
/// Distance of a weight's difference.
const DIFFERENCE: f64 = 1e-4;

/// A past prediction of one round by every method.
#[derive(Clone, Debug, PartialEq)]
pub struct PastPrediction {
    /// The round: predictions of one round from several days count as one together.
    pub number: RoundNumber,
    /// The published cutoff.
    pub observed: f64,
    /// The prediction of each method, in the order of the weights.
    pub methods: Vec<Distribution>,
}

/// The weights, at least 0 and with a sum of 1, at which the mean CRPS of past predictions is least; drawn
/// towards prior weights that are worth eight rounds.
pub fn weights(prior: &[f64], past: &[PastPrediction]) -> Vec<f64> {
    let rounds = rounds(past);
    if rounds == 0 {
        return prior.to_vec();
    }
    let best = best(prior, past);
    let part = rounds as f64 / (rounds as f64 + PRIOR_ROUNDS);
    best.iter().zip(prior).map(|(best, prior)| part * best + (1.0 - part) * prior).collect()
}

/// The mean CRPS of predictions with some weights, in which each round counts once.
pub fn mean_crps(weights: &[f64], past: &[PastPrediction]) -> f64 {
    let mut sum = 0.0;
    for prediction in past {
        let stacked = Distribution::weighted(prediction.methods.iter().zip(weights.iter().copied()));
        let of_round = past.iter().filter(|other| other.number == prediction.number).count() as f64;
        sum += stacked.crps(prediction.observed) / of_round;
    }
    sum / rounds(past).max(1) as f64
}

fn rounds(past: &[PastPrediction]) -> usize {
    let mut numbers: Vec<RoundNumber> = past.iter().map(|prediction| prediction.number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.len()
}

/// The weights of the least mean CRPS, by exponentiated gradient descent, which stays among weights; the
/// score is convex in them.
fn best(start: &[f64], past: &[PastPrediction]) -> Vec<f64> {
    let mut weights: Vec<f64> = start.iter().map(|weight| weight.max(0.01)).collect();
    normalise(&mut weights);
    let mut score = mean_crps(&weights, past);
    let mut least = (score, weights.clone());
    for _ in 0..STEPS {
        let slopes: Vec<f64> = (0..weights.len())
            .map(|place| {
                let mut other = weights.clone();
                other[place] += DIFFERENCE;
                (mean_crps(&other, past) - score) / DIFFERENCE
            })
            .collect();
        for (weight, slope) in weights.iter_mut().zip(slopes) {
            *weight *= (-RATE * slope / score.max(0.1)).clamp(-1.0, 1.0).exp();
        }
        normalise(&mut weights);
        score = mean_crps(&weights, past);
        if score < least.0 {
            least = (score, weights.clone());
        }
    }
    least.1
}

fn normalise(weights: &mut [f64]) {
    let sum: f64 = weights.iter().sum();
    weights.iter_mut().for_each(|weight| *weight /= sum);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn predictions(count: u32, points: [f64; 2]) -> Vec<PastPrediction> {
        let prediction = |number| PastPrediction {
            number: RoundNumber::new(number),
            observed: 500.0,
            methods: points.iter().map(|point| Distribution::of_paths(&[*point], 4.0)).collect(),
        };
        (1..=count).map(prediction).collect()
    }

    #[test]
    fn without_a_past_the_prior_stands_and_eight_rounds_weigh_as_much_as_it() {
        assert_eq!(weights(&[0.7, 0.3], &[]), [0.7, 0.3]);
        // The first method is right, the second 40 points off: its best weight is 0, and half of 0.3 is left.
        let found = weights(&[0.7, 0.3], &predictions(8, [500.0, 540.0]));
        assert!((found[1] - 0.15).abs() < 0.005, "{found:?}");
        assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn methods_that_are_off_on_both_sides_are_averaged() {
        // 10 too low and 30 too high: three quarters of the first.
        let found = best(&[0.5, 0.5], &predictions(5, [490.0, 530.0]));
        assert!((found[0] - 0.75).abs() < 0.02, "{found:?}");
    }

    #[test]
    fn a_round_counts_once_however_often_it_was_predicted() {
        let mut past = predictions(2, [490.0, 530.0]);
        past[1].methods = predictions(1, [530.0, 500.0]).remove(0).methods;
        let once = best(&[0.5, 0.5], &past);
        let repeated: Vec<PastPrediction> =
            std::iter::repeat_n(past[0].clone(), 5).chain([past[1].clone()]).collect();
        let often = best(&[0.5, 0.5], &repeated);
        assert!((once[0] - often[0]).abs() < 0.01, "{once:?} {often:?}");
    }
}
