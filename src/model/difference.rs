//! The differences between two scenarios: values as they are written, targets of the Levels Plans, and law.

mod law;
mod levels;

pub use law::{of_law, of_published_law};

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Model;
use crate::scenario::{Scenario, Written};
use crate::time::Day;

/// A scenario and its meaning.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The scenario as it was written.
    pub scenario: &'a Scenario,
    /// Its meaning.
    pub model: &'a Model,
}

/// A part of a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Period, seed, replications, scale, first pool.
    Run,
    /// The law.
    Law,
    /// Targets of the Levels Plans.
    Levels,
    /// How the planner meets the targets: split, smallest and largest rounds.
    Targets,
    /// The plans of rounds.
    Rounds,
    /// Holidays and pauses.
    Calendar,
    /// Nominations.
    Nominations,
    /// The people.
    People,
    /// Published tables.
    Tables,
}

/// A value that two scenarios do not share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The part of the scenario.
    pub part: Part,
    /// Its full key.
    pub key: String,
    /// The first day of the difference; none if it is not dated.
    pub from: Option<Day>,
    /// The value in the first scenario; none if it has none.
    pub old: Option<String>,
    /// The value in the second; the same as `old` from the day on which both agree again.
    pub new: Option<String>,
}

impl Part {
    /// All of them, in the order of the reference of keys.
    pub const ALL: [Part; 9] = [
        Part::Run,
        Part::Law,
        Part::Levels,
        Part::Targets,
        Part::Rounds,
        Part::Calendar,
        Part::Nominations,
        Part::People,
        Part::Tables,
    ];

    /// The part of a key.
    fn of_key(key: &str) -> Part {
        match key.split(['.', '[']).next().unwrap_or(key) {
            "population" if key == "population.scale" => Part::Run,
            "population" => Part::People,
            "targets" => Part::Targets,
            "calendar" => Part::Calendar,
            "nominations" => Part::Nominations,
            "published" => Part::Tables,
            "start" | "end" | "seed" | "replications" | "warm_up_months" | "start_pool" => Part::Run,
            _ => Part::Rounds,
        }
    }
}

impl Side<'_> {
    /// Every value that this scenario does not share with another, by part and key.
    pub fn differences_to(self, new: Side<'_>) -> Vec<Difference> {
        let mut found = of_entries(self.scenario, new.scenario);
        found.extend(of_law(self.model, new.model));
        found.extend(levels::of_levels(self.model, new.model));
        found.sort_by(|a, b| (a.part, &a.key, a.from).cmp(&(b.part, &b.key, b.from)));
        found
    }
}

/// The values as they are written.
fn of_entries(old: &Scenario, new: &Scenario) -> Vec<Difference> {
    let (old, new) = (old.entries(), new.entries());
    let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let differing = keys.into_iter().filter(|key| old.get(*key) != new.get(*key));
    differing.map(|key| of_entry(key, &old, &new)).collect()
}

fn of_entry(key: &str, old: &BTreeMap<String, Written>, new: &BTreeMap<String, Written>) -> Difference {
    let (old, new) = (old.get(key), new.get(key));
    let (old, new) = match (old, new) {
        // Of two lists, the items that one of them lacks.
        (Some(Written::Items(first)), Some(Written::Items(second))) if is_edited(first, second) => {
            (only(first, second), only(second, first))
        }
        _ => (old.map(text), new.map(text)),
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

/// Whether two lists share items.
fn is_edited(old: &[String], new: &[String]) -> bool {
    old.iter().any(|item| new.contains(item))
}

/// The items that another list lacks.
fn only(these: &[String], others: &[String]) -> Option<String> {
    let missing: Vec<&str> = these.iter().filter(|item| !others.contains(item)).map(String::as_str).collect();
    (!missing.is_empty()).then(|| missing.join(", "))
}
