//! The table `compare_groups`: who gains and who loses.

use super::outcome::{GroupKey, Outcome};
use super::paired::Effect;
use super::row::effects;
use crate::table::{About, Table};

/// An outcome of a group of the invited, of a base and of a reform.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupRow {
    /// Name of the reform.
    pub reform: String,
    /// Outcome, group and year.
    pub key: GroupKey,
    /// The outcome on both sides.
    pub effect: Effect,
}

const COMPARE_GROUPS: About = About {
    name: "compare_groups",
    row: "One row for each reform, outcome, attribute, group and year.",
    key: &["reform", "outcome", "attribute", "group", "year"],
    written: "By `drawsim compare`.",
};

/// `compare_groups`: invitations and waits of groups of the invited.
pub fn compare_groups(rows: &[GroupRow]) -> Table {
    let table = Table::of(&COMPARE_GROUPS, rows)
        .text("reform", "Name of the reform's scenario.", |row| Some(&row.reform))
        .text(
            "outcome",
            "`invited`: invitations; `wait_days`: mean days of the invited from submission to invitation.",
            |row| Some(name(row.key.outcome)),
        )
        .text("attribute", "Property that divides the invited, as in `invited_groups`.", |row| {
            Some(row.key.by.name())
        })
        .text("group", "Group of the attribute.", |row| Some(&row.key.group))
        .integer("year", "Calendar year.", |row| Some(row.key.year));
    effects(table, |row| &row.effect).finish()
}

/// The name of an outcome of groups.
pub fn name(outcome: Outcome) -> &'static str {
    if outcome == Outcome::WaitDays { "wait_days" } else { outcome.name() }
}
