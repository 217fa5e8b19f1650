//! The table `invited`: the invited of each year, by program and group.

use crate::experiment::column::{RunId, SHARE_DECIMALS, of_replication};
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

/// `invited`: the invited of each year of a replication by program and group; `published` finds the published
/// share of a group.
pub fn invited(
    run: RunId<'_>,
    counts: &InvitedCounts,
    published: impl Fn(InvitedGroup) -> Option<f64>,
) -> Table {
    let rows = counts.groups();
    of_replication(&INVITED, run, &rows)
        .integer("year", "Calendar year.", |row| Some(row.year))
        .text("program", "Program of the invitation, or `all`.", |row| {
            Some(row.program.map_or(ALL_PROGRAMS, Program::name))
        })
        .text(
            "attribute",
            "Property that divides the invited into groups. `clb`: lowest ability in the first language; \
             `clb_average`: average ability.",
            |row| Some(row.attribute.name()),
        )
        .text("group", "Group of the attribute.", |row| Some(row.attribute.groups()[row.group]))
        .integer("invited", "Invitations of the group in the year.", |row| {
            Some(counts.count(*row, Counted::Invited))
        })
        .integer("applied", "Applications of the group in the year that follow an invitation.", |row| {
            Some(counts.count(*row, Counted::Applied))
        })
        .number_to(
            SHARE_DECIMALS,
            "share",
            "Group's part of its year, program and attribute, 0 to 1: of `applied` for programs and score \
             bands, else of `invited`; empty if there is no one to divide.",
            |row| counts.share(*row),
        )
        .number_to(
            SHARE_DECIMALS,
            "share_published",
            "Published share, 0 to 1; empty if there is none.",
            |row| published(*row),
        )
        .finish()
}
