//! The table `inventory`: what is in progress on each counted day.

use crate::policy::program::Program;
use crate::record::Inventory;
use crate::table::Table;

/// `inventory`: applications made and not yet decided, and invitations not yet answered, by day and program of the
/// invitation, for each replication.
pub fn inventory(scenario: &str, replications: &[(u32, &[Inventory])]) -> Table {
    let mut rows = Vec::new();
    for (replication, inventories) in replications {
        for inventory in *inventories {
            rows.extend(Program::ALL.map(|program| (*replication, inventory, program)));
        }
    }
    Table::of(&rows)
        .text("scenario", |_| Some(scenario))
        .integer("replication", |row| Some(row.0))
        .day("date", |row| Some(row.1.date))
        .text("program", |row| Some(row.2.name()))
        .integer("applications", |row| Some(row.1.applications[row.2.index()]))
        .integer("invitations_open", |row| Some(row.1.invitations[row.2.index()]))
        .finish()
}
