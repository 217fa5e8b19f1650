//! Names of types of rounds, programs and categories.

use super::catalogue::Words;
use super::message::{Argument, Message, message};

/// The full name of a type of rounds, as a heading; one that a scenario adds is named by its key.
pub fn full_name(round_type: &str, words: &Words) -> String {
    let message = match round_type {
        "general" | "no_program_specified" => message!("type-all-programs"),
        "cec" => message!("type-cec"),
        "pnp" => message!("type-pnp"),
        "fsw" => message!("type-fsw"),
        "fst" => message!("type-fst"),
        "french" => message!("type-french"),
        "healthcare" => message!("type-healthcare"),
        "stem" => message!("type-stem"),
        "education" => message!("type-education"),
        "trades" => message!("type-trades"),
        "transport" => message!("type-transport"),
        "agriculture" => message!("type-agriculture"),
        "military" => message!("type-military"),
        "physicians_ca" => message!("type-physicians"),
        "researchers_ca" => message!("type-researchers"),
        "senior_managers_ca" => message!("type-senior-managers"),
        other => return capitalised(other),
    };
    words.text(&message)
}

/// A key as a heading: `senior_managers` is Senior managers.
pub fn capitalised(name: &str) -> String {
    let name = name.replace('_', " ");
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The short name of a type of rounds, a program or a category in a sentence; others are named by their key.
pub fn short_name(key: &str) -> Argument {
    match key {
        "general" | "no_program_specified" => message!("short-all-programs").into(),
        other => abbreviation(other).map_or_else(|| other.into(), Argument::from),
    }
}

/// The abbreviation of a program or category, if it has one.
pub fn abbreviation(key: &str) -> Option<Message> {
    match key {
        "cec" => Some(message!("short-cec")),
        "fsw" => Some(message!("short-fsw")),
        "fst" => Some(message!("short-fst")),
        "pnp" => Some(message!("short-pnp")),
        "stem" => Some(message!("short-stem")),
        "french" => Some(message!("short-french")),
        _ => None,
    }
}
