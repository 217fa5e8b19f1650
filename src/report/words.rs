//! Sentences for people: a catalogue for each language, and the messages of every fact.
//!
//! The rooms below return facts: values with the figures, days and names that a reader needs. A fact names
//! its message and the arguments of it; the catalogue, a set of Fluent files, has the sentence. Numbers are
//! written as the language writes them, and the catalogue chooses among singular and plural.

mod catalogue;
mod language;
mod law;
mod message;
mod notice;
mod profile;
mod round_type;
mod signed;
#[cfg(test)]
mod tests;
mod warning;

pub use catalogue::Words;
pub use language::Language;
pub(crate) use law::line_name;
pub(crate) use message::message;
pub use message::{Argument, Fact, Message};
pub(crate) use message::{decimal, short};
pub(crate) use notice::precision_reached;
pub(crate) use profile::{factor_name, section_name, slashed};
pub(crate) use round_type::{abbreviation, capitalised, full_name, name_in_sentence, short_name};
pub(crate) use signed::{signed, with_minus};
