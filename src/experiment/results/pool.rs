//! The table `pool`: the pool by score band on each counted day.

use crate::published::{BANDS, Census};
use crate::table::Table;
use crate::time::Day;

/// `pool`: the pool by score band, for each census of each replication, bands from the lowest.
///
/// `published` gives the published snapshot of a day, where there is one.
pub fn pool<'a>(
    scenario: &str,
    replications: &[(u32, &[Census])],
    published: impl Fn(Day) -> Option<&'a Census>,
) -> Table {
    let mut rows = Vec::new();
    for (replication, censuses) in replications {
        for census in *censuses {
            let snapshot = published(census.date);
            rows.extend((0..BANDS.len()).rev().map(|band| (*replication, census, band, snapshot)));
        }
    }
    Table::of(&rows)
        .text("scenario", |_| Some(scenario))
        .integer("replication", |row| Some(row.0))
        .day("date", |row| Some(row.1.date))
        .integer("band_low", |row| Some(BANDS[row.2].0))
        .integer("band_high", |row| Some(BANDS[row.2].1))
        .integer("candidates", |row| row.1.candidates[row.2])
        .integer("candidates_published", |row| row.3.and_then(|snapshot| snapshot.candidates[row.2]))
        .finish()
}
