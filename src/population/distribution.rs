//! Discrete distributions and numbers by year.

use crate::rng::Sample;
use crate::time::{DAYS_PER_YEAR, Day};

/// Marks a part of all samples in which more than one value lies.
const SEARCHED: u16 = 1 << 15;

/// A discrete distribution over `0..len`, sampled by inversion from one uniform number.
#[derive(Clone, Debug, PartialEq)]
pub struct Cumulative {
    /// For each value the samples below its upper end, in parts of 2^32.
    bounds: Vec<u64>,
    /// For each of 2^k equal parts of all samples, the first value that can lie in it; with [`SEARCHED`] if
    /// others can too.
    guide: Vec<u16>,
    /// 32 minus k.
    shift: u32,
}

impl Cumulative {
    /// From weights of 0 or more, not all of them 0.
    ///
    /// # Panics
    /// If the weights have no positive sum, or are more than 32,768.
    pub fn new(weights: &[f64]) -> Cumulative {
        let bounds = upper_bounds(weights);
        let parts = (8 * weights.len()).next_power_of_two();
        let shift = 32 - parts.ilog2();
        let guide = guide(&bounds, parts as u64, shift);
        Cumulative { bounds, guide, shift }
    }

    /// The value of a sample.
    #[inline]
    pub fn value(&self, sample: Sample) -> usize {
        let entry = self.guide[(sample.0 >> self.shift) as usize];
        if entry & SEARCHED == 0 { usize::from(entry) } else { self.search(entry & !SEARCHED, sample) }
    }

    /// The value of a sample in the distribution that lies a part of the way towards another one over the
    /// same values.
    pub(super) fn value_towards(&self, other: &Cumulative, part: f64, sample: Sample) -> usize {
        let ends = self.bounds.iter().zip(&other.bounds);
        let mut between = ends.map(|(from, to)| *from as f64 + (*to as f64 - *from as f64) * part);
        let value = between.position(|end| end > f64::from(sample.0));
        value.expect("the last value ends at 1")
    }

    fn search(&self, first: u16, sample: Sample) -> usize {
        let mut value = usize::from(first);
        while self.bounds[value] <= u64::from(sample.0) {
            value += 1;
        }
        value
    }
}

/// The upper end of each value's samples, in parts of 2^32.
fn upper_bounds(weights: &[f64]) -> Vec<u64> {
    const ALL: u64 = 1 << 32;
    let total: f64 = weights.iter().sum();
    assert!(total > 0.0, "weights {weights:?} have no positive sum");
    // The last value with a weight ends at 1, however its sum was rounded.
    let last = weights.iter().rposition(|weight| *weight > 0.0).expect("a positive sum has a positive term");
    let mut sum = 0.0;
    let mut bounds = Vec::with_capacity(weights.len());
    for (value, weight) in weights.iter().enumerate() {
        sum += weight / total;
        bounds.push(if value < last { (sum * ALL as f64).round() as u64 } else { ALL });
    }
    bounds
}

/// For each of equal parts of all samples, the first value with samples in it; with [`SEARCHED`] if others
/// have some too.
fn guide(bounds: &[u64], parts: u64, shift: u32) -> Vec<u16> {
    assert!(bounds.len() <= usize::from(SEARCHED), "at most 32,768 values");
    let mut guide = Vec::with_capacity(parts as usize);
    let mut value = 0;
    for part in 0..parts {
        while bounds[value] <= part << shift {
            value += 1;
        }
        let is_alone = bounds[value] >= (part + 1) << shift;
        guide.push(if is_alone { value as u16 } else { value as u16 | SEARCHED });
    }
    guide
}

/// A number for each year: on a line between stated years, level before the first and after the last.
#[derive(Clone, Debug, PartialEq)]
pub struct ByYear {
    stated: Vec<(i16, f64)>,
    /// The numbers of the years from [`ByYear::FIRST`] on.
    dense: Vec<f64>,
}

impl ByYear {
    /// The years of simulations.
    const FIRST: i16 = 2010;
    const LAST: i16 = 2105;

    /// From stated years in rising order.
    ///
    /// # Panics
    /// If no year is stated.
    pub fn new(stated: Vec<(i16, f64)>) -> ByYear {
        assert!(!stated.is_empty(), "a number by year states at least one year");
        let dense = Vec::new();
        let by_year = ByYear { stated, dense };
        let dense = (ByYear::FIRST..=ByYear::LAST).map(|year| by_year.at_moment(f64::from(year))).collect();
        ByYear { dense, ..by_year }
    }

    /// The number of a year.
    pub fn at(&self, year: i16) -> f64 {
        self.dense[usize::from((year.clamp(ByYear::FIRST, ByYear::LAST) - ByYear::FIRST) as u16)]
    }

    /// The number of a day. A year's stated number counts as that of its middle.
    pub(crate) fn at_day(&self, day: Day) -> f64 {
        if let [(_, level)] = self.stated[..] {
            return level;
        }
        let year = day.year();
        let since_middle = f64::from(day - day.first_of_year()) / DAYS_PER_YEAR - 0.5;
        // Stated years lie among those of the dense list, so that between two of its neighbours runs one
        // line.
        let (from, part) =
            if since_middle < 0.0 { (year - 1, since_middle + 1.0) } else { (year, since_middle) };
        let (low, high) = (self.at(from), self.at(from + 1));
        low + (high - low) * part
    }

    fn at_moment(&self, moment: f64) -> f64 {
        let after = self.stated.partition_point(|(year, _)| f64::from(*year) <= moment);
        match (after.checked_sub(1).map(|before| self.stated[before]), self.stated.get(after)) {
            (Some((from, low)), Some(&(to, high))) => {
                low + (high - low) * (moment - f64::from(from)) / f64::from(to - from)
            }
            (Some((_, level)), None) => level,
            (None, Some(&(_, level))) => level,
            (None, None) => unreachable!("a number by year states at least one year"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_by_year_lies_on_a_line_between_stated_years() {
        let share = ByYear::new(vec![(2021, 0.2), (2025, 0.4)]);
        assert_eq!(share.at(2015), 0.2);
        assert!((share.at(2023) - 0.3).abs() < 1e-12);
        assert_eq!(share.at(2030), 0.4);
    }

    #[test]
    fn a_cumulative_distribution_never_gives_a_value_without_weight() {
        let shares = Cumulative::new(&[0.0, 1.0, 0.0, 3.0, 0.0]);
        let quarter = 1 << 30;
        let values = [0, quarter - 1, quarter, u32::MAX].map(|sample| shares.value(Sample(sample)));
        assert_eq!(values, [1, 1, 3, 3]);
    }
}
