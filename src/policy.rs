//! The law and the round plan: dated, cited, pure.

pub mod plan;
pub mod profile;
