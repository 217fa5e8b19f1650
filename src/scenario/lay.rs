//! Lays a document over another one: the keys of a scenario over those of the one that it extends.

use super::plan::give_way;
use super::relative;
use crate::document::problem::Problems;
use crate::document::tree::{Table, Value};

/// Lays `over` on `base` key by key. In a plan a value takes the place of those that exclude it, such as a
/// cutoff that of a size; numbers of the people may be relative.
pub fn lay(base: &mut Table, over: Table, problems: &Problems) {
    if let (Some(below), Some(Value::Table(above))) =
        (table(base, "plan"), over.get("plan").map(|entry| &entry.node.value))
    {
        for (name, plan) in above {
            if let (Some(below), Value::Table(above)) = (table(below, name), &plan.node.value) {
                give_way(below, above);
            }
        }
    }
    relative::merge(base, over, problems);
}

fn table<'a>(within: &'a mut Table, key: &str) -> Option<&'a mut Table> {
    match within.get_mut(key).map(|entry| &mut entry.node.value) {
        Some(Value::Table(table)) => Some(table),
        _ => None,
    }
}
