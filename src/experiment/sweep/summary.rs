//! The table `sweep_summary`: outcomes and effects of each cell over its replications.

use std::sync::Arc;

use super::dimension::Setting;
use super::plan::SweepPlan;
use super::row::{DECIMALS, FullRow, with_settings};
use crate::experiment::mean::{Interval, MeanSums};
use crate::table::{About, Table};

/// A cell over its replications.
#[derive(Clone, Debug)]
pub struct CellSummary {
    /// Number of the cell.
    pub cell: u32,
    /// The cell of its base.
    pub base: u32,
    /// Its settings.
    pub settings: Arc<Vec<Option<Setting>>>,
    /// Each outcome, in the order of columns.
    pub outcomes: Vec<MeanSums>,
    /// The effect on each.
    pub effects: Vec<MeanSums>,
    /// The reason why it failed; none if it did not.
    pub error: Option<String>,
}

/// A cell in the making.
#[derive(Clone, Debug)]
pub struct CellTally {
    /// Number of the cell.
    pub cell: u32,
    summary: CellSummary,
}

impl CellTally {
    /// A cell without a replication.
    pub fn start(row: &FullRow, base: u32, plan: &SweepPlan) -> CellTally {
        let none = vec![MeanSums::default(); plan.outcomes.len()];
        let summary = CellSummary {
            cell: row.row.cell,
            base,
            settings: Arc::clone(&row.settings),
            outcomes: none.clone(),
            effects: none,
            error: row.row.error.clone(),
        };
        CellTally { cell: row.row.cell, summary }
    }

    /// Adds a replication.
    pub fn add(&mut self, row: &FullRow) {
        add(&mut self.summary.outcomes, &row.row.values);
        add(&mut self.summary.effects, &row.effects);
    }

    /// The cell.
    pub fn finish(self) -> CellSummary {
        self.summary
    }
}

fn add(sums: &mut [MeanSums], values: &[Option<f64>]) {
    for (sums, value) in sums.iter_mut().zip(values) {
        if let Some(value) = value {
            sums.add(*value);
        }
    }
}

const SUMMARY: About = About {
    name: "sweep_summary",
    row: "One row for each cell and outcome, over the replications that have it.",
    key: &["cell", "outcome"],
    written: "By `drawsim sweep run` and `drawsim sweep merge`. After `base` there is a column for each \
              lever and uncertainty, under its key or its name.",
};

/// An outcome of a cell.
struct Row<'a> {
    summary: &'a CellSummary,
    name: String,
    outcome: MeanSums,
    effect: MeanSums,
}

/// `sweep_summary`: outcomes and effects of cells.
pub fn summary(plan: &SweepPlan, cells: &[CellSummary]) -> Table {
    let mut rows = Vec::new();
    for summary in cells {
        for (place, outcome) in plan.outcomes.iter().enumerate() {
            let (own, effect) = (summary.outcomes[place], summary.effects[place]);
            rows.push(Row { summary, name: outcome.column(), outcome: own, effect });
        }
    }
    let table = Table::of(&SUMMARY, &rows)
        .integer("cell", "Number of the cell, from 0 on.", |row| Some(row.summary.cell))
        .integer("base", "The cell that it is compared with; its own number for a base.", |row| {
            Some(row.summary.base)
        });
    let table = with_settings(table, plan, |row: &Row<'_>| &row.summary.settings);
    values(table).finish()
}

/// `sweep_summary` without levers and uncertainties, whose columns are those of each sweep.
pub fn empty() -> Table {
    let rows: &[Row<'_>] = &[];
    let table = Table::of(&SUMMARY, rows)
        .integer("cell", "Number of the cell, from 0 on.", |row| Some(row.summary.cell))
        .integer("base", "The cell that it is compared with; its own number for a base.", |row| {
            Some(row.summary.base)
        });
    values(table).finish()
}

fn values<'a, 'b>(table: crate::table::TableBuilder<'a, Row<'b>>) -> crate::table::TableBuilder<'a, Row<'b>> {
    let low = |sums: &MeanSums| sums.interval().map(|Interval { low, .. }| low);
    let high = |sums: &MeanSums| sums.interval().map(|Interval { high, .. }| high);
    table
        .text("outcome", "The outcome, under the name of its column in `sweep`.", |row| Some(&row.name))
        .number_to(DECIMALS, "mean", "Mean over the replications.", |row| row.outcome.mean())
        .number_to(DECIMALS, "sd", "Standard deviation between replications.", |row| row.outcome.sd())
        .number_to(
            DECIMALS,
            "ci95_low",
            "Lower end of the 95 % interval of the mean (Student); empty for fewer than two replications.",
            move |row| low(&row.outcome),
        )
        .number_to(DECIMALS, "ci95_high", "Its upper end.", move |row| high(&row.outcome))
        .number_to(
            DECIMALS,
            "effect",
            "Mean of the outcome less that of the base, replication by replication.",
            |row| row.effect.mean(),
        )
        .number_to(DECIMALS, "effect_ci95_low", "Lower end of the 95 % interval of the effect.", move |row| {
            low(&row.effect)
        })
        .number_to(DECIMALS, "effect_ci95_high", "Its upper end.", move |row| high(&row.effect))
        .integer(
            "replications",
            "Replications that have the outcome.",
            |row| Some(row.outcome.count() as i64),
        )
        .text("error", "The reason why the cell failed; empty if it did not.", |row| {
            row.summary.error.as_ref()
        })
}
