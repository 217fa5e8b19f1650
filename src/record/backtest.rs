//! What a backtest comes to: a row for each prediction, and the summary of their errors.

use crate::policy::instruction::{RoundNumber, RoundType};
use crate::time::Day;

/// A way of predicting cutoffs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// The simulator.
    Simulation,
    /// The type's last cutoff.
    Persistence,
    /// A stock of candidates by score for each type.
    StockFlow,
}

impl Method {
    /// All methods, in the order of tables.
    pub const ALL: [Method; 3] = [Method::Simulation, Method::Persistence, Method::StockFlow];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Method::Simulation => "simulation",
            Method::Persistence => "persistence",
            Method::StockFlow => "stock_flow",
        }
    }
}

/// A predicted cutoff, in CRS points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prediction {
    /// The 10th, 25th, 75th and 90th percentile; none for a method that predicts a single number.
    pub quantiles: Option<[f64; 4]>,
    /// Median.
    pub median: f64,
    /// Mean.
    pub mean: f64,
    /// Continuous ranked probability score against the published cutoff.
    pub crps: f64,
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
    /// Whom it invited.
    pub round_type: RoundType,
    /// How many it invited.
    pub size: u32,
    /// Rounds of its type since the origin, itself included: 1 is the next.
    pub rounds_ahead: u32,
    /// Days since the origin.
    pub days_ahead: i32,
    /// The published cutoff.
    pub published: u16,
    /// How it was predicted.
    pub method: Method,
    /// The prediction; none where the method has none.
    pub prediction: Option<Prediction>,
    /// Whether it counts: the last cutoff of the type at most 365 days old, the round at most 365 days ahead.
    pub is_scored: bool,
}

/// How far ahead.
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

    /// Whether a row lies so far ahead.
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
    /// Against persistence on the same rows; none for persistence itself.
    pub skill: Option<Skill>,
}

/// One less the ratio of a method's CRPS to that of persistence: above 0 is better, 1 is perfect.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Skill {
    /// The skill.
    pub value: f64,
    /// Lower and upper end of its 95 % interval; none where there is but one round.
    pub interval: Option<(f64, f64)>,
}
