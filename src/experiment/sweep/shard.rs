//! A shard of a sweep: a range of cells that one process runs, in parts, so that it goes on where it was
//! stopped.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::known::Known;
use super::piece::{Damage, Identity, Piece};
use super::plan_file::PLAN;
use super::point::{Sweeping, run_cell};
use super::row::SweepRow;
use crate::document::disk::UNFINISHED;
use crate::experiment::Workers;
use crate::table::TableError;

/// One of so many shards of equal size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Its index, from 0 on.
    pub index: u32,
    /// How many there are.
    pub count: u32,
}

/// Most shards of a sweep.
pub const MOST_SHARDS: u32 = 100_000;

impl Shard {
    /// The one shard of a sweep that is not divided.
    pub const WHOLE: Shard = Shard { index: 0, count: 1 };

    /// Its cells among so many.
    pub fn cells(self, all: u32) -> Range<u32> {
        let bound = |index: u32| (u64::from(all) * u64::from(index) / u64::from(self.count)) as u32;
        bound(self.index)..bound(self.index + 1)
    }

    /// All shards of a number.
    pub fn all(count: u32) -> impl Iterator<Item = Shard> {
        (0..count).map(move |index| Shard { index, count })
    }

    /// Name of its files.
    pub fn name(self) -> String {
        format!("shard-{}-of-{}", self.index, self.count)
    }

    /// The shard whose files have a name.
    pub fn named(name: &str) -> Option<Shard> {
        let (index, count) = name.strip_prefix("shard-")?.split_once("-of-")?;
        format!("{index}/{count}").parse().ok()
    }
}

impl FromStr for Shard {
    type Err = String;

    /// Reads `I/N`, I from 0 to N - 1.
    fn from_str(text: &str) -> Result<Shard, String> {
        let form = || format!("expected I/N, such as 0/4, and not `{text}`");
        let (index, count) = text.split_once('/').ok_or_else(form)?;
        let (index, count): (u32, u32) =
            (index.parse().map_err(|_| form())?, count.parse().map_err(|_| form())?);
        if count == 0 || count > MOST_SHARDS {
            return Err(format!("there are from 1 to {MOST_SHARDS} shards, and not {count}"));
        }
        if index >= count {
            return Err(format!(
                "of {count} shards the first is 0/{count} and the last is {}/{count}",
                count - 1
            ));
        }
        Ok(Shard { index, count })
    }
}

/// The folder in which shards do their work, within the place of the result.
#[derive(Clone, Debug)]
pub struct WorkFolder(pub PathBuf);

impl WorkFolder {
    /// The files of a whole shard, without their endings.
    pub fn whole(&self, shard: Shard) -> PathBuf {
        self.0.join(shard.name())
    }

    /// The folder of the parts of a shard.
    fn parts(&self, shard: Shard) -> PathBuf {
        self.0.join(format!("{}-parts", shard.name()))
    }

    /// The files of a part, without their endings.
    fn part(&self, shard: Shard, place: usize) -> PathBuf {
        self.parts(shard).join(format!("part-{place:05}"))
    }

    /// The shards of which there is any file.
    pub fn shards(&self) -> Vec<Shard> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.0).into_iter().flatten().filter_map(Result::ok) {
            let name = entry.file_name().to_string_lossy().into_owned();
            let stem = PIECE_ENDINGS.iter().find_map(|ending| name.strip_suffix(ending));
            found.extend(stem.and_then(Shard::named));
        }
        found.sort_by_key(|shard| (shard.count, shard.index));
        found.dedup();
        found
    }

    /// A file that no sweep wrote, if there is one.
    pub fn foreign(&self) -> Option<String> {
        let entries = fs::read_dir(&self.0).into_iter().flatten().filter_map(Result::ok);
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        names.filter(|name| !is_own(name)).min()
    }

    /// The parts of a shard that are whole and follow one another from its first cell on.
    pub fn whole_parts(&self, shard: Shard, plan: &str, first: u32) -> Parts {
        let mut parts = Parts { pieces: Vec::new(), damage: None, next: first };
        loop {
            match Piece::check(&self.part(shard, parts.pieces.len()), plan) {
                Ok(piece) if piece.first == parts.next => {
                    parts.next = piece.end;
                    parts.pieces.push(piece);
                }
                Ok(_) => parts.damage = Some(Damage::Content),
                Err(Damage::Missing) => {}
                Err(damage) => parts.damage = Some(damage),
            }
            if parts.damage.is_some() || !self.part_exists(shard, parts.pieces.len()) {
                return parts;
            }
        }
    }

    fn part_exists(&self, shard: Shard, place: usize) -> bool {
        super::piece::parquet(&self.part(shard, place)).exists()
    }
}

/// Whether a sweep writes a file or folder of this name.
fn is_own(name: &str) -> bool {
    let stem = PIECE_ENDINGS.iter().find_map(|ending| name.strip_suffix(ending));
    OWN.contains(&name) || name.starts_with(UNFINISHED) || stem.and_then(Shard::named).is_some()
}

/// How the names of the files and the folder of a shard end.
const PIECE_ENDINGS: [&str; 3] = [".parquet", ".json", "-parts"];
/// The other files of the work.
const OWN: [&str; 3] = [PLAN, "cells.csv", "cells.parquet"];

/// The parts of a shard that can be kept.
#[derive(Clone, Debug)]
pub struct Parts {
    /// Them, in order.
    pub pieces: Vec<Piece>,
    /// What is wrong with the next one, if there is one.
    pub damage: Option<Damage>,
    /// The cell that comes next.
    pub next: u32,
}

/// How a shard is run.
pub struct Running<'a> {
    /// The folder of the work.
    pub work: &'a WorkFolder,
    /// The threads.
    pub workers: &'a Workers,
    /// Called after each cell, from any thread.
    pub is_done: &'a (dyn Fn() + Sync),
    /// Whether a part has run long enough to be written.
    pub is_due: &'a (dyn Fn() -> bool + Sync),
    /// Whether the work is to stop after the cells that are running.
    pub is_stopped: &'a (dyn Fn() -> bool + Sync),
    /// Rows of an earlier sweep.
    pub known: &'a Known,
}

/// How a shard ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// All its cells are done.
    Whole {
        /// Those that failed.
        failed: u32,
    },
    /// It was stopped.
    Stopped {
        /// Cells that are done and kept.
        done: u32,
        /// All its cells.
        all: u32,
    },
}

/// Rows that wait for a part of this size are written, whatever the time.
const PART_ROWS: usize = 200_000;

/// Runs the cells of a shard that are not done yet, and joins its parts into one file.
///
/// # Errors
/// If a file cannot be read or written.
pub fn run_shard(
    of: Sweeping<'_>,
    identity: Identity<'_>,
    shard: Shard,
    running: &Running<'_>,
) -> Result<Ended, TableError> {
    let work = running.work;
    let cells = shard.cells(of.plan.cells.count());
    if let Ok(piece) = Piece::check(&work.whole(shard), identity.hash) {
        return Ok(Ended::Whole { failed: piece.failed });
    }
    let Parts { pieces, next, .. } = work.whole_parts(shard, identity.hash, cells.start);
    let mut writing =
        Writing { identity, work, shard, place: pieces.len(), done: next..next, rows: Vec::new() };
    let mut is_broken_off = false;
    running.workers.fold_tasks(
        next..cells.end,
        |number| {
            let rows = (!(running.is_stopped)()).then(|| cell_rows(of, number, running.known));
            (running.is_done)();
            rows
        },
        |number, rows| {
            is_broken_off |= rows.is_none();
            if let Some(rows) = rows.filter(|_| !is_broken_off) {
                writing.rows.extend(rows);
                writing.done.end = number + 1;
                if (running.is_due)() || writing.rows.len() >= PART_ROWS {
                    writing.write()?;
                }
            }
            Ok::<(), TableError>(())
        },
    )?;
    writing.write()?;
    if is_broken_off {
        return Ok(Ended::Stopped { done: writing.done.end - cells.start, all: cells.len() as u32 });
    }
    join(identity, shard, work, cells)
}

/// The rows of a cell: those that are known, and the others from its replications.
fn cell_rows(of: Sweeping<'_>, number: u32, known: &Known) -> Vec<SweepRow> {
    let plan = of.plan;
    let cell = plan.cells.cell(number);
    let mut rows = known.rows(plan, &cell);
    let next = rows.len() as u32;
    if next < plan.replications {
        let more = run_cell(of, &cell, next..plan.replications);
        // A cell fails as a whole.
        if more.iter().any(|row| row.error.is_some()) {
            return more;
        }
        rows.extend(more);
    }
    rows
}

/// Rows on their way to a part.
struct Writing<'a> {
    identity: Identity<'a>,
    work: &'a WorkFolder,
    shard: Shard,
    /// The place of the next part.
    place: usize,
    /// The cells of the rows that wait.
    done: Range<u32>,
    rows: Vec<SweepRow>,
}

impl Writing<'_> {
    fn write(&mut self) -> Result<(), TableError> {
        if self.done.is_empty() {
            return Ok(());
        }
        let stem = self.work.part(self.shard, self.place);
        Piece::write(&stem, &self.identity, self.done.clone(), &self.rows)?;
        self.place += 1;
        self.done = self.done.end..self.done.end;
        self.rows.clear();
        Ok(())
    }
}

/// Joins the parts of a shard into one file, and removes them.
fn join(
    identity: Identity<'_>,
    shard: Shard,
    work: &WorkFolder,
    cells: Range<u32>,
) -> Result<Ended, TableError> {
    let stem = work.whole(shard);
    let parts = work.whole_parts(shard, identity.hash, cells.start).pieces.len();
    let batches = (0..parts).map(|place| Piece::read(&work.part(shard, place), identity.outcomes));
    let piece = Piece::write_batches(&stem, &identity, cells, batches)?;
    let folder = work.parts(shard);
    remove(&folder).map_err(|error| TableError::write(&folder, error))?;
    Ok(Ended::Whole { failed: piece.failed })
}

fn remove(folder: &Path) -> std::io::Result<()> {
    if folder.exists() { crate::document::disk::remove_tree(folder) } else { Ok(()) }
}
