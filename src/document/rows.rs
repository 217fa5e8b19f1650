//! Reads CSV rows by column name; every problem has its place in the file.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::{Range, RangeInclusive};
use std::str::FromStr;
use std::sync::Arc;

use crate::document::formula;
use crate::document::problem::{Problem, Problems};
use crate::document::reader::{misspelt, nearest};
use crate::document::records::Fault;
use crate::document::source::{Origin, Source};
use crate::document::splitter::{Splitter, TextRows, delimiter};
use crate::time::{Day, Instant};

/// A CSV text whose header holds the needed columns.
pub struct Rows {
    header: csv::StringRecord,
    /// Where the header stands.
    start: Origin,
    records: Vec<Record>,
    /// Holds the row of which a place was asked for last.
    splitter: RefCell<Splitter>,
}

/// A row and the first line of its text.
struct Record {
    origin: Origin,
    fields: csv::StringRecord,
}

/// One row being read.
pub struct Row<'a> {
    rows: &'a Rows,
    record: &'a Record,
    problems: &'a Problems,
}

impl Rows {
    /// Splits a CSV text into rows. A row of another length is reported and left out. Without a needed column
    /// there are no rows.
    pub fn parse(source: &Arc<Source>, needed: &[&str], problems: &Problems) -> Option<Rows> {
        let mut splitter = Splitter::with_delimiter(0, delimiter(source.text.as_bytes()));
        let mut text = TextRows::new(&source.text, &mut splitter);
        let is_empty = !text.advance();
        let header = if is_empty { csv::StringRecord::new() } else { text.fields() };
        let start = line_at(source, if is_empty { source.text.len() } else { text.row().start });
        if let Some(problem) = missing_columns(&start, &header, needed) {
            problems.push(problem);
            return None;
        }
        refuse_doubled(source, &header, &text.row().places, problems);
        let mut records = Vec::new();
        while text.advance() {
            let (row, fields) = (text.row(), text.fields());
            let origin = line_at(source, row.start);
            if row.is_open {
                let last = row.places.last().cloned().unwrap_or(origin.span);
                let length = first_line_length(&source.text[last.clone()]);
                let origin = Origin { source: Arc::clone(source), span: last.start..last.start + length };
                let fault = Fault::OpenQuote;
                problems.push(Problem::new(origin, fault.to_string(), fault.expected()));
            } else if let Some(fault) = Fault::of(fields.len(), header.len()) {
                problems.push(Problem::new(origin, fault.to_string(), fault.expected()));
            } else {
                records.push(Record { origin, fields });
            }
        }
        Some(Rows { header, start, records, splitter: RefCell::new(splitter) })
    }

    /// The columns by name, each with its place.
    pub fn columns(&self) -> impl Iterator<Item = (&str, Origin)> {
        self.header.iter().enumerate().map(|(place, name)| (name.trim(), self.field_at(&self.start, place)))
    }

    /// Where a field of a row stands, without the blanks around it: as the text was split.
    fn field_at(&self, row: &Origin, index: usize) -> Origin {
        let mut splitter = self.splitter.borrow_mut();
        if splitter.row().start != row.span.start || splitter.row().places.is_empty() {
            splitter.restart(row.span.start);
            TextRows::new(&row.source.text, &mut splitter).advance();
        }
        let end = row.span.end;
        trimmed(&row.source, splitter.row().places.get(index).cloned().unwrap_or(end..end))
    }

    /// The header.
    pub fn start(&self) -> Origin {
        self.start.clone()
    }

    /// The rows in the order of the file.
    pub fn iter<'a>(&'a self, problems: &'a Problems) -> impl Iterator<Item = Row<'a>> {
        self.records.iter().map(move |record| Row { rows: self, record, problems })
    }
}

impl Row<'_> {
    /// The text of a field, without the mark of a formula; empty if the column is not there.
    pub fn text(&self, column: &str) -> &str {
        let index = self.rows.header.iter().position(|name| name == column);
        let field = index.and_then(|index| self.record.fields.get(index)).unwrap_or_default();
        formula::unmarked(field.trim())
    }

    /// A value that must be there.
    pub fn need<T: FromStr>(&self, column: &str, expected: &str) -> Option<T> {
        if self.text(column).is_empty() {
            self.wrong_in(column, format!("`{column}` is empty"), format!("expected {expected}"));
            return None;
        }
        self.find(column, expected)
    }

    /// A value that may be empty.
    pub fn find<T: FromStr>(&self, column: &str, expected: &str) -> Option<T> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let value = text.parse::<T>().ok();
        // No number or date holds a line's end: a quote has taken in what follows.
        if value.is_none() && text.contains('\n') {
            let field = self.field_origin(column);
            let start = field.span.start;
            let length = first_line_length(&field.source.text[start..field.span.end]);
            let first_line = Origin { span: start..start + length, ..field };
            let fault = Fault::OpenQuote;
            self.problems.push(Problem::new(first_line, fault.to_string(), fault.expected()));
        } else if value.is_none() {
            self.wrong_in(column, format!("`{column}` is `{text}`"), format!("expected {expected}"));
        }
        value
    }

    /// A date from the launch to 2100 that must be there; `example` is one.
    pub fn need_day(&self, column: &str, example: &str) -> Option<Day> {
        let day = self.need(column, &format!("a date like {example}"))?;
        self.within_reach(column, day, day)
    }

    /// A date from the launch to 2100 that may be empty.
    pub fn find_day(&self, column: &str, example: &str) -> Option<Day> {
        let day = self.find(column, &format!("a date like {example}, or nothing"))?;
        self.within_reach(column, day, day)
    }

    /// An instant from the launch to 2100 that must be there; `example` is one.
    pub fn need_instant(&self, column: &str, example: &str) -> Option<Instant> {
        let instant: Instant = self.need(column, &format!("an instant like {example}"))?;
        self.within_reach(column, instant, instant.day())
    }

    /// An instant from the launch to 2100 that may be empty.
    pub fn find_instant(&self, column: &str, example: &str) -> Option<Instant> {
        let instant: Instant = self.find(column, &format!("an instant like {example}, or nothing"))?;
        self.within_reach(column, instant, instant.day())
    }

    /// A value if its day is one that a run may have; reported if not.
    fn within_reach<T: fmt::Display>(&self, column: &str, value: T, day: Day) -> Option<T> {
        let expected = match day {
            early if early < Day::LAUNCH => {
                format!("expected {}, the launch of Express Entry, or later", Day::LAUNCH)
            }
            late if late > Day::LATEST => format!("expected a date up to {}", Day::LATEST),
            _ => return Some(value),
        };
        self.wrong_in(column, format!("`{column}` is {value}"), expected);
        None
    }

    /// A year from the launch to 2100 that must be there.
    pub fn need_year(&self, column: &str) -> Option<i16> {
        let years = Day::LAUNCH.year()..=Day::LATEST.year();
        let expected = format!("a year from {} to {}", years.start(), years.end());
        let year = self.need(column, &expected)?;
        if !years.contains(&year) {
            self.wrong_in(column, format!("`{column}` is `{year}`"), format!("expected {expected}"));
            return None;
        }
        Some(year)
    }

    /// A whole number of units, such as `persons`, within a range; it must be there.
    pub fn need_count(&self, column: &str, range: RangeInclusive<u32>, unit: &str) -> Option<u32> {
        if self.text(column).is_empty() {
            return self.need(column, &count_words(&range, unit));
        }
        self.find_count(column, range, unit)
    }

    /// A whole number within a range that may be empty.
    pub fn find_count(&self, column: &str, range: RangeInclusive<u32>, unit: &str) -> Option<u32> {
        let expected = count_words(&range, unit);
        let count = self.find(column, &expected)?;
        if !range.contains(&count) {
            self.wrong_in(column, format!("`{column}` is `{count}`"), format!("expected {expected}"));
            return None;
        }
        Some(count)
    }

    /// Reports a problem of one field.
    pub fn wrong_in(&self, column: &str, title: impl Into<String>, expected: impl Into<String>) {
        let title = title.into();
        self.problems.push_with(&title, || Problem::new(self.field_origin(column), &title, expected));
    }

    /// Reports a problem of this row as a whole.
    pub fn wrong(&self, title: impl Into<String>, expected: impl Into<String>) {
        self.problems.push(Problem::new(self.origin(), title, expected));
    }

    /// Reports a field that holds none of the words that it may.
    pub fn misspelt(&self, column: &str, known: &[&str]) {
        let found = self.text(column);
        let title = format!("`{column}` is `{found}`");
        self.problems.push_with(&title, || misspelt(&self.field_origin(column), title.clone(), found, known));
    }

    /// Where the row stands.
    pub fn origin(&self) -> Origin {
        self.record.origin.clone()
    }

    /// Where a field stands, without the blanks around it; the row if the column is not there.
    pub fn field_origin(&self, column: &str) -> Origin {
        let row = self.origin();
        let Some(index) = self.rows.header.iter().position(|name| name == column) else { return row };
        self.rows.field_at(&row, index)
    }
}

/// Reports names of columns that stand twice.
fn refuse_doubled(
    source: &Arc<Source>,
    header: &csv::StringRecord,
    places: &[Range<usize>],
    problems: &Problems,
) {
    let mut seen = BTreeSet::new();
    for (name, place) in header.iter().zip(places).filter(|(name, _)| !name.trim().is_empty()) {
        if !seen.insert(name) {
            let title = format!("the column `{name}` stands twice");
            let origin = trimmed(source, place.clone());
            problems.push(Problem::new(origin, title, "expected each column once"));
        }
    }
}

/// A place without the blanks at its ends; its beginning if there is nothing else.
fn trimmed(source: &Arc<Source>, place: Range<usize>) -> Origin {
    let field = &source.text[place.clone()];
    let (before, length) = (field.len() - field.trim_start().len(), field.trim().len());
    let start = place.start + if length == 0 { 0 } else { before };
    Origin { source: Arc::clone(source), span: start..start + length }
}

/// The expectation of a count.
pub(crate) fn count_words(range: &RangeInclusive<u32>, unit: &str) -> String {
    format!("a whole number of {unit} from {} to {}", range.start(), range.end())
}

/// One problem for all columns that are missing, or none.
fn missing_columns(header_line: &Origin, header: &csv::StringRecord, needed: &[&str]) -> Option<Problem> {
    let names: Vec<&str> = header.iter().collect();
    let missing: Vec<&str> = needed.iter().copied().filter(|column| !names.contains(column)).collect();
    let place = header_line.clone();
    let problem = match missing.as_slice() {
        [] => return None,
        _ if header.is_empty() => {
            let expected = format!("expected a header with the columns {}", quoted(needed));
            Problem::new(place, "this table is empty", expected)
        }
        [column] => {
            let title = format!("there is no column `{column}`");
            let problem = misspelt(header_line, title, column, &names);
            Problem { expected: format!("expected a column `{column}`"), ..problem }
        }
        columns => {
            let title = format!("there are no columns {}", quoted(columns));
            let problem = Problem::new(place, title, "expected a header with these columns, too");
            let near = columns.iter().filter_map(|column| Some((nearest(column, &names)?, column)));
            let near: Vec<String> = near.map(|(near, column)| format!("`{near}` for `{column}`")).collect();
            if near.is_empty() { problem } else { problem.with_help(format!("is it {}?", near.join(", "))) }
        }
    };
    Some(problem)
}

/// Names of columns, quoted, with commas between them.
fn quoted(columns: &[&str]) -> String {
    columns.iter().map(|column| format!("`{column}`")).collect::<Vec<String>>().join(", ")
}

/// The line that begins at a byte.
fn line_at(source: &Arc<Source>, start: usize) -> Origin {
    let end = start + first_line_length(&source.text[start..]);
    Origin { source: Arc::clone(source), span: start..end }
}

fn first_line_length(text: &str) -> usize {
    text.find(['\r', '\n']).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_stands_where_it_was_written_whatever_is_quoted_before_it() {
        let text = "a,b,c\n\"x, \"\"y\"\"\", 12 ,\n1,2,3\n";
        let (source, problems) = (Source::new("table.csv", text), Problems::new());
        let rows = Rows::parse(&source, &["a", "b", "c"], &problems).unwrap();
        let row = rows.iter(&problems).next().unwrap();
        let origins = ["a", "b", "c"].map(|column| row.field_origin(column));
        let places = origins.map(|origin| (origin.line_column(), &text[origin.span]));
        assert_eq!(places, [((2, 1), "\"x, \"\"y\"\"\""), ((2, 13), "12"), ((2, 17), "")]);
    }
}
