//! The answer of `drawsim sensitivity`: one sentence, a table, notes and a chart.

mod chart;
mod finding;
mod text;

pub use self::text::SensitivityReport;
