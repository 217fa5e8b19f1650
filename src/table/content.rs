//! A table in memory: described columns of one length.

use super::values::{Cell, Column};

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
    pub(super) about: &'static About,
    pub(super) columns: Vec<Column>,
}

impl Table {
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

    /// The same columns without a row.
    pub(super) fn without_rows(&self) -> Table {
        let columns = self.columns.iter().map(Column::without_values).collect();
        Table { about: self.about, columns }
    }

    /// Whether another table has columns of the same names and kinds in the same order.
    pub(super) fn has_columns_of(&self, other: &Table) -> bool {
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
