//! The table `pool`: the pool by score band on each counted day.

use crate::experiment::column::{RunId, of_replication};
use crate::published::{BANDS, Census};
use crate::table::{About, Table};
use crate::time::Day;

const POOL: About = About {
    name: "pool",
    row: "One row for each score band on each counted day. The fifteen bands do not overlap; together they \
          hold every candidate.",
    key: &["scenario", "replication", "date", "band_low"],
    written: "By `drawsim run`.",
};

/// A band of a census, with the published count of the same day.
struct BandRow<'a> {
    census: &'a Census,
    band: usize,
    published: Option<&'a Census>,
}

/// `pool`: the pool by score band, for each census of a replication, bands from the lowest.
///
/// `published` gives the published snapshot of a day, if there is one.
pub fn pool<'a>(run: RunId<'_>, censuses: &[Census], published: impl Fn(Day) -> Option<&'a Census>) -> Table {
    let mut rows = Vec::new();
    for census in censuses {
        let published = published(census.date);
        rows.extend((0..BANDS.len()).rev().map(|band| BandRow { census, band, published }));
    }
    of_replication(&POOL, run, &rows)
        .day("date", "Counted day; the count is taken before the rounds of the day.", |row| {
            Some(row.census.date)
        })
        .integer("band_low", "Lowest score of the band, in CRS points, included.", |row| {
            Some(BANDS[row.band].0)
        })
        .integer("band_high", "Highest score of the band, in CRS points, included.", |row| {
            Some(BANDS[row.band].1)
        })
        .integer("candidates", "Candidates in the pool with a score in the band.", |row| {
            row.census.candidates[row.band]
        })
        .integer(
            "candidates_published",
            "IRCC's count; empty if there is none for the day and band.",
            |row| row.published.and_then(|snapshot| snapshot.candidates[row.band]),
        )
        .finish()
}
