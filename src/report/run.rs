//! The report of a run: tables, charts, and the summary in the terminal.

mod charts;
mod grid;
mod points;
mod report;
mod summary;
mod tables;

pub use self::report::RunReport;
pub use self::summary::Detail;
