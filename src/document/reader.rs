//! Typed reading of a document: each read checks kind and range, and a table knows which keys nobody asked for.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::Arc;

use crate::document::plural::plural;
use crate::document::problem::{Problem, Problems};
use crate::document::tree::{Entry, Node, Origin, Table, Value};
use crate::time::{Day, Instant};

/// A table being read. When all keys have been asked for, [`Reader::finish`] reports those nobody knows.
pub struct Reader<'a> {
    path: String,
    origin: &'a Origin,
    table: &'a Table,
    asked: RefCell<BTreeSet<String>>,
    /// Keys that must be there and are not, each with what was reported.
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

    /// Where the table stands.
    pub fn origin(&self) -> &'a Origin {
        self.origin
    }

    /// The collector, for checks that join several values.
    pub fn problems(&self) -> &'a Problems {
        self.problems
    }

    /// The keys that are there, in alphabetical order.
    pub fn keys(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.table.keys().map(String::as_str)
    }

    /// Where a key that is there was written.
    pub fn key_origin(&self, key: &str) -> Option<&'a Origin> {
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
        let is_year = |year: &i16| (2015..=2100).contains(year) && year.to_string() == key;
        let year = key.parse().ok().filter(is_year);
        if year.is_none() {
            self.wrong_key(key, format!("`{key}` is not a year"), "expected a year from 2015 to 2100");
        }
        year
    }

    /// A key with its value, unread, if it is there.
    pub fn entry(&self, key: &str) -> Option<&'a Entry> {
        self.asked.borrow_mut().insert(key.to_owned());
        self.table.get(key)
    }

    /// A value that may be absent.
    pub fn find(&self, key: &str) -> Field<'a> {
        self.asked.borrow_mut().insert(key.to_owned());
        let path = join(&self.path, key);
        Field { path, node: self.table.get(key).map(|entry| &entry.node), problems: self.problems }
    }

    /// A value that must be there.
    pub fn need(&self, key: &str) -> Field<'a> {
        let field = self.find(key);
        if field.node.is_none() {
            let whole = if self.path.is_empty() { "the file".to_owned() } else { format!("`{}`", self.path) };
            let problem = Problem::new(
                self.origin.first_line(),
                format!("{whole} has no key `{key}`"),
                format!("expected `{key}` in here"),
            );
            self.missing.borrow_mut().push((key.to_owned(), problem.clone()));
            self.problems.push(problem);
        }
        field
    }

    /// Reports every key that was not asked for, with the nearest known one. If that one is missing it was misspelt: one
    /// problem, not two.
    pub fn finish(self) {
        let (asked, missing) = (self.asked.borrow(), self.missing.borrow());
        for (key, entry) in self.table {
            if asked.contains(key.as_str()) {
                continue;
            }
            let place = if self.path.is_empty() { String::new() } else { format!(" in `{}`", self.path) };
            let known: Vec<&str> = asked.iter().map(String::as_str).collect();
            let meant = nearest(key, &known);
            if let Some((_, reported)) = missing.iter().find(|(missing, _)| Some(missing.as_str()) == meant) {
                self.problems.withdraw(reported);
            }
            self.problems.push(misspelt(&entry.key, format!("unknown key `{key}`{place}"), key, &known));
        }
    }
}

impl<'a> Field<'a> {
    /// A date.
    pub fn date(&self) -> Option<Day> {
        match &self.node?.value {
            Value::Date(day) => Some(*day),
            _ => self.mismatch("a date like 2015-01-31"),
        }
    }

    /// An instant in UTC, as `2024-01-10T14:32:00Z`.
    pub fn instant(&self) -> Option<Instant> {
        let read = match &self.node?.value {
            Value::Moment(text) => text.parse().ok(),
            _ => None,
        };
        read.or_else(|| self.mismatch("an instant like 2015-01-31T11:59:48Z"))
    }

    /// A text.
    pub fn text(&self) -> Option<&'a str> {
        match &self.node?.value {
            Value::Text(text) => Some(text),
            _ => self.mismatch("a text in quotes"),
        }
    }

    /// True or false.
    pub fn flag(&self) -> Option<bool> {
        match &self.node?.value {
            Value::Flag(flag) => Some(*flag),
            _ => self.mismatch("true or false"),
        }
    }

    /// A whole number within a range.
    pub fn integer(&self, range: RangeInclusive<i64>) -> Option<i64> {
        let expected = if *range.end() == i64::MAX {
            format!("a whole number of {} or more", range.start())
        } else {
            format!("a whole number from {} to {}", range.start(), range.end())
        };
        match &self.node?.value {
            Value::Integer(number) if range.contains(number) => Some(*number),
            _ => self.mismatch(&expected),
        }
    }

    /// A number within a range; a whole number will do.
    pub fn number(&self, range: RangeInclusive<f64>) -> Option<f64> {
        let expected = match (*range.start(), *range.end()) {
            (f64::NEG_INFINITY, f64::INFINITY) => "a number".to_owned(),
            (low, f64::INFINITY) => format!("a number of {low} or more"),
            (low, high) => format!("a number from {low} to {high}"),
        };
        let number = match &self.node?.value {
            Value::Number(number) => *number,
            Value::Integer(number) => *number as f64,
            _ => return self.mismatch(&expected),
        };
        if range.contains(&number) { Some(number) } else { self.mismatch(&expected) }
    }

    /// A share of 0 to 1.
    pub fn share(&self) -> Option<f64> {
        self.number(0.0..=1.0)
    }

    /// A rate, a spread or another number that makes no sense above 100.
    pub fn rate(&self) -> Option<f64> {
        self.number(0.0..=100.0)
    }

    /// One of several words; returns its index.
    pub fn choice(&self, words: &[&str]) -> Option<usize> {
        let node = self.node?;
        let found = self.text()?;
        let index = words.iter().position(|word| *word == found);
        if index.is_none() {
            let title = format!("`{}` is `{found}`", self.path);
            self.problems.push(misspelt(&node.origin, title, found, words));
        }
        index
    }

    /// A table.
    pub fn table(&self) -> Option<Reader<'a>> {
        let node = self.node?;
        match &node.value {
            Value::Table(table) => Some(Reader {
                path: self.path.clone(),
                origin: &node.origin,
                table,
                asked: RefCell::default(),
                missing: RefCell::default(),
                problems: self.problems,
            }),
            _ => self.mismatch("a table"),
        }
    }

    /// The same value, as if it were absent where a test does not hold.
    pub fn only_if(self, holds: impl FnOnce(&Node) -> bool) -> Field<'a> {
        Field { node: self.node.filter(|node| holds(node)), ..self }
    }

    /// The items of a list; none if the value is absent.
    pub fn list(&self) -> Vec<Field<'a>> {
        let Some(node) = self.node else { return Vec::new() };
        match &node.value {
            Value::List(items) => items
                .iter()
                .enumerate()
                .map(|(index, item)| Field {
                    // People count from 1, in places as in "plans 1 and 2".
                    path: format!("{}[{}]", self.path, index + 1),
                    node: Some(item),
                    problems: self.problems,
                })
                .collect(),
            _ => {
                self.mismatch::<()>("a list");
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
        (numbers.len() == length).then_some(numbers)
    }

    /// The collector, for checks that join several values.
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
    pub fn wrong_together(&self, title: impl Into<String>, expected: impl Into<String>) {
        self.problems.push(self.problem_together(title, expected));
    }

    /// A problem of the values of a table taken together: where some of them were laid over those of another text, at the
    /// first of these, with a word on why the others count too.
    pub fn problem_together(&self, title: impl Into<String>, expected: impl Into<String>) -> Problem {
        let Some(node) = self.node else { return Problem::without_place(title, expected) };
        let laid = match &node.value {
            Value::Table(table) => {
                let is_laid = |entry: &&Entry| !Arc::ptr_eq(&entry.node.origin.source, &node.origin.source);
                table.values().find(is_laid)
            }
            _ => None,
        };
        let Some(entry) = laid else { return Problem::new(node.origin.clone(), title, expected) };
        let below = &node.origin.source.name;
        let help = format!("tables are merged key by key: the other keys of this one stand in `{below}`");
        Problem::new(entry.key.clone(), title, expected).with_help(help)
    }

    /// Reports that the value is not what was expected.
    pub fn mismatch<T>(&self, expected: &str) -> Option<T> {
        let found = match &self.node?.value {
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
            Value::Broken => return None, // Reported when the text was read.
        };
        self.wrong(format!("`{}` is {found}", self.path), format!("expected {expected}"));
        None
    }
}

/// A problem about a word that is not among the known ones, with the nearest of them as help.
pub fn misspelt(origin: &Origin, title: String, found: &str, known: &[&str]) -> Problem {
    let problem = Problem::new(origin.clone(), title, format!("expected {}", one_of(known)));
    match nearest(found, known) {
        Some(word) => problem.with_help(format!("did you mean `{word}`?")),
        None => problem,
    }
}

/// The known word that a misspelt one was probably meant to be, in small letters or in capitals. A word of one letter has
/// none near it.
pub fn nearest<'a>(found: &str, known: &[&'a str]) -> Option<&'a str> {
    let found = found.to_lowercase();
    let most = |word: &str| {
        let length = word.chars().count();
        (1 + length / 4).min(length / 2)
    };
    let near = known
        .iter()
        .map(|word| (strsim::osa_distance(&found, &word.to_lowercase()), *word))
        .filter(|(distance, word)| *distance <= most(word));
    near.min().map(|(_, word)| word)
}

/// Words in a row, the last one after "or".
pub fn one_of(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        None => "nothing here".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_word_is_near_whatever_its_capitals_and_not_for_its_length_alone() {
        assert_eq!(nearest("CEC", &["cec", "fst"]), Some("cec"));
        assert_eq!(nearest("SEDE", &["seed"]), Some("seed"));
        assert_eq!(nearest("clb", &["CLB"]), Some("CLB"));
        assert_eq!((nearest("-", &["d"]), nearest("x", &["ab"])), (None, None));
        assert_eq!((nearest("D", &["d"]), nearest("tp", &["to"])), (Some("d"), Some("to")));
    }
}
