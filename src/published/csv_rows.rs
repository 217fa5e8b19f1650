//! Reading a CSV row by column name, with every mistake placed in the file.

use std::str::FromStr;
use std::sync::Arc;

use crate::scenario::document::{Origin, Source};
use crate::scenario::problem::{Problem, Problems, plural};
use crate::scenario::reader::misspelt;

/// A CSV text whose header holds the needed columns.
pub struct Rows {
    source: Arc<Source>,
    header: csv::StringRecord,
    records: Vec<csv::StringRecord>,
}

/// One row being read.
pub struct Row<'a> {
    rows: &'a Rows,
    record: &'a csv::StringRecord,
    problems: &'a Problems,
}

impl Rows {
    /// Splits a CSV text into rows. A row of another length is reported and left out; without a needed column there
    /// are no rows to read.
    pub fn parse(source: &Arc<Source>, needed: &[&str], problems: &Problems) -> Option<Rows> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(source.text.as_bytes());
        let header = reader.headers().cloned().unwrap_or_default();
        let start = Origin { source: Arc::clone(source), span: 0..first_line_length(&source.text) };
        for column in needed {
            if !header.iter().any(|name| name == *column) {
                let names: Vec<&str> = header.iter().collect();
                let mut problem = misspelt(&start, format!("there is no column `{column}`"), column, &names);
                problem.expected = format!("expected a column `{column}`");
                problems.push(problem);
            }
        }
        if needed.iter().any(|column| !header.iter().any(|name| name == *column)) {
            return None;
        }
        let mut records = Vec::new();
        for record in reader.records() {
            match record {
                Ok(record) if record.len() == header.len() => records.push(record),
                Ok(record) => problems.push(Problem::new(
                    whole_row(source, &record),
                    format!("this row has {}", plural(record.len() as u64, "field")),
                    format!("expected {}, as in the header", plural(header.len() as u64, "field")),
                )),
                Err(error) => problems.push(Problem::new(
                    start.clone(),
                    format!("this is not a CSV table: {error}"),
                    "expected UTF-8 text with a header",
                )),
            }
        }
        Some(Rows { source: Arc::clone(source), header, records })
    }

    /// The rows in the order of the file.
    pub fn iter<'a>(&'a self, problems: &'a Problems) -> impl Iterator<Item = Row<'a>> {
        self.records.iter().map(move |record| Row { rows: self, record, problems })
    }
}

impl Row<'_> {
    /// The text of a field; empty if the column is not there.
    pub fn text(&self, column: &str) -> &str {
        let index = self.rows.header.iter().position(|name| name == column);
        index.and_then(|index| self.record.get(index)).unwrap_or_default().trim()
    }

    /// A value that must be there.
    pub fn need<T: FromStr>(&self, column: &str, expected: &str) -> Option<T> {
        if self.text(column).is_empty() {
            self.wrong(format!("`{column}` is empty"), format!("expected {expected}"));
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
        if value.is_none() {
            self.wrong(format!("`{column}` is `{text}`"), format!("expected {expected}"));
        }
        value
    }

    /// Reports a problem of this row.
    pub fn wrong(&self, title: impl Into<String>, expected: impl Into<String>) {
        self.problems.push(Problem::new(self.origin(), title, expected));
    }

    /// Reports a problem found elsewhere, such as a misspelt name.
    pub fn report(&self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Where the row stands.
    pub fn origin(&self) -> Origin {
        whole_row(&self.rows.source, self.record)
    }
}

fn whole_row(source: &Arc<Source>, record: &csv::StringRecord) -> Origin {
    let start = record.position().map_or(0, |position| position.byte() as usize).min(source.text.len());
    let skipped = source.text[start..].len() - source.text[start..].trim_start_matches(['\r', '\n']).len();
    let start = start + skipped;
    Origin { source: Arc::clone(source), span: start..start + first_line_length(&source.text[start..]) }
}

fn first_line_length(text: &str) -> usize {
    text.find(['\r', '\n']).unwrap_or(text.len())
}
