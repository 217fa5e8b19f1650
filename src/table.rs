//! Tables: rows to and from CSV and Parquet, with the same columns in both.
//!
//! A [`Table`] is built from rows, column by column, with [`Table::of`]; it holds every value in the
//! precision in which it is written, so that the CSV and the Parquet file say the same.

mod csv;
mod parquet;
mod values;
mod writer;

use std::fmt::Display;
use std::path::{Path, PathBuf};

pub use self::values::{Cell, Kind};
use self::values::{Column, Values};
pub use self::writer::{FileFormat, FileWriter, TableWriter, without_name};
use crate::time::{Day, Instant};

/// Decimals of a number, unless its column says otherwise.
const DECIMALS: usize = 3;

/// Named, typed columns of one length. Missing values are missing, never 0 or NaN.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    columns: Vec<Column>,
}

impl Table {
    /// Starts a table with one row for each of `rows`; columns follow in the order of the calls.
    ///
    /// ```
    /// # use drawsim::table::Table;
    /// let table = Table::of(&[(1, Some(480.25)), (2, None)])
    ///     .integer("replication", |row| Some(row.0))
    ///     .number("cutoff", |row| row.1)
    ///     .finish();
    /// assert_eq!(table.to_csv(), "replication,cutoff\n1,480.25\n2,\n");
    /// ```
    pub fn of<R>(rows: &[R]) -> TableBuilder<'_, R> {
        TableBuilder { rows, table: Table::default() }
    }

    /// Number of rows.
    pub fn height(&self) -> usize {
        self.columns.first().map_or(0, |column| column.values.len())
    }

    /// Names of the columns, in order.
    pub fn names(&self) -> Vec<&str> {
        self.columns.iter().map(|column| column.name.as_str()).collect()
    }

    /// Names and kinds of the columns, in order: what a CSV file needs to be read back.
    pub fn schema(&self) -> Vec<(String, Kind)> {
        self.columns.iter().map(|column| (column.name.clone(), column.values.kind())).collect()
    }

    /// The value in a row and a named column; `None` if the column is not there or the value is missing.
    pub fn cell(&self, row: usize, name: &str) -> Option<Cell<'_>> {
        self.columns.iter().find(|column| column.name == name)?.values.cell(row)
    }

    /// The same rows with the columns of another table behind its own; those whose name is here already are left out.
    ///
    /// # Panics
    /// If the other table has another number of rows.
    #[must_use]
    pub fn beside(mut self, other: Table) -> Table {
        assert_eq!(
            self.height(),
            other.height(),
            "tables beside each other have rows of the same candidates"
        );
        for column in other.columns {
            if !self.names().contains(&column.name.as_str()) {
                self.columns.push(column);
            }
        }
        self
    }

    /// Writes `NAME.csv` and `NAME.parquet` into a folder.
    ///
    /// # Errors
    /// If a file cannot be written; the error names it.
    pub fn write(&self, folder: &Path, name: &str) -> Result<(), TableError> {
        let mut writer = TableWriter::create(folder, name, self)?;
        writer.write(self)?;
        writer.finish()
    }

    /// The table as CSV text.
    pub fn to_csv(&self) -> String {
        let mut text = String::new();
        csv::write_header(&mut text, self);
        csv::write_rows(&mut text, self);
        text
    }

    /// The rows as CSV text, without the header.
    pub fn csv_rows(&self) -> String {
        let mut text = String::new();
        csv::write_rows(&mut text, self);
        text
    }

    /// Reads a CSV file whose columns have these names and kinds.
    ///
    /// # Errors
    /// If the file cannot be read, or holds other columns or values of another kind.
    pub fn read_csv(path: &Path, schema: &[(String, Kind)]) -> Result<Table, TableError> {
        csv::read(path, schema)
    }

    /// Reads a Parquet file.
    ///
    /// # Errors
    /// If the file cannot be read or holds a type that no table has.
    pub fn read_parquet(path: &Path) -> Result<Table, TableError> {
        parquet::read(path)
    }
}

/// A table being built from rows, one column at a time.
pub struct TableBuilder<'a, R> {
    rows: &'a [R],
    table: Table,
}

impl<'a, R> TableBuilder<'a, R> {
    /// A column of text.
    pub fn text<T: Display>(self, name: impl Into<String>, cell: impl Fn(&'a R) -> Option<T>) -> Self {
        let values = Values::texts(self.rows.iter().map(cell));
        self.column(name, values)
    }

    /// A column of whole numbers.
    pub fn integer<T: Into<i64>>(self, name: impl Into<String>, cell: impl Fn(&'a R) -> Option<T>) -> Self {
        let values = self.rows.iter().map(|row| cell(row).map(Into::into)).collect();
        self.column(name, Values::Integer(values))
    }

    /// A column of numbers with up to three decimals.
    pub fn number(self, name: impl Into<String>, cell: impl Fn(&'a R) -> Option<f64>) -> Self {
        self.number_to(DECIMALS, name, cell)
    }

    /// A column of numbers with up to so many decimals, for shares and rates.
    ///
    /// # Panics
    /// If a number is infinite or not a number: what is missing must be `None`.
    pub fn number_to(
        self,
        decimals: usize,
        name: impl Into<String>,
        cell: impl Fn(&'a R) -> Option<f64>,
    ) -> Self {
        let values = self.rows.iter().map(|row| cell(row).map(|value| values::rounded(value, decimals)));
        let values = Values::Number(values.collect());
        self.column(name, values)
    }

    /// A column of yes or no.
    pub fn truth(self, name: impl Into<String>, cell: impl Fn(&'a R) -> Option<bool>) -> Self {
        let values = self.rows.iter().map(cell).collect();
        self.column(name, Values::Truth(values))
    }

    /// A column of days.
    pub fn day(self, name: impl Into<String>, cell: impl Fn(&'a R) -> Option<Day>) -> Self {
        let values = self.rows.iter().map(cell).collect();
        self.column(name, Values::Day(values))
    }

    /// A column of instants, in UTC.
    pub fn instant(self, name: impl Into<String>, cell: impl Fn(&'a R) -> Option<Instant>) -> Self {
        let values = self.rows.iter().map(cell).collect();
        self.column(name, Values::Instant(values))
    }

    /// The table.
    pub fn finish(self) -> Table {
        self.table
    }

    fn column(mut self, name: impl Into<String>, values: Values) -> Self {
        let name = name.into();
        assert!(!self.table.names().contains(&name.as_str()), "column `{name}` stands twice");
        self.table.columns.push(Column { name, values });
        self
    }
}

/// A table that could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The file could not be written.
    #[error("cannot write `{}`: {reason}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What stood in the way.
        reason: String,
    },
    /// The file could not be read.
    #[error("cannot read `{}`: {reason}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What stood in the way.
        reason: String,
    },
}

impl TableError {
    /// The same error, named after the folder in which the file will stand instead of where it is built.
    pub fn relocated(mut self, built: &Path, target: &Path) -> TableError {
        let (TableError::Write { path, .. } | TableError::Read { path, .. }) = &mut self;
        if let Ok(name) = path.strip_prefix(built) {
            *path = target.join(name);
        }
        self
    }

    fn write(path: &Path, reason: impl Display) -> TableError {
        TableError::Write { path: path.to_owned(), reason: reason.to_string() }
    }

    /// A file that could not be read, for a reason in the words of the machine or of its reader.
    pub fn read(path: &Path, reason: impl Display) -> TableError {
        TableError::Read { path: path.to_owned(), reason: reason.to_string() }
    }
}

#[cfg(test)]
mod tests;
