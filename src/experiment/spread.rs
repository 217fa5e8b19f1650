//! An outcome across replications.

use std::collections::BTreeMap;
use std::iter::repeat_n;

use statrs::statistics::{Data, OrderStatistics, Statistics};

use super::mean::{MeanSums, half_width};

/// Location and spread of an outcome across replications.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Mean.
    pub mean: f64,
    /// Standard deviation between replications; none for a single one.
    pub sd: Option<f64>,
    /// 10th percentile.
    pub p10: f64,
    /// 25th percentile.
    pub p25: f64,
    /// Median.
    pub p50: f64,
    /// 75th percentile.
    pub p75: f64,
    /// 90th percentile.
    pub p90: f64,
    /// Lower end of the 95 % confidence interval of the mean; none for a single replication.
    pub ci95_low: Option<f64>,
    /// Upper end of the 95 % confidence interval of the mean; none for a single replication.
    pub ci95_high: Option<f64>,
}

impl Spread {
    /// Location and spread of a sample; none if it is empty. Quantiles are those of Hyndman and Fan's type 8,
    /// the interval is Student's.
    pub fn of(sample: Vec<f64>) -> Option<Spread> {
        let moments = Moments::of(sample.iter().copied())?;
        let mut data = Data::new(sample);
        Some(Spread::with(moments, |part| data.quantile(part)))
    }

    /// The same for scores that are counted by value: no number is kept for each replication.
    pub fn of_counts(counts: &BTreeMap<u16, u32>) -> Option<Spread> {
        let scores = counts.iter().flat_map(|(score, count)| repeat_n(f64::from(*score), *count as usize));
        let counted = counts
            .iter()
            .map(|(score, count)| Counted { value: f64::from(*score), count: u64::from(*count) });
        Some(Spread::with(Moments::of(scores)?, |part| quantile(counted.clone(), part)))
    }

    /// The same for numbers that are summed, and counted by value from the least on.
    pub(super) fn of_counted(
        sums: &MeanSums,
        counted: impl Iterator<Item = Counted> + Clone,
    ) -> Option<Spread> {
        let moments = Moments { count: sums.count(), mean: sums.mean()?, sd: sums.sd() };
        Some(Spread::with(moments, |part| quantile(counted.clone(), part)))
    }

    fn with(moments: Moments, mut quantile: impl FnMut(f64) -> f64) -> Spread {
        let Moments { count, mean, sd } = moments;
        let half = sd.map(|sd| half_width(count, sd));
        Spread {
            mean,
            sd,
            p10: quantile(0.10),
            p25: quantile(0.25),
            p50: quantile(0.50),
            p75: quantile(0.75),
            p90: quantile(0.90),
            ci95_low: half.map(|half| mean - half),
            ci95_high: half.map(|half| mean + half),
        }
    }

    /// The spread of cutoffs, which are whole points: the interval of their mean is at least a point wide on
    /// either side, even if all replications agree.
    pub fn of_points(cutoffs: Vec<f64>) -> Option<Spread> {
        let spread = Spread::of(cutoffs)?;
        Some(Spread {
            ci95_low: spread.ci95_low.map(|low| low.min(spread.mean - 1.0)),
            ci95_high: spread.ci95_high.map(|high| high.max(spread.mean + 1.0)),
            ..spread
        })
    }

    /// The spread of values that can be equal by chance alone: replications that all agree do not show the
    /// spread of others, so there is no interval.
    pub fn unless_equal(sample: Vec<f64>) -> Option<Spread> {
        let spread = Spread::of(sample)?;
        if spread.sd.is_some_and(|sd| sd > 0.0) {
            return Some(spread);
        }
        Some(Spread { ci95_low: None, ci95_high: None, ..spread })
    }
}

/// Number, mean and standard deviation of a sample.
#[derive(Clone, Copy)]
struct Moments {
    count: f64,
    mean: f64,
    sd: Option<f64>,
}

impl Moments {
    /// None if the sample is empty.
    fn of(sample: impl Iterator<Item = f64> + Clone) -> Option<Moments> {
        let count = sample.clone().count() as f64;
        let sd = Some(sample.clone().std_dev()).filter(|sd| count > 1.0 && sd.is_finite());
        (count > 0.0).then(|| Moments { count, mean: sample.mean(), sd })
    }
}

/// A value, and how often it was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    pub value: f64,
    pub count: u64,
}

/// The quantile of type 8 of values that are counted from the least on, at least one of them.
fn quantile(counted: impl Iterator<Item = Counted> + Clone, part: f64) -> f64 {
    let total: u64 = counted.clone().map(|counted| counted.count).sum();
    let place = (total as f64 + 1.0 / 3.0) * part + 1.0 / 3.0;
    let rank = place as u64;
    let low = ranked(counted.clone(), rank.clamp(1, total));
    let high = ranked(counted, (rank + 1).clamp(1, total));
    low + (place - rank as f64) * (high - low)
}

/// The value of a rank, counted from 1 at the least.
fn ranked(mut counted: impl Iterator<Item = Counted>, rank: u64) -> f64 {
    let mut up_to = 0;
    let found = counted.find(|counted| {
        up_to += counted.count;
        up_to >= rank
    });
    found.expect("a rank up to the number of values").value
}

/// Mean of some values; 0 if there are none.
pub(crate) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spread_of_five_cutoffs_is_the_one_computed_by_hand() {
        let spread = Spread::of(vec![440.0, 450.0, 445.0, 460.0, 455.0]).unwrap();
        assert_eq!((spread.mean, spread.p50), (450.0, 450.0));
        // Sum of squares 250, so variance 62.5; Student's 97.5 % quantile of 4 degrees of freedom is
        // 2.776445.
        assert!((spread.sd.unwrap() - 62.5_f64.sqrt()).abs() < 1e-9);
        let half = 2.776_445 * (62.5_f64 / 5.0).sqrt();
        assert!((spread.ci95_high.unwrap() - 450.0 - half).abs() < 1e-4);
        // Type 8: position 0.25 * (5 + 1/3) + 1/3 = 1.6667, two thirds of the way from 440 to 445.
        assert!((spread.p25 - (440.0 + 5.0 * 2.0 / 3.0)).abs() < 1e-9);
    }

    #[test]
    fn scores_counted_by_value_have_the_spread_of_the_same_scores_one_by_one() {
        let samples: [&[u16]; 4] = [&[440], &[440, 450], &[431, 431, 440, 445, 445, 445, 460], &[500; 30]];
        for sample in samples {
            let mut counts = BTreeMap::new();
            sample.iter().for_each(|score| *counts.entry(*score).or_default() += 1);
            let one_by_one = sample.iter().map(|score| f64::from(*score)).collect();
            assert_eq!(Spread::of_counts(&counts), Spread::of(one_by_one), "{sample:?}");
        }
        assert_eq!(Spread::of_counts(&BTreeMap::new()), None);
    }

    #[test]
    fn replications_that_agree_are_not_sure() {
        assert_eq!(ends(Spread::of_points(vec![440.0; 2]).unwrap()), (Some(439.0), Some(441.0)));
        assert_eq!(ends(Spread::of_points(vec![440.0]).unwrap()), (None, None));
        let wide = vec![440.0, 450.0, 445.0];
        assert_eq!(Spread::of_points(wide.clone()), Spread::of(wide.clone()));
        assert_eq!(ends(Spread::unless_equal(vec![2.5; 2]).unwrap()), (None, None));
        assert_eq!(Spread::unless_equal(wide.clone()), Spread::of(wide));
    }

    fn ends(spread: Spread) -> (Option<f64>, Option<f64>) {
        (spread.ci95_low, spread.ci95_high)
    }

    #[test]
    fn one_replication_has_no_spread_and_none_has_nothing() {
        let one = Spread::of(vec![440.0]).unwrap();
        assert_eq!((one.mean, one.p10, one.p90), (440.0, 440.0, 440.0));
        assert_eq!((one.sd, one.ci95_low, one.ci95_high), (None, None, None));
        assert_eq!(Spread::of(Vec::new()), None);
    }
}
