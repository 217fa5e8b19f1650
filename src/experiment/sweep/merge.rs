//! Joining the shards of a sweep: all are checked first, and then read one after the other.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::dimension::Setting;
use super::piece::{Damage, Identity, Piece, parquet};
use super::plan::SweepPlan;
use super::row::{FullRow, SweepRow, sweep};
use super::shard::{Shard, WorkFolder};
use super::summary::{CellSummary, CellTally, summary};
use crate::table::{TableError, TableWriter};

/// Rows of a batch of the table: a number of its own, so that its bytes do not depend on the shards.
const BATCH_ROWS: usize = 4096;
/// Cells of a batch of their summaries.
const BATCH_CELLS: usize = 256;

/// A shard that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The shard.
    pub shard: Shard,
    /// Its file.
    pub file: PathBuf,
    /// What is wrong with it.
    pub damage: Damage,
    /// Cells that are done; they follow one another from its first.
    pub done: u32,
    /// All its cells.
    pub all: u32,
}

/// Checks the length and the hash of every shard before a byte of Parquet is read.
///
/// # Errors
/// Every shard that is missing, unfinished, truncated, altered, of another plan or of another version.
pub fn check_shards(
    plan: &SweepPlan,
    identity: Identity<'_>,
    work: &WorkFolder,
    count: u32,
) -> Result<Vec<Piece>, Vec<Refused>> {
    let (mut pieces, mut refused) = (Vec::new(), Vec::new());
    for shard in Shard::all(count) {
        let cells = shard.cells(plan.cells.count());
        let checked = Piece::check(&work.whole(shard), identity.hash);
        let is_other = |piece: &Piece| piece.first != cells.start || piece.end != cells.end;
        match checked {
            Ok(piece) if is_other(&piece) => refused.push((shard, Damage::Plan)),
            Ok(piece) => pieces.push(piece),
            Err(damage) => refused.push((shard, damage)),
        }
    }
    if refused.is_empty() {
        return Ok(pieces);
    }
    Err(refused
        .into_iter()
        .map(|(shard, damage)| {
            let cells = shard.cells(plan.cells.count());
            let parts = work.whole_parts(shard, identity.hash, cells.start);
            Refused {
                shard,
                file: parquet(&work.whole(shard)),
                damage,
                done: parts.next - cells.start,
                all: cells.len() as u32,
            }
        })
        .collect())
}

/// The rows of a sweep on their way to its tables: settings and effects are added, and cells summarised.
pub struct Merge<'a> {
    plan: &'a SweepPlan,
    table: TableWriter,
    summaries: TableWriter,
    waiting: VecDeque<FullRow>,
    /// Values of the bases, by cell and replication.
    bases: BTreeMap<[u32; 2], Vec<Option<f64>>>,
    settings: Option<CellSettings>,
    tally: Option<CellTally>,
    /// Cells whose summaries are not yet written.
    pending: Vec<CellSummary>,
    kept: Vec<CellSummary>,
    failed: u32,
}

/// The setting of each dimension.
type Settings = Arc<Vec<Option<Setting>>>;

/// The settings of the last cell.
struct CellSettings {
    cell: u32,
    base: u32,
    settings: Settings,
}

/// Most cells whose summaries are kept for charts.
const MOST_KEPT: usize = 20_000;

/// A sweep that was joined.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The summaries of its first cells, at most 20,000.
    pub cells: Vec<CellSummary>,
    /// Cells that failed.
    pub failed: u32,
}

impl<'a> Merge<'a> {
    /// Begins the tables in a folder.
    ///
    /// # Errors
    /// If a file cannot be made.
    pub fn start(plan: &'a SweepPlan, folder: &Path) -> Result<Merge<'a>, TableError> {
        Ok(Merge {
            plan,
            table: TableWriter::create(folder, "sweep", &sweep(plan, &[]))?,
            summaries: TableWriter::create(folder, "sweep_summary", &summary(plan, &[]))?,
            waiting: VecDeque::new(),
            bases: BTreeMap::new(),
            settings: None,
            tally: None,
            pending: Vec::new(),
            kept: Vec::new(),
            failed: 0,
        })
    }

    /// Adds the rows of a shard.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub fn add(&mut self, rows: Vec<SweepRow>) -> Result<(), TableError> {
        for row in rows {
            self.add_row(row)?;
        }
        Ok(())
    }

    fn add_row(&mut self, row: SweepRow) -> Result<(), TableError> {
        let (base, settings) = self.settings_of(row.cell);
        let is_base = row.cell == base;
        let key = row.replication.map(|replication| [base, replication]);
        if let Some(key) = key.filter(|_| is_base) {
            self.bases.insert(key, row.values.clone());
        }
        let effects = match key.and_then(|key| self.bases.get(&key)) {
            Some(_) if is_base => Vec::new(),
            Some(base) => effects(&row.values, base),
            None => Vec::new(),
        };
        if self.tally.as_ref().is_some_and(|tally| tally.cell != row.cell) {
            self.close_cell()?;
        }
        self.failed += u32::from(row.error.is_some());
        let full = FullRow { row, settings, effects };
        self.tally.get_or_insert_with(|| CellTally::start(&full, base, self.plan)).add(&full);
        self.waiting.push_back(full);
        if self.waiting.len() >= BATCH_ROWS {
            self.write_waiting()?;
        }
        Ok(())
    }

    /// The base and the settings of a cell.
    fn settings_of(&mut self, cell: u32) -> (u32, Settings) {
        match &self.settings {
            Some(known) if known.cell == cell => (known.base, Arc::clone(&known.settings)),
            _ => {
                let of = self.plan.cells.cell(cell);
                let settings = Arc::new(of.settings);
                self.settings = Some(CellSettings { cell, base: of.base, settings: Arc::clone(&settings) });
                (of.base, settings)
            }
        }
    }

    fn write_waiting(&mut self) -> Result<(), TableError> {
        let rows: Vec<FullRow> = self.waiting.drain(..).collect();
        self.table.write(&sweep(self.plan, &rows))
    }

    fn close_cell(&mut self) -> Result<(), TableError> {
        let Some(tally) = self.tally.take() else { return Ok(()) };
        let found = tally.finish();
        if self.kept.len() < MOST_KEPT {
            self.kept.push(found.clone());
        }
        self.pending.push(found);
        if self.pending.len() >= BATCH_CELLS { self.write_pending() } else { Ok(()) }
    }

    fn write_pending(&mut self) -> Result<(), TableError> {
        let cells = std::mem::take(&mut self.pending);
        self.summaries.write(&summary(self.plan, &cells))
    }

    /// Completes the tables.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub fn finish(mut self) -> Result<Merged, TableError> {
        self.close_cell()?;
        self.write_pending()?;
        self.write_waiting()?;
        self.table.finish()?;
        self.summaries.finish()?;
        Ok(Merged { cells: self.kept, failed: self.failed })
    }
}

/// Each value less that of the base; none where either is missing.
fn effects(values: &[Option<f64>], base: &[Option<f64>]) -> Vec<Option<f64>> {
    values.iter().zip(base).map(|(own, base)| Some((*own)? - (*base)?)).collect()
}

/// Joins shards that were checked into tables in a folder.
///
/// # Errors
/// If a file cannot be read or written.
pub fn merge(plan: &SweepPlan, work: &WorkFolder, count: u32, folder: &Path) -> Result<Merged, TableError> {
    let mut merge = Merge::start(plan, folder)?;
    for shard in Shard::all(count) {
        merge.add(Piece::read(&work.whole(shard), &plan.outcomes)?)?;
    }
    merge.finish()
}
