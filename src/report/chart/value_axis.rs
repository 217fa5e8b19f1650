//! Axes of values: their marks, and the figures at the marks.

use super::scale::{Range, round_marks};

/// About so many marks stand along an axis.
const MARKS: usize = 4;

/// The axis of a panel, from figures to positions along it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueAxis {
    /// Values as they are.
    Linear,
    /// Differences as they are, from none at all.
    Difference,
    /// Natural logarithms of ratios, named in percent: half and twice as many lie as far from 100 %.
    Ratio,
}

/// Marks of ratios, in percent, from the narrowest axis to the widest.
const PERCENTS: [[f64; 5]; 4] = [
    [80.0, 90.0, 100.0, 111.0, 125.0],
    [50.0, 71.0, 100.0, 141.0, 200.0],
    [25.0, 50.0, 100.0, 200.0, 400.0],
    [6.25, 25.0, 100.0, 400.0, 1600.0],
];

impl ValueAxis {
    /// Marks that enclose a range. An axis of ratios has 100 % in its middle; ratios beyond its widest form
    /// lie outside.
    pub fn marks(self, range: Range) -> Vec<f64> {
        match self {
            ValueAxis::Linear | ValueAxis::Difference => round_marks(range, MARKS),
            ValueAxis::Ratio => {
                let furthest = range.high.abs().max(range.low.abs());
                let wide = PERCENTS.iter().find(|percents| ratio(percents[4]) >= furthest - 1e-9);
                wide.unwrap_or(&PERCENTS[3]).map(ratio).to_vec()
            }
        }
    }

    /// The figure that names a value.
    pub fn figure(self, value: f64) -> f64 {
        match self {
            ValueAxis::Linear | ValueAxis::Difference => value,
            ValueAxis::Ratio => 100.0 * value.exp(),
        }
    }

    /// Whether a mark is the reference of all values: 100 %, or no difference.
    pub fn is_reference(self, mark: f64) -> bool {
        self != ValueAxis::Linear && mark == 0.0
    }
}

/// The logarithm of a ratio in percent.
fn ratio(percent: f64) -> f64 {
    (percent / 100.0).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percents(low: f64, high: f64) -> Vec<f64> {
        let marks = ValueAxis::Ratio.marks(Range { low: low.ln(), high: high.ln() });
        marks.into_iter().map(|mark| ValueAxis::Ratio.figure(mark).round()).collect()
    }

    #[test]
    fn ratios_are_marked_in_percent_around_100() {
        assert_eq!(percents(0.85, 1.1), [80.0, 90.0, 100.0, 111.0, 125.0]);
        assert_eq!(percents(0.5, 1.1), [50.0, 71.0, 100.0, 141.0, 200.0]);
        assert_eq!(percents(0.9, 2.1), [25.0, 50.0, 100.0, 200.0, 400.0]);
        assert_eq!(percents(0.001, 1.0), [6.0, 25.0, 100.0, 400.0, 1600.0]);
        assert!(ValueAxis::Ratio.is_reference(0.0) && !ValueAxis::Linear.is_reference(0.0));
        assert!(ValueAxis::Difference.is_reference(0.0) && !ValueAxis::Difference.is_reference(1.0));
    }
}
