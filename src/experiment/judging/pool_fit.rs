//! Compares the simulated pool with the published counts, by score.

use std::collections::BTreeMap;

use crate::experiment::judging::compared::Compared;
use crate::experiment::mean::{Interval, MeanSums};
use crate::experiment::spread::mean;
use crate::published::{BANDS, Census};
use crate::time::Day;

/// A range of scores, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ScoreRange {
    /// Lowest score.
    pub low: u16,
    /// Highest score.
    pub high: u16,
}

/// All scores.
pub const ALL_SCORES: ScoreRange = ScoreRange { low: 0, high: 1200 };
/// The scores of nominees, whose number a replay is given.
pub const NOMINEES: ScoreRange = ScoreRange { low: 601, high: 1200 };

/// The compared ranges of scores: the whole pool, and its parts from the top.
pub const RANGES: [ScoreRange; 7] = [
    ALL_SCORES,
    NOMINEES,
    ScoreRange { low: 501, high: 600 },
    ScoreRange { low: 451, high: 500 },
    ScoreRange { low: 401, high: 450 },
    ScoreRange { low: 351, high: 400 },
    ScoreRange { low: 0, high: 350 },
];

/// The candidates in a range of scores, on average over the days of a year on which they were counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PoolFitRow {
    /// The range of scores.
    pub range: ScoreRange,
    /// Calendar year.
    pub year: i16,
    /// Candidates on the same days.
    pub candidates: Compared,
    /// The interval of the simulated mean; none for one replication.
    pub interval: Option<Interval>,
}

/// Candidates in a range of whole bands; none if a band of it is not known.
pub(crate) fn count(census: &Census, range: ScoreRange) -> Option<f64> {
    if range == ALL_SCORES {
        return Some(f64::from(census.total));
    }
    let bands = BANDS.iter().zip(census.candidates);
    let inside = bands.filter(|(band, _)| range.low <= band.0 && band.1 <= range.high);
    inside.map(|(_, candidates)| candidates.map(f64::from)).sum()
}

/// Simulated and published counts of the same days, summed over replications.
#[derive(Clone, Debug)]
pub(crate) struct PoolFitTally {
    published: BTreeMap<Day, [Option<f64>; RANGES.len()]>,
    sums: BTreeMap<(usize, i16), Sums>,
}

/// Sums of candidates, and the number of counts.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    candidates: Compared,
    counts: f64,
    /// The mean over the counts of each replication.
    means: MeanSums,
}

impl PoolFitTally {
    /// A comparison with published counts.
    pub fn with(published: &[Census]) -> PoolFitTally {
        let counted = published.iter().map(|census| (census.date, RANGES.map(|range| count(census, range))));
        PoolFitTally { published: counted.collect(), sums: BTreeMap::new() }
    }

    /// Adds the censuses of a replication.
    pub fn add(&mut self, censuses: &[Census]) {
        let mut own: BTreeMap<(usize, i16), Vec<f64>> = BTreeMap::new();
        for census in censuses {
            let Some(published) = self.published.get(&census.date) else { continue };
            for (place, range) in RANGES.into_iter().enumerate() {
                if let Some((published, simulated)) = published[place].zip(count(census, range)) {
                    let sums = self.sums.entry((place, census.date.year())).or_default();
                    sums.candidates.published += published;
                    sums.candidates.simulated += simulated;
                    sums.counts += 1.0;
                    own.entry((place, census.date.year())).or_default().push(simulated);
                }
            }
        }
        for (group, counts) in own {
            self.sums.entry(group).or_default().means.add(mean(&counts));
        }
    }

    /// One row for each of [`RANGES`] and each year with a published count above 0, by range and year.
    pub fn rows(&self) -> Vec<PoolFitRow> {
        let rows = self.sums.iter().map(|((place, year), sums)| PoolFitRow {
            range: RANGES[*place],
            year: *year,
            candidates: Compared {
                simulated: sums.candidates.simulated / sums.counts,
                published: sums.candidates.published / sums.counts,
            },
            interval: sums.means.interval(),
        });
        rows.filter(|row| row.candidates.published > 0.0).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn census(date: &str, top: Option<u32>, each: u32) -> Census {
        let mut candidates = [Some(each); BANDS.len()];
        candidates[0] = top;
        Census { date: date.parse().unwrap(), candidates, total: 1000 }
    }

    #[test]
    fn simulated_counts_are_compared_with_the_published_ones_of_the_same_days() {
        let published = [census("2024-03-02", None, 80), census("2024-03-05", Some(5), 1)];
        let mut tally = PoolFitTally::with(&published);
        tally.add(&[census("2024-03-01", Some(9), 10), census("2024-03-02", Some(7), 60)]);
        tally.add(&[census("2024-03-01", Some(9), 10), census("2024-03-02", Some(7), 20)]);
        let rows = tally.rows();
        // No published figure for nominees on a day that was simulated; ranges of one band, five bands and
        // two.
        let ranges: Vec<(u16, u16)> = rows.iter().map(|row| (row.range.low, row.range.high)).collect();
        assert_eq!(ranges, [(0, 1200), (501, 600), (451, 500), (401, 450), (351, 400), (0, 350)]);
        assert_eq!((rows[1].year, rows[1].candidates), (2024, Compared { simulated: 40.0, published: 80.0 }));
        assert_eq!((rows[2].candidates.published, rows[5].candidates.simulated), (400.0, 80.0));
    }
}
