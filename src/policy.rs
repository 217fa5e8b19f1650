//! The law and the round plan: dated, cited, pure.
//!
//! [`law::Law`] holds every value of the rules with its date and instrument; for each day on which
//! something changes it compiles them into [`rules::Rules`], which score profiles and decide for which
//! programs and categories they are eligible. [`levels::Levels`] holds the immigration targets.

pub mod instruction;
pub mod language;
pub mod law;
pub mod levels;
pub mod noc;
pub mod profile;
pub mod program;
pub mod rules;
pub mod value;
