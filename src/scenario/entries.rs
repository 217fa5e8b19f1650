//! The values of a scenario by their full keys, to be compared with those of another scenario.

use std::collections::BTreeMap;

use super::content::Scenario;
use crate::document::source::Source;
use crate::document::tree::{Node, Table, Value};

/// Keys that say nothing of what is simulated, and those that others read: the law, and the Levels Plans.
const OTHERS: [&str; 5] = ["title", "description", "policy", "levels", "published"];
/// Keys of files that are compared by what they hold, and what a population file says of itself.
const LEFT_OUT: [&str; 5] = [
    "population.file",
    "population.members",
    "population.occupations",
    "population.title",
    "population.published",
];
/// The key that names the scenario whose sizes are taken.
const SIZES: &str = "sizes";
/// Keys that tell the items of a list apart, in the order in which they are tried.
const LABELS: [&str; 3] = ["date", "from", "day"];

/// A value of a scenario, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// A single value; a text without its quotes.
    One(String),
    /// The items of a list.
    Items(Vec<String>),
    /// A file: its name, and what it holds.
    File(File),
}

/// A file that a scenario names. Two are the same if they hold the same.
#[derive(Clone, Debug, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    text: String,
}

impl PartialEq for File {
    fn eq(&self, other: &File) -> bool {
        self.text == other.text
    }
}

impl Scenario {
    /// Every value by its full key, the people's and those of the files it names included. The law and the
    /// Levels Plans are left out: what they become depends on what was published.
    pub fn entries(&self) -> BTreeMap<String, Written> {
        let mut entries = BTreeMap::new();
        if let Value::Table(top) = &self.written.root.value {
            for (key, entry) in top.iter().filter(|(key, _)| !OTHERS.contains(&key.as_str())) {
                add(key, &entry.node, &mut entries);
            }
        }
        add("population", &self.population.document, &mut entries);
        let inputs = self.inputs();
        // The people of a file are compared one by one.
        entries.retain(|key, _| !LEFT_OUT.contains(&key.as_str()));
        let named = [
            ("population.members", inputs.members),
            ("population.occupations", Some(inputs.occupations)),
            ("published.rounds", Some(inputs.rounds)),
            ("published.snapshots", Some(inputs.snapshots)),
            ("published.invited", Some(inputs.invited)),
            ("published.admissions", Some(inputs.admissions)),
            ("published.inventory", Some(inputs.inventory)),
            ("published.landings", Some(inputs.landings)),
            ("published.submissions", Some(inputs.submissions)),
        ];
        for (key, source) in named {
            entries.extend(source.map(|source| (key.to_owned(), Written::File(File::of(source)))));
        }
        // Two names of one file are the same.
        if let Some(below) = self.base_of_sizes() {
            let (name, text) = (format!("as in {}", below.name), below.own_source().text.clone());
            entries.insert(SIZES.to_owned(), Written::File(File { name, text }));
        }
        entries
    }
}

impl File {
    fn of(source: &Source) -> File {
        File { name: source.name.clone(), text: source.text.clone() }
    }
}

fn add(path: &str, node: &Node, entries: &mut BTreeMap<String, Written>) {
    match &node.value {
        Value::Table(table) => {
            for (key, entry) in table {
                add(&format!("{path}.{key}"), &entry.node, entries);
            }
        }
        Value::List(items) => add_list(path, items, entries),
        _ => {
            entries.insert(path.to_owned(), Written::One(text(node)));
        }
    }
}

/// A list of tables item by item, and any other list as a whole.
fn add_list(path: &str, items: &[Node], entries: &mut BTreeMap<String, Written>) {
    let tables: Vec<&Table> = items.iter().filter_map(table).collect();
    if items.is_empty() || tables.len() < items.len() {
        entries.insert(path.to_owned(), Written::Items(items.iter().map(text).collect()));
        return;
    }
    let labels: Vec<String> = tables.iter().map(|table| label(table)).collect();
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for label in &labels {
        *counts.entry(label).or_default() += 1;
    }
    for (place, (item, label)) in items.iter().zip(&labels).enumerate() {
        let is_alone = counts[label.as_str()] == 1;
        let label = if is_alone && !label.is_empty() { label.clone() } else { place.to_string() };
        add(&format!("{path}[{label}]"), item, entries);
    }
}

fn table(node: &Node) -> Option<&Table> {
    match &node.value {
        Value::Table(table) => Some(table),
        _ => None,
    }
}

/// What tells an item of a list apart: its day, and its type where it has one.
fn label(table: &Table) -> String {
    let day = LABELS.iter().find_map(|key| table.get(*key));
    let parts = day.into_iter().chain(table.get("type")).map(|entry| text(&entry.node));
    parts.collect::<Vec<String>>().join(" ")
}

/// A value as TOML writes it, a text without its quotes.
fn text(node: &Node) -> String {
    match &node.value {
        Value::Text(text) | Value::Moment(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::Date(day) => day.to_string(),
        Value::Broken => String::new(),
        Value::List(items) => items.iter().map(text).collect::<Vec<String>>().join(", "),
        Value::Table(table) => {
            let pairs = table.iter().map(|(key, entry)| format!("{key} {}", text(&entry.node)));
            pairs.collect::<Vec<String>>().join(", ")
        }
    }
}
