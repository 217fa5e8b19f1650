//! The quantiles of a normal distribution of which the values between two ends are kept.

use statrs::distribution::{ContinuousCDF, Normal};

/// A normal distribution of which the values between two ends are kept.
#[derive(Clone, Copy, Debug)]
pub struct NormalWithin {
    /// The mean, before values beyond an end are left out.
    pub mean: f64,
    /// The standard deviation, before values beyond an end are left out.
    pub sd: f64,
    /// The lower end, if there is one.
    pub low: Option<f64>,
    /// The upper end, if there is one.
    pub high: Option<f64>,
}

impl NormalWithin {
    /// The value below which a part of what is kept lies.
    ///
    /// # Panics
    /// If nothing is kept.
    pub fn quantile(self, part: f64) -> f64 {
        // Chances near 1 have few digits. Values that all lie above the mean are mirrored to below it.
        if self.is_above_mean() {
            return -self.mirrored().quantile(1.0 - part);
        }
        let Chances { below, up_to } = self.chances();
        assert!(below < up_to, "{self:?} keeps nothing");
        let value = self.normal().inverse_cdf(below + (up_to - below) * part);
        value.clamp(self.low.unwrap_or(f64::NEG_INFINITY), self.high.unwrap_or(f64::INFINITY))
    }

    /// Whether the values between the ends have a chance that a number can hold. Beyond about 37 standard
    /// deviations from the mean there is none.
    pub fn keeps_values(self) -> bool {
        let Chances { below, up_to } =
            if self.is_above_mean() { self.mirrored().chances() } else { self.chances() };
        below < up_to
    }

    fn chances(self) -> Chances {
        let normal = self.normal();
        Chances {
            below: self.low.map_or(0.0, |low| normal.cdf(low)),
            up_to: self.high.map_or(1.0, |high| normal.cdf(high)),
        }
    }

    fn normal(self) -> Normal {
        Normal::new(self.mean, self.sd).expect("a sound spread")
    }

    fn is_above_mean(self) -> bool {
        self.low.is_some_and(|low| low > self.mean)
    }

    fn mirrored(self) -> NormalWithin {
        let [low, high] = [self.high, self.low].map(|end| end.map(|end| -end));
        NormalWithin { mean: -self.mean, low, high, ..self }
    }
}

/// The chances of a value below the lower end and of one up to the upper end.
struct Chances {
    below: f64,
    up_to: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_far_in_a_tail_lose_no_digits() {
        let upper = NormalWithin { mean: 0.0, sd: 1.0, low: Some(10.0), high: Some(11.0) };
        let lower = NormalWithin { mean: 0.0, sd: 1.0, low: Some(-11.0), high: Some(-10.0) };
        for part in [0.0, 0.2, 0.5, 0.9, 1.0] {
            let value = upper.quantile(part);
            assert!((10.0..=11.0).contains(&value));
            assert_eq!(value, -lower.quantile(1.0 - part));
        }
        // Beyond 10 the density falls almost as exp(-10 x), so that the median is near 10 + ln(2) / 10.
        assert!((upper.quantile(0.5) - 10.0 - 2.0_f64.ln() / 10.0).abs() < 0.001);
    }

    #[test]
    fn ends_too_far_away_keep_nothing() {
        let within = NormalWithin { mean: 0.0, sd: 1.0, low: Some(35.0), high: Some(36.0) };
        assert!(within.keeps_values() && within.mirrored().keeps_values());
        let beyond = NormalWithin { low: Some(45.0), high: Some(46.0), ..within };
        assert!(!beyond.keeps_values() && !beyond.mirrored().keeps_values());
    }

    #[test]
    fn no_ends_keep_the_whole_distribution() {
        let whole = NormalWithin { mean: 5.0, sd: 2.0, low: None, high: None };
        assert!((whole.quantile(0.975) - 5.0 - 2.0 * 1.959_963_984_540_054).abs() < 1e-9);
    }
}
