//! Days without rounds that a scenario states and one that is laid over it does not.

use super::form::Period;
use crate::document::tree::{Node, Table, Value};
use crate::time::Day;

/// Days without rounds that are lost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LostDays {
    /// Holidays.
    pub holidays: Vec<Day>,
    /// Pauses that no other pause covers.
    pub(crate) pauses: Vec<Period>,
}

impl LostDays {
    /// The days that a document states and that are missing in the lists of another one. A list that the
    /// other one does not state is kept.
    pub fn between(before: &Table, after: &Table) -> LostDays {
        let (mut holidays, mut pauses) = (Vec::new(), Vec::new());
        if let (Some(old), Some(new)) = (list(before, "holidays"), list(after, "holidays")) {
            let new: Vec<Day> = new.iter().filter_map(day).collect();
            holidays.extend(old.iter().filter_map(day).filter(|day| !new.contains(day)));
        }
        if let (Some(old), Some(new)) = (list(before, "pauses"), list(after, "pauses")) {
            let new: Vec<Period> = new.iter().filter_map(pause).collect();
            let covers = |new: &Period, old: &Period| new.contains(old.first) && new.contains(old.last);
            let is_covered = |old: &Period| new.iter().any(|new| covers(new, old));
            pauses.extend(old.iter().filter_map(pause).filter(|pause| !is_covered(pause)));
        }
        LostDays { holidays, pauses }
    }

    /// Adds the lost days of another step.
    pub fn add(&mut self, more: LostDays) {
        self.holidays.extend(more.holidays);
        self.pauses.extend(more.pauses);
    }
}

fn list<'a>(root: &'a Table, key: &str) -> Option<&'a Vec<Node>> {
    let Value::Table(calendar) = &root.get("calendar")?.node.value else { return None };
    match &calendar.get(key)?.node.value {
        Value::List(items) => Some(items),
        _ => None,
    }
}

fn day(node: &Node) -> Option<Day> {
    match node.value {
        Value::Date(day) => Some(day),
        _ => None,
    }
}

fn pause(node: &Node) -> Option<Period> {
    let Value::Table(table) = &node.value else { return None };
    let [first, last] = ["from", "to"].map(|key| table.get(key).and_then(|entry| day(&entry.node)));
    Some(Period { first: first?, last: last? })
}
