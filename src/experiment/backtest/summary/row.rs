//! The table `backtest_summary`: the errors of each method over a group of rounds.

use crate::experiment::backtest::row::{BacktestRow, Method};
use crate::table::{About, Table};

/// The time from an origin to a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Horizon {
    /// The next round of its type.
    Next,
    /// 90 days and more.
    Far,
}

impl Horizon {
    /// Both horizons.
    pub const ALL: [Horizon; 2] = [Horizon::Next, Horizon::Far];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Horizon::Next => "next_round",
            Horizon::Far => "90_days_and_more",
        }
    }

    /// Whether the round of a row is that far ahead.
    pub fn holds(self, row: &BacktestRow) -> bool {
        match self {
            Horizon::Next => row.rounds_ahead == 1,
            Horizon::Far => row.days_ahead >= 90,
        }
    }
}

/// The errors of a method over a group of rounds.
#[derive(Clone, Debug, PartialEq)]
pub struct SummaryRow {
    /// The method.
    pub method: Method,
    /// Round type, or `all`, or `all_but_pnp`.
    pub rounds: String,
    /// How far ahead.
    pub horizon: Horizon,
    /// Predictions that are scored.
    pub count: u32,
    /// Mean absolute error of the median, in points.
    pub mean_absolute_error: f64,
    /// Mean of predicted (median) less published, in points.
    pub bias: f64,
    /// Mean continuous ranked probability score, in points.
    pub crps: f64,
    /// Share of published cutoffs from the 25th to the 75th percentile.
    pub inside_50: Option<f64>,
    /// The same from the 10th to the 90th.
    pub inside_80: Option<f64>,
    /// Skill compared with persistence on the same rows; none for persistence itself.
    pub skill: Option<Skill>,
}

/// One less the ratio of a method's CRPS to that of persistence: above 0 is better, 1 is perfect.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Skill {
    /// The skill.
    pub value: f64,
    /// Lower and upper end of its 95 % interval; none for a single round.
    pub interval: Option<(f64, f64)>,
}

const BACKTEST_SUMMARY: About = About {
    name: "backtest_summary",
    row: "One row for each horizon, group of rounds and method that has scored predictions.",
    key: &["horizon", "round_type", "method"],
    written: "By `drawsim backtest`.",
};

/// `backtest_summary`: errors by method, rounds and horizon.
pub fn table(rows: &[SummaryRow]) -> Table {
    Table::of(&BACKTEST_SUMMARY, rows)
        .text("horizon", "`next_round` of its type, or `90_days_and_more`.", |row| Some(row.horizon.name()))
        .text("round_type", "Round type, `all`, or `all_but_pnp`.", |row| Some(&row.rounds))
        .text("method", "As in `backtest`.", |row| Some(row.method.name()))
        .integer("n", "Predictions that are scored.", |row| Some(row.count))
        .number("mean_absolute_error", "Mean absolute error of the median, in points.", |row| {
            Some(row.mean_absolute_error)
        })
        .number("bias", "Mean of predicted median less published cutoff, in points.", |row| Some(row.bias))
        .number("crps", "Mean continuous ranked probability score, in points.", |row| Some(row.crps))
        .number(
            "inside_50",
            "Part of published cutoffs from the 25th to the 75th percentile, 0 to 1.",
            |row| row.inside_50,
        )
        .number(
            "inside_80",
            "Part of published cutoffs from the 10th to the 90th percentile, 0 to 1.",
            |row| row.inside_80,
        )
        .number(
            "skill",
            "One less the ratio of the CRPS to that of persistence: above 0 is better, 1 is perfect; empty \
             for persistence.",
            |row| Some(row.skill?.value),
        )
        .number(
            "skill_ci95_low",
            "Lower end of its 95 % interval; empty if there is one round only.",
            |row| row.skill?.interval.map(|(low, _)| low),
        )
        .number("skill_ci95_high", "Upper end of that interval.", |row| {
            row.skill?.interval.map(|(_, high)| high)
        })
        .finish()
}
