//! A table being built from rows, one column at a time.

use std::borrow::Cow;
use std::fmt::Display;

use super::content::{About, Table};
use super::values::{Column, Values, rounded};
use crate::time::{Day, Instant};

/// Decimals of a number, unless its column says otherwise.
const DECIMALS: usize = 3;

/// A table being built from rows, one column at a time. Each column has a name and a sentence on its content:
/// the unit, and the meaning of an empty cell.
pub struct TableBuilder<'a, R> {
    rows: &'a [R],
    table: Table,
}

/// A sentence that describes a column.
type Description = Cow<'static, str>;

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
        TableBuilder { rows, table: Table { about, columns: Vec::new() } }
    }
}

impl<'a, R> TableBuilder<'a, R> {
    /// A column of text.
    pub fn text<T: Display>(
        self,
        name: impl Into<String>,
        description: impl Into<Description>,
        cell: impl Fn(&'a R) -> Option<T>,
    ) -> Self {
        let values = Values::texts(self.rows.iter().map(cell));
        self.column(name.into(), description.into(), values)
    }

    /// A column of whole numbers.
    pub fn integer<T: Into<i64>>(
        self,
        name: impl Into<String>,
        description: impl Into<Description>,
        cell: impl Fn(&'a R) -> Option<T>,
    ) -> Self {
        let values = self.rows.iter().map(|row| cell(row).map(Into::into)).collect();
        self.column(name.into(), description.into(), Values::Integer(values))
    }

    /// A column of numbers with up to three decimals.
    pub fn number(
        self,
        name: impl Into<String>,
        description: impl Into<Description>,
        cell: impl Fn(&'a R) -> Option<f64>,
    ) -> Self {
        self.number_to(DECIMALS, name, description, cell)
    }

    /// A column of numbers with up to a number of decimals, for shares and rates.
    ///
    /// # Panics
    /// If a number is infinite or not a number: a missing value must be `None`.
    pub fn number_to(
        self,
        decimals: usize,
        name: impl Into<String>,
        description: impl Into<Description>,
        cell: impl Fn(&'a R) -> Option<f64>,
    ) -> Self {
        let values = self.rows.iter().map(|row| cell(row).map(|value| rounded(value, decimals))).collect();
        self.column(name.into(), description.into(), Values::Number(values))
    }

    /// A column of yes or no.
    pub fn truth(
        self,
        name: impl Into<String>,
        description: impl Into<Description>,
        cell: impl Fn(&'a R) -> Option<bool>,
    ) -> Self {
        let values = self.rows.iter().map(cell).collect();
        self.column(name.into(), description.into(), Values::Truth(values))
    }

    /// A column of days.
    pub fn day(
        self,
        name: impl Into<String>,
        description: impl Into<Description>,
        cell: impl Fn(&'a R) -> Option<Day>,
    ) -> Self {
        let values = self.rows.iter().map(cell).collect();
        self.column(name.into(), description.into(), Values::Day(values))
    }

    /// A column of instants, in UTC.
    pub fn instant(
        self,
        name: impl Into<String>,
        description: impl Into<Description>,
        cell: impl Fn(&'a R) -> Option<Instant>,
    ) -> Self {
        let values = self.rows.iter().map(cell).collect();
        self.column(name.into(), description.into(), Values::Instant(values))
    }

    /// The table.
    pub fn finish(self) -> Table {
        self.table
    }

    fn column(mut self, name: String, description: Description, values: Values) -> Self {
        assert!(!self.table.names().contains(&name.as_str()), "column `{name}` stands twice");
        self.table.columns.push(Column { name, description, values });
        self
    }
}
