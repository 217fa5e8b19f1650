//! The people of a scenario: a population file with the scenario's changes.

use std::sync::Arc;

use super::content::PopulationForm;
use super::members::{MemberRows, Members};
use super::named_file::open_named;
use crate::document::library;
use crate::document::library::Base;
use crate::document::number_path::NumberPath;
use crate::document::problem::{Problem, Problems};
use crate::document::reader::{Field, Reader, misspelt};
use crate::document::tree;
use crate::document::tree::{Entry, Node, Origin, Source, Table, Value};

/// Tables of a population file that a scenario may restate under `[population]`.
const TABLES: [&str; 9] =
    ["arrivals", "behaviour", "language", "life", "nomination", "processing", "response", "spouse", "stream"];
/// Tables of earlier population files. The reader of the people refuses them with their new keys.
const OLD_TABLES: [&str; 2] = ["eligible_share", "share"];

/// Reads `[population]`: the file, the scale, and the differences.
pub fn read_population(reader: Reader<'_>, base: &Base) -> Option<PopulationForm> {
    let file = reader.need("file");
    let scale = read_scale(&reader.find("scale"));
    let removed = reader.find("remove").list();
    let mut over = Table::new();
    let old = OLD_TABLES.into_iter().filter(|name| reader.key_origin(name).is_some());
    for name in TABLES.into_iter().chain(old) {
        over.extend(reader.entry(name).map(|entry| (name.to_owned(), entry.clone())));
    }
    let members = reader.find("members");
    let problems = reader.problems();
    reader.finish();
    let shares = take_shares(&mut over, problems);
    let opened = open_named(&file, base)?;
    let written = tree::recover(&opened.source, problems)?;
    let changes = Changes { removed, over, shares };
    let members = match &members.node {
        Some(_) => Some(read_members(&members, base, &written, &changes)?),
        None => None,
    };
    let document = changes.laid_over(written, problems);
    let top = Reader::new(&document, "", problems)?;
    let named = open_named(&top.find("occupations"), &opened.base);
    // A missing table is reported; the people are then checked against the shipped one.
    let occupations = named.map_or_else(carried_occupations, |opened| opened.source);
    let scale = scale.unwrap_or(1.0);
    Some(PopulationForm { occupations, scale, source: opened.source, document, members })
}

/// What a scenario changes of a population file.
struct Changes<'a> {
    removed: Vec<Field<'a>>,
    over: Table,
    shares: Vec<Share>,
}

/// A share of a list that a scenario states alone.
struct Share {
    path: NumberPath,
    value: f64,
    origin: Origin,
}

impl Changes<'_> {
    /// Whether the scenario states the number at a path itself.
    fn state(&self, path: &NumberPath) -> bool {
        states(&self.over, path.keys()) || self.shares.iter().any(|share| share.path == *path)
    }

    fn laid_over(&self, mut document: Node, problems: &Problems) -> Node {
        if let Value::Table(tables) = &mut document.value {
            self.removed.iter().for_each(|stream| remove(stream, tables));
            tree::merge(tables, self.over.clone());
        }
        for Share { path, value, origin } in &self.shares {
            if let Err(error) = path.set(&mut document, *value) {
                let expected = "expected the place of a share in a list, counted from 0";
                problems.push(Problem::new(origin.clone(), error.to_string(), expected));
            }
        }
        document
    }
}

fn read_members(field: &Field<'_>, base: &Base, file: &Node, changes: &Changes<'_>) -> Option<Members> {
    let problems = field.problems();
    let rows = MemberRows::read(&open_named(field, base)?.source, problems)?;
    // What is wrong with the changes is reported when they are laid over the file itself.
    let unheard = Problems::new();
    let restated = rows.paths().iter().filter(|path| changes.state(path)).map(ToString::to_string).collect();
    rows.of(file, restated, |document| changes.laid_over(document, &unheard), problems)
}

/// Takes keys such as `foreign_work[0]` out of a table and of those in it.
fn take_shares(over: &mut Table, problems: &Problems) -> Vec<Share> {
    let mut shares = Vec::new();
    take_shares_from(over, "", &mut shares, problems);
    shares
}

fn take_shares_from(table: &mut Table, path: &str, shares: &mut Vec<Share>, problems: &Problems) {
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
            (Ok(path), Some(value)) => shares.push(Share { path, value, origin }),
            (Err(error), _) => {
                problems.push(Problem::new(entry.key, error.to_string(), "expected a key such as `work[0]`"));
            }
            (Ok(path), None) => {
                problems.push(Problem::new(
                    origin,
                    format!("`{path}` is no share"),
                    "expected a number from 0 to 1",
                ));
            }
        }
    }
    for (key, entry) in table.iter_mut() {
        if let Value::Table(inner) = &mut entry.node.value {
            take_shares_from(inner, &format!("{path}{key}."), shares, problems);
        }
    }
}

fn carried_occupations() -> Arc<Source> {
    let carried = library::open_beside("population/occupations.csv", &Base::Carried(String::new()));
    carried.expect("the program carries a table of occupations").source
}

fn read_scale(field: &Field<'_>) -> Option<f64> {
    if field.node.is_none() {
        return Some(1.0);
    }
    field.number_above(0.0, 1.0)
}

/// Removes an arrival stream.
fn remove(field: &Field<'_>, tables: &mut Table) {
    let Some(name) = field.text() else { return };
    let streams = table(tables, "stream").map(|streams| streams.keys().cloned().collect::<Vec<String>>());
    let streams = streams.unwrap_or_default();
    if let (false, Some(node)) = (streams.iter().any(|stream| stream == name), field.node) {
        let known: Vec<&str> = streams.iter().map(String::as_str).collect();
        let title = format!("there is no arrival stream `{name}` to remove");
        field.problems().push(misspelt(&node.origin, title, name, &known));
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
