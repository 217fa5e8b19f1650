//! The report of a comparison: one sentence, one table by year and type, who gains, what differs, one chart.

mod finding;
mod groups;
mod outcomes;
mod text;

pub use self::finding::sentence;
pub use self::text::{ComparisonReport, Replicated};
