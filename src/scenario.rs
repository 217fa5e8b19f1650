//! What the user typed: scenario files, read strictly and checked for form.

pub mod document;
pub mod problem;
pub mod reader;
