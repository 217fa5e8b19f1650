//! Sums over pairs of replications: the mean difference, its interval, and what pairing gained.

use std::collections::BTreeMap;

use crate::experiment::cutoffs::{Components, MemberScores};
use crate::experiment::mean::{Interval, MeanSums};
use crate::experiment::spread::Spread;

/// Counts by tenths of a point.
type ScoreCounts = BTreeMap<u16, u32>;

/// Tenths of a point, in which cutoffs are counted.
const TENTHS: f64 = 10.0;

/// Whether percentiles of an outcome are kept: counts by tenths of a point, of which there are few.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Percentiles {
    /// Counts by tenths of a point are kept.
    Kept,
    /// No counts are kept.
    Dropped,
}

/// An outcome on both sides of a comparison, over replications. Its size does not grow with them.
#[derive(Clone, Debug)]
pub struct Paired {
    /// Over replications that have the outcome on the first side, and on the second.
    sides: [MeanSums; 2],
    /// Over those that have it on both.
    pairs: [MeanSums; 2],
    difference: MeanSums,
    members: MemberScores,
    percentiles: Percentiles,
    counts: [ScoreCounts; 2],
}

/// An outcome on both sides, across replications.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// Mean of the base: over the replications that have the outcome on both sides, or else on this one.
    pub base: Option<f64>,
    /// Mean of the reform, over the same.
    pub reform: Option<f64>,
    /// Mean difference over the replications that have the outcome on both sides.
    pub difference: Option<f64>,
    /// Its 95 % interval; none for fewer than two pairs, or for pairs that all agree.
    pub interval: Option<Interval>,
    /// The parts of the spread of the difference, if each member of a calibrated population has two.
    pub components: Option<Components>,
    /// How many times the variance of the difference is larger with independent seeds.
    pub variance_ratio: Option<f64>,
    /// Replications that have the outcome on both sides.
    pub pairs: u32,
    /// 10th and 90th percentile of base and reform, each over the replications that have it, to a tenth of a
    /// point; of cutoffs only.
    pub bands: [Option<[f64; 2]>; 2],
}

/// The interval of a difference that is exactly 0.
const NOTHING: Interval = Interval { low: 0.0, high: 0.0 };

/// Whether the period of an outcome ends before the scenarios part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Past {
    /// It does: both are one run.
    Shared,
    /// It does not.
    Parted,
}

impl Effect {
    /// The same effect; while both are one run its interval is 0.
    pub(super) fn with_past(self, past: Past) -> Effect {
        let is_nothing = past == Past::Shared && self.difference == Some(0.0);
        Effect { interval: self.interval.or(is_nothing.then_some(NOTHING)), ..self }
    }
}

impl Paired {
    /// Nothing yet, of so many members of a calibrated population.
    pub fn new(members: u32, percentiles: Percentiles) -> Paired {
        Paired {
            sides: [MeanSums::default(); 2],
            pairs: [MeanSums::default(); 2],
            difference: MeanSums::default(),
            members: MemberScores::of(members),
            percentiles,
            counts: [ScoreCounts::new(), ScoreCounts::new()],
        }
    }

    /// Adds a replication of a member: its values on both sides, where they are there.
    pub fn add(&mut self, [base, reform]: [Option<f64>; 2], member: Option<u32>) {
        for ((moments, counts), value) in self.sides.iter_mut().zip(&mut self.counts).zip([base, reform]) {
            let Some(value) = value else { continue };
            moments.add(value);
            if self.percentiles == Percentiles::Kept {
                *counts.entry((value * TENTHS).round() as u16).or_default() += 1;
            }
        }
        if let (Some(base), Some(reform)) = (base, reform) {
            self.pairs[0].add(base);
            self.pairs[1].add(reform);
            self.difference.add(reform - base);
            self.members.add(member, reform - base);
        }
    }

    /// Adds replications of a member in which neither side has any of what is counted.
    pub fn add_nothing(&mut self, replications: u32, member: Option<u32>) {
        for _ in 0..replications {
            self.add([Some(0.0), Some(0.0)], member);
        }
    }

    /// Replications that have the outcome on both sides.
    pub fn pairs(&self) -> u32 {
        self.difference.count() as u32
    }

    /// Half the width of the interval of the difference; none for fewer than two pairs.
    pub fn half_width(&self) -> Option<f64> {
        self.difference.half_width()
    }

    /// The outcome across the replications so far.
    pub fn effect(&self) -> Effect {
        let is_paired = self.difference.count() > 0.0;
        let [base, reform] = if is_paired { &self.pairs } else { &self.sides };
        Effect {
            base: base.mean(),
            reform: reform.mean(),
            difference: self.difference.mean(),
            interval: self.difference.interval().filter(|_| self.varies()),
            components: self.members.components(),
            variance_ratio: self.variance_ratio(),
            pairs: self.pairs(),
            bands: self.bands(),
        }
    }

    /// Whether the differences differ by more than the rounding of their sum.
    fn varies(&self) -> bool {
        let rounding = 1e-12 * self.difference.mean().map_or(0.0, f64::abs).max(1e-9);
        self.difference.sd().is_some_and(|sd| sd > rounding)
    }

    /// Variance of a difference of independent runs, over that of pairs; none where pairs do not vary.
    fn variance_ratio(&self) -> Option<f64> {
        let [base, reform] = self.pairs.each_ref().map(|side| side.sd().map(|sd| sd * sd));
        let paired = self.difference.sd().filter(|_| self.varies())?;
        Some((base? + reform?) / (paired * paired))
    }

    fn bands(&self) -> [Option<[f64; 2]>; 2] {
        self.counts.each_ref().map(|counts| {
            let spread = Spread::of_counts(counts)?;
            Some([spread.p10 / TENTHS, spread.p90 / TENTHS])
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paired(values: &[[Option<f64>; 2]]) -> Paired {
        let mut paired = Paired::new(0, Percentiles::Kept);
        values.iter().for_each(|pair| paired.add(*pair, None));
        paired
    }

    #[test]
    fn the_effect_of_four_pairs_is_the_one_computed_by_hand() {
        let values = [[500.0, 507.0], [510.0, 518.0], [520.0, 526.0], [530.0, 537.0]];
        let effect = paired(&values.map(|pair| pair.map(Some))).effect();
        assert_eq!((effect.base, effect.reform, effect.difference), (Some(515.0), Some(522.0), Some(7.0)));
        // Differences 7, 8, 6, 7: variance 2/3. Student's 97.5 % quantile of 3 degrees of freedom: 3.182446.
        let half = 3.182_446 * (2.0_f64 / 3.0 / 4.0).sqrt();
        assert!((effect.interval.unwrap().high - 7.0 - half).abs() < 1e-5);
        // Variances 166.667 of the base and (225 + 16 + 16 + 225) / 3 = 160.667 of the reform.
        let expected = (500.0 / 3.0 + 482.0 / 3.0) / (2.0 / 3.0);
        assert!((effect.variance_ratio.unwrap() - expected).abs() < 1e-9);
        assert_eq!(effect.pairs, 4);
    }

    #[test]
    fn a_replication_without_the_outcome_on_one_side_is_no_pair() {
        let effect = paired(&[[Some(500.0), Some(510.0)], [Some(400.0), None], [None, Some(900.0)]]).effect();
        assert_eq!((effect.base, effect.reform, effect.pairs), (Some(500.0), Some(510.0), 1));
        assert_eq!((effect.interval, effect.variance_ratio), (None, None));
    }

    #[test]
    fn an_outcome_of_one_side_alone_has_no_difference() {
        let effect = paired(&[[Some(500.0), None], [Some(510.0), None]]).effect();
        assert_eq!((effect.base, effect.reform, effect.difference), (Some(505.0), None, None));
    }

    #[test]
    fn pairs_that_all_agree_have_no_interval() {
        let effect = paired(&[[Some(500.0), Some(501.0)], [Some(510.0), Some(511.0)]]).effect();
        assert_eq!((effect.difference, effect.interval, effect.variance_ratio), (Some(1.0), None, None));
    }
}
