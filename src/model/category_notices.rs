//! Notices on the categories that a scenario adds or changes: how many candidates they have, and occupations
//! that no candidate has.

use std::collections::BTreeMap;

use crate::model::{CategoryNotice, Model};
use crate::policy::law::{Author, LawValue};
use crate::policy::noc;
use crate::time::Day;

impl Model {
    /// The notices on categories of which the scenario states occupations, or which it adds.
    pub(super) fn category_notices(&self) -> Vec<CategoryNotice> {
        let mut notices = Vec::new();
        for (name, on) in self.stated_categories() {
            if let Some(group) = self.law.admitted_by(name) {
                let share = self.population.share_of_arrivals(&self.law, on, group);
                notices.push(CategoryNotice::Share { name: name.to_owned(), share, on });
            }
            let codes = self.codes_without_candidates(name, on);
            if !codes.is_empty() {
                notices.push(CategoryNotice::WithoutCandidates { name: name.to_owned(), codes });
            }
        }
        notices
    }

    /// Categories of the scenario, each with the first day on which a value of it holds.
    fn stated_categories(&self) -> BTreeMap<&str, Day> {
        let mut days = BTreeMap::new();
        for change in self.law.changes().iter().filter(|change| change.author == Author::Scenario) {
            for key in change.settings.keys() {
                let Some((name, value)) = key.strip_prefix("categories.").and_then(|key| key.split_once('.'))
                else {
                    continue;
                };
                if matches!(value, "name" | "occupations" | "occupations_excluded") {
                    days.entry(name).or_insert(change.date);
                }
            }
        }
        days
    }

    /// Codes of a category on a day whose occupations no candidate has: the pool takes TEER 0 to 3.
    fn codes_without_candidates(&self, category: &str, on: Day) -> Vec<String> {
        let values = self.law.values_on(on);
        let key = format!("categories.{category}.occupations");
        let Some(LawValue::Texts(codes)) = values.get(key.as_str()).map(|in_force| in_force.value) else {
            return Vec::new();
        };
        let is_open = |code: &str| {
            let mut occupations = noc::beginning_with(code);
            occupations.any(|occupation| self.population.has_occupation(occupation))
        };
        codes.iter().filter(|code| !is_open(code)).cloned().collect()
    }
}
