//! The table `compare`: each outcome of a base and of a reform, with the paired difference.

use super::outcome::{Key, Subject};
use super::paired::Effect;
use crate::experiment::mean::Interval;
use crate::policy::instruction::RoundType;
use crate::policy::program::Program;
use crate::table::{About, Table, TableBuilder};

/// Decimals of values: some are shares.
const DECIMALS: usize = 5;

/// An outcome of a base and of a reform.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareRow {
    /// Name of the reform.
    pub reform: String,
    /// Outcome, type or program, and time.
    pub key: Key,
    /// The outcome on both sides.
    pub effect: Effect,
}

impl CompareRow {
    /// The type of the rounds, if it is an outcome of rounds.
    pub fn round_type(&self) -> Option<&RoundType> {
        match &self.key.subject {
            Subject::Rounds(round_type) => Some(round_type),
            Subject::All | Subject::Program(_) => None,
        }
    }

    fn program(&self) -> Option<&'static str> {
        match &self.key.subject {
            Subject::Program(program) => Some(Program::name(*program)),
            Subject::All | Subject::Rounds(_) => None,
        }
    }

    fn band(&self, side: usize, end: usize) -> Option<f64> {
        Some(self.effect.bands[side]?[end])
    }
}

const COMPARE: About = About {
    name: "compare",
    row: "One row for each reform, outcome, round type or program, and month or year. Every replication of \
          the reform meets the same people with the same luck as that of the base.",
    key: &["reform", "outcome", "round_type", "program", "year", "month"],
    written: "By `drawsim compare`.",
};

/// `compare`: each outcome of a base and of reforms.
pub fn compare(rows: &[CompareRow]) -> Table {
    let table = Table::of(&COMPARE, rows)
        .text("reform", "Name of the reform's scenario.", |row| Some(&row.reform))
        .text(
            "outcome",
            "`cutoff`: mean of the cutoffs of a type's rounds in the month, in CRS points; of a year, the \
             mean of the months in which both hold rounds; `first_cutoff`: cutoff of the first round since \
             the first difference is in force; `invited`: invitations; `admissions`: persons admitted, \
             family included; `mean_score_of_invited`: CRS points; `share_in_canada_of_invited`, \
             `share_french_of_invited`: 0 to 1; `mean_age_of_invited`: years; `wait_days_of_invited`: days \
             from submission to invitation.",
            |row| Some(row.key.outcome.name()),
        )
        .text("round_type", "Type of the rounds; empty for outcomes by program.", CompareRow::round_type)
        .text("program", "Program of the invitation; empty for all, and for outcomes by type.", |row| {
            row.program()
        })
        .integer(
            "year",
            "Calendar year; of `first_cutoff`, the year from which its round is looked for.",
            |row| Some(row.key.year),
        )
        .integer("month", "Month, 1 to 12; empty for the whole year.", |row| row.key.month);
    let table = effects(table, |row| &row.effect);
    table
        .number(
            "base_p10",
            "Base: 10th percentile over the replications that have it; of cutoffs only.",
            |row| row.band(0, 0),
        )
        .number("base_p90", "Base: 90th percentile; as `base_p10`.", |row| row.band(0, 1))
        .number("reform_p10", "Reform: 10th percentile; as `base_p10`.", |row| row.band(1, 0))
        .number("reform_p90", "Reform: 90th percentile; as `base_p10`.", |row| row.band(1, 1))
        .finish()
}

/// Adds the columns of an outcome on both sides.
pub(super) fn effects<'a, R>(
    table: TableBuilder<'a, R>,
    effect: impl Fn(&'a R) -> &'a Effect + Copy,
) -> TableBuilder<'a, R> {
    let interval = move |row: &'a R, end: fn(Interval) -> f64| effect(row).interval.map(end);
    table
        .number_to(
            DECIMALS,
            "base",
            "Mean of the base over the replications that have the outcome on both sides; else over those \
             of the base; empty if it has none.",
            move |row| effect(row).base,
        )
        .number_to(DECIMALS, "reform_value", "The same of the reform.", move |row| effect(row).reform)
        .number_to(
            DECIMALS,
            "difference",
            "Mean of reform less base, replication by replication; empty if none has both.",
            move |row| effect(row).difference,
        )
        .number_to(
            DECIMALS,
            "ci95_low",
            "Lower end of the 95 % interval of the difference (Student): people and chance, not the model's \
             own error. Empty for fewer than two pairs, or if all agree; 0 before the scenarios part.",
            move |row| interval(row, |interval| interval.low),
        )
        .number_to(DECIMALS, "ci95_high", "Its upper end.", move |row| {
            interval(row, |interval| interval.high)
        })
        .number_to(
            DECIMALS,
            "sd_chance",
            "Spread of the difference by chance: standard deviation between replications of one member of \
             the calibrated population; empty without members that have two replications each.",
            move |row| Some(effect(row).components?.chance),
        )
        .number_to(
            DECIMALS,
            "sd_parameters",
            "Spread of the difference between members that chance does not explain; empty as `sd_chance`.",
            move |row| Some(effect(row).components?.parameters),
        )
        .number(
            "variance_ratio",
            "How many times as many replications independent seeds would need for the same interval; empty \
             if the differences do not vary.",
            move |row| effect(row).variance_ratio,
        )
        .integer("replications", "Replications that have the outcome on both sides.", move |row| {
            Some(effect(row).pairs)
        })
}
