//! The people of a scenario: a population file with the scenario's changes.

use std::sync::Arc;

use super::content::PopulationForm;
use super::named_file::open_named;
use crate::document::library;
use crate::document::library::Base;
use crate::document::reader::{Field, Reader, misspelt};
use crate::document::tree;
use crate::document::tree::{Entry, Node, Source, Table, Value};

/// Tables of a population file that a scenario may restate under `[population]`.
const TABLES: [&str; 9] =
    ["arrivals", "behaviour", "language", "life", "nomination", "processing", "response", "spouse", "stream"];

/// Reads `[population]`: the file, the scale, and the differences.
pub fn read_population(reader: Reader<'_>, base: &Base) -> Option<PopulationForm> {
    let file = reader.need("file");
    let scale = read_scale(&reader.find("scale"));
    let removed = reader.find("remove").list();
    let mut over = Table::new();
    for name in TABLES {
        over.extend(reader.entry(name).map(|entry| (name.to_owned(), entry.clone())));
    }
    let problems = reader.problems();
    reader.finish();
    let opened = open_named(&file, base)?;
    let mut document = tree::recover(&opened.source, problems)?;
    if let Value::Table(tables) = &mut document.value {
        removed.iter().for_each(|stream| remove(stream, tables));
        tree::merge(tables, over);
    }
    let top = Reader::new(&document, "", problems)?;
    let named = open_named(&top.find("occupations"), &opened.base);
    // A missing table is reported; the people are then checked against the shipped one.
    let occupations = named.map_or_else(carried_occupations, |opened| opened.source);
    let scale = scale.unwrap_or(1.0);
    Some(PopulationForm { occupations, scale, source: opened.source, document })
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
