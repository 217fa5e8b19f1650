//! Persons with an application in progress in a replay: simulated and published.

use crate::experiment::column::of_scenario;
use crate::experiment::mean::{Interval, MeanSums, with_interval};
use crate::model::Model;
use crate::policy::program::Program;
use crate::published::inventory::PublishedInventory;
use crate::published::invited::ALL_PROGRAMS;
use crate::record::Inventory;
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
    /// The interval of that mean; none for one replication.
    pub interval: Option<Interval>,
    /// Simulated persons up to the admission.
    pub persons_to_admission: f64,
    /// The interval of that mean; none for one replication.
    pub interval_to_admission: Option<Interval>,
    /// Published persons; whether up to the decision or to the admission the sources do not say.
    pub published: u32,
}

/// Persons of the published numbers that a run can be compared with, summed over replications.
#[derive(Clone, Debug)]
pub(crate) struct InProgressTally {
    numbers: Vec<Number>,
}

#[derive(Clone, Copy, Debug)]
struct Number {
    published: PublishedInventory,
    persons: MeanSums,
    persons_to_admission: MeanSums,
}

impl InProgressTally {
    /// Sums for the published numbers whose applications a run counts all, by day and program.
    pub fn with(model: &Model) -> InProgressTally {
        let known = model.published.inventories.iter();
        let known = known.filter(|published| knows_all_before(model, published.as_of));
        let mut numbers: Vec<Number> = known.map(|published| Number::of(*published)).collect();
        numbers.sort_by_key(|number| (number.published.as_of, number.published.program.map(Program::index)));
        InProgressTally { numbers }
    }

    /// Adds the counts of a replication.
    pub fn add(&mut self, inventories: &[Inventory]) {
        self.numbers.iter_mut().for_each(|number| number.add(inventories));
    }

    /// One row for each published number of a day that was counted.
    pub fn rows(&self) -> Vec<InProgressRow> {
        self.numbers.iter().filter_map(Number::row).collect()
    }
}

impl Number {
    fn of(published: PublishedInventory) -> Number {
        Number { published, persons: MeanSums::default(), persons_to_admission: MeanSums::default() }
    }

    fn add(&mut self, inventories: &[Inventory]) {
        let day = self.published.counted_on();
        let Some(counted) = inventories.iter().find(|counted| counted.date == day) else { return };
        let persons = self.sum(counted.persons);
        self.persons.add(persons);
        self.persons_to_admission.add(persons + self.sum(counted.persons_approved));
    }

    fn sum(&self, persons: [u32; 4]) -> f64 {
        f64::from(match self.published.program {
            Some(program) => persons[program.index()],
            None => persons.iter().sum(),
        })
    }

    fn row(&self) -> Option<InProgressRow> {
        Some(InProgressRow {
            date: self.published.as_of,
            program: self.published.program,
            persons: self.persons.mean()?,
            interval: self.persons.interval(),
            persons_to_admission: self.persons_to_admission.mean()?,
            interval_to_admission: self.persons_to_admission.interval(),
            published: self.published.persons,
        })
    }
}

/// `inventory_errors`: simulated and published persons with an application in progress.
pub fn inventory_errors(scenario: &str, rows: &[InProgressRow]) -> Table {
    let table = of_scenario(&INVENTORY_ERRORS, scenario, rows)
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
        .integer("persons_published", "Published persons, family included.", |row| Some(row.published));
    let table = with_interval(table, "persons", |row| row.interval);
    with_interval(table, "persons_to_admission", |row| row.interval_to_admission).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_counted_to_the_decision_and_to_the_admission() {
        let day = Inventory {
            date: "2024-05-01".parse().unwrap(),
            invitations: [0; 4],
            applications: [1; 4],
            persons: [10, 20, 1, 5],
            persons_approved: [4, 3, 2, 1],
        };
        let published =
            |program| PublishedInventory { as_of: "2024-04-30".parse().unwrap(), program, persons: 40 };
        let row = |inventories: &[Inventory], program| {
            let mut number = Number::of(published(program));
            number.add(inventories);
            number.row()
        };
        let found = |program| row(&[day], program).unwrap();
        let fsw = found(Some(Program::Fsw));
        assert_eq!((fsw.persons, fsw.persons_to_admission), (20.0, 23.0));
        let all = found(None);
        assert_eq!((all.persons, all.persons_to_admission), (36.0, 46.0));
        assert_eq!(row(&[], None), None);
    }
}
