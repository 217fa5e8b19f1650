//! Writing a table to its files, at once or in batches.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use polars::io::parquet::write::BatchedWriter;
use polars::prelude::{DataFrame, ParquetWriter, PolarsError};
use tempfile::NamedTempFile;

use super::content::Table;
use super::error::TableError;
use super::{csv, parquet};
use crate::document::disk;

/// Size of the buffer in front of a file.
const BUFFER_BYTES: usize = 1 << 20;

/// `NAME.csv` and `NAME.parquet` being written, batch by batch, so that a table need not fit in memory.
pub struct TableWriter {
    like: Table,
    csv: CsvFile,
    parquet: ParquetFile,
}

impl TableWriter {
    /// Creates both files in `folder`, with the columns of `like`, and no rows yet.
    ///
    /// # Errors
    /// If a file cannot be written; the error names it.
    pub fn create(folder: &Path, name: &str, like: &Table) -> Result<TableWriter, TableError> {
        let csv_path = folder.join(format!("{name}.csv"));
        let parquet_path = folder.join(format!("{name}.parquet"));
        let csv = CsvFile::create(open(&csv_path)?, &csv_path, like)?;
        let parquet = ParquetFile::create(open(&parquet_path)?, &parquet_path, like)?;
        Ok(TableWriter { like: like.without_rows(), csv, parquet })
    }

    /// Appends rows.
    ///
    /// # Errors
    /// If a file cannot be written, for instance on a full disk; the error names it.
    ///
    /// # Panics
    /// If the columns are others than at the start.
    pub fn write(&mut self, rows: &Table) -> Result<(), TableError> {
        assert!(rows.has_columns_of(&self.like), "a batch must have the columns of its table");
        self.csv.write(rows)?;
        self.parquet.write(rows)
    }

    /// Bytes of the rows so far, as CSV text.
    pub fn written_bytes(&self) -> u64 {
        self.csv.written
    }

    /// Completes both files.
    ///
    /// # Errors
    /// If the last bytes cannot be written; the error names the file.
    pub fn finish(self) -> Result<(), TableError> {
        self.csv.finish()?;
        self.parquet.finish()
    }
}

impl Table {
    /// Writes `NAME.csv` and `NAME.parquet` into a folder.
    ///
    /// # Errors
    /// If a file cannot be written; the error names it.
    pub fn write(&self, folder: &Path, name: &str) -> Result<(), TableError> {
        let mut writer = TableWriter::create(folder, name, self)?;
        writer.write(self)?;
        writer.finish()
    }
}

fn open(path: &Path) -> Result<File, TableError> {
    File::create(path).map_err(|error| TableError::write(path, error))
}

/// The kinds of files that hold a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// Comma-separated text.
    Csv,
    /// Parquet.
    Parquet,
}

/// One file of a table, written batch by batch. It appears whole or not at all: until it is finished it has
/// another name in the same folder.
pub struct FileWriter {
    like: Table,
    file: AnyFile,
    aside: NamedTempFile,
    path: PathBuf,
}

enum AnyFile {
    Csv(CsvFile),
    Parquet(Box<ParquetFile>),
}

impl FileWriter {
    /// Begins a file with the columns of `like`, and no rows yet.
    ///
    /// # Errors
    /// If nothing can be written in its folder.
    pub fn create(path: &Path, format: FileFormat, like: &Table) -> Result<FileWriter, TableError> {
        let aside = create_aside(path).map_err(|error| TableError::write(path, error))?;
        let out = aside.as_file().try_clone().map_err(|error| TableError::write(path, error))?;
        let file = match format {
            FileFormat::Csv => AnyFile::Csv(CsvFile::create(out, path, like)?),
            FileFormat::Parquet => AnyFile::Parquet(Box::new(ParquetFile::create(out, path, like)?)),
        };
        Ok(FileWriter { like: like.without_rows(), file, aside, path: path.to_owned() })
    }

    /// Appends rows.
    ///
    /// # Errors
    /// If the file cannot be written.
    ///
    /// # Panics
    /// If the columns are others than at the start.
    pub fn write(&mut self, rows: &Table) -> Result<(), TableError> {
        assert!(rows.has_columns_of(&self.like), "a batch must have the columns of its table");
        match &mut self.file {
            AnyFile::Csv(file) => file.write(rows),
            AnyFile::Parquet(file) => file.write(rows),
        }
    }

    /// Completes the file and puts it in its place, where it replaces another one.
    ///
    /// # Errors
    /// If the last bytes cannot be written.
    pub fn finish(self) -> Result<(), TableError> {
        match self.file {
            AnyFile::Csv(file) => file.finish()?,
            AnyFile::Parquet(file) => file.finish()?,
        }
        let path = self.path;
        disk::persist(self.aside, &path).map_err(|error| TableError::write(&path, error))
    }
}

/// Creates the file that is written in place of `path` until it is complete, in the same folder.
fn create_aside(path: &Path) -> io::Result<NamedTempFile> {
    fs::create_dir_all(disk::parent(path))?;
    disk::aside(path)
}

struct CsvFile {
    out: BufWriter<File>,
    /// Bytes so far.
    written: u64,
    path: PathBuf,
}

impl CsvFile {
    fn create(out: File, path: &Path, like: &Table) -> Result<CsvFile, TableError> {
        let out = BufWriter::with_capacity(BUFFER_BYTES, out);
        let mut file = CsvFile { out, written: 0, path: path.to_owned() };
        file.write_text(&csv::header(like))?;
        Ok(file)
    }

    fn write(&mut self, rows: &Table) -> Result<(), TableError> {
        self.write_text(&csv::rows(rows))
    }

    fn write_text(&mut self, text: &str) -> Result<(), TableError> {
        self.written += text.len() as u64;
        self.out.write_all(text.as_bytes()).map_err(|error| TableError::write(&self.path, error))
    }

    fn finish(mut self) -> Result<(), TableError> {
        self.out.flush().map_err(|error| TableError::write(&self.path, error))
    }
}

/// Least number of rows of the first groups in a Parquet file; the last group may have fewer. Rows wait in
/// memory for their group, and the description of each group stays in memory until the file is complete.
const GROUP_ROWS: usize = 1 << 13;
/// Groups of one size. The groups after them are twice as large, so that descriptions stay few.
const GROUPS_OF_A_SIZE: u32 = 64;
/// Least number of rows of the largest groups.
const MOST_GROUP_ROWS: usize = 1 << 16;
/// Most batches that wait side by side. A batch may have few rows, and then its frame takes more memory than
/// they do.
const MOST_BATCHES: usize = 16;

fn fault(path: &Path, error: &PolarsError) -> TableError {
    TableError::write(path, parquet::reason(error))
}

struct ParquetFile {
    out: BatchedWriter<BufWriter<File>>,
    /// Rows that are not yet enough for a group.
    waiting: DataFrame,
    /// Groups so far.
    groups: u32,
    path: PathBuf,
}

impl ParquetFile {
    fn create(out: File, path: &Path, like: &Table) -> Result<ParquetFile, TableError> {
        let out = BufWriter::with_capacity(BUFFER_BYTES, out);
        let waiting = parquet::frame(&like.without_rows()).map_err(|error| fault(path, &error))?;
        let writer = ParquetWriter::new(out).with_key_value_metadata(Some(parquet::plain_schema(&waiting)));
        let out = writer.batched(waiting.schema()).map_err(|error| fault(path, &error))?;
        Ok(ParquetFile { out, waiting, groups: 0, path: path.to_owned() })
    }

    fn write(&mut self, rows: &Table) -> Result<(), TableError> {
        let done = parquet::frame(rows).and_then(|frame| self.waiting.vstack_mut(&frame).map(drop));
        done.map_err(|error| fault(&self.path, &error))?;
        if self.waiting.height() >= group_rows(self.groups) {
            return self.write_group();
        }
        if self.waiting.first_col_n_chunks() > MOST_BATCHES {
            self.waiting.rechunk_mut();
        }
        Ok(())
    }

    /// Writes the rows that wait as a group.
    fn write_group(&mut self) -> Result<(), TableError> {
        let empty = self.waiting.clear();
        let mut group = std::mem::replace(&mut self.waiting, empty);
        group.rechunk_mut();
        self.groups += 1;
        self.out.write_batch(&group).map_err(|error| fault(&self.path, &error))
    }

    fn finish(mut self) -> Result<(), TableError> {
        if self.waiting.height() > 0 {
            self.write_group()?;
        }
        self.out.finish().map(drop).map_err(|error| fault(&self.path, &error))
    }
}

/// Least number of rows of the next group after so many.
fn group_rows(groups: u32) -> usize {
    let doublings = (groups / GROUPS_OF_A_SIZE).min(MOST_GROUP_ROWS.ilog2());
    (GROUP_ROWS << doublings).min(MOST_GROUP_ROWS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_double_in_size_after_each_64_up_to_65_536_rows() {
        let sizes = [0, 63, 64, 128, 192, 1_000_000].map(group_rows);
        assert_eq!(sizes, [8192, 8192, 16_384, 32_768, 65_536, 65_536]);
    }
}
