//! The table `invitations`: invitations of a year by group of rounds, beside the published ones.

use crate::table::Table;

/// Whom a group counts. Nominees are a group of their own, by whatever rounds they were invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IssuedGroup {
    /// Everybody.
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
    /// Mean invitations over the replications, at full scale.
    pub issued: f64,
    /// Published invitations.
    pub published: f64,
}

impl IssuedRow {
    /// How far the mean lies from what was published, as a part of it; none where nobody was invited.
    pub fn difference(&self) -> Option<f64> {
        (self.published > 0.0).then(|| self.issued / self.published - 1.0)
    }
}

/// `invitations`: invitations of a planned year by group, beside the published ones; one row for each year and group.
pub fn invitations(scenario: &str, rows: &[IssuedRow]) -> Table {
    Table::of(rows)
        .text("scenario", |_| Some(scenario))
        .integer("year", |row: &IssuedRow| Some(row.year))
        .text("group", |row| Some(row.group.name()))
        .number("invited", |row| Some(row.issued))
        .number("invited_published", |row| Some(row.published))
        .number_to(5, "difference_share", IssuedRow::difference)
        .finish()
}
