//! Two scenarios, side by side.

use std::collections::BTreeSet;

use super::entries::of_entries;
use super::law::of_law;
use super::levels::of_levels;
use super::row::Difference;
use crate::model::Model;
use crate::scenario::Scenario;

/// The table of categories in the law.
const LAW: &str = "categories.";
/// That of a scenario.
const STATED: &str = "category.";

/// A scenario and its meaning.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The scenario as it was written.
    pub scenario: &'a Scenario,
    /// Its meaning.
    pub model: &'a Model,
}

impl Side<'_> {
    /// Every value that this scenario does not share with another, by part and key.
    pub fn differences_to(self, new: Side<'_>) -> Vec<Difference> {
        let mut found = of_entries(self.scenario, new.scenario);
        let stated: BTreeSet<String> = found.iter().filter_map(|one| category_of(&one.key, STATED)).collect();
        // What is stated of a category is shown as it is stated, and not again as law.
        let of_law = of_law(self.model, new.model).into_iter();
        found.extend(
            of_law.filter(|one| category_of(&one.key, LAW).is_none_or(|name| !stated.contains(&name))),
        );
        found.extend(of_levels(self.model, new.model));
        found.sort_by(|a, b| (a.part, &a.key, a.from).cmp(&(b.part, &b.key, b.from)));
        found
    }
}

/// The category that a key under a table belongs to.
fn category_of(key: &str, table: &str) -> Option<String> {
    Some(key.strip_prefix(table)?.split('.').next()?.to_owned())
}
