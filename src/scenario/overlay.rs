//! What the command line lays over a scenario: `--set`, `--seed`, `--replications`, `--rounds`, `--pool`.

use super::Overlay;
use super::document::{self, Entry, Node, Origin, Source, Table, Value};
use super::problem::{Problem, Problems};

/// Lays every option on the document, as if it had been written there.
pub fn lay(root: &mut Node, overlay: &Overlay, problems: &Problems) {
    let Value::Table(table) = &mut root.value else { return };
    for assignment in &overlay.set {
        set(table, assignment, problems);
    }
    let mut option = |name: &str, text: String| {
        let source = Source::new(name, &text);
        let (node, wrong) = document::parse(&source);
        problems.extend(wrong);
        document::merge(table, document_table((node, Vec::new())));
    };
    if let Some(seed) = overlay.seed {
        option("--seed", format!("seed = {seed}"));
    }
    if let Some(replications) = overlay.replications {
        option("--replications", format!("replications = {replications}"));
    }
    for (name, key, path) in
        [("--rounds", "rounds", &overlay.rounds), ("--pool", "snapshots", &overlay.snapshots)]
    {
        if let Some(path) = path {
            let path = std::path::absolute(path).unwrap_or_else(|_| path.clone());
            let quoted = toml::Value::String(path.display().to_string());
            option(name, format!("published.{key} = {quoted}"));
        }
    }
}

fn set(table: &mut Table, assignment: &str, problems: &Problems) {
    let source = Source::new("--set", assignment);
    let (node, wrong) = document::parse(&source);
    if wrong.is_empty() {
        document::merge(table, document_table((node, wrong)));
        return;
    }
    // A word that is not TOML by itself is meant as a text: `--set title=Hello` needs no second quotes.
    let plain = assignment.split_once('=').and_then(|(key, value)| {
        let (node, wrong) = document::parse(&Source::new(
            "--set",
            format!("{key}={}", toml::Value::String(value.trim().to_owned())),
        ));
        wrong.is_empty().then_some(node)
    });
    match plain {
        Some(node) => document::merge(table, document_table((node, Vec::new()))),
        None => {
            let origin = Origin { source, span: 0..assignment.len() };
            problems.push(Problem::new(
                origin,
                "this assignment cannot be read",
                "expected key=value, such as population.scale=0.1",
            ));
        }
    }
}

fn document_table((node, _): (Node, Vec<Problem>)) -> Table {
    match node.value {
        Value::Table(table) => table,
        _ => Table::new(),
    }
}

/// Writes a document as TOML text.
pub fn to_toml(node: &Node) -> String {
    toml::to_string_pretty(&to_value(node)).unwrap_or_default()
}

fn to_value(node: &Node) -> toml::Value {
    match &node.value {
        Value::Text(text) => toml::Value::String(text.clone()),
        Value::Integer(number) => toml::Value::Integer(*number),
        Value::Number(number) => toml::Value::Float(*number),
        Value::Flag(flag) => toml::Value::Boolean(*flag),
        Value::Date(day) => toml::Value::Datetime(day.to_string().parse().expect("a day is a TOML date")),
        Value::Moment(text) => toml::Value::String(text.clone()),
        Value::List(items) => toml::Value::Array(items.iter().map(to_value).collect()),
        Value::Table(table) => toml::Value::Table(
            table.iter().map(|(key, Entry { node, .. })| (key.clone(), to_value(node))).collect(),
        ),
    }
}
