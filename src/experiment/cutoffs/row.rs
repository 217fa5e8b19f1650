//! The table `cutoffs`: each round across the replications that held it.

use super::Components;
use crate::experiment::column::of_scenario;
use crate::experiment::mean::{Interval, with_interval};
use crate::experiment::spread::Spread;
use crate::policy::instruction::{RoundNumber, RoundType};
use crate::table::{About, Table};
use crate::time::Day;

/// One round across the replications that held it. Scores are CRS points.
#[derive(Clone, Debug, PartialEq)]
pub struct CutoffRow {
    /// The round.
    pub number: RoundNumber,
    /// Its day.
    pub date: Day,
    /// Its type.
    pub round_type: RoundType,
    /// Mean size over the replications that held it; 0 if none did.
    pub size: f64,
    /// The interval of that mean; none if fewer than two held it.
    pub size_interval: Option<Interval>,
    /// Distribution of the cutoff; none if no replication issued an invitation.
    pub cutoff: Option<Spread>,
    /// The parts of its spread, if each member of a calibrated population has two cutoffs.
    pub components: Option<Components>,
    /// Replications that held the round and issued an invitation.
    pub replications: u32,
    /// The published cutoff, in a replay.
    pub published: Option<u16>,
}

const CUTOFFS: About = About {
    name: "cutoffs",
    row: "One row for each round, over the replications that held it and issued an invitation.",
    key: &["scenario", "round_number"],
    written: "By `drawsim run`.",
};

/// `cutoffs`: one row for each round, across the replications that held it.
pub fn cutoffs(scenario: &str, rows: &[CutoffRow]) -> Table {
    let table = of_scenario(&CUTOFFS, scenario, rows)
        .text("round_number", "IRCC's number, as in `rounds`.", |row| Some(row.number))
        .day("date", "Day for which the round was announced.", |row| Some(row.date))
        .text("round_type", "As in `rounds`.", |row| Some(&row.round_type))
        .number("size", "Mean size over the replications that held the round; 0 if none did.", |row| {
            Some(row.size)
        })
        .number(
            "mean",
            "Mean cutoff, in CRS points; empty, like all that follows, if no replication has a cutoff.",
            |row| Some(row.cutoff?.mean),
        )
        .number(
            "sd",
            "Standard deviation between replications, in CRS points; empty for one replication.",
            |row| row.cutoff?.sd,
        )
        .number(
            "sd_chance",
            "Standard deviation by chance, in CRS points: root of the mean variance within the members of a \
             calibrated population; empty without members and with fewer than two cutoffs of a member.",
            |row| Some(row.components?.chance),
        )
        .number(
            "sd_parameters",
            "Standard deviation by parameters, in CRS points: root of the variance between members that \
             chance does not explain; empty as `sd_chance`.",
            |row| Some(row.components?.parameters),
        )
        .number(
            "p10",
            "10th percentile across replications (Hyndman and Fan, type 8, as in all charts).",
            |row| Some(row.cutoff?.p10),
        )
        .number("p25", "25th percentile.", |row| Some(row.cutoff?.p25))
        .number("p50", "Median.", |row| Some(row.cutoff?.p50))
        .number("p75", "75th percentile.", |row| Some(row.cutoff?.p75))
        .number("p90", "90th percentile.", |row| Some(row.cutoff?.p90))
        .number(
            "ci95_low",
            "Lower end of the 95 % confidence interval of the mean (Student's t); more replications narrow \
             it.",
            |row| row.cutoff?.ci95_low,
        )
        .number("ci95_high", "Upper end of that interval.", |row| row.cutoff?.ci95_high)
        .integer("replications", "Replications that held the round and issued an invitation.", |row| {
            Some(row.replications)
        })
        .integer(
            "cutoff_published",
            "Published cutoff, in CRS points; empty if the round is not a published one.",
            |row| row.published,
        );
    with_interval(table, "size", |row| row.size_interval).finish()
}
