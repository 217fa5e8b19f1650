//! The published numbers of profiles submitted in a year, read from `submissions.csv`.

use std::sync::Arc;

use super::round::MOST_PERSONS;
use crate::document::problem::Problems;
use crate::document::rows::{Row, Rows};
use crate::document::source::Source;

/// Profiles submitted in a year. A person who submits again counts again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublishedSubmissions {
    /// Calendar year.
    pub year: i16,
    /// Profiles that were eligible for a program.
    pub eligible: u32,
    /// Profiles that were not.
    pub ineligible: u32,
}

/// Reads the table, in the order of the file; every broken row is reported.
pub fn read(source: &Arc<Source>, problems: &Problems) -> Option<Vec<PublishedSubmissions>> {
    let before = problems.len();
    let rows = Rows::parse(source, &["year", "eligible", "ineligible"], problems)?;
    let mut submissions: Vec<PublishedSubmissions> = Vec::new();
    for row in rows.iter(problems) {
        let Some(read) = read_row(&row) else { continue };
        if submissions.iter().any(|known| known.year == read.year) {
            row.wrong("this year stands twice", "expected one row for each");
        }
        submissions.push(read);
    }
    (problems.len() == before).then_some(submissions)
}

fn read_row(row: &Row<'_>) -> Option<PublishedSubmissions> {
    let year = row.need_year("year");
    let eligible = row.need_count("eligible", 0..=MOST_PERSONS, "profiles");
    let ineligible = row.need_count("ineligible", 0..=MOST_PERSONS, "profiles");
    Some(PublishedSubmissions { year: year?, eligible: eligible?, ineligible: ineligible? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_broken_row_is_reported() {
        let rows = "year,eligible,ineligible\n2023,5,6\n2023,7,8\n2014,5,6\n2022,,6\n2021,5,-1\n";
        let problems = Problems::new();
        let read = read(&Source::new("submissions.csv", rows), &problems);
        let invalid = problems.finish(read).unwrap_err();
        let titles: Vec<String> = invalid.problems.into_iter().map(|problem| problem.title).collect();
        let expected =
            ["this year stands twice", "`year` is `2014`", "`eligible` is empty", "`ineligible` is `-1`"];
        assert_eq!(titles, expected);
    }
}
