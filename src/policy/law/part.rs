//! Parts of the law that an explanation tells apart: the categories, and everything else.

use std::collections::{BTreeMap, BTreeSet};

use super::Law;
use crate::document::problem::{InvalidInput, Problem, Problems};
use crate::policy::value::LawValue;
use crate::policy::value::change::{Author, Change};
use crate::time::Day;

/// A part of the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LawPart {
    /// The keys under `categories`.
    Categories,
    /// All other keys: points, programs, the rules of invitations.
    Rules,
}

/// The days of a reform that was announced: announcement and first day in force.
type Announced = (Day, Day);

impl LawPart {
    fn holds(self, key: &str) -> bool {
        let is_of_category = key.starts_with("categories.");
        match self {
            LawPart::Categories => is_of_category,
            LawPart::Rules => !is_of_category,
        }
    }

    /// A block with the keys of this part alone; none if it has no such key.
    fn of_change(self, change: &Change) -> Option<Change> {
        let mut part = change.clone();
        part.settings.retain(|key, _| self.holds(key));
        (!part.settings.is_empty()).then_some(part)
    }
}

impl Law {
    /// Whether another law has other values of a part on some day up to `last`, or another announcement.
    pub(crate) fn differs_in(&self, part: LawPart, other: &Law, last: Day) -> bool {
        let changes = self.change_days().iter().chain(other.change_days());
        let days: BTreeSet<Day> = changes.copied().filter(|day| *day <= last).collect();
        days.iter().any(|day| self.part_on(part, *day) != other.part_on(part, *day))
            || self.announcements(part) != other.announcements(part)
    }

    /// This law with the categories of another one.
    ///
    /// # Errors
    /// If they do not make a law together: rules that name a category of their own, for example.
    pub(crate) fn with_categories_of(&self, other: &Law) -> Result<Law, InvalidInput> {
        let rules = self.changes.iter().filter_map(|change| LawPart::Rules.of_change(change));
        let categories = other.changes.iter().filter_map(|change| LawPart::Categories.of_change(change));
        let problems = Problems::new();
        let law = Law::assemble(rules.chain(categories).collect(), &problems);
        problems.finish(law).map_err(|mut invalid| {
            invalid.problems.push(Problem::without_place(
                "the rules of one scenario and the categories of the other make no law",
                "expected reforms of rules and of categories that can stand without each other",
            ));
            invalid
        })
    }

    fn part_on(&self, part: LawPart, day: Day) -> BTreeMap<&str, &LawValue> {
        let values = self.values_on(day).into_iter().filter(|(key, _)| part.holds(key));
        values.map(|(key, in_force)| (key, in_force.value)).collect()
    }

    /// The announced reforms of a part.
    fn announcements(&self, part: LawPart) -> BTreeSet<Announced> {
        let reforms = self.changes.iter().filter(|change| {
            change.author == Author::Scenario && change.settings.keys().any(|key| part.holds(key))
        });
        reforms.filter_map(|change| Some((change.announced?, change.date))).collect()
    }
}
