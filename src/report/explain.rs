//! Answers of `drawsim explain`: one sentence, then a table.

mod account;
mod attribution;
mod remainder;

pub use account::AccountReport;
pub use attribution::{AttributionReport, expected_time};
