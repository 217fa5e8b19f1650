//! Persons with an application in progress in a replay: simulated and published.

use crate::experiment::column::of_scenario;
use crate::experiment::inventory::InventoryDay;
use crate::model::Model;
use crate::policy::program::Program;
use crate::published::inventory::PublishedInventory;
use crate::published::invited::ALL_PROGRAMS;
use crate::table::{About, Table};
use crate::time::Day;

use super::landings::knows_all_before;

const INVENTORY_ERRORS: About = About {
    name: "inventory_errors",
    row: "One row for each published number of persons with an application in progress.",
    key: &["scenario", "date", "program"],
    written: "By `drawsim run`, if it replays published rounds without a reform.",
};

/// Persons with an application in progress at the end of a day, family included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InProgressRow {
    /// The day.
    pub date: Day,
    /// Program; none for all together.
    pub program: Option<Program>,
    /// Simulated persons up to the decision.
    pub persons: f64,
    /// Simulated persons up to the admission.
    pub persons_to_admission: f64,
    /// Published persons; whether up to the decision or to the admission the sources do not say.
    pub published: u32,
}

/// The published numbers of a replay whose run counts all applications of the day.
pub(crate) fn rows(days: &[InventoryDay], model: &Model) -> Vec<InProgressRow> {
    let mut rows: Vec<InProgressRow> = model
        .published
        .inventories
        .iter()
        .filter(|published| knows_all_before(model, published.as_of))
        .filter_map(|published| row(days, published))
        .collect();
    rows.sort_by_key(|row| (row.date, row.program.map(Program::index)));
    rows
}

fn row(days: &[InventoryDay], published: &PublishedInventory) -> Option<InProgressRow> {
    let day = days.iter().find(|day| day.date == published.counted_on())?;
    let sum = |persons: &[f64; 4]| match published.program {
        Some(program) => persons[program.index()],
        None => persons.iter().sum(),
    };
    let persons = sum(&day.persons);
    Some(InProgressRow {
        date: published.as_of,
        program: published.program,
        persons,
        persons_to_admission: persons + sum(&day.persons_approved),
        published: published.persons,
    })
}

/// `inventory_errors`: simulated and published persons with an application in progress.
pub fn inventory_errors(scenario: &str, rows: &[InProgressRow]) -> Table {
    of_scenario(&INVENTORY_ERRORS, scenario, rows)
        .day("date", "Day of the published number; the count is taken at its end.", |row| Some(row.date))
        .text("program", "Program of the application, or `all`.", |row| {
            Some(row.program.map_or(ALL_PROGRAMS, Program::name))
        })
        .number("persons", "Simulated persons, family included, up to the decision: mean.", |row| {
            Some(row.persons)
        })
        .number("persons_to_admission", "The same up to the admission: mean.", |row| {
            Some(row.persons_to_admission)
        })
        .integer("persons_published", "Published persons, family included.", |row| Some(row.published))
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_counted_to_the_decision_and_to_the_admission() {
        let day = InventoryDay {
            date: "2024-05-01".parse().unwrap(),
            applications: [1.0; 4],
            persons: [10.0, 20.0, 1.0, 5.0],
            persons_approved: [4.0, 3.0, 2.0, 1.0],
        };
        let published =
            |program| PublishedInventory { as_of: "2024-04-30".parse().unwrap(), program, persons: 40 };
        let found = |program| row(&[day], &published(program)).unwrap();
        let fsw = found(Some(Program::Fsw));
        assert_eq!((fsw.persons, fsw.persons_to_admission), (20.0, 23.0));
        let all = found(None);
        assert_eq!((all.persons, all.persons_to_admission), (36.0, 46.0));
        assert_eq!(row(&[], &published(None)), None);
    }
}
