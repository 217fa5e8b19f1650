//! Typed, described columns to and from CSV and Parquet, the same in both.
//!
//! A [`Table`] is built from rows, column by column, with [`Table::of`]. It holds every value in the
//! precision in which it is written, so that the CSV and the Parquet file say the same.

mod builder;
mod content;
mod csv;
mod error;
mod parquet;
mod values;
mod writer;

pub use self::builder::TableBuilder;
pub use self::content::{About, Table};
pub use self::error::TableError;
pub(crate) use self::parquet::start_writing;
pub use self::values::{Cell, Column, Kind};
pub use self::writer::{FileFormat, FileWriter, TableWriter};

#[cfg(test)]
mod tests;
