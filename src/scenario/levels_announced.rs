//! When what a `[levels]` restates is announced: `announced` of a file is that of the values beside it, also where another file
//! or the command line is laid on them.

use crate::document::tree::{Entry, Node, Table, Value};

/// The table and the key.
const LEVELS: &str = "levels";
const ANNOUNCED: &str = "announced";

/// What is laid on a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Laid {
    /// A scenario that extends it: what it restates is announced when it says so.
    Extension,
    /// An option: a number in the place of another, announced with it.
    Option,
}

/// Prepares two documents to be joined: each value gets the announcement of its own document. One that announces and restates
/// nothing announces what stands below.
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

/// Every target and share, with what it is: the entries of tables by year, and what stands for all years.
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

/// What a number under a key of `[levels]` is.
fn name_of(key: &str) -> &'static str {
    if key.ends_with("_share") { "share" } else { "target" }
}

fn is_by_year(table: &Table) -> bool {
    table.keys().all(|key| key.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Puts an announcement into a value that has none of its own; a number becomes a table.
fn announce(name: &str, node: &mut Node, announced: &Entry) {
    if let Value::Integer(_) | Value::Number(_) = node.value {
        let inner = Entry { key: node.origin.clone(), node: node.clone() };
        node.value = Value::Table(Table::from([(name.to_owned(), inner)]));
    }
    if let Value::Table(table) = &mut node.value {
        table.entry(ANNOUNCED.to_owned()).or_insert_with(|| announced.clone());
    }
}

/// Gives values the announcements of those whose place they take.
fn keep_announcements(below: &Table, above: &mut Table) {
    for (key, entry) in above {
        let Some(Value::Table(before)) = below.get(key).map(|entry| &entry.node.value) else { continue };
        let keep = |node: &mut Node, before: Option<&Value>| {
            if let Some(Value::Table(before)) = before
                && let Some(announced) = before.get(ANNOUNCED)
            {
                announce(name_of(key), node, announced);
            }
        };
        match &mut entry.node.value {
            Value::Table(table) if is_by_year(table) => {
                for (year, of_year) in table {
                    keep(&mut of_year.node, before.get(year).map(|entry| &entry.node.value));
                }
            }
            _ => keep(&mut entry.node, below.get(key).map(|entry| &entry.node.value)),
        }
    }
}
