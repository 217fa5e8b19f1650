//! The published counts of the pool by score band, read from `pool_snapshots.csv`.

use std::sync::Arc;

use super::csv_rows::{Row, Rows};
use super::{BANDS, Census};
use crate::scenario::document::Source;
use crate::scenario::problem::Problems;
use crate::time::Day;

/// Reads published snapshots in order of date, leaving out those flagged `stale`; every broken row is reported.
pub fn read(source: &Arc<Source>, problems: &Problems) -> Option<Vec<Census>> {
    let bands: Vec<String> = BANDS.iter().map(|(low, high)| format!("c_{low}_{high}")).collect();
    let mut needed = vec!["as_of", "flag", "total"];
    needed.extend(bands.iter().map(String::as_str));
    let before = problems.len();
    let rows = Rows::parse(source, &needed, problems)?;
    let mut censuses: Vec<Census> = Vec::new();
    for row in rows.iter(problems).filter(|row| row.text("flag") != "stale") {
        let Some(census) = read_row(&row, &bands) else { continue };
        if censuses.iter().any(|earlier| earlier.date == census.date) {
            row.wrong_in(
                "as_of",
                format!("the snapshot of {} stands twice", census.date),
                "expected one row for each day",
            );
        }
        censuses.push(census);
    }
    censuses.sort_by_key(|census| census.date);
    (problems.len() == before).then_some(censuses)
}

/// Snapshots as a table that [`read`] reads back.
pub fn write(censuses: &[Census]) -> String {
    let bands: Vec<String> = BANDS.iter().map(|(low, high)| format!("c_{low}_{high}")).collect();
    let mut text = format!("as_of,flag,total,{}\n", bands.join(","));
    for census in censuses {
        let count = |count: &Option<u32>| count.map_or(String::new(), |count| count.to_string());
        let counts: Vec<String> = census.candidates.iter().map(count).collect();
        text += &format!("{},,{},{}\n", census.date, census.total, counts.join(","));
    }
    text
}

fn read_row(row: &Row<'_>, bands: &[String]) -> Option<Census> {
    let expected = "a whole number of candidates, 0 or more";
    let mut candidates = [None; BANDS.len()];
    for (count, band) in candidates.iter_mut().zip(bands) {
        *count = row.find::<u32>(band, expected);
    }
    let date = row.need::<Day>("as_of", "a date like 2022-01-17");
    let total = row.need::<u32>("total", expected);
    Some(Census { date: date?, candidates, total: total? })
}
