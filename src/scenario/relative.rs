//! Relative numbers of the people that are laid over what a scenario states already.

use std::sync::Arc;

use crate::document::problem::{Problem, Problems};
use crate::document::relative::{factor, multiply, text};
use crate::document::tree;
use crate::document::tree::{Entry, Node, Table, Value};

/// The table of a scenario whose numbers may be relative.
const POPULATION: &str = "population";

/// Lays `over` on `base` as [`tree::merge`] does. A relative number of the people over a number of the
/// scenario becomes their product, and one over another relative number the product of both factors.
pub fn merge(base: &mut Table, mut over: Table, problems: &Problems) {
    let below = base.get_mut(POPULATION).map(|entry| &mut entry.node.value);
    let above = over.get_mut(POPULATION).map(|entry| &mut entry.node.value);
    if let (Some(Value::Table(below)), Some(Value::Table(above))) = (below, above) {
        settle(below, above, problems);
        leave_members(below, above);
    }
    tree::merge(base, over);
}

/// Members belong to the population file that is named beside them: they go where another file is named.
fn leave_members(below: &mut Table, above: &Table) {
    let origin = |key: &str| below.get(key).map(|entry| &entry.key.source);
    let are_together = match (origin("file"), origin("members")) {
        (Some(file), Some(members)) => Arc::ptr_eq(file, members),
        _ => false,
    };
    if are_together && above.contains_key("file") && !above.contains_key("members") {
        below.remove("members");
    }
}

fn settle(below: &Table, above: &mut Table, problems: &Problems) {
    for (key, entry) in above.iter_mut() {
        let Some(stated) = below.get(key).map(|stated| &stated.node) else { continue };
        if let (Value::Table(below), Value::Table(above)) = (&stated.value, &mut entry.node.value) {
            settle(below, above, problems);
        } else if let Some(times) = factor(&entry.node.value) {
            multiply_stated(stated, times, entry, problems);
        }
    }
}

/// Replaces a relative number by its product with what the scenario states.
fn multiply_stated(stated: &Node, times: f64, entry: &mut Entry, problems: &Problems) {
    let origin = entry.node.origin.clone();
    if let Some(first) = factor(&stated.value) {
        entry.node.value = text(first * times);
    } else if matches!(stated.value, Value::Table(_)) {
        // It may state some days only, and the population file the others.
        problems.push(Problem::new(
            origin,
            "the scenario states this number for single days or years",
            "expected a relative number for each of them",
        ));
    } else {
        let mut product = stated.clone();
        if multiply(&mut product, times, &origin) {
            entry.node = product;
        }
    }
}
