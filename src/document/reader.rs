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

mod field;
mod spelling;

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::problem::{Problem, Problems};
use super::tree::{Entry, Node, Origin, Table};
pub use field::Field;
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

    /// A value that must be there.
    pub fn need(&self, key: &str) -> Field<'a> {
        let field = self.find(key);
        self.problems.note(&field.path, |asked| asked.is_needed = true);
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

    /// Reports every key that was not asked for, with the nearest known one. Where that one is missing, the
    /// key was misspelt: one problem, not two.
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

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}
