//! The tables `sweep` and, of a shard, its rows before the effects are known.

use std::sync::Arc;

use super::dimension::Setting;
use super::outcome::YearlyOutcome;
use super::plan::SweepPlan;
use crate::simulation::Replication;
use crate::table::{About, Cell as TableCell, Table, TableBuilder};

/// Decimals of settings: all digits of a number that was typed.
const SETTING_DECIMALS: usize = 12;
/// Decimals of outcomes: some are shares.
pub(super) const DECIMALS: usize = 6;

/// A replication of a cell, or the reason why a cell has none.
#[derive(Clone, Debug, PartialEq)]
pub struct SweepRow {
    /// Number of the cell.
    pub cell: u32,
    /// The replication, from 0 on; none if the cell failed.
    pub replication: Option<Replication>,
    /// Member of the calibrated population that it simulated; none for one population alone.
    pub member: Option<u32>,
    /// The outcomes, in the order of columns; none where the replication does not have one.
    pub values: Vec<Option<f64>>,
    /// The reason why the cell failed; none if it did not.
    pub error: Option<String>,
}

/// A row with its settings and its effects.
#[derive(Clone, Debug)]
pub struct FullRow {
    /// The row.
    pub row: SweepRow,
    /// The settings of its cell.
    pub settings: Arc<Vec<Option<Setting>>>,
    /// Each outcome less that of the base in the same replication.
    pub effects: Vec<Option<f64>>,
}

const SWEEP: About = About {
    name: "sweep",
    row: "One row for each cell and replication. Cell 0 is the base as it is written; where the sweep \
          varies the seed, the scale or the member, a base for each of their settings comes first. A cell \
          that failed has one row, with its reason.",
    key: &["cell", "replication"],
    written: "By `drawsim sweep run` and `drawsim sweep merge`. After `member` there is a column for each \
              lever and uncertainty, under its key or its name, empty where it is as in the base; then one \
              for each outcome, such as `cutoff_cec_2027`; then the effect on each, such as \
              `effect_cutoff_cec_2027`: the outcome less that of the base in the same replication, with \
              the same people and the same luck.",
};

const SHARD: About =
    About { name: "shard", row: "One row for each cell and replication.", key: &[], written: "" };

/// The rows of a shard, as it keeps them.
pub fn shard_rows(outcomes: &[YearlyOutcome], rows: &[SweepRow]) -> Table {
    let table = with_key(Table::of(&SHARD, rows), |row| row);
    let table = with_values(table, outcomes, |row| &row.values);
    table.text("error", "Why the cell failed.", |row| row.error.as_ref()).finish()
}

/// `sweep`: replications of cells, with settings, outcomes and effects.
pub fn sweep(plan: &SweepPlan, rows: &[FullRow]) -> Table {
    let table = with_key(Table::of(&SWEEP, rows), |full: &FullRow| &full.row);
    let table = with_settings(table, plan, |full| &full.settings);
    let table = with_values(table, &plan.outcomes, |full| &full.row.values);
    let table = with_effects(table, &plan.outcomes);
    table.text("error", description(), |full| full.row.error.as_ref()).finish()
}

/// The description of the column `error`.
fn description() -> &'static str {
    "The reason why the cell failed; empty if it did not."
}

/// `sweep` without levers, uncertainties and outcomes, whose columns are those of each sweep.
pub fn empty() -> Table {
    let rows: &[SweepRow] = &[];
    with_key(Table::of(&SWEEP, rows), |row| row)
        .text("error", description(), |row| row.error.as_ref())
        .finish()
}

fn with_key<'a, R>(
    table: TableBuilder<'a, R>,
    row: impl Fn(&'a R) -> &'a SweepRow + Copy,
) -> TableBuilder<'a, R> {
    table
        .integer("cell", "Number of the cell, from 0 on.", move |of| Some(row(of).cell))
        .integer("replication", "Index of the replication; empty if the cell failed.", move |of| {
            row(of).replication
        })
        .integer(
            "member",
            "Member of the calibrated population whose people were simulated; empty for one population \
             alone.",
            move |of| row(of).member,
        )
}

/// Adds a column for each lever and uncertainty.
pub(super) fn with_settings<'a, R>(
    mut table: TableBuilder<'a, R>,
    plan: &SweepPlan,
    settings: impl Fn(&'a R) -> &'a Vec<Option<Setting>> + Copy,
) -> TableBuilder<'a, R> {
    for (place, dimension) in plan.dimensions().iter().enumerate() {
        let keys = dimension.keys.join("`, `");
        let description =
            format!("Setting of the {} `{keys}`; empty where it is as in the base.", dimension.role.name());
        let name = dimension.name.clone();
        table = if plan.cells.is_of_numbers(place) {
            table.number_to(SETTING_DECIMALS, name, description, move |row| {
                settings(row)[place].as_ref()?.number
            })
        } else {
            table.text(name, description, move |row| settings(row)[place].as_ref().map(|own| &own.text))
        };
    }
    table
}

fn with_values<'a, R>(
    mut table: TableBuilder<'a, R>,
    outcomes: &[YearlyOutcome],
    values: impl Fn(&'a R) -> &'a Vec<Option<f64>> + Copy,
) -> TableBuilder<'a, R> {
    for (place, outcome) in outcomes.iter().enumerate() {
        table = table.number_to(DECIMALS, outcome.column(), outcome.description(), move |row| {
            values(row).get(place).copied().flatten()
        });
    }
    table
}

fn with_effects<'a>(
    mut table: TableBuilder<'a, FullRow>,
    outcomes: &[YearlyOutcome],
) -> TableBuilder<'a, FullRow> {
    for (place, outcome) in outcomes.iter().enumerate() {
        let description = format!(
            "`{}` less that of the base in the same replication; empty if either has none.",
            outcome.column()
        );
        table = table.number_to(DECIMALS, outcome.effect_column(), description, |full| {
            full.effects.get(place).copied().flatten()
        });
    }
    table
}

/// Reads rows with these outcomes back from the table of a shard or of a sweep; none if it is no such table.
pub fn rows_of(table: &Table, outcomes: &[YearlyOutcome]) -> Option<Vec<SweepRow>> {
    let columns: Vec<String> = outcomes.iter().map(YearlyOutcome::column).collect();
    let names = table.names();
    let needed = ["cell", "replication", "member", "error"];
    if !needed.into_iter().chain(columns.iter().map(String::as_str)).all(|name| names.contains(&name)) {
        return None;
    }
    let mut rows = Vec::with_capacity(table.height());
    for at in 0..table.height() {
        rows.push(SweepRow {
            cell: whole(table, at, "cell")?,
            replication: whole(table, at, "replication"),
            member: whole(table, at, "member"),
            values: columns.iter().map(|column| number(table, at, column)).collect(),
            error: text(table, at, "error"),
        });
    }
    Some(rows)
}

fn whole(table: &Table, row: usize, column: &str) -> Option<u32> {
    match table.cell(row, column)? {
        TableCell::Integer(number) => u32::try_from(number).ok(),
        _ => None,
    }
}

fn number(table: &Table, row: usize, column: &str) -> Option<f64> {
    match table.cell(row, column)? {
        TableCell::Number(number) => Some(number),
        _ => None,
    }
}

fn text(table: &Table, row: usize, column: &str) -> Option<String> {
    match table.cell(row, column)? {
        TableCell::Text(text) => Some(text.to_owned()),
        _ => None,
    }
}
