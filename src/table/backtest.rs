//! The tables of a backtest, and its rows back from them.

use std::path::Path;

use super::{Cell, Table, TableError};
use crate::policy::instruction::RoundType;
use crate::record::backtest::{BacktestRow, Method, Prediction, SummaryRow};

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

/// `backtest_summary`: errors by method, rounds and horizon.
pub fn summary(rows: &[SummaryRow]) -> Table {
    let interval = |row: &SummaryRow| row.skill.and_then(|skill| skill.interval);
    Table::of(rows)
        .text("horizon", |row| Some(row.horizon.name()))
        .text("round_type", |row| Some(&row.rounds))
        .text("method", |row| Some(row.method.name()))
        .integer("n", |row| Some(row.count))
        .number("mean_absolute_error", |row| Some(row.mean_absolute_error))
        .number("bias", |row| Some(row.bias))
        .number("crps", |row| Some(row.crps))
        .number("inside_50", |row| row.inside_50)
        .number("inside_80", |row| row.inside_80)
        .number("skill", |row| row.skill.map(|skill| skill.value))
        .number("skill_ci95_low", |row| interval(row).map(|(low, _)| low))
        .number("skill_ci95_high", |row| interval(row).map(|(_, high)| high))
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
