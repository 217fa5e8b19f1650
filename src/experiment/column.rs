//! The first columns of tables, which name the scenario, the replication and its people.

use crate::model::Model;
use crate::simulation::Replication;
use crate::table::{About, Table, TableBuilder};

/// Decimals of shares.
pub const SHARE_DECIMALS: usize = 5;

/// The run that the rows of a table come from: a replication of a scenario.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunId<'a> {
    /// Name of the scenario.
    pub scenario: &'a str,
    /// Index of the replication.
    pub replication: Replication,
    /// The member of a calibrated population whose people it simulates, from 1; none for one population
    /// alone.
    pub member: Option<u32>,
}

impl RunId<'_> {
    /// A replication of a model.
    pub fn of(model: &Model, replication: Replication) -> RunId<'_> {
        RunId { scenario: &model.name, replication, member: model.member(replication) }
    }
}

/// Starts a table of a scenario.
pub fn of_scenario<'a, R>(about: &'static About, scenario: &str, rows: &'a [R]) -> TableBuilder<'a, R> {
    let description = "Name of the scenario's file, without its ending, after the name of its folder: \
                       `reforms/halved`. A shipped scenario, and a file in a folder `scenarios`, have a \
                       name without a folder.";
    Table::of(about, rows).text("scenario", description, |_| Some(scenario))
}

/// Starts a table of a replication of a scenario.
pub fn of_replication<'a, R>(about: &'static About, run: RunId<'_>, rows: &'a [R]) -> TableBuilder<'a, R> {
    with_replication(of_scenario(about, run.scenario, rows), run)
}

/// Adds the columns of the replication and of its member.
pub fn with_replication<'a, R>(table: TableBuilder<'a, R>, run: RunId<'_>) -> TableBuilder<'a, R> {
    table.integer("replication", "Index of the replication, from 0.", |_| Some(run.replication)).integer(
        "member",
        "Member of the calibrated population whose people are simulated, from 1; empty if the scenario names \
         one population alone.",
        |_| run.member,
    )
}
