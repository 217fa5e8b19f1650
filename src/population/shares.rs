//! Shares of values that vary over time: a discrete distribution at each knot, on lines between them.

use super::Cumulative;
use crate::rng::Sample;
use crate::time::Day;

/// A discrete distribution at each of some days, and on lines between them.
#[derive(Clone, Debug, PartialEq)]
pub struct Shares {
    /// Days in rising order, each with its distribution over the same values.
    knots: Vec<(Day, Cumulative)>,
}

impl Shares {
    /// From distributions in rising order of their days.
    ///
    /// # Panics
    /// If there is none, or if days do not rise.
    pub fn new(knots: Vec<(Day, Cumulative)>) -> Shares {
        assert!(!knots.is_empty(), "shares over time have at least one knot");
        assert!(knots.windows(2).all(|pair| pair[0].0 < pair[1].0), "days of knots rise");
        Shares { knots }
    }

    /// The same distribution on every day.
    pub fn constant(shares: Cumulative) -> Shares {
        Shares { knots: vec![(Day::LAUNCH, shares)] }
    }

    /// The days of its knots.
    pub fn days(&self) -> impl Iterator<Item = Day> {
        self.knots.iter().map(|(day, _)| *day)
    }

    /// The knots on which the distribution of a day depends: one, or the two around it.
    pub fn around(&self, day: Day) -> &[(Day, Cumulative)] {
        let after = self.knots.partition_point(|(knot, _)| *knot <= day);
        let before = after.saturating_sub(1);
        let is_on_knot = self.knots[before].0 == day;
        let end = if is_on_knot { before + 1 } else { self.knots.len().min(after + 1) };
        &self.knots[before..end]
    }

    /// The value of a sample on a day. The same sample gives the same value, or a near one, on near days.
    #[inline]
    pub fn value(&self, day: Day, sample: Sample) -> usize {
        let after = self.knots.partition_point(|(knot, _)| *knot <= day);
        let Some(before) = after.checked_sub(1) else { return self.knots[0].1.value(sample) };
        let (from, low) = &self.knots[before];
        match self.knots.get(after) {
            None => low.value(sample),
            Some((to, high)) => {
                let part = f64::from(day - *from) / f64::from(*to - *from);
                low.value_towards(high, part, sample)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_way_between_two_knots_each_share_is_the_mean_of_theirs() {
        let day = |number| Day::from_number(number);
        let shares = Shares::new(vec![
            (day(100), Cumulative::new(&[0.5, 0.5, 0.0])),
            (day(200), Cumulative::new(&[0.0, 0.5, 0.5])),
        ]);
        // Shares of a quarter, a half and a quarter.
        let at = |share: f64| shares.value(day(150), Sample((share * 4_294_967_296.0) as u32));
        assert_eq!([0.0, 0.24, 0.26, 0.74, 0.76, 0.99].map(at), [0, 0, 1, 1, 2, 2]);
        assert_eq!(shares.value(day(0), Sample(0)), 0);
        assert_eq!(shares.value(day(900), Sample(0)), 1);
    }
}
