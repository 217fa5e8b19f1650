//! Rows of an earlier sweep that are taken over: those of cells whose hash is the same.

use std::collections::BTreeMap;
use std::path::Path;

use super::cell::Cell;
use super::outcome::YearlyOutcome;
use super::plan::SweepPlan;
use super::row::{SweepRow, rows_of};
use crate::table::{Cell as TableCell, Table, TableError};

/// Rows by the hash of their cell.
#[derive(Clone, Debug, Default)]
pub struct Known {
    rows: BTreeMap<String, Vec<SweepRow>>,
}

impl Known {
    /// The rows of a result; cells that failed are run again.
    ///
    /// # Errors
    /// If a table cannot be read.
    pub fn read(folder: &Path, outcomes: &[YearlyOutcome]) -> Result<Known, TableError> {
        let cells = Table::read_parquet(&folder.join("cells.parquet"))?;
        let sweep = Table::read_parquet(&folder.join("sweep.parquet"))?;
        let mut hashes = BTreeMap::new();
        for row in 0..cells.height() {
            if let (Some(TableCell::Integer(cell)), Some(TableCell::Text(hash))) =
                (cells.cell(row, "cell"), cells.cell(row, "hash"))
            {
                hashes.insert(cell, hash.to_owned());
            }
        }
        let mut rows: BTreeMap<String, Vec<SweepRow>> = BTreeMap::new();
        for row in rows_of(&sweep, outcomes).unwrap_or_default() {
            let hash = hashes.get(&i64::from(row.cell)).filter(|_| row.error.is_none());
            if let Some(hash) = hash {
                rows.entry(hash.clone()).or_default().push(row);
            }
        }
        Ok(Known { rows })
    }

    /// The first replications of a cell that are known, as far as the plan needs them.
    pub fn rows(&self, plan: &SweepPlan, cell: &Cell) -> Vec<SweepRow> {
        if self.rows.is_empty() {
            return Vec::new();
        }
        let known = self.rows.get(&plan.hash_of(cell)).into_iter().flatten();
        let known = known.take(plan.replications as usize).enumerate();
        let in_order = known.take_while(|(place, row)| row.replication == Some(*place as u32));
        in_order.map(|(_, row)| SweepRow { cell: cell.number, ..row.clone() }).collect()
    }

    /// How many cells of a plan are known, and how many replications of them.
    pub fn counts(&self, plan: &SweepPlan) -> [u64; 2] {
        let lengths = plan.cells.iter().map(|cell| self.rows(plan, &cell).len() as u64);
        lengths.filter(|length| *length > 0).fold([0, 0], |[cells, rows], length| [cells + 1, rows + length])
    }
}
