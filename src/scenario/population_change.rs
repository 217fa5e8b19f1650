//! The changes of a scenario to a population file: streams removed, values restated, shares of lists, and
//! relative numbers.

use crate::document::number_path::NumberPath;
use crate::document::problem::{Problem, Problems};
use crate::document::reader::{Field, misspelt};
use crate::document::relative::Relative;
use crate::document::tree;
use crate::document::tree::{Entry, Node, Origin, Table, Value};

/// What a scenario changes of a population file.
pub(super) struct Changes<'a> {
    removed: Vec<Field<'a>>,
    over: Table,
    shares: Vec<Placed<f64>>,
    relative: Vec<Placed<Relative>>,
}

/// A share of a list that a scenario states alone, or a relative number.
struct Placed<T> {
    path: NumberPath,
    value: T,
    origin: Origin,
}

impl<'a> Changes<'a> {
    /// The changes: streams to remove, and tables that stand over those of the file.
    pub fn of(removed: Vec<Field<'a>>, mut over: Table, problems: &Problems) -> Changes<'a> {
        let relative = take_relative(&mut over, "", problems);
        let shares = take_shares(&mut over, "", problems);
        Changes { removed, over, shares, relative }
    }

    /// Whether the scenario states the number at a path itself.
    pub fn state(&self, path: &NumberPath) -> bool {
        states(&self.over, path.keys()) || self.shares.iter().any(|share| share.path.covers(path))
    }

    /// The population file with the changes: a value that the scenario states takes the place of the file's,
    /// and a relative number changes what then stands there.
    pub fn laid_over(&self, mut document: Node, problems: &Problems) -> Node {
        if let Value::Table(tables) = &mut document.value {
            self.removed.iter().for_each(|stream| remove(stream, tables));
            tree::merge(tables, self.over.clone());
        }
        for Placed { path, value, origin } in &self.shares {
            if let Err(error) = path.set(&mut document, *value) {
                let expected = "expected the place of a share in a list, counted from 0";
                problems.push(Problem::new(origin.clone(), error.to_string(), expected));
            }
        }
        for Placed { path, value, origin } in &self.relative {
            if let Err(error) = path.change(&mut document, *value, origin) {
                let expected = "expected a relative number where the population file states a number";
                problems.push(Problem::new(origin.clone(), error.to_string(), expected));
            }
        }
        document
    }
}

/// Takes relative numbers such as `"x 1.25"` out of a table and of those in it.
fn take_relative(table: &mut Table, path: &str, problems: &Problems) -> Vec<Placed<Relative>> {
    let mut taken = Vec::new();
    let found = table.iter().filter_map(|(key, entry)| Some((key.clone(), Relative::of(&entry.node.value)?)));
    for (key, value) in found.collect::<Vec<(String, Relative)>>() {
        let Some(Entry { key: place, node: Node { origin, .. } }) = table.remove(&key) else { continue };
        match format!("{path}{key}").parse::<NumberPath>() {
            Ok(path) => taken.push(Placed { path, value, origin }),
            Err(error) => problems.push(not_a_key(place, &error)),
        }
    }
    for (key, inner) in tables_in(table) {
        taken.extend(take_relative(inner, &format!("{path}{key}."), problems));
    }
    taken
}

/// Takes keys such as `foreign_work[0]` out of a table and of those in it.
fn take_shares(table: &mut Table, path: &str, problems: &Problems) -> Vec<Placed<f64>> {
    let mut shares = Vec::new();
    let named: Vec<String> = table.keys().filter(|key| key.ends_with(']')).cloned().collect();
    for (key, entry) in named.iter().filter_map(|key| table.remove_entry(key)) {
        let origin = entry.node.origin.clone();
        let value = match entry.node.value {
            Value::Number(number) => Some(number),
            Value::Integer(number) => Some(number as f64),
            _ => None,
        };
        let share = value.filter(|value| (0.0..=1.0).contains(value));
        match (format!("{path}{key}").parse::<NumberPath>(), share) {
            (Ok(path), Some(value)) => shares.push(Placed { path, value, origin }),
            (Err(error), _) => problems.push(not_a_key(entry.key, &error)),
            (Ok(path), None) => {
                problems.push(Problem::new(
                    origin,
                    format!("`{path}` is no share"),
                    "expected a number from 0 to 1",
                ));
            }
        }
    }
    for (key, inner) in tables_in(table) {
        shares.extend(take_shares(inner, &format!("{path}{key}."), problems));
    }
    shares
}

fn not_a_key(place: Origin, error: &impl ToString) -> Problem {
    Problem::new(place, error.to_string(), "expected a key such as `work[0]`")
}

fn tables_in(table: &mut Table) -> impl Iterator<Item = (&String, &mut Table)> {
    table.iter_mut().filter_map(|(key, entry)| match &mut entry.node.value {
        Value::Table(inner) => Some((key, inner)),
        _ => None,
    })
}

/// Removes an arrival stream.
fn remove(field: &Field<'_>, tables: &mut Table) {
    let Some(name) = field.text() else { return };
    let streams = table(tables, "stream");
    let is_known = streams.as_ref().is_some_and(|streams| streams.contains_key(name));
    if let (false, Some(node)) = (is_known, field.node) {
        let title = format!("there is no arrival stream `{name}` to remove");
        field.problems().push_with(&title, || {
            let known: Vec<&str> =
                streams.iter().flat_map(|streams| streams.keys().map(String::as_str)).collect();
            misspelt(&node.origin, title.clone(), name, &known)
        });
        return;
    }
    table(tables, "stream").map(|rows| rows.remove(name));
    let response = table(tables, "behaviour").and_then(|behaviour| table(behaviour, "arrivals"));
    if let Some(Value::List(named)) =
        response.and_then(|response| response.get_mut("streams")).map(|entry| &mut entry.node.value)
    {
        named.retain(|node| !matches!(&node.value, Value::Text(text) if text == name));
    }
}

fn table<'a>(tables: &'a mut Table, name: &str) -> Option<&'a mut Table> {
    match tables.get_mut(name)? {
        Entry { node: Node { value: Value::Table(table), .. }, .. } => Some(table),
        _ => None,
    }
}

/// Whether a table states a key, or a value that holds it.
fn states(table: &Table, keys: &[String]) -> bool {
    let Some((first, rest)) = keys.split_first() else { return true };
    match table.get(first).map(|entry| &entry.node.value) {
        Some(Value::Table(inner)) => states(inner, rest),
        Some(_) => true,
        None => false,
    }
}
