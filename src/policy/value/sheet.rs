//! All values in force on one day, by key: what a day's rules are compiled from.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use super::LawValue;
use super::change::Change;
use crate::time::Day;

/// A value in force and the block that set it: date, instrument, section, assumption.
#[derive(Clone, Copy, Debug)]
pub struct InForce<'a> {
    /// The value.
    pub value: &'a LawValue,
    /// The block.
    pub change: &'a Change,
}

/// The values in force on a day. Absence of a key means that the law has no such rule: no points, no
/// condition.
#[derive(Clone, Debug, Default)]
pub struct Sheet<'a> {
    values: BTreeMap<&'a str, InForce<'a>>,
}

impl<'a> Sheet<'a> {
    /// The values that blocks, in order of date, put in force by a day.
    pub fn on(changes: &'a [Change], day: Day) -> Sheet<'a> {
        let mut sheet = Sheet::default();
        changes.iter().take_while(|change| change.date <= day).for_each(|change| sheet.lay(change));
        sheet
    }

    /// Lays a block on top.
    pub fn lay(&mut self, change: &'a Change) {
        for (key, setting) in &change.settings {
            self.values.insert(key, InForce { value: &setting.value, change });
        }
    }

    /// All values, by key.
    pub fn into_values(self) -> BTreeMap<&'a str, InForce<'a>> {
        self.values
    }

    /// A value in force.
    pub fn find(&self, key: &str) -> Option<InForce<'a>> {
        self.values.get(key).copied()
    }

    fn value(&self, key: &str) -> Option<&'a LawValue> {
        self.find(key).map(|in_force| in_force.value)
    }

    /// A whole number.
    pub fn whole(&self, key: &str) -> Option<i64> {
        match self.value(key)? {
            LawValue::Whole(number) => Some(*number),
            other => unreachable!("`{key}` was read as a whole number, not as {other}"),
        }
    }

    /// A whole number that fits points, levels and months; 0 if the law has no such rule.
    pub fn small(&self, key: &str) -> u16 {
        self.whole(key).map_or(0, |number| u16::try_from(number).expect("the key's range fits 16 bits"))
    }

    /// A number in hundredths.
    pub fn hundredths(&self, key: &str) -> Option<i64> {
        match self.value(key)? {
            LawValue::Hundredths(number) => Some(*number),
            other => unreachable!("`{key}` was read as a decimal number, not as {other}"),
        }
    }

    /// Whether a condition is set and true.
    pub fn flag(&self, key: &str) -> Option<bool> {
        match self.value(key)? {
            LawValue::Flag(flag) => Some(*flag),
            other => unreachable!("`{key}` was read as a flag, not as {other}"),
        }
    }

    /// A word or a name.
    pub fn text(&self, key: &str) -> Option<&'a str> {
        match self.value(key)? {
            LawValue::Text(text) => Some(text),
            other => unreachable!("`{key}` was read as a text, not as {other}"),
        }
    }

    /// A list of texts.
    pub fn texts(&self, key: &str) -> Option<&'a [String]> {
        match self.value(key)? {
            LawValue::Texts(texts) => Some(texts),
            other => unreachable!("`{key}` was read as a list of texts, not as {other}"),
        }
    }

    /// A list of whole numbers.
    pub fn wholes(&self, key: &str) -> Option<&'a [i64]> {
        match self.value(key)? {
            LawValue::Wholes(numbers) => Some(numbers),
            other => unreachable!("`{key}` was read as a list of numbers, not as {other}"),
        }
    }

    /// The keys under a table, without its name, and their values.
    pub fn under(&self, table: &str) -> Vec<(&'a str, InForce<'a>)> {
        let prefix = format!("{table}.");
        self.values
            .range::<str, _>((Bound::Included(prefix.as_str()), Bound::Unbounded))
            .take_while(|(key, _)| key.starts_with(&prefix))
            .map(|(key, in_force)| (&key[prefix.len()..], *in_force))
            .collect()
    }

    /// The names that stand directly under a table.
    pub fn names(&self, table: &str) -> BTreeSet<&'a str> {
        self.under(table).into_iter().map(|(rest, _)| rest.split('.').next().unwrap_or(rest)).collect()
    }

    /// A step table as a dense one: each number's value holds up to the next number that is listed.
    /// `column` picks one of the columns behind the number, or is empty if there are none.
    pub fn steps<const N: usize>(&self, table: &str, column: &str) -> [u16; N] {
        let mut listed: BTreeMap<usize, u16> = BTreeMap::new();
        for name in self.names(table) {
            let Ok(step) = name.parse::<usize>() else { continue };
            let key = if column.is_empty() {
                format!("{table}.{name}")
            } else {
                format!("{table}.{name}.{column}")
            };
            if self.find(&key).is_some() {
                listed.insert(step, self.small(&key));
            }
        }
        let mut dense = [0; N];
        for (step, cell) in dense.iter_mut().enumerate() {
            *cell = listed.range(..=step).next_back().map_or(0, |(_, value)| *value);
        }
        dense
    }

    /// A table by words in a fixed order.
    pub fn by_word<const N: usize>(&self, table: &str, words: &[&str; N], column: &str) -> [u16; N] {
        words.map(|word| {
            let key = if column.is_empty() {
                format!("{table}.{word}")
            } else {
                format!("{table}.{word}.{column}")
            };
            self.small(&key)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::problem::Problems;
    use crate::document::tree::{Node, Source, Value, parse};
    use crate::policy::value::change::Author;

    fn block(text: &str) -> Change {
        let (document, _) = parse(&Source::new("test", text));
        let node = Node { origin: document.origin, value: document.value };
        assert!(matches!(node.value, Value::Table(_)));
        Change::read(&node, Author::Scenario, 0, &Problems::new()).expect("a block that can be read")
    }

    #[test]
    fn a_step_holds_up_to_the_next_one_and_below_the_first_there_is_nothing() {
        let change = block("date = 2025-01-01\ncrs.spouse.language = { 5 = 1, 9 = 5 }");
        let mut sheet = Sheet::default();
        sheet.lay(&change);
        let steps: [u16; 11] = sheet.steps("crs.spouse.language", "");
        assert_eq!(steps, [0, 0, 0, 0, 0, 1, 1, 1, 1, 5, 5]);
    }

    #[test]
    fn a_later_block_sets_only_what_it_names() {
        let first = block("date = 2025-01-01\ncrs.additional = { sibling = 15, french = 25 }");
        let second = block("date = 2025-02-01\ncrs.additional.french = 50");
        let mut sheet = Sheet::default();
        sheet.lay(&first);
        sheet.lay(&second);
        assert_eq!((sheet.small("crs.additional.sibling"), sheet.small("crs.additional.french")), (15, 50));
        assert_eq!(sheet.names("crs.additional").into_iter().collect::<Vec<_>>(), ["french", "sibling"]);
    }
}
