//! The table `backtest`: each prediction of each round, and its rows back from a file.

use std::path::Path;

use crate::policy::instruction::{RoundNumber, RoundType};
use crate::table::{Cell, Table, TableError};
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

/// `backtest`: one row for each origin, later round and method.
pub fn backtest(rows: &[BacktestRow]) -> Table {
    let quantile = |place: usize| {
        move |row: &BacktestRow| row.prediction.and_then(|prediction| Some(prediction.quantiles?[place]))
    };
    let of = |part: fn(Prediction) -> f64| move |row: &BacktestRow| row.prediction.map(part);
    Table::of(rows)
        .day("origin", |row| Some(row.origin))
        .text("round_number", |row| Some(row.number))
        .day("date", |row| Some(row.date))
        .text("round_type", |row| Some(&row.round_type))
        .integer("size", |row| Some(row.size))
        .integer("rounds_ahead", |row| Some(row.rounds_ahead))
        .integer("days_ahead", |row| Some(row.days_ahead))
        .integer("published", |row| Some(row.published))
        .text("method", |row| Some(row.method.name()))
        .number("p10", quantile(0))
        .number("p25", quantile(1))
        .number("p50", of(|prediction| prediction.median))
        .number("p75", quantile(2))
        .number("p90", quantile(3))
        .number("mean", of(|prediction| prediction.mean))
        .number("crps", of(|prediction| prediction.crps))
        .truth("scored", |row| Some(row.is_scored))
        .finish()
}

/// Reads the rows of a `backtest` CSV file.
///
/// # Errors
/// If the file cannot be read or is another table.
pub fn read(path: &Path) -> Result<Vec<BacktestRow>, TableError> {
    let table = Table::read_csv(path, &backtest(&[]).schema())?;
    let row = |row| read_row(&table, row).ok_or_else(|| TableError::read(path, "a row lacks a value"));
    (0..table.height()).map(row).collect()
}

fn read_row(table: &Table, row: usize) -> Option<BacktestRow> {
    let day = |name| match table.cell(row, name) {
        Some(Cell::Day(day)) => Some(day),
        _ => None,
    };
    let text = |name| match table.cell(row, name) {
        Some(Cell::Text(text)) => Some(text),
        _ => None,
    };
    let integer = |name| match table.cell(row, name) {
        Some(Cell::Integer(number)) => Some(number),
        _ => None,
    };
    let number = |name| match table.cell(row, name) {
        Some(Cell::Number(number)) => Some(number),
        _ => None,
    };
    let quantiles = || Some([number("p10")?, number("p25")?, number("p75")?, number("p90")?]);
    let prediction = number("p50").zip(number("mean")).zip(number("crps"));
    let method = text("method")?;
    Some(BacktestRow {
        origin: day("origin")?,
        number: text("round_number")?.parse().ok()?,
        date: day("date")?,
        round_type: RoundType::new(text("round_type")?),
        size: integer("size")?.try_into().ok()?,
        rounds_ahead: integer("rounds_ahead")?.try_into().ok()?,
        days_ahead: integer("days_ahead")?.try_into().ok()?,
        published: integer("published")?.try_into().ok()?,
        method: Method::ALL.into_iter().find(|known| known.name() == method)?,
        prediction: prediction.map(|((median, mean), crps)| Prediction {
            quantiles: quantiles(),
            median,
            mean,
            crps,
        }),
        is_scored: matches!(table.cell(row, "scored"), Some(Cell::Truth(true))),
    })
}
