//! The answer of a sweep: one finding, a table, and charts.

mod charts;
mod ends;
mod finding;
mod map;
mod points;
mod table;
#[cfg(test)]
mod tests;
mod text;

pub use self::charts::write_charts;
pub use self::text::SweepReport;
