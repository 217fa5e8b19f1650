//! A TOML document as a tree in which every key and value remembers where it was written.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::document::grouped;
use crate::document::plural::plural;
use crate::document::problem::{Problem, Problems};
pub use crate::document::source::{Origin, Source};
use crate::time::Day;

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where the value stands.
    pub origin: Origin,
    /// The value.
    pub value: Value,
}

impl Node {
    /// What is expected where a list should stand: blocks, of a table such as `[policy.change]`.
    pub(super) fn expected_list(&self, path: &str) -> String {
        let written = &self.origin.source.text[self.origin.span.clone()];
        match self.value {
            Value::Table(_) if written.starts_with('[') => {
                format!("blocks: write `[[{path}]]` in place of `[{path}]`")
            }
            _ => "a list".to_owned(),
        }
    }

    /// The document as TOML text.
    pub(crate) fn to_toml(&self) -> String {
        toml::to_string_pretty(&self.to_value()).unwrap_or_default()
    }

    pub(crate) fn to_value(&self) -> toml::Value {
        match &self.value {
            Value::Text(text) => toml::Value::String(text.clone()),
            Value::Integer(number) => toml::Value::Integer(*number),
            Value::Number(number) => toml::Value::Float(*number),
            Value::Flag(flag) => toml::Value::Boolean(*flag),
            Value::Date(day) => toml::Value::Datetime(day.to_string().parse().expect("a day is a TOML date")),
            Value::Moment(text) => toml::Value::String(text.clone()),
            // Not shown: its problem refuses the document.
            Value::Broken => toml::Value::String(String::new()),
            Value::List(items) => toml::Value::Array(items.iter().map(Node::to_value).collect()),
            Value::Table(table) => toml::Value::Table(
                table.iter().map(|(key, entry)| (key.clone(), entry.node.to_value())).collect(),
            ),
        }
    }
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
    /// A date with a time, or a time alone, as it was written.
    Moment(String),
    /// A list.
    List(Vec<Node>),
    /// A table.
    Table(Table),
    /// Not a value, such as the 13th month of a year: reported when the text was parsed, and skipped later.
    Broken,
}

impl Value {
    /// The value in messages; none for a broken one.
    pub(crate) fn described(&self) -> Option<String> {
        Some(match self {
            Value::Text(text) => format!("the text \"{text}\""),
            Value::Integer(number) => number.to_string(),
            // Hundreds of digits say less than an exponent.
            Value::Number(number) if number.abs() >= 1e15 => format!("{number:e}"),
            // With its point, as it was written: where a whole number is expected that is what is wrong.
            Value::Number(number) => format!("{number:?}"),
            Value::Flag(flag) => flag.to_string(),
            Value::Date(day) => format!("the date {day}"),
            Value::Moment(text) => format!("the time {text}"),
            Value::List(_) => "a list".to_owned(),
            Value::Table(_) => "a table".to_owned(),
            Value::Broken => return None,
        })
    }

    /// The name of its kind in messages.
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
            Value::Broken => "not a value",
        }
    }
}

/// Most places reported of a text that is not TOML; one with more is probably another format.
const MOST_PLACES: usize = 20;

/// Parses a TOML text into a tree; broken parts are left out and reported.
pub fn parse(source: &Arc<Source>) -> (Node, Vec<Problem>) {
    let parsed = Parsed::of(source);
    (parsed.root, parsed.problems)
}

/// Parses as much of a TOML text as possible and reports the rest. Broken values and duplicate keys leave a
/// tree, so that readers find its other problems too; any other error leaves none.
pub(crate) fn recover(source: &Arc<Source>, problems: &Problems) -> Option<Node> {
    let parsed = Parsed::of(source);
    problems.extend(parsed.problems);
    parsed.is_sound.then_some(parsed.root)
}

/// A text as it was read.
struct Parsed {
    root: Node,
    problems: Vec<Problem>,
    /// Whether the tree holds everything that was written, but for single values.
    is_sound: bool,
}

/// The place of an error; several may stand at one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct ErrorPlace {
    start: usize,
    end: usize,
    index: usize,
}

/// A text being parsed.
struct Reading<'a> {
    source: &'a Arc<Source>,
    /// Places at which the text is not TOML; those within a value are removed when the value is reached.
    errors: BTreeSet<ErrorPlace>,
    problems: Vec<Problem>,
    /// Where numbers stand whose digits are in groups; each has been reported.
    grouped: Vec<Range<usize>>,
}

impl Parsed {
    fn of(source: &Arc<Source>) -> Parsed {
        let (table, errors) = DeTable::parse_recoverable(&source.text);
        let mut problems: Vec<Problem> = Vec::new();
        let (grouped, errors, hidden) = without_grouped(source, errors, &mut problems);
        for error in errors.iter().take(MOST_PLACES) {
            let title = format!("this is not valid TOML: {}", error.message());
            problems.push(Problem::new(error_origin(source, error), title, "not valid here"));
        }
        if let Some(next) = errors.get(MOST_PLACES) {
            let more = plural((errors.len() - MOST_PLACES) as u64, "more place");
            let title = format!("{more} of this text from here on cannot be read: it is probably not TOML");
            problems.push(Problem::new(
                error_origin(source, next),
                title,
                "expected a TOML text, as a scenario is",
            ));
        }
        let errors = errors.iter().chain(&hidden);
        let errors = errors.filter(|error| error.message() != "duplicate key").enumerate();
        let errors = errors.map(|(index, error)| {
            let Range { start, end } = error.span().unwrap_or(0..0);
            ErrorPlace { start, end, index }
        });
        let errors = errors.collect();
        let mut reading = Reading { source, errors, problems, grouped };
        let span = table.span();
        let entries = reading.table(table.into_inner());
        let root = Node { origin: Origin { source: Arc::clone(source), span }, value: Value::Table(entries) };
        Parsed { root, is_sound: reading.errors.is_empty(), problems: reading.problems }
    }
}

/// Reports numbers whose digits stand in groups: where they stand, the other errors, and those that follow
/// from such a number in the rest of its line.
fn without_grouped(
    source: &Arc<Source>,
    mut errors: Vec<toml::de::Error>,
    problems: &mut Vec<Problem>,
) -> (Vec<Range<usize>>, Vec<toml::de::Error>, Vec<toml::de::Error>) {
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut hidden = Vec::new();
    errors.retain(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let Some(number) = grouped::before(&source.text, start) else { return true };
        if start > number.place.end + 1 {
            hidden.push(error.clone());
        }
        if !places.contains(&number.place) {
            let origin = Origin { source: Arc::clone(source), span: number.place.clone() };
            let expected = format!("a number has no {}: write {}", number.mark, number.written);
            problems.push(Problem::new(origin, "this is not one number", expected));
            places.push(number.place);
        }
        false
    });
    (places, errors, hidden)
}

/// Where a text is not TOML.
fn error_origin(source: &Arc<Source>, error: &toml::de::Error) -> Origin {
    Origin { source: Arc::clone(source), span: error.span().unwrap_or(0..0) }
}

impl Reading<'_> {
    fn table(&mut self, table: DeTable<'_>) -> Table {
        let mut entries = Table::new();
        for (key, value) in table {
            // The end of a number in groups is no key.
            let begin = key.span().start;
            if self.grouped.iter().any(|place| (place.start..place.end).contains(&begin)) {
                continue;
            }
            let key_origin = Origin { source: Arc::clone(self.source), span: key.span() };
            let node = self.node(value);
            entries.insert(key.into_inner().into_owned(), Entry { key: key_origin, node });
        }
        entries
    }

    fn node(&mut self, value: Spanned<DeValue<'_>>) -> Node {
        let origin = Origin { source: Arc::clone(self.source), span: value.span() };
        let is_whole = matches!(value.as_ref(), DeValue::Array(_) | DeValue::Table(_));
        let is_grouped = self.grouped.iter().any(|place| place.start == origin.span.start);
        let value = if is_grouped || !is_whole && self.is_broken(&origin.span) {
            Value::Broken
        } else {
            self.value(value.into_inner(), &origin)
        };
        Node { origin, value }
    }

    /// Whether the text is wrong within this value alone. A value of several lines may have swallowed others.
    fn is_broken(&mut self, span: &Range<usize>) -> bool {
        if self.errors.is_empty() || self.source.text[span.clone()].contains('\n') {
            return false;
        }
        let first = ErrorPlace { start: span.start, end: 0, index: 0 };
        let last = ErrorPlace { start: span.end, end: span.end, index: usize::MAX };
        let within: Vec<ErrorPlace> =
            self.errors.range(first..=last).copied().filter(|error| error.end <= span.end).collect();
        within.iter().for_each(|error| {
            self.errors.remove(error);
        });
        !within.is_empty()
    }

    fn value(&mut self, value: DeValue<'_>, origin: &Origin) -> Value {
        match value {
            DeValue::String(text) => Value::Text(text.into_owned()),
            DeValue::Integer(integer) => match i64::from_str_radix(integer.as_str(), integer.radix()) {
                Ok(number) => Value::Integer(number),
                Err(_) => {
                    let expected = format!("expected a whole number up to {}", i64::MAX);
                    self.broken(origin, "this whole number is too large", expected)
                }
            },
            DeValue::Float(float) => match float.as_str().parse::<f64>() {
                Ok(number) if number.is_finite() => Value::Number(number),
                _ => self.broken(origin, "this is not a finite number", "expected a finite number"),
            },
            DeValue::Boolean(flag) => Value::Flag(flag),
            DeValue::Datetime(moment) => {
                let text = moment.to_string();
                text.parse().map_or(Value::Moment(text), Value::Date)
            }
            DeValue::Array(items) => Value::List(items.into_iter().map(|item| self.node(item)).collect()),
            DeValue::Table(table) => Value::Table(self.table(table)),
        }
    }

    fn broken(&mut self, origin: &Origin, title: &str, expected: impl Into<String>) -> Value {
        self.problems.push(Problem::new(origin.clone(), title, expected));
        Value::Broken
    }
}

/// Lays `over` on `base`: tables are joined key by key, anything else is replaced.
pub(crate) fn merge(base: &mut Table, over: Table) {
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
