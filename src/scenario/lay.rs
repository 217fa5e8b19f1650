//! Lays a document over another one: the keys of a scenario over those of the one that it extends.

use super::levels_announced;
use super::levels_announced::Laid;
use super::plan::give_way;
use super::relative;
use crate::document::problem::Problems;
use crate::document::tree;
use crate::document::tree::{Table, Value};

/// Lays `over` on `base` key by key. In a plan a value takes the place of those that exclude it, such as a
/// cutoff that of a size; a relative number becomes what it makes of the one below it.
pub fn lay(base: &mut Table, mut over: Table, laid: Laid, problems: &Problems) {
    relative::settle(base, &mut over, laid, problems);
    levels_announced::part(base, &mut over, laid);
    if let (Some(below), Some(Value::Table(above))) =
        (table(base, "plan"), over.get("plan").map(|entry| &entry.node.value))
    {
        for (name, plan) in above {
            if let (Some(below), Value::Table(above)) = (table(below, name), &plan.node.value) {
                give_way(below, above);
            }
        }
    }
    relative::leave_members(base, &over);
    tree::merge(base, over);
}

fn table<'a>(within: &'a mut Table, key: &str) -> Option<&'a mut Table> {
    match within.get_mut(key).map(|entry| &mut entry.node.value) {
        Some(Value::Table(table)) => Some(table),
        _ => None,
    }
}
