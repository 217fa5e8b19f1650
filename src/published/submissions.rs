//! The published numbers of profiles submitted in a year, read from `submissions.csv`.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::round::MOST_PERSONS;
use crate::document::problem::Problems;
use crate::document::rows::{Row, Rows};
use crate::document::source::Source;

/// Lowest and highest score of the ranges of which the table may state shares of a year's eligible profiles.
pub const SUBMITTED_SCORES: [(u16, u16); 4] = [(301, 350), (351, 400), (401, 450), (451, 500)];

/// Profiles submitted in a year. A person who submits again counts again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PublishedSubmissions {
    /// Calendar year.
    pub year: i16,
    /// Profiles that were eligible for a program.
    pub eligible: u32,
    /// Profiles that were not.
    pub ineligible: u32,
    /// Shares of the eligible whose score at submission lies in each of [`SUBMITTED_SCORES`]; none where the
    /// table has no figure.
    pub scores: [Option<f64>; SUBMITTED_SCORES.len()],
}

/// Reads the table, in the order of the file; every broken row is reported.
pub fn read(source: &Arc<Source>, problems: &Problems) -> Option<Vec<PublishedSubmissions>> {
    let before = problems.len();
    let rows = Rows::parse(source, &["year", "eligible", "ineligible"], problems)?;
    let mut submissions: Vec<PublishedSubmissions> = Vec::new();
    let mut seen = BTreeSet::new();
    for row in rows.iter(problems) {
        let Some(read) = read_row(&row) else { continue };
        if !seen.insert(read.year) {
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
    let scores = SUBMITTED_SCORES.map(|(low, high)| read_share(row, &format!("share_{low}_{high}")));
    Some(PublishedSubmissions { year: year?, eligible: eligible?, ineligible: ineligible?, scores })
}

fn read_share(row: &Row<'_>, column: &str) -> Option<f64> {
    let expected = "a share from 0 to 1";
    let share = row.find::<f64>(column, expected)?;
    if !(0.0..=1.0).contains(&share) {
        row.wrong_in(column, format!("`{column}` is `{share}`"), format!("expected {expected}"));
        return None;
    }
    Some(share)
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

    #[test]
    fn shares_by_score_are_read_where_they_are_stated() {
        let rows = "year,eligible,ineligible,share_301_350,share_451_500\n2021,5,6,0.16,1.2\n2022,5,6,,\n";
        let problems = Problems::new();
        assert_eq!(read(&Source::new("submissions.csv", rows), &problems), None);
        let titles: Vec<String> =
            problems.finish(None::<()>).unwrap_err().problems.into_iter().map(|one| one.title).collect();
        assert_eq!(titles, ["`share_451_500` is `1.2`"]);
        let problems = Problems::new();
        let stated = read(&Source::new("submissions.csv", rows.replace("1.2", "0.21")), &problems).unwrap();
        assert_eq!(stated[0].scores, [Some(0.16), None, None, Some(0.21)]);
        assert_eq!(stated[1].scores, [None; 4]);
    }
}
