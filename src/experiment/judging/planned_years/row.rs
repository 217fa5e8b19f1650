//! The table `invitations`: invitations of a year by group, compared with the published ones.

use crate::experiment::column::{SHARE_DECIMALS, of_scenario};
use crate::experiment::judging::compared::Compared;
use crate::experiment::mean::{Interval, with_interval};
use crate::table::{About, Table};

/// A group of the invited. Nominees are a group of their own, invited by rounds of any type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IssuedGroup {
    /// All of the invited.
    All,
    /// Nominees of the provinces.
    Nominees,
    /// The others invited by rounds for French speakers.
    French,
    /// The others invited by other category-based rounds.
    Occupations,
    /// The others invited by rounds of programs.
    Programs,
}

impl IssuedGroup {
    /// All groups, in the order of tables.
    pub const ALL: [IssuedGroup; 5] = [
        IssuedGroup::All,
        IssuedGroup::Nominees,
        IssuedGroup::French,
        IssuedGroup::Occupations,
        IssuedGroup::Programs,
    ];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            IssuedGroup::All => "all",
            IssuedGroup::Nominees => "nominees",
            IssuedGroup::French => "french",
            IssuedGroup::Occupations => "occupations",
            IssuedGroup::Programs => "cec_and_all_programs",
        }
    }
}

/// A group of a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IssuedRow {
    /// Calendar year.
    pub year: i16,
    /// The group.
    pub group: IssuedGroup,
    /// Invitations, at full scale.
    pub invitations: Compared,
    /// The interval of the simulated mean; none for one replication.
    pub interval: Option<Interval>,
}

const INVITATIONS: About = About {
    name: "invitations",
    row: "One row for each group of each planned year that lies wholly in the run.",
    key: &["scenario", "year", "group"],
    written: "By `drawsim run`, if rounds of such a year have been published.",
};

/// `invitations`: invitations of a planned year by group, compared with the published ones; one row for each
/// year and group.
pub fn invitations(scenario: &str, rows: &[IssuedRow]) -> Table {
    let table = of_scenario(&INVITATIONS, scenario, rows)
        .integer("year", "Calendar year.", |row| Some(row.year))
        .text(
            "group",
            "`all`; `nominees`, by rounds of any type; and of the others `french`, `occupations` (other \
             category-based rounds) and `cec_and_all_programs`.",
            |row| Some(row.group.name()),
        )
        .number("invited", "Invitations: mean over replications, at full scale.", |row| {
            Some(row.invitations.simulated)
        })
        .number(
            "invited_published",
            "Invitations of the published rounds; for nominees from the open data.",
            |row| Some(row.invitations.published),
        )
        .number_to(
            SHARE_DECIMALS,
            "difference_share",
            "`invited` less `invited_published`, as a part of the latter; empty if that is 0.",
            |row| row.invitations.relative_difference(),
        );
    with_interval(table, "invited", |row| row.interval).finish()
}
