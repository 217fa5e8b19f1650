//! Rounds of a table as CSV, with commas, semicolons or tabs between its fields.

use std::ops::Range;
use std::sync::Arc;

use super::column::Places;
use super::entry::{Cell, EXPECTED_FILE, Entry, File, Reporting};
use crate::document::formula;
use crate::document::problem::Problem;
use crate::document::records::Fault;
use crate::document::splitter::{Splitter, TextRows, delimiter};
use crate::document::tree::{Origin, Source};
use crate::scenario::Chosen;

/// The rows of a table, and where each of them stands.
pub(super) struct Sheet {
    header: Line,
    rows: Vec<Line>,
}

/// A row as it was written.
#[derive(Default)]
struct Line {
    start: usize,
    /// Where each field stands.
    places: Vec<Range<usize>>,
    fields: csv::StringRecord,
    /// Whether the quote of the last field has no end.
    is_open: bool,
}

/// Most rows that are ended at the end of their line: the search for the end of a quote takes time.
const MOST_SWALLOWING: usize = 1_000;

/// Splits the text into rows; empty ones are left out.
pub(super) fn read(source: &Source) -> Sheet {
    let mut splitter = Splitter::with_delimiter(0, delimiter(source.text.as_bytes()));
    let mut text = TextRows::new(&source.text, &mut splitter);
    let mut found = Vec::new();
    let mut swallowing = 0;
    while text.advance() {
        let (fields, row) = (text.fields(), text.row());
        if fields.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        let (start, mut places) = (row.start, row.places.clone());
        let columns = found.first().map_or(fields.len(), |header: &Line| header.fields.len());
        let next_line = source.text[start..].find('\n').map(|end| start + end + 1);
        let end = places.last().map_or(start, |last| last.end);
        let is_wrong = row.is_open || fields.len() != columns;
        // A quote without an end would take the rows behind it along: they are read again.
        if let Some(next) = next_line.filter(|next| is_wrong && *next < end && swallowing < MOST_SWALLOWING) {
            swallowing += 1;
            text.restart(next);
            places.retain(|place| place.start < next);
            found.push(Line { start, places, fields, is_open: true });
        } else {
            found.push(Line { start, places, is_open: row.is_open, fields });
        }
    }
    let mut rows = found.into_iter();
    Sheet { header: rows.next().unwrap_or_default(), rows: rows.collect() }
}

impl Sheet {
    /// The names of the columns.
    pub fn names(&self) -> Vec<&str> {
        self.header.fields.iter().collect()
    }

    /// The file of these rows, if its columns are clear.
    pub fn file<'a>(&self, chosen: &[Chosen], place: Reporting<'a>) -> Option<(File<'a>, Places)> {
        let Reporting { source, problems, .. } = place;
        let header = first_line(source, self.header.start);
        if self.header.fields.is_empty() {
            problems.push(Problem::new(header, "this file is empty", EXPECTED_FILE));
            return None;
        }
        let found = File::new(&self.names(), chosen, &header, place)?;
        if self.rows.is_empty() {
            problems.push(Problem::new(header, "this table holds no round", EXPECTED_FILE));
        }
        Some(found)
    }

    /// The rows as entries of their file. A row of another length is reported and left out.
    pub fn entries<'b>(&self, file: &'b File<'_>, places: &Places) -> Vec<Entry<'b>> {
        let mut entries = Vec::new();
        for line in &self.rows {
            let fault = Fault::of(line.fields.len(), self.header.fields.len());
            let fault = if line.is_open { Some(Fault::OpenQuote) } else { fault };
            if let Some(fault) = fault {
                let last = line.places.last().filter(|_| line.is_open).map_or(line.start, |last| last.start);
                let origin = first_line(file.source, last);
                file.problems.push(Problem::new(origin, fault.to_string(), fault.expected()));
                continue;
            }
            let cells = places.iter().map(|(field, place)| {
                let text = line.fields.get(*place).unwrap_or_default();
                let span = trimmed(&file.source.text, line.places[*place].clone());
                (*field, Cell { text: formula::unmarked(text.trim()).to_owned(), span })
            });
            entries.push(Entry { cells: cells.collect(), file, start: line.start });
        }
        entries
    }

    /// The number of its rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }
}

/// A place without the blanks at its ends; its beginning if there is nothing else.
fn trimmed(text: &str, place: Range<usize>) -> Range<usize> {
    let field = &text[place.clone()];
    let (before, length) = (field.len() - field.trim_start().len(), field.trim().len());
    let start = place.start + if length == 0 { 0 } else { before };
    start..start + length
}

/// The text from a byte to the end of its line.
fn first_line(source: &Arc<Source>, start: usize) -> Origin {
    let length = source.text[start..].find(['\r', '\n']).unwrap_or(source.text.len() - start);
    Origin { source: Arc::clone(source), span: start..start + length }
}
