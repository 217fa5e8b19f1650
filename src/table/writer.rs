//! Writing a table to its two files, at once or in batches.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use polars::io::parquet::write::BatchedWriter;
use polars::prelude::ParquetWriter;

use super::{Kind, Table, TableError, csv, parquet};

/// Rows formatted before they are handed to the file.
const BUFFER_BYTES: usize = 1 << 20;

/// `NAME.csv` and `NAME.parquet` being written, batch by batch, so that a table need not fit in memory.
pub struct TableWriter {
    schema: Vec<(String, Kind)>,
    csv: BufWriter<File>,
    csv_path: PathBuf,
    parquet: BatchedWriter<BufWriter<File>>,
    parquet_path: PathBuf,
}

impl TableWriter {
    /// Creates both files in `folder`, with the columns of `like`, and no rows yet.
    ///
    /// # Errors
    /// If a file cannot be written; the error names it.
    pub fn create(folder: &Path, name: &str, like: &Table) -> Result<TableWriter, TableError> {
        let csv_path = folder.join(format!("{name}.csv"));
        let parquet_path = folder.join(format!("{name}.parquet"));
        let mut csv = open(&csv_path)?;
        let mut header = String::new();
        csv::write_header(&mut header, like);
        csv.write_all(header.as_bytes()).map_err(|error| TableError::write(&csv_path, error))?;
        let parquet = parquet::frame(like)
            .and_then(|frame| ParquetWriter::new(open_quietly(&parquet_path)?).batched(frame.schema()))
            .map_err(|error| TableError::write(&parquet_path, error))?;
        Ok(TableWriter { schema: like.schema(), csv, csv_path, parquet, parquet_path })
    }

    /// Appends rows.
    ///
    /// # Errors
    /// If a file cannot be written, for instance on a full disk; the error names it.
    ///
    /// # Panics
    /// If the columns are others than at the start.
    pub fn write(&mut self, rows: &Table) -> Result<(), TableError> {
        assert_eq!(rows.schema(), self.schema, "a batch must have the columns of its table");
        let mut text = String::new();
        csv::write_rows(&mut text, rows);
        self.csv.write_all(text.as_bytes()).map_err(|error| TableError::write(&self.csv_path, error))?;
        parquet::frame(rows)
            .and_then(|frame| self.parquet.write_batch(&frame))
            .map_err(|error| TableError::write(&self.parquet_path, error))
    }

    /// Completes both files.
    ///
    /// # Errors
    /// If the last bytes cannot be written; the error names the file.
    pub fn finish(mut self) -> Result<(), TableError> {
        self.csv.flush().map_err(|error| TableError::write(&self.csv_path, error))?;
        self.parquet.finish().map_err(|error| TableError::write(&self.parquet_path, error))?;
        Ok(())
    }
}

fn open(path: &Path) -> Result<BufWriter<File>, TableError> {
    open_quietly(path).map_err(|error| TableError::write(path, error))
}

fn open_quietly(path: &Path) -> io::Result<BufWriter<File>> {
    File::create(path).map(|file| BufWriter::with_capacity(BUFFER_BYTES, file))
}
