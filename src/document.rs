//! Texts with places: TOML trees, CSV rows, typed reading, problems, and the files that the program carries.
//!
//! A document knows nothing of scenarios: what the keys and columns mean stands with those who read them.

pub(crate) mod disk;
pub(crate) mod edited;
pub(crate) mod encoding;
pub(crate) mod figure;
pub(crate) mod formula;
mod grouped;
pub mod key;
pub(crate) mod kind;
pub mod library;
pub(crate) mod limit;
mod lines;
pub mod number_path;
pub(crate) mod plural;
pub(crate) mod printable;
pub mod problem;
pub mod reader;
pub(crate) mod records;
pub(crate) mod relative;
pub(crate) mod rows;
pub(crate) mod sealed;
pub mod source;
pub(crate) mod splitter;
pub mod tree;
