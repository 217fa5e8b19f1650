//! Days of announcement of `[levels]` when documents are merged: `announced` holds for the values of its own
//! file.

use crate::document::relative::Relative;
use crate::document::tree::{Entry, Node, Table, Value};

/// The table and the key.
const LEVELS: &str = "levels";
pub const ANNOUNCED: &str = "announced";

/// The kind of document that is merged into another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Laid {
    /// A scenario that extends it: its values have its announcement.
    Extension,
    /// An option: a number in place of another one, announced as that one was.
    Option,
}

/// Prepares two documents for merging: each value gets the announcement of its own document. A document that
/// states `announced` and no target announces the targets of the base.
pub fn part(base: &mut Table, over: &mut Table, laid: Laid) {
    let (Some(below), Some(above)) = (levels(base), levels(over)) else { return };
    let announces = above.contains_key(ANNOUNCED);
    if announces && above.len() == 1 {
        values(below, &mut |_, node| {
            if let Value::Table(table) = &mut node.value {
                table.remove(ANNOUNCED);
            }
        });
        return;
    }
    give_to_values(above);
    match laid {
        Laid::Extension => give_to_values(below),
        Laid::Option if !announces => keep_announcements(below, above),
        Laid::Option => {}
    }
}

fn levels(document: &mut Table) -> Option<&mut Table> {
    match &mut document.get_mut(LEVELS)?.node.value {
        Value::Table(levels) => Some(levels),
        _ => None,
    }
}

/// Gives what a document announces to each of its values.
fn give_to_values(levels: &mut Table) {
    if let Some(announced) = levels.remove(ANNOUNCED) {
        values(levels, &mut |name, node| announce(name, node, &announced));
    }
}

/// Calls a function with every target and share: entries of tables by year, and values for all years.
fn values(levels: &mut Table, on_value: &mut impl FnMut(&str, &mut Node)) {
    for (key, entry) in levels.iter_mut().filter(|(key, _)| *key != ANNOUNCED) {
        let name = name_of(key);
        match &mut entry.node.value {
            Value::Table(table) if is_by_year(table) => {
                table.values_mut().for_each(|of_year| on_value(name, &mut of_year.node));
            }
            _ => on_value(name, &mut entry.node),
        }
    }
}

/// The key that a number under a key of `[levels]` has in a table.
fn name_of(key: &str) -> &'static str {
    if key.ends_with("_share") { "share" } else { "target" }
}

fn is_by_year(table: &Table) -> bool {
    table.keys().all(|key| key.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Gives a value without an announcement this one; a number becomes a table. A relative target changes its
/// range too.
fn announce(name: &str, node: &mut Node, announced: &Entry) {
    let is_relative = Relative::of(&node.value).is_some();
    let name = if is_relative && name == "target" { "all" } else { name };
    if is_relative || matches!(node.value, Value::Integer(_) | Value::Number(_)) {
        let inner = Entry { key: node.origin.clone(), node: node.clone() };
        node.value = Value::Table(Table::from([(name.to_owned(), inner)]));
    }
    if let Value::Table(table) = &mut node.value {
        table.entry(ANNOUNCED.to_owned()).or_insert_with(|| announced.clone());
    }
}

/// Gives values the announcements of the values that they replace.
fn keep_announcements(below: &Table, above: &mut Table) {
    for (key, entry) in above {
        let Some(Value::Table(before)) = below.get(key).map(|entry| &entry.node.value) else { continue };
        match &mut entry.node.value {
            Value::Table(table) if is_by_year(table) => {
                for (year, of_year) in table {
                    keep_announcement(key, &mut of_year.node, before.get(year));
                }
            }
            _ => keep_announcement(key, &mut entry.node, below.get(key)),
        }
    }
}

/// Gives the value of a key the announcement of the value that it replaces, if that has one.
fn keep_announcement(key: &str, node: &mut Node, before: Option<&Entry>) {
    if let Some(Value::Table(before)) = before.map(|entry| &entry.node.value)
        && let Some(announced) = before.get(ANNOUNCED)
    {
        announce(name_of(key), node, announced);
    }
}
