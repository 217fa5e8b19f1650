//! The table `cutoffs`: each round across the replications that held it.

use crate::experiment::spread::Spread;
use crate::policy::instruction::{RoundNumber, RoundType};
use crate::table::Table;
use crate::time::Day;

/// One round across the replications that held it. Scores are CRS points.
#[derive(Clone, Debug, PartialEq)]
pub struct CutoffRow {
    /// The round.
    pub number: RoundNumber,
    /// Its day.
    pub date: Day,
    /// Whom it invites.
    pub round_type: RoundType,
    /// Mean number to be invited; 0 if no replication held it.
    pub size: f64,
    /// Distribution of the cutoff; none if no replication invited anybody.
    pub cutoff: Option<Spread>,
    /// Replications that held the round and invited somebody.
    pub replications: u32,
    /// The published cutoff, in a replay.
    pub published: Option<u16>,
}

/// `cutoffs`: one row for each round, across the replications that held it.
pub fn cutoffs(scenario: &str, rows: &[CutoffRow]) -> Table {
    let spread = |part: fn(Spread) -> Option<f64>| move |row: &CutoffRow| row.cutoff.and_then(part);
    Table::of(rows)
        .text("scenario", |_| Some(scenario))
        .text("round_number", |row| Some(row.number))
        .day("date", |row| Some(row.date))
        .text("round_type", |row| Some(&row.round_type))
        .number("size", |row| Some(row.size))
        .number("mean", spread(|cutoff| Some(cutoff.mean)))
        .number("sd", spread(|cutoff| cutoff.sd))
        .number("p10", spread(|cutoff| Some(cutoff.p10)))
        .number("p25", spread(|cutoff| Some(cutoff.p25)))
        .number("p50", spread(|cutoff| Some(cutoff.p50)))
        .number("p75", spread(|cutoff| Some(cutoff.p75)))
        .number("p90", spread(|cutoff| Some(cutoff.p90)))
        .number("ci95_low", spread(|cutoff| cutoff.ci95_low))
        .number("ci95_high", spread(|cutoff| cutoff.ci95_high))
        .integer("replications", |row| Some(row.replications))
        .integer("cutoff_published", |row| row.published)
        .finish()
}
