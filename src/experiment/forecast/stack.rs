//! Weights of methods: those at which the weighted mean of their quantiles did best in the past.

use std::collections::BTreeMap;

use super::distribution::{Distribution, LEVELS, level};
use crate::policy::instruction::RoundNumber;

/// Rounds that the prior weights are worth.
const PRIOR_ROUNDS: f64 = 8.0;
/// Steps of the descent, and its rate over the mean score.
const STEPS: usize = 200;
const RATE: f64 = 0.5;
/// The descent starts with no less of a method: it multiplies weights, so 0 would stay 0.
const LEAST: f64 = 0.01;

/// A past prediction of one round by every method.
#[derive(Clone, Debug, PartialEq)]
pub struct PastPrediction<'a> {
    /// The round: predictions of one round from several days count as one together.
    pub number: RoundNumber,
    /// The published cutoff.
    pub observed: f64,
    /// The prediction of each method, in the order of the weights; none where a method has none.
    pub methods: Vec<Option<&'a Distribution>>,
}

/// The weights, at least 0 and with a sum of 1, at which the mean CRPS of past predictions is least; drawn
/// towards prior weights that are worth eight rounds.
pub fn weights(prior: &[f64], past: &[PastPrediction<'_>]) -> Vec<f64> {
    let of_round = counts(past);
    if of_round.is_empty() {
        return prior.to_vec();
    }
    let best = best(prior, past);
    let rounds = of_round.len() as f64;
    let part = rounds / (rounds + PRIOR_ROUNDS);
    best.iter().zip(prior).map(|(best, prior)| part * best + (1.0 - part) * prior).collect()
}

/// The weights of the methods that predict, with a sum of 1: the weight of the others is shared among them in
/// proportion, or alike if they have none. All 0 if no method predicts.
pub fn shared<T>(weights: &[f64], methods: &[Option<T>]) -> Vec<f64> {
    let present = || weights.iter().zip(methods).filter(|(_, method)| method.is_some());
    let (sum, count) = (present().map(|(weight, _)| weight).sum::<f64>(), present().count());
    let share = |weight: &f64| if sum > 0.0 { weight / sum } else { 1.0 / count as f64 };
    let pairs = weights.iter().zip(methods);
    pairs.map(|(weight, method)| if method.is_some() { share(weight) } else { 0.0 }).collect()
}

/// The weighted mean of the methods that predict; none if there is none.
pub fn stacked(weights: &[f64], methods: &[Option<&Distribution>]) -> Option<Distribution> {
    let shares = shared(weights, methods);
    let parts = methods.iter().zip(shares).filter_map(|(method, share)| Some(((*method)?, share)));
    methods.iter().any(Option::is_some).then(|| Distribution::weighted(parts))
}

/// How often each round was predicted.
fn counts(past: &[PastPrediction<'_>]) -> BTreeMap<RoundNumber, f64> {
    let mut counts = BTreeMap::new();
    for prediction in past {
        *counts.entry(prediction.number).or_default() += 1.0;
    }
    counts
}

/// The mean CRPS of some weights and its slope in each of them.
struct Score {
    mean: f64,
    slopes: Vec<f64>,
}

/// The score of weights in which each round counts once; `parts` holds what each prediction counts.
fn score(weights: &[f64], past: &[PastPrediction<'_>], parts: &[f64]) -> Score {
    let mut score = Score { mean: 0.0, slopes: vec![0.0; weights.len()] };
    for (prediction, part) in past.iter().zip(parts) {
        let Some(mean) = stacked(weights, &prediction.methods) else { continue };
        score.mean += part * mean.crps(prediction.observed);
        let sum: f64 =
            weights.iter().zip(&prediction.methods).filter_map(|(w, method)| method.map(|_| w)).sum();
        let losses: [f64; LEVELS] = std::array::from_fn(|place| {
            f64::from(u8::from(prediction.observed < mean.quantiles()[place])) - level(place)
        });
        for (slope, method) in score.slopes.iter_mut().zip(&prediction.methods) {
            let Some(method) = method else { continue };
            let places = method.quantiles().iter().zip(mean.quantiles()).zip(losses);
            let change: f64 = places.map(|((own, stacked), loss)| (own - stacked) * loss).sum();
            *slope += part * 2.0 * change / LEVELS as f64 / sum.max(LEAST);
        }
    }
    score
}

/// The weights of the least mean CRPS, by exponentiated gradient descent, which stays among weights; the
/// score is convex in them.
fn best(start: &[f64], past: &[PastPrediction<'_>]) -> Vec<f64> {
    let of_round = counts(past);
    let part = |prediction: &PastPrediction<'_>| 1.0 / of_round[&prediction.number] / of_round.len() as f64;
    let parts: Vec<f64> = past.iter().map(part).collect();
    let mut weights: Vec<f64> = start.iter().map(|weight| weight.max(LEAST)).collect();
    normalise(&mut weights);
    let mut least = (f64::INFINITY, weights.clone());
    for _ in 0..=STEPS {
        let Score { mean, slopes } = score(&weights, past, &parts);
        if mean < least.0 {
            least = (mean, weights.clone());
        }
        for (weight, slope) in weights.iter_mut().zip(slopes) {
            *weight *= (-RATE * slope / mean.max(0.1)).clamp(-1.0, 1.0).exp();
        }
        normalise(&mut weights);
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

    fn points(points: [f64; 2]) -> [Distribution; 2] {
        points.map(|point| Distribution::of_paths(&[point], 4.0))
    }

    fn predictions(count: u32, methods: &[Distribution; 2]) -> Vec<PastPrediction<'_>> {
        let prediction = |number| PastPrediction {
            number: RoundNumber::new(number),
            observed: 500.0,
            methods: methods.iter().map(Some).collect(),
        };
        (1..=count).map(prediction).collect()
    }

    #[test]
    fn without_a_past_the_prior_stands_and_eight_rounds_weigh_as_much_as_it() {
        assert_eq!(weights(&[0.7, 0.3], &[]), [0.7, 0.3]);
        // The first method is right, the second 40 points off: its best weight is 0, and half of 0.3 is left.
        let methods = points([500.0, 540.0]);
        let found = weights(&[0.7, 0.3], &predictions(8, &methods));
        assert!((found[1] - 0.15).abs() < 0.005, "{found:?}");
        assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn methods_that_are_off_on_both_sides_are_averaged() {
        // 10 too low and 30 too high: three quarters of the first.
        let found = best(&[0.5, 0.5], &predictions(5, &points([490.0, 530.0])));
        assert!((found[0] - 0.75).abs() < 0.02, "{found:?}");
    }

    #[test]
    fn a_round_counts_once_however_often_it_was_predicted() {
        let (usual, other) = (points([490.0, 530.0]), points([530.0, 500.0]));
        let mut past = predictions(2, &usual);
        past[1].methods = other.iter().map(Some).collect();
        let once = best(&[0.5, 0.5], &past);
        let repeated: Vec<PastPrediction<'_>> =
            std::iter::repeat_n(past[0].clone(), 5).chain([past[1].clone()]).collect();
        let often = best(&[0.5, 0.5], &repeated);
        assert!((once[0] - often[0]).abs() < 0.01, "{once:?} {often:?}");
    }

    #[test]
    fn the_weight_of_a_method_without_a_prediction_is_shared_in_proportion() {
        assert_eq!(shared(&[0.5, 0.375, 0.125], &[None, Some(()), Some(())]), [0.0, 0.75, 0.25]);
        assert_eq!(shared(&[1.0, 0.0, 0.0], &[None, Some(()), Some(())]), [0.0, 0.5, 0.5]);
        assert_eq!(stacked(&[0.5, 0.5], &[None, None]), None);
        let [low, _] = points([490.0, 530.0]);
        assert_eq!(stacked(&[0.2, 0.8], &[Some(&low), None]), Some(low));
    }

    #[test]
    fn a_method_that_rarely_predicts_is_weighed_where_it_does() {
        // The second method is right in the one round that it predicts.
        let methods = points([510.0, 500.0]);
        let mut past = predictions(4, &methods);
        past[..3].iter_mut().for_each(|prediction| prediction.methods[1] = None);
        assert!(best(&[0.5, 0.5], &past)[1] > 0.95);
    }
}
