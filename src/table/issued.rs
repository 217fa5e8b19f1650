//! The table of invitations beside the published ones.

use super::Table;
use crate::record::issued::IssuedRow;

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
