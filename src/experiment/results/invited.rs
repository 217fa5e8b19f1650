//! The table `invited`: the invited of each year, by program and group.

use super::{REPLICATION, SCENARIO, SHARE_DECIMALS};
use crate::policy::program::Program;
use crate::published::attribute::Counted;
use crate::published::invited::ALL_PROGRAMS;
use crate::record::invited::{InvitedCounts, InvitedGroup};
use crate::table::{About, Table};

const INVITED: About = About {
    name: "invited",
    row: "One row for each year, program, attribute and group; programs, attributes and groups in the order \
          of the law and of the publications.",
    key: &["scenario", "replication", "year", "program", "attribute", "group"],
    written: "By `drawsim run`.",
};

/// A group of a replication.
struct GroupRow<'a> {
    replication: u32,
    counts: &'a InvitedCounts,
    group: InvitedGroup,
}

/// `invited`: the invited of each year by program and group, for each replication; `published` finds the
/// published share of a group.
pub fn invited(
    scenario: &str,
    replications: &[(u32, &InvitedCounts)],
    published: impl Fn(InvitedGroup) -> Option<f64>,
) -> Table {
    let mut rows = Vec::new();
    for (replication, counts) in replications {
        for group in counts.groups() {
            rows.push(GroupRow { replication: *replication, counts, group });
        }
    }
    Table::of(&INVITED, &rows)
        .text("scenario", SCENARIO, |_| Some(scenario))
        .integer("replication", REPLICATION, |row| Some(row.replication))
        .integer("year", "Calendar year.", |row| Some(row.group.year))
        .text("program", "Program of the invitation, or `all`.", |row| {
            Some(row.group.program.map_or(ALL_PROGRAMS, Program::name))
        })
        .text(
            "attribute",
            "What divides the invited into groups. `clb`: lowest ability in the first language; \
             `clb_average`: average ability.",
            |row| Some(row.group.attribute.name()),
        )
        .text("group", "Group of the attribute.", |row| Some(row.group.attribute.groups()[row.group.group]))
        .integer("invited", "Invitations of the group in the year.", |row| {
            Some(row.counts.count(row.group, Counted::Invited))
        })
        .integer("applied", "Applications of the group in the year that follow an invitation.", |row| {
            Some(row.counts.count(row.group, Counted::Applied))
        })
        .number_to(
            SHARE_DECIMALS,
            "share",
            "Group's part of its year, program and attribute, 0 to 1: of `applied` for programs and score \
             bands, else of `invited`; empty if there is no one to divide.",
            |row| row.counts.share(row.group),
        )
        .number_to(
            SHARE_DECIMALS,
            "share_published",
            "Published share, 0 to 1; empty if there is none.",
            |row| published(row.group),
        )
        .finish()
}
