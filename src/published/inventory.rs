//! The published persons with an application in progress, read from `inventory.csv`.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::invited::read_program;
use super::round::MOST_PERSONS;
use crate::document::problem::Problems;
use crate::document::rows::{Row, Rows};
use crate::document::source::Source;
use crate::policy::program::Program;
use crate::time::Day;

/// Persons with an application in progress at the end of a day, family included. The sources do not say
/// whether they leave the count at the decision or at the admission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublishedInventory {
    /// The day.
    pub as_of: Day,
    /// Program of the application; none for all together.
    pub program: Option<Program>,
    /// Persons.
    pub persons: u32,
}

impl PublishedInventory {
    /// The day on which a run takes the same count: before its rounds and arrivals, so the next one.
    pub fn counted_on(&self) -> Day {
        self.as_of + 1
    }
}

/// Reads the table, in the order of the file; every broken row is reported.
pub fn read(source: &Arc<Source>, problems: &Problems) -> Option<Vec<PublishedInventory>> {
    let before = problems.len();
    let rows = Rows::parse(source, &["as_of", "program", "persons"], problems)?;
    let mut inventories: Vec<PublishedInventory> = Vec::new();
    let mut seen = BTreeSet::new();
    for row in rows.iter(problems) {
        let Some(read) = read_row(&row) else { continue };
        if !seen.insert((read.as_of, read.program.map(Program::index))) {
            row.wrong("this day and program stand twice", "expected one row for each");
        }
        inventories.push(read);
    }
    (problems.len() == before).then_some(inventories)
}

fn read_row(row: &Row<'_>) -> Option<PublishedInventory> {
    let as_of = row.need_day("as_of", "2024-04-30");
    let program = read_program(row);
    let persons = row.need_count("persons", 0..=MOST_PERSONS, "persons");
    Some(PublishedInventory { as_of: as_of?, program: program?, persons: persons? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_broken_row_is_reported() {
        let rows = "as_of,program,persons\n2024-04-30,cec,5\n2024-04-30,all,9\n2024-04-30,cec,6\n\
                    2024-13-30,cec,5\n2024-05-31,cic,5\n2024-05-31,cec,-5\n";
        let problems = Problems::new();
        let read = read(&Source::new("inventory.csv", rows), &problems);
        let invalid = problems.finish(read).unwrap_err();
        let titles: Vec<String> = invalid.problems.into_iter().map(|problem| problem.title).collect();
        let expected = [
            "this day and program stand twice",
            "`as_of` is `2024-13-30`",
            "`program` is `cic`",
            "`persons` is `-5`",
        ];
        assert_eq!(titles, expected);
    }
}
