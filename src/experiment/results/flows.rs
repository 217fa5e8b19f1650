//! The table `flows`: what came and went in each month.

use super::rows_of;
use crate::record::Flows;
use crate::table::Table;

/// `flows`: what came and went in each month of each replication. `ineligible` gives a year's profiles that are submitted and
/// not eligible for each eligible one: they are not simulated, and so many are expected.
pub fn flows(
    scenario: &str,
    replications: &[(u32, &[Flows])],
    ineligible: impl Fn(i16) -> Option<f64>,
) -> Table {
    let rows = rows_of(replications);
    Table::of(&rows)
        .text("scenario", |_| Some(scenario))
        .integer("replication", |row| Some(row.0))
        .integer("year", |row| Some(row.1.year))
        .integer("month", |row| Some(row.1.month))
        .integer("submitted", |row| Some(row.1.submitted))
        .integer("resubmitted", |row| Some(row.1.resubmitted))
        .integer("submitted_ineligible", |row| {
            let eligible = f64::from(row.1.submitted + row.1.resubmitted);
            ineligible(row.1.year).map(|ratio| (ratio * eligible).round() as i64)
        })
        .integer("nominated", |row| Some(row.1.nominated))
        .integer("invited", |row| Some(row.1.invited))
        .integer("expired", |row| Some(row.1.expired))
        .integer("withdrawn", |row| Some(row.1.withdrawn))
        .integer("removed", |row| Some(row.1.removed))
        .integer("applied", |row| Some(row.1.applied))
        .integer("declined", |row| Some(row.1.declined))
        .integer("lapsed", |row| Some(row.1.lapsed))
        .integer("approved", |row| Some(row.1.approved))
        .integer("refused", |row| Some(row.1.refused))
        .integer("landed_persons", |row| Some(row.1.landed_persons))
        .finish()
}
