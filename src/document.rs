//! Texts with places: TOML trees, CSV rows, typed reading, problems, and the files that the program carries.
//!
//! A document knows nothing of scenarios: what the keys and columns mean stands with those who read them.

pub mod encoding;
pub mod key;
pub mod library;
mod lines;
pub mod plural;
pub mod problem;
pub mod reader;
pub mod records;
pub mod rows;
pub mod source;
pub mod tree;
