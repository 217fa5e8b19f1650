//! The pool by score over time, across replications.

use std::collections::BTreeMap;

use super::judging::pool_fit::{RANGES, count};
use super::spread::Spread;
use crate::published::Census;
use crate::time::Day;

/// The pool on a day, in each of [`RANGES`].
#[derive(Clone, Debug, PartialEq)]
pub struct PoolDay {
    /// The day, before its arrivals and rounds.
    pub date: Day,
    /// Candidates in each range; none if no replication counted it.
    pub candidates: [Option<Spread>; RANGES.len()],
}

/// Counts of all replications by day and range: an exact percentile needs the number of each. It grows by
/// four bytes a replication, day and range, some kilobytes a replication of eleven years.
#[derive(Clone, Debug, Default)]
pub(crate) struct PoolCourse {
    days: BTreeMap<Day, [Vec<u32>; RANGES.len()]>,
}

impl PoolCourse {
    /// Adds the censuses of a replication.
    pub fn add(&mut self, censuses: &[Census]) {
        for census in censuses {
            let day = self.days.entry(census.date).or_default();
            for (counts, range) in day.iter_mut().zip(RANGES) {
                counts.extend(count(census, range).map(|count| count as u32));
            }
        }
    }

    /// Bytes that each replication leaves, with the room that lists keep free.
    pub fn kept_bytes(&self) -> u64 {
        (2 * 4 * RANGES.len() * self.days.len()) as u64
    }

    /// Means and spreads, by day.
    pub fn days(&self) -> Vec<PoolDay> {
        let mut days = Vec::new();
        for (date, counts) in &self.days {
            let candidates = counts
                .each_ref()
                .map(|counts| Spread::of(counts.iter().map(|count| f64::from(*count)).collect()));
            days.push(PoolDay { date: *date, candidates });
        }
        days
    }
}
