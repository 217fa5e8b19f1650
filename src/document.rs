//! Texts with places: TOML trees, CSV rows, typed reading, problems, and the files that the program carries.
//!
//! A document knows nothing of scenarios: what the keys and columns mean stands with those who read them.

pub(crate) mod edited;
pub(crate) mod encoding;
pub mod key;
pub mod library;
mod lines;
pub mod number_path;
pub(crate) mod plural;
pub mod problem;
pub mod reader;
pub(crate) mod records;
pub(crate) mod relative;
pub(crate) mod rows;
pub mod source;
pub mod tree;
