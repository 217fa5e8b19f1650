//! Whole numbers of many replications in bounded memory: counts by value, in buckets once they are many.

use super::mean::{Interval, MeanSums};
use super::spread::{Counted, Spread};

/// Most buckets. Percentiles are exact up to so many different numbers.
const MOST_BUCKETS: usize = 256;

/// Numbers of replications, counted by value. Mean, standard deviation and interval are exact. When the
/// different numbers are more than 256, neighbours share a bucket: a percentile is then off by at most 1/256
/// of the distance from the least number to the greatest. The order of the numbers changes nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct BoundedCounts {
    sums: MeanSums,
    /// A bucket holds two to this power of neighbouring numbers.
    width_bits: u32,
    /// In order of place.
    buckets: Vec<Bucket>,
}

/// Numbers that are the same but for their lowest bits.
#[derive(Clone, Copy, Debug)]
struct Bucket {
    place: u32,
    count: u32,
}

impl BoundedCounts {
    /// Most bytes that the buckets take, with the room that a list keeps free.
    pub const MOST_BYTES: usize = 2 * MOST_BUCKETS * size_of::<Bucket>();

    /// Adds the number of a replication.
    pub fn add(&mut self, number: u32) {
        self.sums.add(f64::from(number));
        let place = number >> self.width_bits;
        match self.buckets.binary_search_by_key(&place, |bucket| bucket.place) {
            Ok(found) => self.buckets[found].count += 1,
            Err(free) => self.buckets.insert(free, Bucket { place, count: 1 }),
        }
        while self.buckets.len() > MOST_BUCKETS {
            self.widen();
        }
    }

    /// The mean; none without a number.
    pub fn mean(&self) -> Option<f64> {
        self.sums.mean()
    }

    /// The interval of the mean; none of fewer than two numbers.
    pub fn interval(&self) -> Option<Interval> {
        self.sums.interval()
    }

    /// Location and spread; none without a number.
    pub fn spread(&self) -> Option<Spread> {
        let counted = self
            .buckets
            .iter()
            .map(|bucket| Counted { value: self.middle(bucket.place), count: u64::from(bucket.count) });
        Spread::of_counted(&self.sums, counted)
    }

    /// Doubles the width of the buckets.
    fn widen(&mut self) {
        self.width_bits += 1;
        self.buckets.iter_mut().for_each(|bucket| bucket.place >>= 1);
        self.buckets.dedup_by(|next, kept| {
            let is_same = next.place == kept.place;
            kept.count += if is_same { next.count } else { 0 };
            is_same
        });
    }

    /// The middle of the numbers of a bucket.
    fn middle(&self, place: u32) -> f64 {
        f64::from(place << self.width_bits) + f64::from((1_u32 << self.width_bits) - 1) / 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(numbers: impl IntoIterator<Item = u32>) -> BoundedCounts {
        let mut counts = BoundedCounts::default();
        numbers.into_iter().for_each(|number| counts.add(number));
        counts
    }

    /// Numbers that look random: the multiples of a number that has no common factor with the modulus.
    fn mixed(count: u32, modulus: u32) -> impl Iterator<Item = u32> {
        (0..count).map(move |index| 200_000 + (u64::from(index) * 7919 % u64::from(modulus)) as u32)
    }

    #[test]
    fn percentiles_of_up_to_256_different_numbers_are_exact() {
        let numbers: Vec<u32> = mixed(256, 4001).chain(mixed(100, 4001)).collect();
        let exact = Spread::of(numbers.iter().map(|number| f64::from(*number)).collect()).unwrap();
        let found = counts(numbers).spread().unwrap();
        assert_eq!(
            [found.p10, found.p25, found.p50, found.p75, found.p90],
            [exact.p10, exact.p25, exact.p50, exact.p75, exact.p90]
        );
        assert!((found.mean - exact.mean).abs() < 1e-6);
        assert!((found.sd.unwrap() - exact.sd.unwrap()).abs() < 1e-6);
    }

    #[test]
    fn percentiles_of_many_different_numbers_are_off_by_at_most_a_256th_of_their_range() {
        let numbers: Vec<u32> = mixed(10_000, 40_009).collect();
        let range = f64::from(numbers.iter().max().unwrap() - numbers.iter().min().unwrap());
        let exact = Spread::of(numbers.iter().map(|number| f64::from(*number)).collect()).unwrap();
        let kept = counts(numbers);
        let found = kept.spread().unwrap();
        assert!(kept.buckets.len() <= MOST_BUCKETS);
        for (found, exact) in [(found.p10, exact.p10), (found.p50, exact.p50), (found.p90, exact.p90)] {
            assert!((found - exact).abs() <= range / 256.0, "{found} for {exact}");
        }
        assert!((found.mean - exact.mean).abs() < 1e-6);
    }

    #[test]
    fn the_order_of_the_numbers_changes_no_percentile() {
        let forwards = counts(mixed(3000, 5003)).spread().unwrap();
        let mut numbers: Vec<u32> = mixed(3000, 5003).collect();
        numbers.sort_unstable();
        let sorted = counts(numbers).spread().unwrap();
        assert_eq!((forwards.p10, forwards.p50, forwards.p90), (sorted.p10, sorted.p50, sorted.p90));
    }

    #[test]
    fn no_number_has_no_spread() {
        let none = counts([]);
        assert_eq!((none.spread(), none.mean(), none.interval()), (None, None, None));
    }
}
