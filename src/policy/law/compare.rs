//! Reading the law as a person would: the values of a day, the history of a value, the difference of two
//! days.

use std::collections::BTreeMap;

use super::Law;
use crate::policy::rules::Factor;
use crate::policy::value::LawValue;
use crate::policy::value::change::{Author, Change};
use crate::policy::value::sheet::{InForce, Sheet};
use crate::time::Day;

/// One step in the history of a key.
#[derive(Clone, Copy, Debug)]
pub struct HistoryEntry<'a> {
    /// Full key.
    pub key: &'a str,
    /// The value before, if there was one.
    pub before: Option<&'a LawValue>,
    /// The value from the date of the block on.
    pub value: &'a LawValue,
    /// The block that set it.
    pub change: &'a Change,
}

/// A key whose value differs between two days or two laws.
#[derive(Clone, Debug)]
pub struct Difference<'a> {
    /// Full key.
    pub key: &'a str,
    /// Value on the first side; `None` if the key is not set there.
    pub old: Option<InForce<'a>>,
    /// Value on the second side.
    pub new: Option<InForce<'a>>,
}

/// The items that each of two lists has and the other lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListDifference {
    /// Items of the first list alone.
    pub less: Vec<String>,
    /// Items of the second list alone.
    pub plus: Vec<String>,
}

impl ListDifference {
    /// The difference of two lists that share items; none if they share none.
    pub fn of(old: &[String], new: &[String]) -> Option<ListDifference> {
        let only = |these: &[String], others: &[String]| {
            these.iter().filter(|item| !others.contains(item)).cloned().collect::<Vec<String>>()
        };
        let is_edited = old.iter().any(|item| new.contains(item));
        is_edited.then(|| ListDifference { less: only(old, new), plus: only(new, old) })
    }
}

/// The value of a key that no block sets: the grid's own factors are in force. None for other keys.
pub fn unset(key: &str) -> Option<LawValue> {
    let factor = key.strip_prefix("crs.factor.")?.strip_suffix(".in_force")?;
    Factor::ALL.iter().any(|known| known.name() == factor).then_some(LawValue::Flag(true))
}

impl Law {
    /// All values in force on a day, by key.
    pub fn values_on(&self, day: Day) -> BTreeMap<&str, InForce<'_>> {
        Sheet::on(&self.changes, day).into_values()
    }

    /// Every block that set a key at or under this one, in order of effect: `crs.education.bachelor` gives
    /// both of its columns. Steps that restate the value in force are kept: their instrument says it again.
    pub fn history(&self, prefix: &str) -> Vec<HistoryEntry<'_>> {
        let under = format!("{prefix}.");
        let mut last: BTreeMap<&str, &LawValue> = BTreeMap::new();
        let mut entries = Vec::new();
        for change in &self.changes {
            for (key, setting) in &change.settings {
                if key == prefix || key.starts_with(&under) {
                    let before = last.insert(key, &setting.value);
                    entries.push(HistoryEntry { key, before, value: &setting.value, change });
                }
            }
        }
        entries
    }

    /// All keys that are ever set, rising.
    pub fn keys(&self) -> Vec<&str> {
        let mut keys: Vec<&str> =
            self.changes.iter().flat_map(|change| change.settings.keys().map(String::as_str)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Values of reforms that a published change of a later day replaces by others: the key, the reform, the
    /// later block. A reader may want to know: the reform ends there unless it is stated again.
    pub fn superseded(&self) -> Vec<(&str, &Change, &Change)> {
        let mut standing: BTreeMap<&str, (&Change, &LawValue)> = BTreeMap::new();
        let mut found = Vec::new();
        for change in &self.changes {
            for (key, setting) in &change.settings {
                if let Some((before, value)) = standing.insert(key, (change, &setting.value))
                    && (before.author, change.author) == (Author::Scenario, Author::Published)
                    && *value != setting.value
                {
                    found.push((key.as_str(), before, change));
                }
            }
        }
        found
    }
}

/// Differences between one law on a day and the same or another law on another day, by key, rising.
pub fn diff<'a>(old: &'a Law, old_day: Day, new: &'a Law, new_day: Day) -> Vec<Difference<'a>> {
    let (mut before, after) = (old.values_on(old_day), new.values_on(new_day));
    let mut differences = Vec::new();
    for (key, new) in after {
        let old = before.remove(key);
        if old.is_none_or(|old| old.value != new.value) {
            differences.push(Difference { key, old, new: Some(new) });
        }
    }
    differences.extend(before.into_iter().map(|(key, old)| Difference { key, old: Some(old), new: None }));
    differences.sort_by_key(|difference| difference.key);
    differences
}
