//! Names of types of rounds, programs and categories.

use super::catalogue::Words;
use super::message::{Argument, Message, message};
use crate::policy::instruction::{RoundGroup, RoundType};
use crate::policy::program::Program;

/// The full name of a type of rounds, as a heading; a category that a scenario adds has the name that it
/// states, and a program that it adds its key.
pub fn full_name(key: &str, words: &Words) -> String {
    let message = match RoundType::new(key).group() {
        RoundGroup::AllPrograms => message!("type-all-programs"),
        RoundGroup::Program(Program::Cec) => message!("type-cec"),
        RoundGroup::Program(Program::Fsw) => message!("type-fsw"),
        RoundGroup::Program(Program::Fst) => message!("type-fst"),
        RoundGroup::Program(Program::Pnp) | RoundGroup::Nominees => message!("type-pnp"),
        RoundGroup::FrenchSpeakers => message!("type-french"),
        RoundGroup::Other => {
            let known = category(key).map(|name| words.text(&name));
            let added = words.added_name(key).map(str::to_owned);
            return known.or(added).unwrap_or_else(|| capitalised(key));
        }
    };
    words.text(&message)
}

/// The full name of a category.
fn category(key: &str) -> Option<Message> {
    match key {
        "healthcare" => Some(message!("type-healthcare")),
        "stem" => Some(message!("type-stem")),
        "education" => Some(message!("type-education")),
        "trades" => Some(message!("type-trades")),
        "transport" => Some(message!("type-transport")),
        "agriculture" => Some(message!("type-agriculture")),
        "military" => Some(message!("type-military")),
        "physicians_ca" => Some(message!("type-physicians")),
        "researchers_ca" => Some(message!("type-researchers")),
        "senior_managers_ca" => Some(message!("type-senior-managers")),
        _ => None,
    }
}

/// The full name in a sentence, where programs have an article.
pub fn name_in_sentence(key: &str, words: &Words) -> String {
    let name = full_name(key, words);
    match RoundType::new(key).group() {
        RoundGroup::Program(_) | RoundGroup::Nominees => words.text(&message!("type-program", name = name)),
        RoundGroup::AllPrograms | RoundGroup::FrenchSpeakers | RoundGroup::Other => name,
    }
}

/// A key as a heading: `senior_managers` is Senior managers.
pub fn capitalised(name: &str) -> String {
    let name = name.replace('_', " ");
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The short name of a type of rounds, a program or a category in a sentence; others are named by their key.
pub fn short_name(key: &str) -> Argument {
    match RoundType::new(key).group() {
        RoundGroup::AllPrograms => message!("short-all-programs").into(),
        RoundGroup::Program(_) | RoundGroup::Nominees | RoundGroup::FrenchSpeakers | RoundGroup::Other => {
            abbreviation(key).map_or_else(|| key.into(), Argument::from)
        }
    }
}

/// The abbreviation of a program or category, if it has one.
pub fn abbreviation(key: &str) -> Option<Message> {
    match RoundType::new(key).group() {
        RoundGroup::Program(Program::Cec) => Some(message!("short-cec")),
        RoundGroup::Program(Program::Fsw) => Some(message!("short-fsw")),
        RoundGroup::Program(Program::Fst) => Some(message!("short-fst")),
        RoundGroup::Program(Program::Pnp) | RoundGroup::Nominees => Some(message!("short-pnp")),
        RoundGroup::FrenchSpeakers => Some(message!("short-french")),
        RoundGroup::Other if key == "stem" => Some(message!("short-stem")),
        RoundGroup::AllPrograms | RoundGroup::Other => None,
    }
}
