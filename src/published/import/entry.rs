//! The entries of a file of rounds: one for each round, whatever form the file has, with fields by the
//! names of IRCC's own file. Each field has its place.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use super::column::{self, Places};
use super::meaning::MEANINGS;
use crate::document::figure::{self, Assumed, Figure, Form, Readings, Spot};
use crate::document::problem::{Problem, Problems};
use crate::document::records::Fault;
use crate::document::tree::{Origin, Source};
use crate::scenario::Chosen;

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

/// Where a round stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundPlace {
    /// The line on which it begins; none where rounds share a line.
    pub line: Option<usize>,
    /// Its number.
    pub number: Origin,
    /// Its type.
    pub round_type: Origin,
    /// The day of its count.
    pub pool_as_of: Origin,
}

/// The file of an entry.
pub(super) struct File<'a> {
    pub source: &'a Arc<Source>,
    /// What is wrong with the file.
    pub whole: &'a Problems,
    /// What is wrong with its rows.
    pub problems: &'a Problems,
    /// The file's own names of fields.
    pub names: BTreeMap<&'static str, String>,
    /// Its columns that stand for nothing.
    pub unused: Vec<String>,
    /// Forms of numbers and dates that are understood and reported.
    pub readings: RefCell<Readings>,
    /// Whether each row begins on a line of its own.
    pub has_lines: bool,
}

impl<'a> File<'a> {
    /// A file with these columns. Columns that are missing or unclear are reported at a place, once.
    pub fn new(
        names: &[&str],
        chosen: &[Chosen],
        header: &Origin,
        place: Reporting<'a>,
    ) -> Option<(File<'a>, Places)> {
        let Reporting { source, problems, rows } = place;
        match column::find(names, chosen) {
            Ok(places) => {
                let unused = unused(names, &places);
                let names = places.iter().map(|(field, place)| (*field, names[*place].trim().to_owned()));
                let (names, readings) = (names.collect(), RefCell::default());
                let (whole, problems) = (problems, rows);
                let file = File { source, whole, problems, names, unused, readings, has_lines: true };
                Some((file, places))
            }
            Err(faults) => {
                report(&faults, names, header, problems);
                None
            }
        }
    }
}

/// The names of columns that stand for nothing.
fn unused(names: &[&str], places: &Places) -> Vec<String> {
    let is_used = |place: usize| places.values().any(|taken| *taken == place);
    let unused = names.iter().enumerate().filter(|(place, name)| !is_used(*place) && !name.trim().is_empty());
    unused.map(|(_, name)| name.trim().to_owned()).collect()
}

/// A text, and the collector of what is wrong in it.
#[derive(Clone, Copy)]
pub(super) struct Reporting<'a> {
    pub source: &'a Arc<Source>,
    /// Of the file as a whole.
    pub problems: &'a Problems,
    /// Of single rows.
    pub rows: &'a Problems,
}

/// Reports all faults of the columns; those that are missing in one problem.
fn report(faults: &[column::Fault], names: &[&str], header: &Origin, problems: &Problems) {
    let mut missing: Vec<&str> = Vec::new();
    for fault in faults {
        let (title, expected) = match fault {
            column::Fault::NoSuchMeaning(chosen) => {
                let options: Vec<&str> = MEANINGS.iter().map(|meaning| meaning.option).collect();
                let expected = format!("expected one of {}", options.join(", "));
                (format!("`--columns` has `{}`", chosen.option), expected)
            }
            column::Fault::NoSuchColumn { chosen, nearest } => {
                let meant =
                    nearest.as_ref().map_or(String::new(), |name| format!("; did you mean `{name}`?"));
                let title = format!("there is no column `{}`", chosen.name);
                (title, format!("expected a column of the file for `{}`{meant}", chosen.option))
            }
            column::Fault::Missing(option) => {
                missing.push(option);
                continue;
            }
            column::Fault::Unclear { option, names } => {
                let title = format!("{} may all be the {option} of a round", listed(names));
                (title, format!("expected one: name it, as `{}`", columns_option(option, names[0].trim())))
            }
        };
        problems.push(Problem::new(header.clone(), title, expected));
    }
    if names.iter().all(|name| name.trim().is_empty()) {
        problems.push(Problem::new(header.clone(), "this file holds no column with a name", EXPECTED_FILE));
    } else if let [first, ..] = missing.as_slice() {
        let title = format!("no column is known as the {} of a round", missing.join(", the "));
        let names: Vec<String> = names.iter().map(|name| name.trim().to_owned()).collect();
        let help = format!("is it one of {}? name it, as `--columns {first}=NAME`", listed(&names));
        problems.push(Problem::new(header.clone(), title, EXPECTED_FILE).with_help(help));
    }
}

/// The option that names a column, as a shell takes it.
pub(super) fn columns_option(option: &str, name: &str) -> String {
    let is_plain = |sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '-' | '.');
    let assignment = format!("{option}={name}");
    match name.chars().all(is_plain) {
        true => format!("--columns {assignment}"),
        false => format!("--columns '{}'", assignment.replace('\'', "'\\''")),
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
    /// The text of a field, with single blanks between its words, without marks of footnotes; empty if there
    /// is no such field.
    pub fn text(&self, field: &str) -> String {
        let text = self.cells.get(field).map_or("", |cell| cell.text.as_str());
        let written = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let bare = figure::without_footnotes(&written);
        // A text of signs alone says that there is nothing.
        if bare.len() == written.len() || bare.is_empty() {
            return written;
        }
        self.assume(Form::Footnote, field, [&written, bare]);
        bare.to_owned()
    }

    /// Notes a form that is understood: the text, and what is taken for it.
    pub fn assume(&self, form: Form, field: &str, [text, taken]: [&str; 2]) {
        let place = match self.line() {
            Some(line) => Spot::Line(line),
            None => Spot::Round(self.raw("drawNumber").to_owned()),
        };
        let (text, taken) = (text.to_owned(), taken.to_owned());
        let value = Assumed { form, count: 1, place, column: self.name(field).to_owned(), text, taken };
        self.file.readings.borrow_mut().add(self.start, value);
    }

    /// A whole number in a text of a field, if it is one.
    pub fn number(&self, field: &str, text: &str) -> Option<u32> {
        let Figure { value, has_points } = figure::whole(text)?;
        if has_points {
            self.assume(Form::Points, field, [text, &value.to_string()]);
        }
        Some(value)
    }

    fn raw(&self, field: &str) -> &str {
        self.cells.get(field).map_or("", |cell| cell.text.trim())
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
        // No number holds a line's end: a quote has taken in what follows.
        if self.raw(field).contains('\n') {
            self.wrong(field, Fault::OpenQuote.to_string(), "`\"` at the end of this field");
            return None;
        }
        let read = self.number(field, &text).filter(|number| range.contains(number));
        if read.is_none() {
            let expected = match text.split_once('.').filter(|_| figure::is_ambiguous(&text)) {
                Some((few, _)) => format!("{expected}: {few} or {few}000, without a point"),
                None => expected.to_owned(),
            };
            self.wrong(field, format!("`{}` is `{text}`", self.name(field)), &expected);
        }
        read
    }

    /// Reports an error in a field.
    pub fn wrong(&self, field: &str, title: impl Into<String>, expected: &str) {
        let (expected, title) = (format!("expected {expected}"), title.into());
        let title =
            if self.file.has_lines { title } else { format!("round {}: {title}", self.raw("drawNumber")) };
        self.file.problems.push(Problem::new(self.place(field).first_line(), title, expected));
    }

    /// Reports an error in a field that is one of the file.
    pub fn wrong_in_file(&self, field: &str, title: String, expected: &str) {
        self.file.whole.push(Problem::new(self.place(field), title, format!("expected {expected}")));
    }

    /// Where its fields stand.
    pub fn places(&self) -> RoundPlace {
        RoundPlace {
            line: self.line(),
            number: self.place("drawNumber"),
            round_type: self.place("drawName"),
            pool_as_of: self.place("drawDistributionAsOn"),
        }
    }

    /// The line on which it begins, from 1; none if it shares it with others.
    pub fn line(&self) -> Option<usize> {
        let origin = Origin { source: Arc::clone(self.file.source), span: self.start..self.start };
        self.file.has_lines.then(|| origin.line())
    }

    /// The place of a field; the entry's first character if it has no such field.
    pub fn place(&self, field: &str) -> Origin {
        let span = self.cells.get(field).map_or(self.start..self.start + 1, |cell| cell.span.clone());
        Origin { source: Arc::clone(self.file.source), span }
    }
}
