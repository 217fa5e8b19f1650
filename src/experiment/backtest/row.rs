//! The table `backtest`: each prediction of each round.

use crate::experiment::judging::prediction::{Prediction, Quantiles};
use crate::policy::instruction::{RoundNumber, RoundType};
use crate::table::{About, Table};
use crate::time::Day;

/// A way of predicting cutoffs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// The weighted mean of the others, each with its model error: the published forecast.
    Stacked,
    /// The simulator.
    Simulation,
    /// The type's last cutoff.
    Persistence,
    /// A stock of candidates by score for each type.
    StockFlow,
    /// A line of the cutoffs of nominees in the logarithm of the size.
    PnpRegression,
}

impl Method {
    /// All methods, in the order of tables.
    pub const ALL: [Method; 5] =
        [Method::Stacked, Method::Simulation, Method::Persistence, Method::StockFlow, Method::PnpRegression];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Method::Stacked => "stacked",
            Method::Simulation => "simulation",
            Method::Persistence => "persistence",
            Method::StockFlow => "stock_flow",
            Method::PnpRegression => "pnp_regression",
        }
    }
}

/// One prediction of one round from one origin.
#[derive(Clone, Debug, PartialEq)]
pub struct BacktestRow {
    /// The day whose knowledge was used: everything published before it.
    pub origin: Day,
    /// The round.
    pub number: RoundNumber,
    /// Its day.
    pub date: Day,
    /// Its type.
    pub round_type: RoundType,
    /// Its published invitations.
    pub size: u32,
    /// Rounds of its type since the origin, itself included: 1 is the next.
    pub rounds_ahead: u32,
    /// Days since the origin.
    pub days_ahead: i32,
    /// The published cutoff.
    pub published: u16,
    /// The method of the prediction.
    pub method: Method,
    /// The prediction; none where the method has none.
    pub prediction: Option<Prediction>,
    /// The part of the predicted distribution below the published cutoff; none of a single number.
    pub share_below: Option<f64>,
    /// Whether it counts: the last cutoff of the type at most 365 days old, the round at most 365 days ahead.
    pub is_scored: bool,
}

const BACKTEST: About = About {
    name: "backtest",
    row: "One row for each origin, later round and method.",
    key: &["origin", "round_number", "method"],
    written: "By `drawsim backtest`.",
};

/// `backtest`: one row for each origin, later round and method.
pub fn backtest(rows: &[BacktestRow]) -> Table {
    Table::of(&BACKTEST, rows)
        .day("origin", "Day of the prediction, which knows only what was published before it.", |row| {
            Some(row.origin)
        })
        .text("round_number", "IRCC's number, as in `rounds`.", |row| Some(row.number))
        .day("date", "Day of the round.", |row| Some(row.date))
        .text("round_type", "As in `rounds`.", |row| Some(&row.round_type))
        .integer("size", "Published invitations of the round.", |row| Some(row.size))
        .integer(
            "rounds_ahead",
            "Rounds of the type since the origin, this one included: 1 is the next.",
            |row| Some(row.rounds_ahead),
        )
        .integer("days_ahead", "Days from the origin to the round.", |row| Some(row.days_ahead))
        .integer("published", "Published cutoff, in CRS points.", |row| Some(row.published))
        .text(
            "method",
            "`stacked`, the published forecast: the weighted mean of the others; `simulation`; \
             `persistence`, the type's last cutoff; `stock_flow`, a stock of candidates by score for each \
             type; `pnp_regression`, for rounds of nominees, a line in the logarithm of the size. All but \
             `persistence` have their model error.",
            |row| Some(row.method.name()),
        )
        .number(
            "p10",
            "10th percentile of the predicted cutoff; empty for a method that predicts a single number, or \
             nothing.",
            |row| Some(quantiles(row)?.p10),
        )
        .number("p25", "25th percentile; empty as `p10`.", |row| Some(quantiles(row)?.p25))
        .number(
            "p50",
            "Median of the predicted cutoff; empty, like the columns after it, without a prediction.",
            |row| Some(row.prediction?.median),
        )
        .number("p75", "75th percentile; empty as `p10`.", |row| Some(quantiles(row)?.p75))
        .number("p90", "90th percentile; empty as `p10`.", |row| Some(quantiles(row)?.p90))
        .number("mean", "Mean of the predicted cutoff.", |row| Some(row.prediction?.mean))
        .number("crps", "Continuous ranked probability score, in points; lower is better.", |row| {
            Some(row.prediction?.crps)
        })
        .number(
            "share_below",
            "Part of the predicted distribution below the published cutoff, 0 to 1; empty as `p10`.",
            |row| row.share_below,
        )
        .truth(
            "scored",
            "Whether the row counts in the summary: the type's last cutoff is at most 365 days old, and the \
             round at most 365 days ahead.",
            |row| Some(row.is_scored),
        )
        .finish()
}

fn quantiles(row: &BacktestRow) -> Option<Quantiles> {
    row.prediction?.quantiles
}
