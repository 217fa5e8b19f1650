//! The table `invited`: who was invited in each year, by program and group.

use super::SHARE_DECIMALS;
use crate::policy::program::Program;
use crate::published::attribute::Counted;
use crate::published::invited::ALL_PROGRAMS;
use crate::record::invited::{InvitedCounts, InvitedGroup};
use crate::table::Table;

/// `invited`: the invited of each year by program and group, for each replication.
///
/// `invited` counts invitations in the year in which they were issued, `applied` those that led to an application, in the
/// year of that. `share` is a group's part of its year, program and attribute: of `applied` for programs and score bands,
/// of `invited` for all others, as in what is published. `published` says what the share of a group was.
pub fn invited(
    scenario: &str,
    replications: &[(u32, &InvitedCounts)],
    published: impl Fn(InvitedGroup) -> Option<f64>,
) -> Table {
    let rows: Vec<(u32, &InvitedCounts, InvitedGroup)> = replications
        .iter()
        .flat_map(|(replication, counts)| {
            counts.groups().into_iter().map(|group| (*replication, *counts, group))
        })
        .collect();
    Table::of(&rows)
        .text("scenario", |_| Some(scenario))
        .integer("replication", |row| Some(row.0))
        .integer("year", |row| Some(row.2.year))
        .text("program", |row| Some(row.2.program.map_or(ALL_PROGRAMS, Program::name)))
        .text("attribute", |row| Some(row.2.attribute.name()))
        .text("group", |row| Some(row.2.attribute.groups()[row.2.group]))
        .integer("invited", |row| Some(row.1.count(row.2, Counted::Invited)))
        .integer("applied", |row| Some(row.1.count(row.2, Counted::Applied)))
        .number_to(SHARE_DECIMALS, "share", |row| row.1.share(row.2))
        .number_to(SHARE_DECIMALS, "share_published", |row| published(row.2))
        .finish()
}
