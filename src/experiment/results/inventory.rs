//! The table `inventory`: applications in progress and open invitations on each counted day.

use super::{REPLICATION, SCENARIO};
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
    replication: u32,
    inventory: &'a Inventory,
    program: Program,
}

/// `inventory`: applications in progress and open invitations by day and program, for each replication.
pub fn inventory(scenario: &str, replications: &[(u32, &[Inventory])]) -> Table {
    let mut rows = Vec::new();
    for (replication, inventories) in replications {
        for inventory in *inventories {
            for program in Program::ALL {
                rows.push(ProgramRow { replication: *replication, inventory, program });
            }
        }
    }
    Table::of(&INVENTORY, &rows)
        .text("scenario", SCENARIO, |_| Some(scenario))
        .integer("replication", REPLICATION, |row| Some(row.replication))
        .day("date", "Counted day; the count is taken before the rounds of the day.", |row| {
            Some(row.inventory.date)
        })
        .text("program", "Program of the invitation.", |row| Some(row.program.name()))
        .integer("applications", "Applications made and not yet decided.", |row| {
            Some(row.inventory.applications[row.program.index()])
        })
        .integer("invitations_open", "Invitations not yet answered.", |row| {
            Some(row.inventory.invitations[row.program.index()])
        })
        .finish()
}
