//! The distributions of levers and uncertainties, by their quantiles.

mod normal_within;

use normal_within::NormalWithin;
use statrs::distribution::{ContinuousCDF, LogNormal, Triangular, Uniform};

/// The part of an unbounded distribution that a Morris design leaves out at either end.
const TAIL: f64 = 0.005;

/// The greatest whole number up to which all are exact in a `f64`.
const MOST_WHOLE: u64 = 1 << 53;

/// How the values of a lever or an uncertainty are spread. All parameters are finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Distribution {
    /// Equal chances between two ends.
    Uniform {
        /// The lower end.
        low: f64,
        /// The upper end, above the lower one.
        high: f64,
    },
    /// A logarithm with equal chances between two ends: doubling is as likely wherever it starts.
    LogUniform {
        /// The lower end, above 0.
        low: f64,
        /// The upper end, above the lower one.
        high: f64,
    },
    /// A normal distribution. With an end it is that of the values inside, which keep their relative chances.
    Normal {
        /// The mean, before values beyond an end are left out.
        mean: f64,
        /// The standard deviation, above 0, before values beyond an end are left out.
        sd: f64,
        /// The lower end, if there is one.
        low: Option<f64>,
        /// The upper end, if there is one, above the lower one. Values inside have a chance: a lower end lies
        /// at most about 37 standard deviations above the mean, an upper end as much below it.
        high: Option<f64>,
    },
    /// A density that rises in a straight line to the mode and falls in a straight line from it.
    Triangular {
        /// The lower end.
        low: f64,
        /// The most likely value, from the lower to the upper end.
        mode: f64,
        /// The upper end, above the lower one.
        high: f64,
    },
    /// A logarithm with a normal distribution.
    LogNormal {
        /// The median, above 0.
        median: f64,
        /// The standard deviation of the natural logarithm, above 0.
        log_sd: f64,
    },
    /// Whole numbers with equal chances.
    Whole {
        /// The least number.
        low: i64,
        /// The greatest number, not below the least one. Both are exact in a `f64`: at most 2^53 in size.
        high: i64,
    },
}

impl Distribution {
    /// The value below which a part of the distribution lies: the value of a coordinate of a design.
    ///
    /// # Panics
    /// If the part is not between 0 and 1, if it is 0 or 1 and the distribution is not bounded, or if the
    /// parameters are not sound.
    pub fn quantile(&self, part: f64) -> f64 {
        assert!(self.is_sound(), "{self:?} breaks what its parameters state");
        let is_end = part == 0.0 || part == 1.0;
        let is_possible = (0.0 < part && part < 1.0) || (is_end && self.is_bounded());
        assert!(is_possible, "{self:?} has no quantile of {part}");
        match *self {
            Distribution::Uniform { low, high } => {
                Uniform::new(low, high).expect("sound ends").inverse_cdf(part)
            }
            Distribution::LogUniform { low, high } => (low * (high / low).powf(part)).clamp(low, high),
            Distribution::Normal { mean, sd, low, high } => {
                NormalWithin { mean, sd, low, high }.quantile(part)
            }
            Distribution::Triangular { low, mode, high } => {
                Triangular::new(low, high, mode).expect("sound ends").inverse_cdf(part)
            }
            Distribution::LogNormal { median, log_sd } => {
                LogNormal::new(median.ln(), log_sd).expect("a sound spread").inverse_cdf(part)
            }
            Distribution::Whole { low, high } => {
                let [low, high] = [low as f64, high as f64];
                (low + (part * (high - low + 1.0)).floor()).min(high)
            }
        }
    }

    /// The value of a level of a Morris design, from 0 to 1. Levels 0 and 1 are the ends of a bounded
    /// distribution. An unbounded one has no ends: the levels are its quantiles from 0.005 to 0.995.
    ///
    /// # Panics
    /// If the level is not between 0 and 1, or if the parameters are not sound.
    pub fn level_value(&self, level: f64) -> f64 {
        if self.is_bounded() {
            return self.quantile(level);
        }
        self.quantile(TAIL + (1.0 - 2.0 * TAIL) * level)
    }

    /// Whether the distribution has a least and a greatest value.
    pub fn is_bounded(&self) -> bool {
        match self {
            Distribution::Uniform { .. }
            | Distribution::LogUniform { .. }
            | Distribution::Triangular { .. }
            | Distribution::Whole { .. } => true,
            Distribution::Normal { low, high, .. } => low.is_some() && high.is_some(),
            Distribution::LogNormal { .. } => false,
        }
    }

    /// Whether the parameters are what their descriptions ask for.
    pub fn is_sound(&self) -> bool {
        match *self {
            Distribution::Uniform { low, high } => low < high && (high - low).is_finite(),
            Distribution::LogUniform { low, high } => 0.0 < low && low < high && (high / low).is_finite(),
            Distribution::Normal { mean, sd, low, high } => {
                let are_finite = [low, high].into_iter().flatten().all(f64::is_finite);
                mean.is_finite()
                    && is_positive(sd)
                    && are_finite
                    && NormalWithin { mean, sd, low, high }.keeps_values()
            }
            Distribution::Triangular { low, mode, high } => {
                low <= mode && mode <= high && low < high && (high - low).is_finite()
            }
            Distribution::LogNormal { median, log_sd } => is_positive(median) && is_positive(log_sd),
            Distribution::Whole { low, high } => {
                low <= high && low.unsigned_abs().max(high.unsigned_abs()) <= MOST_WHOLE
            }
        }
    }
}

fn is_positive(number: f64) -> bool {
    number > 0.0 && number.is_finite()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NORMAL: Distribution = Distribution::Normal { mean: 100.0, sd: 10.0, low: None, high: None };

    fn assert_near(found: f64, expected: f64) {
        let tolerance = 1e-9 * expected.abs().max(1.0);
        assert!((found - expected).abs() < tolerance, "{found}, expected {expected}");
    }

    #[test]
    fn quantiles_are_those_computed_by_hand() {
        let uniform = Distribution::Uniform { low: 2.0, high: 6.0 };
        assert_near(uniform.quantile(0.25), 3.0);
        // A quarter of the way from 1 to 10,000 in powers of ten.
        let log_uniform = Distribution::LogUniform { low: 1.0, high: 10_000.0 };
        assert_near(log_uniform.quantile(0.25), 10.0);
        // The 97.5 % quantile of the standard normal distribution is 1.959964.
        assert_near(NORMAL.quantile(0.975), 119.599_639_845_4);
        // Up to the mode lies (4 - 0) / (10 - 0) = 0.4 of it; the root of 0.1 x 10 x 4 is 2, that of
        // 0.15 x 10 x 6 is 3.
        let triangular = Distribution::Triangular { low: 0.0, mode: 4.0, high: 10.0 };
        assert_near(triangular.quantile(0.1), 2.0);
        assert_near(triangular.quantile(0.4), 4.0);
        assert_near(triangular.quantile(0.85), 7.0);
        let log_normal = Distribution::LogNormal { median: 50.0, log_sd: 2.0_f64.ln() };
        assert_near(log_normal.quantile(0.5), 50.0);
        // One standard deviation of the logarithm doubles; 84.1345 % lie below one standard deviation.
        assert_near(log_normal.quantile(0.841_344_746_068_543), 100.0);
    }

    #[test]
    fn a_normal_distribution_with_ends_keeps_the_chances_of_what_is_inside() {
        let above = Distribution::Normal { mean: 100.0, sd: 10.0, low: Some(100.0), high: None };
        // The upper half of the distribution: its median is the upper quartile, 0.674490 above the mean.
        assert_near(above.quantile(0.5), 106.744_897_501_96);
        let both = Distribution::Normal { mean: 100.0, sd: 10.0, low: Some(90.0), high: Some(110.0) };
        assert_near(both.quantile(0.5), 100.0);
        assert_near(both.quantile(0.0), 90.0);
        assert_near(both.quantile(1.0), 110.0);
    }

    #[test]
    fn whole_numbers_have_equal_chances_and_hold_both_ends() {
        let die = Distribution::Whole { low: 1, high: 6 };
        let mut counts = [0; 6];
        for step in 0..600 {
            counts[die.quantile((f64::from(step) + 0.5) / 600.0) as usize - 1] += 1;
        }
        assert_eq!(counts, [100; 6]);
        assert_eq!((die.quantile(0.0), die.quantile(1.0)), (1.0, 6.0));
        let below = Distribution::Whole { low: -2, high: -1 };
        assert_eq!([0.25, 0.75].map(|part| below.quantile(part)), [-2.0, -1.0]);
        assert_eq!(Distribution::Whole { low: 3, high: 3 }.quantile(0.7), 3.0);
    }

    #[test]
    fn levels_are_the_ends_of_a_bounded_distribution_and_far_quantiles_of_another() {
        let uniform = Distribution::Uniform { low: 2.0, high: 6.0 };
        assert_eq!([0.0, 0.5, 1.0].map(|level| uniform.level_value(level)), [2.0, 4.0, 6.0]);
        // The 99.5 % quantile of the standard normal distribution is 2.575829.
        assert_near(NORMAL.level_value(0.0), 74.241_706_964_511);
        assert_near(NORMAL.level_value(0.5), 100.0);
        assert_near(NORMAL.level_value(1.0), 125.758_293_035_489);
    }

    #[test]
    fn quantiles_of_points_next_to_the_ends_are_finite() {
        let log_normal = Distribution::LogNormal { median: 1.0, log_sd: 1.0 };
        for distribution in [NORMAL, log_normal] {
            for part in [2.0_f64.powi(-54), 1.0 - f64::EPSILON / 2.0] {
                assert!(distribution.quantile(part).is_finite(), "{distribution:?} at {part}");
            }
        }
    }

    #[test]
    fn parameters_that_break_what_they_state_are_not_sound() {
        let wrong = [
            Distribution::Uniform { low: 2.0, high: 2.0 },
            Distribution::LogUniform { low: 0.0, high: 1.0 },
            Distribution::Normal { mean: 0.0, sd: 0.0, low: None, high: None },
            Distribution::Normal { mean: 0.0, sd: 1.0, low: Some(1.0), high: Some(0.0) },
            Distribution::Normal { mean: f64::NAN, sd: 1.0, low: None, high: None },
            Distribution::Triangular { low: 0.0, mode: 2.0, high: 1.0 },
            Distribution::LogNormal { median: -1.0, log_sd: 1.0 },
            Distribution::Whole { low: 2, high: 1 },
            Distribution::Whole { low: i64::MIN, high: 0 },
        ];
        assert!(wrong.iter().all(|distribution| !distribution.is_sound()));
        assert!(NORMAL.is_sound() && Distribution::Whole { low: 1, high: 1 }.is_sound());
    }

    #[test]
    #[should_panic(expected = "has no quantile of 0")]
    fn the_end_of_an_unbounded_distribution_is_a_mistake_of_ours() {
        NORMAL.quantile(0.0);
    }
}
