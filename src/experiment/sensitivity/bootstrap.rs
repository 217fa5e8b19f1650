//! Bootstrap intervals: the middle 95 % of an index over 1,000 resamples.

use statrs::statistics::{Data, OrderStatistics};

use crate::experiment::design::{Occasion, stream};

const RESAMPLES: u64 = 1000;

/// A number with its 95 % bootstrap interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// The lower end of the interval: the 2.5 % quantile over resamples.
    pub low: f64,
    /// The upper end of the interval: the 97.5 % quantile over resamples.
    pub high: f64,
}

/// The resamples of a number of things. Each takes as many of them, by their place, with repeats.
pub fn resamples(count: usize, seed: u64) -> impl Iterator<Item = Vec<usize>> {
    let below = u32::try_from(count).expect("a design has fewer than 2^32 points");
    (0..RESAMPLES).map(move |number| {
        let mut samples = stream(seed, Occasion::Resample, number);
        (0..count).map(|_| samples.below(below) as usize).collect()
    })
}

/// Values with their intervals, from the same values in each resample, at least one.
pub fn estimates(values: &[f64], resampled: &[Vec<f64>]) -> Vec<Estimate> {
    assert!(!resampled.is_empty(), "no resample has values");
    let mut estimates = Vec::new();
    for (place, value) in values.iter().enumerate() {
        let mut column = Data::new(resampled.iter().map(|values| values[place]).collect::<Vec<f64>>());
        let [low, high] = [0.025, 0.975].map(|part| column.quantile(part));
        estimates.push(Estimate { value: *value, low, high });
    }
    estimates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resample_takes_as_many_with_repeats_and_depends_on_the_seed() {
        let all: Vec<Vec<usize>> = resamples(50, 7).collect();
        assert_eq!(all.len(), 1000);
        assert!(all.iter().all(|chosen| chosen.len() == 50 && chosen.iter().all(|place| *place < 50)));
        assert_ne!(all[0], all[1]);
        assert!(resamples(50, 7).eq(all.iter().cloned()) && !resamples(50, 8).eq(all.iter().cloned()));
        // Each place is taken 1,000 times in the mean: four standard errors are 4 x sqrt(1,000) = 127.
        for place in 0..50 {
            let taken = all.iter().flatten().filter(|chosen| **chosen == place).count();
            assert!(taken.abs_diff(1000) < 127, "{place}: {taken}");
        }
    }

    #[test]
    fn the_interval_leaves_out_a_fortieth_at_either_end() {
        let resampled: Vec<Vec<f64>> = (1..=1000).map(|value| vec![f64::from(value), 5.0]).collect();
        let [first, second] = estimates(&[400.0, 5.0], &resampled).try_into().unwrap();
        // Type 8: place 0.025 x (1000 + 1/3) + 1/3 = 25.3417.
        assert_eq!(first.value, 400.0);
        assert!((first.low - 25.341_666_667).abs() < 1e-6 && (first.high - 975.658_333_333).abs() < 1e-6);
        assert_eq!(second, Estimate { value: 5.0, low: 5.0, high: 5.0 });
    }

    /// Literal outputs: a change here changes every interval.
    #[test]
    fn resamples_are_stable_in_value() {
        assert_eq!(resamples(8, 42).next().unwrap(), [7, 6, 6, 6, 0, 6, 6, 1]);
    }
}
