//! The pool by score over time, across replications.

use std::collections::BTreeMap;

use super::bounded_counts::BoundedCounts;
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

/// Counts of all replications by day and range. Its size has a bound, whatever the number of replications;
/// percentiles are exact up to 256 replications.
#[derive(Clone, Debug, Default)]
pub(crate) struct PoolCourse {
    days: BTreeMap<Day, [BoundedCounts; RANGES.len()]>,
}

impl PoolCourse {
    /// Adds the censuses of a replication.
    pub fn add(&mut self, censuses: &[Census]) {
        for census in censuses {
            let day = self.days.entry(census.date).or_default();
            for (counts, range) in day.iter_mut().zip(RANGES) {
                if let Some(count) = count(census, range) {
                    counts.add(count as u32);
                }
            }
        }
    }

    /// Bytes that the counts of any number of replications take at most.
    pub fn most_bytes(&self) -> u64 {
        (BoundedCounts::MOST_BYTES * RANGES.len() * self.days.len()) as u64
    }

    /// Means and spreads, by day.
    pub fn days(&self) -> Vec<PoolDay> {
        let mut days = Vec::new();
        for (date, counts) in &self.days {
            days.push(PoolDay { date: *date, candidates: counts.each_ref().map(BoundedCounts::spread) });
        }
        days
    }
}
