//! Differences of the law, each from the day on which it begins.

use std::collections::{BTreeMap, BTreeSet};

use super::row::{Difference, Pair, Part};
use crate::model::Model;
use crate::policy::law::{self, InForce, Law, LawValue};
use crate::time::Day;

/// Differences of two scenarios' laws on the days of both runs.
pub fn of_law(old: &Model, new: &Model) -> Vec<Difference> {
    between(&old.law, &new.law, old.start.min(new.start)..=old.end.max(new.end))
}

/// Differences of a scenario's law from the published one on the days of its run.
pub fn of_published_law(model: &Model) -> Vec<Difference> {
    between(&Law::published(), &model.law, model.start..=model.end)
}

fn between(old: &Law, new: &Law, span: std::ops::RangeInclusive<Day>) -> Vec<Difference> {
    let changes = old.change_days().iter().chain(new.change_days()).copied();
    let days: BTreeSet<Day> = changes.filter(|day| span.contains(day)).chain([*span.start()]).collect();
    let mut standing: BTreeMap<String, Pair> = BTreeMap::new();
    let mut found = Vec::new();
    for day in days {
        let differing = law::diff(old, day, new, day);
        let now: BTreeMap<String, Pair> =
            differing.iter().map(|one| (one.key.to_owned(), pair(one))).collect();
        for (key, pair) in now.iter().filter(|(key, pair)| standing.get(*key) != Some(*pair)) {
            found.push(difference(key, day, pair.clone()));
        }
        let ended: Vec<&String> = standing.keys().filter(|key| !now.contains_key(*key)).collect();
        let in_force = if ended.is_empty() { BTreeMap::new() } else { old.values_on(day) };
        for key in ended {
            let value = in_force.get(key.as_str()).map(|valued| valued.value.to_string());
            found.push(difference(key, day, Pair { old: value.clone(), new: value }));
        }
        standing = now;
    }
    found
}

fn difference(key: &str, day: Day, pair: Pair) -> Difference {
    let Pair { old, new } = pair;
    Difference { part: Part::Law, key: key.to_owned(), from: Some(day), old, new }
}

/// The two values; of two lists that share items, only the items that one of them lacks.
fn pair(difference: &law::Difference<'_>) -> Pair {
    match (difference.old.map(|valued| valued.value), difference.new.map(|valued| valued.value)) {
        (Some(LawValue::Texts(old)), Some(LawValue::Texts(new))) => Pair::of_lists(old, new),
        _ => Pair { old: text(difference.key, difference.old), new: text(difference.key, difference.new) },
    }
}

/// A value in force, or else the one that holds where no block sets the key.
fn text(key: &str, side: Option<InForce<'_>>) -> Option<String> {
    side.map(|valued| valued.value.clone()).or_else(|| law::unset(key)).map(|value| value.to_string())
}
