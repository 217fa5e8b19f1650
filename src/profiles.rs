//! Profiles in files: read from CSV or TOML, scored, and written as tables.

pub(crate) mod candidates;
mod column;
mod doubt;
mod history;
mod levels;
pub mod reader;
mod row;
pub mod scores;
pub mod test_days;
