//! A piece of a sweep's work on the disk: a Parquet file with rows of cells, and what vouches for it.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::outcome::YearlyOutcome;
use super::plan::SweepPlan;
use super::row::{SweepRow, rows_of, shard_rows};
use crate::document::disk;
use crate::table::{FileFormat, FileWriter, Table, TableError};

/// Rows of cells that were run: a file, and a text beside it that says what must stand in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Hash of the plan.
    pub plan: String,
    /// Version of drawsim that ran them.
    pub version: String,
    /// The first cell.
    pub first: u32,
    /// The cell after the last one.
    pub end: u32,
    /// Rows of the file.
    pub rows: u64,
    /// Cells that failed.
    pub failed: u32,
    /// Length of the file.
    pub bytes: u64,
    /// BLAKE3 of the file.
    pub blake3: String,
}

/// Why a piece is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// There is none.
    #[error("is missing")]
    Missing,
    /// The text beside the file cannot be read.
    #[error("has no readable description beside it")]
    Undescribed,
    /// The file is shorter or longer.
    #[error("has another length than it was written with")]
    Length,
    /// The file has another content.
    #[error("is not as it was written")]
    Content,
    /// It belongs to another plan.
    #[error("belongs to another plan")]
    Plan,
    /// Another version of drawsim wrote it.
    #[error("was written by another version of drawsim")]
    Version,
}

impl Piece {
    /// Writes the rows of cells from `first` to before `end`: the file first, and then what vouches for it.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub fn write(
        stem: &Path,
        plan: &Identity<'_>,
        cells: std::ops::Range<u32>,
        rows: &[SweepRow],
    ) -> Result<Piece, TableError> {
        Piece::write_batches(stem, plan, cells, std::iter::once(Ok(rows.to_vec())))
    }

    /// The same from rows that are read one batch after the other.
    ///
    /// # Errors
    /// If a file cannot be written, or the first error of a batch.
    pub fn write_batches(
        stem: &Path,
        plan: &Identity<'_>,
        cells: std::ops::Range<u32>,
        batches: impl Iterator<Item = Result<Vec<SweepRow>, TableError>>,
    ) -> Result<Piece, TableError> {
        let path = parquet(stem);
        let like = shard_rows(plan.outcomes, &[]);
        let mut writer = FileWriter::create(&path, FileFormat::Parquet, &like)?;
        let (mut rows, mut failed) = (0, 0);
        for batch in batches {
            let batch = batch?;
            rows += batch.len() as u64;
            failed += batch.iter().filter(|row| row.error.is_some()).count() as u32;
            writer.write(&shard_rows(plan.outcomes, &batch))?;
        }
        writer.finish()?;
        let bytes = fs::read(&path).map_err(|error| TableError::read(&path, error))?;
        let piece = Piece {
            plan: plan.hash.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            first: cells.start,
            end: cells.end,
            rows,
            failed,
            bytes: bytes.len() as u64,
            blake3: blake3::hash(&bytes).to_hex().to_string(),
        };
        let text = serde_json::to_string_pretty(&piece).expect("a piece is plain text and numbers");
        write_text(&described(stem), &text).map_err(|error| TableError::write(&described(stem), error))?;
        Ok(piece)
    }

    /// The piece of a plan whose file is whole.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(stem: &Path, plan: &str) -> Result<Piece, Damage> {
        let text = match fs::read_to_string(described(stem)) {
            Ok(text) => text,
            Err(_) if !parquet(stem).exists() => return Err(Damage::Missing),
            Err(_) => return Err(Damage::Undescribed),
        };
        let piece: Piece = serde_json::from_str(&text).map_err(|_| Damage::Undescribed)?;
        if piece.version != env!("CARGO_PKG_VERSION") {
            return Err(Damage::Version);
        }
        if piece.plan != plan {
            return Err(Damage::Plan);
        }
        let length = fs::metadata(parquet(stem)).map_err(|_| Damage::Missing)?.len();
        if length != piece.bytes {
            return Err(Damage::Length);
        }
        let bytes = fs::read(parquet(stem)).map_err(|_| Damage::Missing)?;
        if blake3::hash(&bytes).to_hex().as_str() != piece.blake3 {
            return Err(Damage::Content);
        }
        Ok(piece)
    }

    /// The rows of a piece that was checked.
    ///
    /// # Errors
    /// If its file cannot be read.
    pub fn read(stem: &Path, outcomes: &[YearlyOutcome]) -> Result<Vec<SweepRow>, TableError> {
        let path = parquet(stem);
        let table = Table::read_parquet(&path)?;
        let rows = rows_of(&table, outcomes);
        rows.ok_or_else(|| TableError::read(&path, io::Error::other("it has other columns")))
    }

    /// Removes a piece.
    ///
    /// # Errors
    /// If a file that is there cannot be removed.
    pub fn remove(stem: &Path) -> io::Result<()> {
        for path in [described(stem), parquet(stem)] {
            match fs::remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

/// What every piece of a plan has in common.
#[derive(Clone, Copy, Debug)]
pub struct Identity<'a> {
    /// Hash of the plan.
    pub hash: &'a str,
    /// Its outcomes.
    pub outcomes: &'a [YearlyOutcome],
}

impl<'a> Identity<'a> {
    /// That of a plan with a hash.
    pub fn of(plan: &'a SweepPlan, hash: &'a str) -> Identity<'a> {
        Identity { hash, outcomes: &plan.outcomes }
    }
}

/// The file of a piece.
pub fn parquet(stem: &Path) -> PathBuf {
    with_ending(stem, "parquet")
}

/// The text beside it.
fn described(stem: &Path) -> PathBuf {
    with_ending(stem, "json")
}

fn with_ending(stem: &Path, ending: &str) -> PathBuf {
    let mut name = stem.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    stem.with_file_name(name)
}

/// Writes a text that appears whole or not at all.
pub(super) fn write_text(path: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(disk::parent(path))?;
    let mut aside = disk::aside(path)?;
    aside.write_all(text.as_bytes()).map_err(disk::without_name)?;
    disk::persist(aside, path)
}
