//! Typed, described columns to and from CSV and Parquet, the same in both.
//!
//! A [`Table`] is built from rows, column by column, with [`Table::of`]. It holds every value in the
//! precision in which it is written, so that the CSV and the Parquet file say the same.

mod builder;
mod csv;
mod error;
mod parquet;
mod values;
mod writer;

use std::path::Path;

pub use self::builder::TableBuilder;
pub use self::error::TableError;
pub use self::values::{Cell, Column, Kind};
pub use self::writer::{FileFormat, FileWriter, TableWriter, without_name};

/// The description of a table in plain English sentences, the source of `docs/results.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// Name of its files, without the ending.
    pub name: &'static str,
    /// The content of a row: "One row for ...".
    pub row: &'static str,
    /// Names of the columns whose values together identify a row.
    pub key: &'static [&'static str],
    /// When it is written, if that needs a sentence.
    pub written: &'static str,
}

/// Described, typed columns of one length. Missing values are missing, never 0 or NaN.
#[derive(Clone, Debug)]
pub struct Table {
    about: &'static About,
    columns: Vec<Column>,
}

impl Table {
    /// Starts a table with one row for each of `rows`; columns follow in the order of the calls.
    ///
    /// ```
    /// # use drawsim::table::{About, Table};
    /// const CUTOFFS: About = About {
    ///     name: "cutoffs",
    ///     row: "One row for each replication.",
    ///     key: &["replication"],
    ///     written: "",
    /// };
    /// let table = Table::of(&CUTOFFS, &[(1, Some(480.25)), (2, None)])
    ///     .integer("replication", "Index of the replication.", |row| Some(row.0))
    ///     .number("cutoff", "Mean cutoff, in points; empty if no round was held.", |row| row.1)
    ///     .finish();
    /// assert_eq!(table.to_csv(), "replication,cutoff\n1,480.25\n2,\n");
    /// ```
    pub fn of<'a, R>(about: &'static About, rows: &'a [R]) -> TableBuilder<'a, R> {
        TableBuilder::new(about, rows)
    }

    /// The description of the table.
    pub fn about(&self) -> &'static About {
        self.about
    }

    /// The columns, in order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Number of rows.
    pub fn height(&self) -> usize {
        self.columns.first().map_or(0, |column| column.values.len())
    }

    /// Names of the columns, in order.
    pub fn names(&self) -> Vec<&str> {
        self.columns.iter().map(Column::name).collect()
    }

    /// The value in a row and a named column; `None` if the column is not there or the value is missing.
    pub fn cell(&self, row: usize, name: &str) -> Option<Cell<'_>> {
        self.columns.iter().find(|column| column.name() == name)?.values.cell(row)
    }

    /// The same rows with the columns of another table after its own; a column whose name is there already is
    /// left out.
    ///
    /// # Panics
    /// If the other table has another number of rows.
    #[must_use]
    pub fn joined(mut self, other: Table) -> Table {
        assert_eq!(self.height(), other.height(), "joined tables have the same rows");
        for column in other.columns {
            if !self.names().contains(&column.name()) {
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
        csv::header(self) + &self.csv_rows()
    }

    /// The rows as CSV text, without the header.
    pub fn csv_rows(&self) -> String {
        csv::rows(self)
    }

    /// Reads a CSV file with the columns of `like`.
    ///
    /// # Errors
    /// If the file cannot be read, or holds other columns or values of another kind.
    pub fn read_csv(path: &Path, like: &Table) -> Result<Table, TableError> {
        csv::read(path, like)
    }

    /// The same columns without a row.
    fn without_rows(&self) -> Table {
        let columns = self.columns.iter().map(Column::without_values).collect();
        Table { about: self.about, columns }
    }

    /// Reads a Parquet file. The table has names and values, and no descriptions.
    ///
    /// # Errors
    /// If the file cannot be read or holds a type that no table has.
    pub fn read_parquet(path: &Path) -> Result<Table, TableError> {
        parquet::read(path)
    }

    /// Whether another table has columns of the same names and kinds in the same order.
    fn has_columns_of(&self, other: &Table) -> bool {
        let own = self.columns.iter().map(|column| (column.name(), column.kind()));
        own.eq(other.columns.iter().map(|column| (column.name(), column.kind())))
    }
}

impl PartialEq for Table {
    /// Whether the columns have the same names and hold the same values.
    fn eq(&self, other: &Table) -> bool {
        let own = self.columns.iter().map(|column| (column.name(), &column.values));
        own.eq(other.columns.iter().map(|column| (column.name(), &column.values)))
    }
}

#[cfg(test)]
mod tests;
