//! Scales: from values to positions, and the round marks along them.

/// From a range of values to positions along a line, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    pub range: Range,
    pub start: f64,
    pub end: f64,
}

impl Scale {
    /// The position of a value.
    pub fn position(&self, value: f64) -> f64 {
        let Range { low, high } = self.range;
        self.start + (value - low) / (high - low) * (self.end - self.start)
    }

    /// The position of a value, or of the end of the range nearest to it.
    pub fn clamped(&self, value: f64) -> f64 {
        self.position(value.clamp(self.range.low, self.range.high))
    }
}

/// A scale with round marks; the first and the last are its ends.
pub struct MarkedScale {
    pub scale: Scale,
    pub marks: Vec<f64>,
}

impl MarkedScale {
    /// A scale that encloses a range, with about `count` marks, between two positions.
    pub fn new(range: Range, count: usize, start: f64, end: f64) -> MarkedScale {
        MarkedScale::between(round_marks(range, count), start, end)
    }

    /// A scale from the first mark to the last, between two positions.
    pub fn between(marks: Vec<f64>, start: f64, end: f64) -> MarkedScale {
        let range = Range { low: marks[0], high: marks[marks.len() - 1] };
        MarkedScale { scale: Scale { range, start, end }, marks }
    }
}

/// Scores and counts are whole: no plot shows less than this.
const LEAST_SPAN: f64 = 4.0;

/// An axis from 0 goes at least so far: a shorter one would be widened on both sides, and no count is below
/// 0.
pub const LEAST_TOP: f64 = LEAST_SPAN;

/// The lowest and the highest of some values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    pub low: f64,
    pub high: f64,
}

impl Range {
    /// The same, widened on both sides alike if it spans less.
    pub fn widened(self, least_span: f64) -> Range {
        let spare = (least_span - (self.high - self.low)).max(0.0) / 2.0;
        Range { low: self.low - spare, high: self.high + spare }
    }

    /// Whether a value lies in it.
    pub fn holds(self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

/// The range of all values. Where a few of them, far from the others, would flatten the others, it is the
/// range of the others.
///
/// Far means further from nearly all of them than half of their span.
pub fn usual_range(mut values: Vec<f64>) -> Range {
    values.sort_by(f64::total_cmp);
    let Some((first, last)) = values.first().copied().zip(values.last().copied()) else {
        return Range { low: 0.0, high: 1.0 };
    };
    let few = values.len() * 3 / 100;
    let (low, high) = (values[few], values[values.len() - 1 - few]);
    let reach = (high - low) / 2.0;
    let reached = Range { low: low - reach, high: high + reach };
    let near: Vec<f64> = values.iter().copied().filter(|value| reached.holds(*value)).collect();
    let (low, high) = (near.first().copied().unwrap_or(first), near.last().copied().unwrap_or(last));
    if last - first > 1.8 * (high - low) { Range { low, high } } else { Range { low: first, high: last } }
}

/// Round marks that enclose a range, about `count` of them; at least two.
pub fn round_marks(range: Range, count: usize) -> Vec<f64> {
    // A single value stands in the middle.
    let Range { low, high } = range.widened(LEAST_SPAN);
    let step = round_step((high - low) / count as f64);
    let first = (low / step).floor() as i64;
    let last = ((high / step).ceil() as i64).max(first + 1);
    (first..=last).map(|index| index as f64 * step).collect()
}

/// The least of 1, 2, 5, 10, 20, 50 and so on that is not below `step`.
pub fn round_step(step: f64) -> f64 {
    let power = 10_f64.powf(step.log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .map(|factor| factor * power)
        .into_iter()
        .find(|s| *s >= step)
        .unwrap_or(power * 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(low: f64, high: f64) -> Vec<f64> {
        round_marks(Range { low, high }, 4)
    }

    /// The usual range of a hundred values from 420 to 519, and others.
    fn usual_with(others: &[f64]) -> (f64, f64) {
        let values = (0..100).map(|place| 420.0 + f64::from(place));
        ends(values.chain(others.iter().copied()).collect())
    }

    fn ends(values: Vec<f64>) -> (f64, f64) {
        let Range { low, high } = usual_range(values);
        (low, high)
    }

    #[test]
    fn marks_are_round_and_enclose_the_range() {
        assert_eq!(marks(413.0, 557.0), [400.0, 450.0, 500.0, 550.0, 600.0]);
        assert_eq!(marks(431.0, 431.0), [429.0, 430.0, 431.0, 432.0, 433.0]);
        assert_eq!(marks(0.0, 243_000.0), [0.0, 100_000.0, 200_000.0, 300_000.0]);
    }

    #[test]
    fn only_values_far_from_all_others_are_left_out_of_the_range() {
        assert_eq!(usual_with(&[]), (420.0, 519.0));
        // Ordinary values at the ends are shown,
        assert_eq!(usual_with(&[557.0, 561.0]), (420.0, 561.0));
        assert_eq!(usual_with(&[557.0, 561.0, 735.0, 886.0]), (420.0, 561.0));
        assert_eq!(usual_with(&[75.0]), (420.0, 519.0));
        // and so are values that flatten nothing.
        assert_eq!(usual_with(&[590.0]), (420.0, 590.0));
        assert_eq!(ends(vec![]), (0.0, 1.0));
        assert_eq!(ends(vec![450.0]), (450.0, 450.0));
    }
}
