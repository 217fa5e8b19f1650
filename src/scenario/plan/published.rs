//! Reads plans of published rounds.

use super::form::{HeldAs, PlanRounds, ReadRounds, filled_list};
use crate::document::reader::Reader;
use crate::document::source::Origin;

/// Reads the types that are held, and the types as which they are held.
pub fn read(reader: &Reader<'_>) -> ReadRounds {
    let held_as = reader.find("held_as");
    let held_as: Vec<Option<HeldAs>> = held_as.table().map(read_held_as).unwrap_or_default();
    let types = filled_list(
        &reader.find("types"),
        "expected at least one type, or no key `types` for the rounds of all types",
    );
    let types: Vec<Option<(String, Origin)>> =
        types.iter().map(|name| Some((name.text()?.to_owned(), name.node?.origin.clone()))).collect();
    let is_whole = held_as.iter().all(Option::is_some) && types.iter().all(Option::is_some);
    let held_as = held_as.into_iter().flatten().collect();
    let types = types.into_iter().flatten().collect();
    ReadRounds {
        rounds: PlanRounds::Published { held_as, types },
        sized: Vec::new(),
        unread: Vec::new(),
        is_whole,
    }
}

/// `held_as = { cec = "federal_high_skilled" }`: types of rounds by the type that was published.
fn read_held_as(reader: Reader<'_>) -> Vec<Option<HeldAs>> {
    let mut types = Vec::new();
    for key in reader.keys() {
        types.push(read_renaming(&reader, key));
    }
    types
}

fn read_renaming(reader: &Reader<'_>, key: &str) -> Option<HeldAs> {
    let field = reader.find(key);
    Some(HeldAs {
        published: key.to_owned(),
        published_origin: reader.key_origin(key)?.clone(),
        held_as: field.text()?.to_owned(),
        origin: field.node?.origin.clone(),
    })
}
