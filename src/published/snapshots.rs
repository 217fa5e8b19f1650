//! The published counts of the pool by score band, read from `pool_snapshots.csv`.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::census::{BANDS, Census, MOST_CANDIDATES};
use super::round::MOST_PERSONS;
use crate::document::problem::Problems;
use crate::document::rows::{Row, Rows};
use crate::document::source::Source;

/// Flags of rows; the first marks a row that repeats an earlier one.
const FLAGS: [&str; 4] = ["stale", "sum_mismatch", "asof_corrected", "third_party_fill"];

/// Reads published snapshots in order of date, leaving out those flagged `stale`; every broken row is
/// reported.
pub fn read(source: &Arc<Source>, problems: &Problems) -> Option<Vec<Census>> {
    let bands: Vec<String> = BANDS.iter().map(|(low, high)| format!("c_{low}_{high}")).collect();
    let mut needed = vec!["as_of", "flag", "total"];
    needed.extend(bands.iter().map(String::as_str));
    let before = problems.len();
    let rows = Rows::parse(source, &needed, problems)?;
    let mut censuses: Vec<Census> = Vec::new();
    let mut days = BTreeSet::new();
    for row in rows.iter(problems) {
        let flag = row.text("flag");
        if !flag.is_empty() && !FLAGS.contains(&flag) {
            row.misspelt("flag", &FLAGS);
        }
        let census = read_row(&row, &bands).filter(|_| flag != FLAGS[0]);
        let Some(census) = census else { continue };
        if !days.insert(census.date) {
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
        let counts = census.candidates.map(|count| count.map_or(String::new(), |count| count.to_string()));
        text += &format!("{},,{},{}\n", census.date, census.total, counts.join(","));
    }
    text
}

fn read_row(row: &Row<'_>, bands: &[String]) -> Option<Census> {
    let mut candidates = [None; BANDS.len()];
    for (count, band) in candidates.iter_mut().zip(bands) {
        *count = row.find_count(band, 0..=MOST_PERSONS, "candidates");
    }
    let date = row.need_day("as_of", "2022-01-17");
    let total = row.need_count("total", 0..=MOST_CANDIDATES, "candidates");
    Some(Census { date: date?, candidates, total: total? })
}
