//! The entries of a file of rounds: one for each round, whatever form the file has, with fields by the
//! names of IRCC's own file. Each field has its place.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use super::column::{self, Chosen, Fault, Places};
use super::meaning::MEANINGS;
use super::notation;
use crate::document::problem::{Problem, Problems};
use crate::document::tree::{Origin, Source};

/// The files that the command reads.
pub(super) const EXPECTED_FILE: &str =
    "expected IRCC's file `ee_rounds_123_en.json` or `ee_rounds_123_fr.json`, or a table of rounds as CSV";

/// A field as the file has it.
pub(super) struct Cell {
    /// Its text.
    pub text: String,
    /// Where it stands.
    pub span: Range<usize>,
}

/// One round as the file has it.
pub(super) struct Entry<'a> {
    /// By the names of IRCC's fields.
    pub cells: BTreeMap<&'static str, Cell>,
    pub file: &'a File<'a>,
    /// Where the entry begins.
    pub start: usize,
}

/// The file of an entry.
pub(super) struct File<'a> {
    pub source: &'a Arc<Source>,
    pub problems: &'a Problems,
    /// The file's own names of fields.
    pub names: BTreeMap<&'static str, String>,
}

impl<'a> File<'a> {
    /// A file with these columns. Columns that are missing or unclear are reported at a place, once.
    pub fn new(
        names: &[&str],
        chosen: &[Chosen],
        header: &Origin,
        place: Reporting<'a>,
    ) -> Option<(File<'a>, Places)> {
        let Reporting { source, problems } = place;
        match column::find(names, chosen) {
            Ok(places) => {
                let names = places.iter().map(|(field, place)| (*field, names[*place].trim().to_owned()));
                Some((File { source, problems, names: names.collect() }, places))
            }
            Err(faults) => {
                report(&faults, names, header, problems);
                None
            }
        }
    }
}

/// A text, and the collector of what is wrong in it.
#[derive(Clone, Copy)]
pub(super) struct Reporting<'a> {
    pub source: &'a Arc<Source>,
    pub problems: &'a Problems,
}

/// Reports all faults of the columns; those that are missing in one problem.
fn report(faults: &[Fault], names: &[&str], header: &Origin, problems: &Problems) {
    let mut missing: Vec<&str> = Vec::new();
    for fault in faults {
        let (title, expected) = match fault {
            Fault::NoSuchMeaning(chosen) => {
                let options: Vec<&str> = MEANINGS.iter().map(|meaning| meaning.option).collect();
                let expected = format!("expected one of {}", options.join(", "));
                (format!("`--columns` has `{}`", chosen.option), expected)
            }
            Fault::NoSuchColumn { chosen, nearest } => {
                let meant =
                    nearest.as_ref().map_or(String::new(), |name| format!("; did you mean `{name}`?"));
                let title = format!("there is no column `{}`", chosen.name);
                (title, format!("expected a column of the file for `{}`{meant}", chosen.option))
            }
            Fault::Missing(option) => {
                missing.push(option);
                continue;
            }
            Fault::Unclear { option, names } => {
                let title = format!("{} may all be the {option} of a round", listed(names));
                (title, format!("expected one: name it, as `--columns {option}={}`", names[0]))
            }
        };
        problems.push(Problem::new(header.clone(), title, expected));
    }
    if let [first, ..] = missing.as_slice() {
        let title = format!("no column is known as the {} of a round", missing.join(", the "));
        let names: Vec<String> = names.iter().map(|name| name.trim().to_owned()).collect();
        let help = format!("is it one of {}? name it, as `--columns {first}=NAME`", listed(&names));
        problems.push(Problem::new(header.clone(), title, EXPECTED_FILE).with_help(help));
    }
}

/// Names in quotes: the first of many.
fn listed(names: &[String]) -> String {
    const MOST: usize = 12;
    let more = if names.len() > MOST { format!(" and {} more", names.len() - MOST) } else { String::new() };
    let quoted: Vec<String> = names.iter().take(MOST).map(|name| format!("`{name}`")).collect();
    quoted.join(", ") + &more
}

impl Entry<'_> {
    /// The text of a field, with single blanks between its words; empty if there is no such field.
    pub fn text(&self, field: &str) -> String {
        let text = self.cells.get(field).map_or("", |cell| cell.text.as_str());
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The name of a field in the file.
    pub fn name<'b>(&'b self, field: &'b str) -> &'b str {
        self.file.names.get(field).map_or(field, String::as_str)
    }

    /// Whether the file has such a field at all.
    pub fn has(&self, field: &str) -> bool {
        self.file.names.contains_key(field)
    }

    /// The text of a field that must be there.
    pub fn need(&self, field: &str, expected: &str) -> Option<String> {
        let text = self.text(field);
        if text.is_empty() {
            self.wrong(field, format!("`{}` is missing or empty", self.name(field)), expected);
        }
        (!text.is_empty()).then_some(text)
    }

    /// A whole number in a range.
    pub fn whole(&self, field: &str, range: RangeInclusive<u32>, expected: &str) -> Option<u32> {
        let text = self.need(field, expected)?;
        let read = notation::number(&text).filter(|number| range.contains(number));
        if read.is_none() {
            self.wrong(field, format!("`{}` is `{text}`", self.name(field)), expected);
        }
        read
    }

    /// Reports an error in a field.
    pub fn wrong(&self, field: &str, title: impl Into<String>, expected: &str) {
        let expected = format!("expected {expected}");
        self.file.problems.push(Problem::new(self.place(field), title, expected));
    }

    /// The line on which it begins, from 1.
    pub fn line(&self) -> usize {
        Origin { source: Arc::clone(self.file.source), span: self.start..self.start }.line()
    }

    /// The place of a field; the entry's first character if it has no such field.
    fn place(&self, field: &str) -> Origin {
        let span = self.cells.get(field).map_or(self.start..self.start + 1, |cell| cell.span.clone());
        Origin { source: Arc::clone(self.file.source), span }
    }
}
