//! Two scenarios, side by side.

use super::entries::of_entries;
use super::law::of_law;
use super::levels::of_levels;
use super::row::Difference;
use crate::model::Model;
use crate::scenario::Scenario;

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
        found.extend(of_law(self.model, new.model));
        found.extend(of_levels(self.model, new.model));
        found.sort_by(|a, b| (a.part, &a.key, a.from).cmp(&(b.part, &b.key, b.from)));
        found
    }
}
