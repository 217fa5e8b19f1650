//! Typed reading of a document: each value is checked for its kind and range, each table for unknown keys.
//!
//! ```
//! use drawsim::document::problem::Problems;
//! use drawsim::document::reader::Reader;
//! use drawsim::document::tree::{Source, parse};
//!
//! let (document, _) = parse(&Source::new("people.toml", "scale = 2\nsede = 7"));
//! let problems = Problems::new();
//! let reader = Reader::new(&document, "", &problems).expect("a document is a table");
//! let scale = reader.need("scale").number(0.0..=1.0);
//! let seed = reader.find("seed").integer(0..=100);
//! reader.finish();
//! assert_eq!((scale, seed), (None, None));
//! let message = problems.finish(scale).unwrap_err().to_string();
//! assert!(message.contains("`scale` is 2") && message.contains("did you mean `seed`?"));
//! ```

mod need;
mod spelling;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::key::Kind;
use super::plural::plural;
use super::problem::{Problem, Problems};
use super::tree::{Entry, Node, Origin, Table, Value};
use crate::time::{Day, Instant};
pub use spelling::{misspelt, nearest, one_of};

/// A table being read. After the last key, [`Reader::finish`] reports unknown ones.
pub struct Reader<'a> {
    path: String,
    origin: &'a Origin,
    table: &'a Table,
    asked: RefCell<BTreeSet<String>>,
    /// Needed keys that are missing, each with its reported problem.
    missing: RefCell<Vec<(String, Problem)>>,
    problems: &'a Problems,
}

/// A value being read, or its absence; absence of a needed value is reported at once.
#[derive(Clone)]
pub struct Field<'a> {
    /// Full name, such as `population.scale`.
    pub path: String,
    /// The value, if there is one.
    pub node: Option<&'a Node>,
    problems: &'a Problems,
}

impl<'a> Reader<'a> {
    /// Reads `node` as a table; `path` is its full name, empty for a whole document.
    pub fn new(node: &'a Node, path: &str, problems: &'a Problems) -> Option<Reader<'a>> {
        Field { path: path.to_owned(), node: Some(node), problems }.table()
    }

    fn of(path: &str, origin: &'a Origin, table: &'a Table, problems: &'a Problems) -> Reader<'a> {
        let path = path.to_owned();
        Reader { path, origin, table, asked: RefCell::default(), missing: RefCell::default(), problems }
    }

    /// Where the table stands.
    pub fn origin(&self) -> &'a Origin {
        self.origin
    }

    /// The collector, for checks of several values together.
    pub fn problems(&self) -> &'a Problems {
        self.problems
    }

    /// The keys that are there, in alphabetical order.
    pub fn keys(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.table.keys().map(String::as_str)
    }

    /// Where a key that is there was written.
    pub(crate) fn key_origin(&self, key: &str) -> Option<&'a Origin> {
        self.table.get(key).map(|entry| &entry.key)
    }

    /// Reports a problem of a key itself, or of the table if it is not there.
    pub fn wrong_key(&self, key: &str, title: impl Into<String>, expected: impl Into<String>) {
        let origin = self.key_origin(key).unwrap_or(self.origin);
        self.problems.push(Problem::new(origin.clone(), title, expected));
    }

    /// Reports a problem of the table as a whole, at its first line.
    pub fn wrong(&self, title: impl Into<String>, expected: impl Into<String>) {
        self.problems.push(Problem::new(self.origin.first_line(), title, expected));
    }

    /// A key that is a year from 2015 to 2100, as years are written; reported if it is not.
    pub fn year(&self, key: &str) -> Option<i16> {
        let year = key.parse::<i16>().ok();
        let year = year.filter(|year| (2015..=2100).contains(year) && year.to_string() == key);
        if year.is_none() {
            self.wrong_key(key, format!("`{key}` is not a year"), "expected a year from 2015 to 2100");
        }
        year
    }

    /// A key that is a day from 2015 to 2100, as `2022-07-01`; reported if it is not.
    pub fn day(&self, key: &str) -> Option<Day> {
        let day = key.parse::<Day>().ok().filter(|day| (Day::LAUNCH..=Day::LATEST).contains(day));
        if day.is_none() {
            let expected = "expected a day from 2015-01-01 to 2100-12-31, such as 2022-07-01";
            self.wrong_key(key, format!("`{key}` is not a day"), expected);
        }
        day
    }

    /// A key with its value, unread, if it is there.
    pub fn entry(&self, key: &str) -> Option<&'a Entry> {
        self.find(key);
        self.table.get(key)
    }

    /// A value that may be absent.
    pub fn find(&self, key: &str) -> Field<'a> {
        self.asked.borrow_mut().insert(key.to_owned());
        let path = join(&self.path, key);
        self.problems.note(&path, |_| ());
        Field { path, node: self.table.get(key).map(|entry| &entry.node), problems: self.problems }
    }

    /// Reports every key that was not asked for, with the nearest known one. Where that one is missing, the
    /// key was misspelt: one problem, not two.
    pub fn finish(self) {
        self.finish_with(|_| None);
    }

    /// The same, with the full name of a key that an unknown one may stand for, if none here is near.
    pub(crate) fn finish_with(self, elsewhere: impl Fn(&str) -> Option<String>) {
        let (asked, missing) = (self.asked.borrow(), self.missing.borrow());
        for (key, entry) in self.table {
            if asked.contains(key.as_str()) {
                continue;
            }
            let place = if self.path.is_empty() { String::new() } else { format!(" in `{}`", self.path) };
            let title = format!("unknown key `{key}`{place}");
            let mut explained = None;
            self.problems.push_with(&title, || {
                let known: Vec<&str> = asked.iter().map(String::as_str).collect();
                let meant = nearest(key, &known);
                explained = missing.iter().find(|(missing, _)| Some(missing.as_str()) == meant);
                let problem = misspelt(&entry.key, title.clone(), key, &known);
                match elsewhere(key).filter(|_| meant.is_none()) {
                    Some(path) => problem.with_help(format!("did you mean `{path}`?")),
                    None => problem,
                }
            });
            if let Some((_, reported)) = explained {
                self.problems.withdraw(reported);
            }
        }
    }
}

impl<'a> Field<'a> {
    /// A date.
    pub fn date(&self) -> Option<Day> {
        match &self.node?.value {
            Value::Date(day) => self.as_expected(Kind::Date, *day),
            _ => self.unlike(Kind::Date),
        }
    }

    /// An instant in UTC, as `2024-01-10T14:32:00Z`.
    pub fn instant(&self) -> Option<Instant> {
        let read = match &self.node?.value {
            Value::Moment(text) => text.parse().ok(),
            _ => None,
        };
        match read {
            Some(instant) => self.as_expected(Kind::Instant, instant),
            None => self.unlike(Kind::Instant),
        }
    }

    /// A text.
    pub fn text(&self) -> Option<&'a str> {
        match &self.node?.value {
            Value::Text(text) => self.as_expected(Kind::Text, text.as_str()),
            _ => self.unlike(Kind::Text),
        }
    }

    /// Whether it is this word; any other value is left to others.
    pub fn is_word(&self, word: &'static str) -> bool {
        let is_word = matches!(self.node.map(|node| &node.value), Some(Value::Text(text)) if text == word);
        is_word && self.as_expected(Kind::Word(word), ()).is_some()
    }

    /// True or false.
    pub fn flag(&self) -> Option<bool> {
        match &self.node?.value {
            Value::Flag(flag) => self.as_expected(Kind::Flag, *flag),
            _ => self.unlike(Kind::Flag),
        }
    }

    /// A whole number within a range.
    pub fn integer(&self, range: RangeInclusive<i64>) -> Option<i64> {
        let kind = Kind::Integer(*range.start(), *range.end());
        match &self.node?.value {
            Value::Integer(number) if range.contains(number) => self.as_expected(kind, *number),
            _ => self.unlike(kind),
        }
    }

    /// A number within a range; the default where the key is not there.
    pub(crate) fn number_or(&self, range: RangeInclusive<f64>, default: f64) -> Option<f64> {
        if self.node.is_some() { self.number(range) } else { Some(default) }
    }

    /// A number within a range; a whole number will do.
    pub fn number(&self, range: RangeInclusive<f64>) -> Option<f64> {
        self.number_of(Kind::Number(*range.start(), *range.end()))
    }

    /// A number above one and at most another one.
    pub fn number_above(&self, low: f64, high: f64) -> Option<f64> {
        self.number_of(Kind::Above(low, high))
    }

    fn number_of(&self, kind: Kind) -> Option<f64> {
        let node = self.node?;
        match &node.value {
            Value::Number(number) if kind.admits(node) => self.as_expected(kind, *number),
            Value::Integer(number) if kind.admits(node) => self.as_expected(kind, *number as f64),
            _ => self.unlike(kind),
        }
    }

    /// A share of 0 to 1.
    pub fn share(&self) -> Option<f64> {
        self.number_of(Kind::SHARE)
    }

    /// A rate, a spread or another number that makes no sense above 100.
    pub fn rate(&self) -> Option<f64> {
        self.number_of(Kind::RATE)
    }

    /// One of several words; returns its index.
    pub fn choice(&self, words: &[&str]) -> Option<usize> {
        let node = self.node?;
        let Value::Text(found) = &node.value else { return self.unlike(Kind::Text) };
        let index = words.iter().position(|word| *word == found);
        if index.is_none() {
            let title = format!("`{}` is `{found}`", self.path);
            self.problems.push_with(&title, || misspelt(&node.origin, title.clone(), found, words));
        }
        self.problems.note(&self.path, |asked| {
            asked.expected.insert(one_of(words));
        });
        index
    }

    /// A table.
    pub fn table(&self) -> Option<Reader<'a>> {
        let node = self.node?;
        match &node.value {
            Value::Table(table) => {
                self.as_expected(Kind::Table, Reader::of(&self.path, &node.origin, table, self.problems))
            }
            _ => self.unlike(Kind::Table),
        }
    }

    /// The same value, as if it were absent where a test does not hold.
    pub(crate) fn only_if(self, holds: impl FnOnce(&Node) -> bool) -> Field<'a> {
        Field { node: self.node.filter(|node| holds(node)), ..self }
    }

    /// The items of a list; none if the value is absent.
    pub fn list(&self) -> Vec<Field<'a>> {
        let Some(node) = self.node else { return Vec::new() };
        self.problems.note(&self.path, |asked| {
            asked.expected.insert("a list".to_owned());
        });
        match &node.value {
            Value::List(items) => items
                .iter()
                .enumerate()
                .map(|(index, item)| Field {
                    // As in `--set policy.change[0].date=2026-09-01`.
                    path: format!("{}[{index}]", self.path),
                    node: Some(item),
                    problems: self.problems,
                })
                .collect(),
            _ => {
                self.mismatch::<()>(&node.expected_list(&self.path));
                Vec::new()
            }
        }
    }

    /// Numbers of a list of a stated length.
    pub fn numbers(&self, length: usize, range: RangeInclusive<f64>) -> Option<Vec<f64>> {
        let node = self.node?;
        let items = self.list();
        if !matches!(node.value, Value::List(_)) {
            return None;
        }
        if items.len() != length {
            self.wrong(
                format!("`{}` has {}", self.path, plural(items.len() as u64, "value")),
                format!("expected {}", plural(length as u64, "value")),
            );
            return None;
        }
        let numbers: Vec<f64> = items.iter().filter_map(|item| item.number(range.clone())).collect();
        let kind = Kind::Numbers(length, *range.start(), *range.end());
        self.as_expected(kind, ())?;
        (numbers.len() == length).then_some(numbers)
    }

    /// The collector, for checks of several values together.
    pub fn problems(&self) -> &'a Problems {
        self.problems
    }

    /// Reports a problem at this value.
    pub fn wrong(&self, title: impl Into<String>, expected: impl Into<String>) {
        match self.node {
            Some(node) => self.problems.push(Problem::new(node.origin.clone(), title, expected)),
            None => self.problems.push(Problem::without_place(title, expected)),
        }
    }

    /// Reports a problem of the values of a table taken together.
    pub(crate) fn wrong_together(&self, title: impl Into<String>, expected: impl Into<String>) {
        self.problems.push(self.problem_together(title, expected));
    }

    /// A problem of the values of a table taken together. Where some of them come from another file, it
    /// stands at the first of these, with advice on why the others count too.
    pub(crate) fn problem_together(&self, title: impl Into<String>, expected: impl Into<String>) -> Problem {
        let Some(node) = self.node else { return Problem::without_place(title, expected) };
        let laid = match &node.value {
            Value::Table(table) => {
                let own = &node.origin.source;
                table.values().find(|entry| !Arc::ptr_eq(&entry.node.origin.source, own))
            }
            _ => None,
        };
        let Some(entry) = laid else { return Problem::new(node.origin.clone(), title, expected) };
        let below = &node.origin.source.name;
        let help = format!("tables are merged key by key: the other keys of this one stand in `{below}`");
        Problem::new(entry.key.clone(), title, expected).with_help(help)
    }

    /// A value of the expected kind.
    fn as_expected<T>(&self, kind: Kind, value: T) -> Option<T> {
        self.problems.note(&self.path, |asked| {
            asked.expected.insert(kind.expected());
        });
        Some(value)
    }

    /// Reports that the value is of another kind.
    fn unlike<T>(&self, kind: Kind) -> Option<T> {
        self.mismatch(&kind.expected_for(self.node?))
    }

    /// Reports a value of another kind.
    pub fn mismatch<T>(&self, expected: &str) -> Option<T> {
        // A broken value was reported when the text was parsed.
        let found = self.node?.value.described()?;
        self.wrong(format!("`{}` is {found}", self.path), format!("expected {expected}"));
        None
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}
