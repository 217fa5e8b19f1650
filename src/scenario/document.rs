//! A TOML document as a tree in which every key and value remembers where it was written.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::Problem;
use crate::time::Day;

/// A text that was read: a file, an embedded file, or words of the command line.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// What a message calls it: a path, or an option such as `--set`.
    pub name: String,
    /// The whole text.
    pub text: String,
}

impl Source {
    /// A source ready to be shared by the nodes read from it.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Source> {
        Arc::new(Source { name: name.into(), text: text.into() })
    }
}

/// The place in a source where something was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The text.
    pub source: Arc<Source>,
    /// Byte range within the text.
    pub span: Range<usize>,
}

impl Origin {
    /// Line and column of the first byte, both counted from 1, the column in characters.
    pub fn line_column(&self) -> (usize, usize) {
        let before = &self.source.text[..self.span.start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where the value stands.
    pub origin: Origin,
    /// What it is.
    pub value: Value,
}

/// A key's own place and the node behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Where the key stands.
    pub key: Origin,
    /// The value.
    pub node: Node,
}

/// The entries of a table, by key.
pub type Table = BTreeMap<String, Entry>;

/// A TOML value; a date is a day in America/Toronto.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A string.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction or exponent.
    Number(f64),
    /// True or false.
    Flag(bool),
    /// A date without a time.
    Date(Day),
    /// A date or time of another kind, which no key takes, as it was written.
    Moment(String),
    /// A list.
    List(Vec<Node>),
    /// A table.
    Table(Table),
}

impl Value {
    /// What a message calls a value of this kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Text(_) => "a text",
            Value::Integer(_) => "a whole number",
            Value::Number(_) => "a number",
            Value::Flag(_) => "true or false",
            Value::Date(_) => "a date",
            Value::Moment(_) => "a date with a time",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }
}

/// Reads a TOML text into a tree; what could not be read is left out and reported.
pub fn parse(source: &Arc<Source>) -> (Node, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let mut problems: Vec<Problem> = errors
        .iter()
        .map(|error| {
            let span = error.span().unwrap_or(0..0);
            let origin = Origin { source: Arc::clone(source), span };
            Problem::new(origin, format!("this is not valid TOML: {}", error.message()), "not valid here")
        })
        .collect();
    let span = table.span();
    let broken = problems.len();
    let entries = read_table(table.into_inner(), source, &mut problems);
    if broken > 0 {
        // What was recovered from a broken text is no value that the user wrote.
        problems.truncate(broken);
    }
    (Node { origin: Origin { source: Arc::clone(source), span }, value: Value::Table(entries) }, problems)
}

fn read_table(table: DeTable<'_>, source: &Arc<Source>, problems: &mut Vec<Problem>) -> Table {
    let mut entries = Table::new();
    for (key, value) in table {
        let key_origin = Origin { source: Arc::clone(source), span: key.span() };
        if let Some(node) = read_value(value, source, problems) {
            entries.insert(key.into_inner().into_owned(), Entry { key: key_origin, node });
        }
    }
    entries
}

fn read_value(
    value: Spanned<DeValue<'_>>,
    source: &Arc<Source>,
    problems: &mut Vec<Problem>,
) -> Option<Node> {
    let origin = Origin { source: Arc::clone(source), span: value.span() };
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(integer) => match i64::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(number) => Value::Integer(number),
            Err(_) => {
                problems.push(Problem::new(
                    origin,
                    "this whole number is too large",
                    format!("expected a whole number up to {}", i64::MAX),
                ));
                return None;
            }
        },
        DeValue::Float(float) => match float.as_str().parse::<f64>() {
            Ok(number) if number.is_finite() => Value::Number(number),
            _ => {
                problems.push(Problem::new(
                    origin,
                    "this is not a finite number",
                    "expected a finite number",
                ));
                return None;
            }
        },
        DeValue::Boolean(flag) => Value::Flag(flag),
        DeValue::Datetime(moment) => {
            let text = moment.to_string();
            text.parse().map_or(Value::Moment(text), Value::Date)
        }
        DeValue::Array(items) => {
            Value::List(items.into_iter().filter_map(|item| read_value(item, source, problems)).collect())
        }
        DeValue::Table(table) => Value::Table(read_table(table, source, problems)),
    };
    Some(Node { origin, value })
}

/// Lays `over` on `base`: tables are joined key by key, anything else is replaced.
pub fn merge(base: &mut Table, over: Table) {
    for (key, entry) in over {
        match (base.get_mut(&key), entry) {
            (
                Some(Entry { node: Node { value: Value::Table(below), .. }, .. }),
                Entry { node: Node { value: Value::Table(above), .. }, .. },
            ) => merge(below, above),
            (_, entry) => {
                base.insert(key, entry);
            }
        }
    }
}
