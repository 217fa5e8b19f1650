//! `[category.NAME]`: a category that a scenario adds in a few lines, as blocks of `[[policy.change]]`.
//!
//! A category of occupations asks for twelve months of work in the last three years, as those of the law do,
//! unless it says otherwise.

use super::plan::Period;
use crate::document::reader::{Field, Reader};
use crate::document::source::Origin;
use crate::document::tree::{Entry, Node, Table, Value};
use crate::time::Day;

/// Months of work in listed occupations in the last three years, as the law's own categories ask from
/// February 2026 on.
const MONTHS: i64 = 12;
/// Keys of the block itself; all others but those of this table are criteria of the law.
const HEADER: [&str; 4] = ["announced", "instrument", "cites", "assumption"];

/// The blocks of all categories of a scenario, in order of their names.
pub fn read_categories(field: &Field<'_>, span: Option<Period>) -> Vec<Node> {
    let Some(reader) = field.table() else { return Vec::new() };
    reader.keys().flat_map(|name| read_category(name, &reader, span)).collect()
}

fn read_category(name: &str, all: &Reader<'_>, span: Option<Period>) -> Vec<Node> {
    let Some(reader) = all.find(name).table() else { return Vec::new() };
    let origin = all.key_origin(name).unwrap_or(reader.origin());
    let (from, to) = (reader.find("from"), reader.find("to"));
    let (first, last) = (from.date(), to.date());
    let mut block = Table::new();
    for key in HEADER {
        block.extend(reader.entry(key).map(|entry| (key.to_owned(), entry.clone())));
    }
    let mut criteria = read_names(&reader);
    if reader.find("name").node.is_some() {
        // A name that cannot be read was reported, and is no reason to ask for one.
        criteria.entry("name".to_owned()).or_insert(entry(origin, Value::Text(name.to_owned())));
    }
    let instrument = criteria.get("name").cloned();
    block.extend(
        instrument
            .filter(|_| !block.contains_key("instrument"))
            .map(|title| ("instrument".to_owned(), title)),
    );
    let noc = reader.find("noc");
    if noc.node.is_some() && reader.find("occupations").node.is_some() {
        let title = format!("`{}.occupations` stands beside `noc`", all.find(name).path);
        reader.wrong_key("occupations", title, "expected one of them");
    }
    if let Some(occupations) = reader.entry("noc").filter(|_| is_list(&noc)) {
        criteria.insert("occupations".to_owned(), occupations.clone());
        let months = entry(origin, Value::Integer(MONTHS));
        let work = Value::Table(Table::from([("occupation_recent".to_owned(), months)]));
        criteria.insert("work".to_owned(), entry(origin, work));
    }
    criteria.insert("in_force".to_owned(), entry(origin, Value::Flag(true)));
    let own = ["name", "noc", "from", "to"];
    for key in reader.keys().filter(|key| !own.contains(key) && !HEADER.contains(key)) {
        criteria.extend(reader.entry(key).map(|stated| (key.to_owned(), stated.clone())));
    }
    let Some(begin) = first.or(span.map(|span| span.first).filter(|_| from.node.is_none())) else {
        return Vec::new();
    };
    if let Some(last) = last.filter(|last| *last < begin) {
        to.wrong(format!("`{}` is {last}", to.path), format!("expected {begin} or a later date"));
    }
    let place = from.node.map_or(origin, |node| &node.origin);
    let mut blocks = vec![dated(block, begin, place, group(name, criteria, origin))];
    let end = last.filter(|last| *last >= begin && span.is_none_or(|span| *last < span.last));
    if let Some(end) = end {
        let out = Table::from([("in_force".to_owned(), entry(origin, Value::Flag(false)))]);
        let place = to.node.map_or(origin, |node| &node.origin);
        blocks.push(dated(Table::new(), end + 1, place, group(name, out, origin)));
    }
    blocks
}

/// Whether a value is a list; reported if it is something else.
fn is_list(field: &Field<'_>) -> bool {
    !field.list().is_empty() || matches!(field.node.map(|node| &node.value), Some(Value::List(_)))
}

/// The name in one language, or in both.
fn read_names(reader: &Reader<'_>) -> Table {
    let field = reader.find("name");
    let mut names = Table::new();
    match field.node.map(|node| &node.value) {
        None => {}
        Some(Value::Table(_)) => {
            if let Some(both) = field.table() {
                let (english, french) = (both.need("en"), both.find("fr"));
                names.extend(
                    english.text().and(both.entry("en")).map(|name| ("name".to_owned(), name.clone())),
                );
                names.extend(
                    french.text().and(both.entry("fr")).map(|name| ("name_fr".to_owned(), name.clone())),
                );
                both.finish();
            }
        }
        Some(_) => {
            names
                .extend(field.text().and(reader.entry("name")).map(|name| ("name".to_owned(), name.clone())));
        }
    }
    names
}

fn entry(origin: &Origin, value: Value) -> Entry {
    Entry { key: origin.clone(), node: Node { origin: origin.clone(), value } }
}

/// The key of the law that holds a category.
fn group(name: &str, criteria: Table, origin: &Origin) -> Entry {
    let category = entry(origin, Value::Table(criteria));
    entry(origin, Value::Table(Table::from([(name.to_owned(), category)])))
}

fn dated(mut block: Table, date: Day, place: &Origin, categories: Entry) -> Node {
    block.insert("date".to_owned(), entry(place, Value::Date(date)));
    let origin = categories.key.clone();
    block.insert("categories".to_owned(), categories);
    Node { origin, value: Value::Table(block) }
}
