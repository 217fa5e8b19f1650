//! The table `backtest`: each prediction of each round, and its rows back from a file.

use std::path::Path;

use crate::experiment::judging::prediction::{Prediction, Quantiles};
use crate::policy::instruction::{RoundNumber, RoundType};
use crate::table::{About, Cell, Table, TableError};
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
            "`simulation`; `persistence`, the type's last cutoff; `stock_flow`, a stock of candidates by \
             score for each type.",
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

/// Reads the rows of a `backtest` CSV file.
///
/// # Errors
/// If the file cannot be read or is another table.
pub fn read(path: &Path) -> Result<Vec<BacktestRow>, TableError> {
    let table = Table::read_csv(path, &backtest(&[]))?;
    let mut rows = Vec::new();
    for row in 0..table.height() {
        let row = read_row(&Cells { table: &table, row });
        rows.push(row.ok_or_else(|| TableError::read(path, "a value is missing"))?);
    }
    Ok(rows)
}

/// The cells of a row, by the names of their columns; none if a cell is missing.
struct Cells<'a> {
    table: &'a Table,
    row: usize,
}

impl<'a> Cells<'a> {
    fn day(&self, name: &str) -> Option<Day> {
        match self.table.cell(self.row, name) {
            Some(Cell::Day(day)) => Some(day),
            _ => None,
        }
    }

    fn text(&self, name: &str) -> Option<&'a str> {
        match self.table.cell(self.row, name) {
            Some(Cell::Text(text)) => Some(text),
            _ => None,
        }
    }

    fn integer(&self, name: &str) -> Option<i64> {
        match self.table.cell(self.row, name) {
            Some(Cell::Integer(number)) => Some(number),
            _ => None,
        }
    }

    fn number(&self, name: &str) -> Option<f64> {
        match self.table.cell(self.row, name) {
            Some(Cell::Number(number)) => Some(number),
            _ => None,
        }
    }
}

fn read_row(cells: &Cells<'_>) -> Option<BacktestRow> {
    let method = cells.text("method")?;
    Some(BacktestRow {
        origin: cells.day("origin")?,
        number: cells.text("round_number")?.parse().ok()?,
        date: cells.day("date")?,
        round_type: RoundType::new(cells.text("round_type")?),
        size: cells.integer("size")?.try_into().ok()?,
        rounds_ahead: cells.integer("rounds_ahead")?.try_into().ok()?,
        days_ahead: cells.integer("days_ahead")?.try_into().ok()?,
        published: cells.integer("published")?.try_into().ok()?,
        method: Method::ALL.into_iter().find(|known| known.name() == method)?,
        prediction: read_prediction(cells),
        is_scored: matches!(cells.table.cell(cells.row, "scored"), Some(Cell::Truth(true))),
    })
}

fn read_prediction(cells: &Cells<'_>) -> Option<Prediction> {
    Some(Prediction {
        quantiles: read_quantiles(cells),
        median: cells.number("p50")?,
        mean: cells.number("mean")?,
        crps: cells.number("crps")?,
    })
}

fn read_quantiles(cells: &Cells<'_>) -> Option<Quantiles> {
    Some(Quantiles {
        p10: cells.number("p10")?,
        p25: cells.number("p25")?,
        p75: cells.number("p75")?,
        p90: cells.number("p90")?,
    })
}
