//! Differences of values as they are written.

use std::collections::BTreeSet;

use super::row::{Difference, Pair, Part};
use crate::scenario::{Scenario, Written};

/// Values that two scenarios do not share.
pub fn of_entries(old: &Scenario, new: &Scenario) -> Vec<Difference> {
    let (old, new) = (old.entries(), new.entries());
    let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let differing = keys.into_iter().filter(|key| old.get(*key) != new.get(*key));
    differing.map(|key| of_entry(key, old.get(key), new.get(key))).collect()
}

fn of_entry(key: &str, old: Option<&Written>, new: Option<&Written>) -> Difference {
    let Pair { old, new } = match (old, new) {
        (Some(Written::Items(first)), Some(Written::Items(second))) => Pair::of_lists(first, second),
        _ => Pair { old: old.map(text), new: new.map(text) },
    };
    Difference { part: Part::of_key(key), key: key.to_owned(), from: None, old, new }
}

fn text(written: &Written) -> String {
    match written {
        Written::One(text) => text.clone(),
        Written::Items(items) => items.join(", "),
        Written::File(file) => file.name.clone(),
    }
}
