//! The table `plan`: what the planner expected each time it planned a quarter.

use super::rows_of;
use crate::record::{Bound, QuarterPlan};
use crate::table::Table;

/// `plan`: what the planner expected of a year each time it planned a quarter; `decided` counts what had been invited.
pub fn quarter_plans(scenario: &str, replications: &[(u32, &[QuarterPlan])]) -> Table {
    let rows = rows_of(replications);
    let persons = |persons: f64| Some(persons.round() as i64);
    Table::of(&rows)
        .text("scenario", |_| Some(scenario))
        .integer("replication", |row| Some(row.0))
        .day("date", |row| Some(row.1.date))
        .integer("year", |row| Some(row.1.year))
        .text("line", |row| Some(row.1.line.table_name()))
        .integer("target", |row| row.1.target.and_then(persons))
        .integer("decided", |row| persons(row.1.decided))
        .integer("expected", |row| persons(row.1.expected))
        .text("bound", |row| row.1.bound.map(Bound::name))
        .finish()
}
