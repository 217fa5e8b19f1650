//! A scenario written as differences on another one: `extends = "history.toml"`, or `"history"`.
//!
//! Tables are merged key by key, so that a plan keeps its other keys, and lists are replaced. Only the blocks
//! of `[[policy.change]]`, `[[targets.change]]`, `[[plan.NAME.change]]` and `[[round]]` add up, since a
//! reform of a reform is the usual case.
//! Every value keeps its place.

use super::key::{EXTENDS, top_keys};
use super::named_file::{anchor, open_named_by};
use super::plan::{LostDays, SINGLE as ROUND, check_names, plan_names};
use super::relative;
use crate::document::library;
use crate::document::library::Opened;
use crate::document::problem::{Problem, Problems};
use crate::document::reader::{Reader, misspelt, nearest};
use crate::document::tree;
use crate::document::tree::{Node, Table, Value};
use crate::scenario::lay;
use crate::scenario::levels_announced::Laid;
use crate::time::Day;

/// A scenario merged with those that it extends.
pub struct Extended {
    /// The document, without `extends`.
    pub root: Node,
    /// Days without rounds that a scenario below states, and one above it does not.
    pub lost: LostDays,
    /// The scenario that it extends, if it does.
    pub below: Option<Opened>,
}

/// Merges an opened scenario with those that it extends. Nothing if a file of the chain is missing, empty or
/// not TOML, or extends itself; that is reported.
pub fn resolve(opened: &Opened, problems: &Problems) -> Option<Extended> {
    extend(opened, &mut Vec::new(), problems)
}

fn extend(opened: &Opened, chain: &mut Vec<String>, problems: &Problems) -> Option<Extended> {
    chain.push(opened.identity());
    // A document without any key would be reported again for each key that is missing.
    let mut root = tree::recover(&opened.source, problems)?;
    if matches!(&root.value, Value::Table(table) if table.is_empty()) {
        let name = &opened.source.name;
        let expected = "expected a scenario: its own keys, or `extends` and what it changes";
        problems.push(
            Problem::without_place(format!("`{name}` is empty: no key stands in it"), expected)
                .with_help("a scenario of two lines: extends = \"baseline\" and title = \"my scenario\""),
        );
        return None;
    }
    let reader = Reader::new(&root, "", problems)?;
    let key = key_of(&reader);
    let named = reader.find(&key);
    if named.node.is_none() {
        if let Value::Table(own) = &mut root.value {
            relative::settle(&Table::new(), own, Laid::Extension, problems);
        }
        return Some(Extended { root, lost: LostDays::default(), below: None });
    }
    let below = open_named_by(&named, &opened.base, library::open_extended)?;
    if chain.contains(&below.identity()) {
        named.wrong(
            format!("`{}` extends itself, directly or by way of others", below.source.name),
            "expected a scenario that does not lead back here",
        );
        return None;
    }
    let Extended { root: mut base, mut lost, .. } = extend(&below, chain, problems)?;
    let (Value::Table(own), Value::Table(under)) = (&mut root.value, &mut base.value) else { return None };
    own.remove(&key);
    // They describe the scenario below, and not this one.
    under.remove("title");
    under.remove("description");
    anchor(under, &below.base, &opened.base);
    add_changes("policy", under, own, |base, own| base.into_iter().chain(own).collect());
    add_changes("targets", under, own, |base, own| in_order("from", base, own));
    add_to_plans(under, own);
    lost.add(LostDays::between(under, own));
    let before = plan_names(under);
    lay::lay(under, std::mem::take(own), Laid::Extension, problems);
    check_names(under, &before, problems);
    Some(Extended { root: Node { origin: root.origin, value: base.value }, lost, below: Some(below) })
}

/// The key that names the scenario below: `extends`, or a misspelling of it. The misspelling is reported and
/// accepted, since otherwise every key of the scenario below would be reported as missing.
fn key_of(reader: &Reader<'_>) -> String {
    if reader.keys().any(|key| key == EXTENDS) {
        return EXTENDS.to_owned();
    }
    let known = top_keys();
    // Most keys are far from this one, and then the others need not be looked at.
    let mut near = reader.keys().filter(|key| nearest(key, &[EXTENDS]).is_some() && !known.contains(key));
    let misspelt_key = near.find(|key| nearest(key, &known) == Some(EXTENDS));
    if let Some((key, origin)) = misspelt_key.and_then(|key| Some((key, reader.key_origin(key)?))) {
        reader.problems().push(misspelt(origin, format!("unknown key `{key}`"), key, &known));
        return key.to_owned();
    }
    EXTENDS.to_owned()
}

/// Adds the base's changes of a table to those of the extension, whose list then replaces the base's.
fn add_changes(
    table: &str,
    base: &mut Table,
    extension: &mut Table,
    join: impl FnOnce(Vec<Node>, Vec<Node>) -> Vec<Node>,
) {
    if let (Some(first), Some(second)) = (changes(table, base), changes(table, extension)) {
        *second = join(first.clone(), std::mem::take(second));
    }
}

/// Adds the changes of the base's plans, and its single rounds, to those of the extension.
fn add_to_plans(base: &mut Table, extension: &mut Table) {
    if let (Some(Value::List(first)), Some(Value::List(second))) = (
        base.get(ROUND).map(|entry| &entry.node.value),
        extension.get_mut(ROUND).map(|entry| &mut entry.node.value),
    ) {
        *second = in_order("date", first.clone(), std::mem::take(second));
    }
    let (Some(under), Some(over)) = (table_of(base, "plan"), table_of(extension, "plan")) else { return };
    let names: Vec<String> = over.keys().cloned().collect();
    for name in names {
        add_changes(&name, under, over, |base, own| in_order("from", base, own));
    }
}

fn table_of<'a>(root: &'a mut Table, key: &str) -> Option<&'a mut Table> {
    match &mut root.get_mut(key)?.node.value {
        Value::Table(table) => Some(table),
        _ => None,
    }
}

/// The changes of a base and an extension by their days. The extension's own order stays, even where it is
/// wrong.
fn in_order(key: &str, base: Vec<Node>, own: Vec<Node>) -> Vec<Node> {
    let mut base = base.into_iter().peekable();
    let mut all = Vec::new();
    for block in own {
        while let Some(before) = base.next_if(|before| first_day(before, key) <= first_day(&block, key)) {
            all.push(before);
        }
        all.push(block);
    }
    all.extend(base);
    all
}

/// The day that a block states under a key.
fn first_day(block: &Node, key: &str) -> Option<Day> {
    let Value::Table(table) = &block.value else { return None };
    match table.get(key)?.node.value {
        Value::Date(day) => Some(day),
        _ => None,
    }
}

fn changes<'a>(table: &str, root: &'a mut Table) -> Option<&'a mut Vec<Node>> {
    match &mut table_of(root, table)?.get_mut("change")?.node.value {
        Value::List(blocks) => Some(blocks),
        _ => None,
    }
}
