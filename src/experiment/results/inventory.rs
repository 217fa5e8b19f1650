//! The table `inventory`: applications in progress and open invitations on each counted day.

use crate::experiment::column::{RunId, of_replication};
use crate::policy::program::Program;
use crate::record::Inventory;
use crate::table::{About, Table};

const INVENTORY: About = About {
    name: "inventory",
    row: "One row for each counted day and program, programs in the order of the law.",
    key: &["scenario", "replication", "date", "program"],
    written: "By `drawsim run`.",
};

/// Applications in progress and open invitations under a program.
struct ProgramRow<'a> {
    inventory: &'a Inventory,
    program: Program,
}

/// `inventory`: applications in progress and open invitations of a replication, by day and program.
pub fn inventory(run: RunId<'_>, inventories: &[Inventory]) -> Table {
    let rows = inventories
        .iter()
        .flat_map(|inventory| Program::ALL.map(|program| ProgramRow { inventory, program }));
    let rows: Vec<ProgramRow<'_>> = rows.collect();
    of_replication(&INVENTORY, run, &rows)
        .day("date", "Counted day; the count is taken before the rounds of the day.", |row| {
            Some(row.inventory.date)
        })
        .text("program", "Program of the invitation.", |row| Some(row.program.name()))
        .integer("applications", "Applications made and not yet decided.", |row| {
            Some(row.inventory.applications[row.program.index()])
        })
        .integer("persons", "Persons of these applications, family included: up to the decision.", |row| {
            Some(row.inventory.persons[row.program.index()])
        })
        .integer(
            "persons_to_admission",
            "The same with persons approved and not yet admitted: up to the admission.",
            |row| {
                let place = row.program.index();
                Some(row.inventory.persons[place] + row.inventory.persons_approved[place])
            },
        )
        .integer("invitations_open", "Invitations not yet answered.", |row| {
            Some(row.inventory.invitations[row.program.index()])
        })
        .finish()
}
