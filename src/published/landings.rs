//! The published admissions through Express Entry in periods of whole months, read from `landings.csv`.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::invited::read_program;
use super::round::MOST_PERSONS;
use crate::document::problem::Problems;
use crate::document::rows::{Row, Rows};
use crate::document::source::Source;
use crate::policy::program::Program;
use crate::time::Day;

/// Persons admitted in a period, family included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublishedLandings {
    /// First day: the first of a month.
    pub first: Day,
    /// Last day: the last of a month.
    pub last: Day,
    /// Program of the admission; none for all together.
    pub program: Option<Program>,
    /// Persons.
    pub persons: u32,
}

/// Reads the table, in the order of the file; every broken row is reported.
pub fn read(source: &Arc<Source>, problems: &Problems) -> Option<Vec<PublishedLandings>> {
    let before = problems.len();
    let rows = Rows::parse(source, &["from", "to", "program", "persons"], problems)?;
    let mut landings: Vec<PublishedLandings> = Vec::new();
    let mut seen = BTreeSet::new();
    for row in rows.iter(problems) {
        let Some(read) = read_row(&row) else { continue };
        if !seen.insert((read.first, read.last, read.program.map(Program::index))) {
            row.wrong("this period and program stand twice", "expected one row for each");
        }
        landings.push(read);
    }
    (problems.len() == before).then_some(landings)
}

fn read_row(row: &Row<'_>) -> Option<PublishedLandings> {
    let (first, last) = (row.need_day("from", "2024-01-01"), row.need_day("to", "2024-04-30"));
    let program = read_program(row);
    let persons = row.need_count("persons", 0..=MOST_PERSONS, "persons");
    let (first, last) = (first?, last?);
    if first.day_of_month() != 1 {
        row.wrong_in("from", format!("`from` is {first}"), "expected the first day of a month");
        return None;
    }
    if (last + 1).day_of_month() != 1 || last < first {
        row.wrong_in(
            "to",
            format!("`to` is {last}"),
            format!("expected the last day of a month after {first}"),
        );
        return None;
    }
    Some(PublishedLandings { first, last, program: program?, persons: persons? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_broken_row_is_reported() {
        let rows = "from,to,program,persons\n2024-01-01,2024-04-30,cec,5\n2024-01-01,2024-04-30,cec,6\n\
                    2024-01-02,2024-04-30,cec,5\n2024-01-01,2024-04-29,cec,5\n2024-05-01,2024-04-30,cec,5\n\
                    2024-01-01,2024-12-31,cic,5\n";
        let problems = Problems::new();
        let read = read(&Source::new("landings.csv", rows), &problems);
        let invalid = problems.finish(read).unwrap_err();
        let titles: Vec<String> = invalid.problems.into_iter().map(|problem| problem.title).collect();
        let expected = [
            "this period and program stand twice",
            "`from` is 2024-01-02",
            "`to` is 2024-04-29",
            "`to` is 2024-04-30",
            "`program` is `cic`",
        ];
        assert_eq!(titles, expected);
    }
}
