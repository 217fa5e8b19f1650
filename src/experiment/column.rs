//! The first columns of tables, which name the scenario and the replication.

use crate::simulation::Replication;
use crate::table::{About, Table, TableBuilder};

/// Decimals of shares.
pub const SHARE_DECIMALS: usize = 5;

/// Starts a table of a scenario.
pub fn of_scenario<'a, R>(about: &'static About, scenario: &str, rows: &'a [R]) -> TableBuilder<'a, R> {
    Table::of(about, rows)
        .text("scenario", "Name of the scenario's file, without its ending.", |_| Some(scenario))
}

/// Starts a table of a replication of a scenario.
pub fn of_replication<'a, R>(
    about: &'static About,
    scenario: &str,
    replication: Replication,
    rows: &'a [R],
) -> TableBuilder<'a, R> {
    with_replication(of_scenario(about, scenario, rows), replication)
}

/// Adds the column of the replication.
pub fn with_replication<R>(table: TableBuilder<'_, R>, replication: Replication) -> TableBuilder<'_, R> {
    table.integer("replication", "Index of the replication, from 0.", |_| Some(replication))
}
