//! Sweeps: many points of a design around a base scenario, on one machine or in shards.

pub mod budget;
mod cell;
mod cell_table;
mod check;
mod dimension;
mod known;
mod measure;
mod merge;
mod names;
mod outcome;
mod piece;
mod plan;
mod plan_file;
mod point;
mod points;
mod row;
mod shard;
mod spec;
mod summary;
#[cfg(test)]
mod tests;

pub use cell::{Cell, Cells};
pub use cell_table::cells;
pub use check::check_settings;
pub use dimension::{Dimension, Role, Setting};
pub use known::Known;
pub use measure::{bytes_of_rows, half_width_of};
pub use merge::{Merged, Refused, check_shards, merge};
pub use outcome::{YearlyOutcome, asked};
pub use piece::{Damage, Identity, Piece};
pub use plan::{SweepPlan, context};
pub use plan_file::{Cost, Difference, PLAN, PlanFile};
pub use point::{Sweeping, first_values, model_of};
pub use row::{SweepRow, rows_of};
pub use shard::{Ended, Running, Shard, WorkFolder, run_shard};
pub use spec::{Design, SweepSpec};
pub use summary::CellSummary;

use crate::table::Table;

/// The tables of sweeps without a row, and without the columns of levers, uncertainties and outcomes.
pub fn empty_tables() -> [Table; 3] {
    [cell_table::empty(), row::empty(), summary::empty()]
}
