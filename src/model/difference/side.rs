//! Two scenarios, side by side.

use super::entries::of_entries;
use super::law::of_law;
use super::levels::of_levels;
use super::row::Difference;
use crate::model::Model;
use crate::scenario::Scenario;

/// The table of categories in the law.
const CATEGORIES: &str = "categories.";

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
        found.extend(self.of_law(new));
        found.extend(of_levels(self.model, new.model));
        found.sort_by(|a, b| (a.part, &a.key, a.from).cmp(&(b.part, &b.key, b.from)));
        found
    }

    /// Differences of the law, but for categories that a scenario states: they are compared as stated.
    fn of_law(self, new: Side<'_>) -> Vec<Difference> {
        let stated = [self, new].map(|side| side.scenario.categories());
        let is_stated = |key: &str| {
            let name = key.strip_prefix(CATEGORIES).and_then(|rest| rest.split('.').next());
            name.is_some_and(|name| stated.iter().flatten().any(|stated| stated == name))
        };
        let mut found = of_law(self.model, new.model);
        found.retain(|one| !is_stated(&one.key));
        found
    }
}
