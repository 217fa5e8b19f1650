//! The published counts of the pool by score band, read from `pool_snapshots.csv`.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::census::{BANDS, Census, MOST_CANDIDATES, WIDE_BANDS};
use super::impossible::{self, Impossible};
use super::round::MOST_PERSONS;
use crate::document::library;
use crate::document::problem::Problems;
use crate::document::rows::{Row, Rows};
use crate::document::source::Source;

/// Flags of rows; the first marks a row that repeats an earlier one.
const FLAGS: [&str; 4] = ["stale", "sum_mismatch", "asof_corrected", "third_party_fill"];

/// Counts of a table, and what in it cannot be right.
#[derive(Clone, Debug, Default)]
pub struct JudgedCensuses {
    /// The counts, in order of date, without impossible ones.
    pub censuses: Vec<Census>,
    /// Those; none of a table that the program carries.
    pub impossible: Vec<Impossible>,
}

/// Reads published snapshots in order of date, leaving out those that are flagged `stale` or impossible;
/// every broken row is reported.
pub fn read(source: &Arc<Source>, problems: &Problems) -> Option<Vec<Census>> {
    read_judged(source, problems).map(|judged| judged.censuses)
}

/// The same with what is impossible.
pub fn read_judged(source: &Arc<Source>, problems: &Problems) -> Option<JudgedCensuses> {
    let bands: Vec<String> = BANDS.iter().map(|(low, high)| format!("c_{low}_{high}")).collect();
    let mut needed = vec!["as_of", "flag", "total"];
    needed.extend(bands.iter().map(String::as_str));
    let before = problems.len();
    let rows = Rows::parse(source, &needed, problems)?;
    let mut censuses: Vec<Census> = Vec::new();
    let (mut days, mut impossible) = (BTreeSet::new(), Vec::new());
    let is_judged = !library::is_carried(source);
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
        let wide = WIDE_BANDS.map(|(low, high)| row.text(&format!("c_{low}_{high}")).parse().ok());
        match impossible::of_census(&census, wide).filter(|_| is_judged) {
            Some(fault) => {
                let line = Some(row.origin().line());
                impossible.push(Impossible { table: source.name.clone(), line, fault });
            }
            None => censuses.push(census),
        }
    }
    censuses.sort_by_key(|census| census.date);
    (problems.len() == before).then_some(JudgedCensuses { censuses, impossible })
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
