//! Rounds of a table as CSV, with commas, semicolons or tabs between its fields.

use std::ops::Range;
use std::sync::Arc;

use super::column::{Chosen, Places};
use super::entry::{Cell, EXPECTED_FILE, Entry, File, Reporting};
use crate::document::formula;
use crate::document::problem::Problem;
use crate::document::tree::{Origin, Source};

/// The rows of a table, and where each of them stands.
pub(super) struct Sheet {
    header: (Range<usize>, csv::StringRecord),
    rows: Vec<(Range<usize>, csv::StringRecord)>,
}

/// Splits the text into rows; empty ones are left out.
pub(super) fn read(source: &Source) -> Sheet {
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.delimiter(delimiter(&source.text)).flexible(true).has_headers(false);
    let mut rows = reader.from_reader(source.text.as_bytes());
    let mut found = Vec::new();
    let (mut record, length) = (csv::StringRecord::new(), source.text.len());
    while let Ok(true) = rows.read_record(&mut record) {
        let start = record.position().map_or(0, |place| place.byte() as usize);
        let end = rows.position().byte() as usize;
        // The position before a row is that of the line's end before it.
        let blank = source.text[start..].len() - source.text[start..].trim_start_matches(['\r', '\n']).len();
        if record.iter().any(|field| !field.trim().is_empty()) {
            found.push((start + blank..end.min(length), record.clone()));
        }
    }
    let mut rows = found.into_iter();
    Sheet { header: rows.next().unwrap_or_default(), rows: rows.collect() }
}

/// The sign between fields: the one of which the first line has most.
pub(super) fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: &u8| first.bytes().filter(|byte| byte == sign).count();
    // Of equally many the last one counts: commas.
    [b';', b'\t', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

impl Sheet {
    /// The names of the columns.
    pub fn names(&self) -> Vec<&str> {
        self.header.1.iter().collect()
    }

    /// The file of these rows, if its columns are clear.
    pub fn file<'a>(&self, chosen: &[Chosen], place: Reporting<'a>) -> Option<(File<'a>, Places)> {
        let Reporting { source, problems } = place;
        let text = &source.text[self.header.0.clone()];
        let length = text.trim_end_matches(['\r', '\n']).len();
        let span = self.header.0.start..self.header.0.start + length;
        let header = Origin { source: Arc::clone(source), span };
        let found = File::new(&self.names(), chosen, &header, place)?;
        if self.rows.is_empty() {
            problems.push(Problem::new(header, "this table holds no round", EXPECTED_FILE));
        }
        Some(found)
    }

    /// The rows as entries of their file. A row of another length is reported and left out.
    pub fn entries<'b>(&self, file: &'b File<'_>, places: &Places) -> Vec<Entry<'b>> {
        let mut entries = Vec::new();
        for (span, record) in &self.rows {
            let (found, expected) = (record.len(), self.header.1.len());
            if found != expected {
                let title = format!("this row has {found} fields");
                let first = file.source.text[span.clone()].lines().next().unwrap_or_default();
                let span = span.start..span.start + first.len();
                let origin = Origin { source: Arc::clone(file.source), span };
                let expected = format!("expected {expected} fields, as in the header");
                file.problems.push(Problem::new(origin, title, expected));
                continue;
            }
            let spans = spans(&file.source.text, span, record);
            let cells = places.iter().map(|(field, place)| {
                let text = record.get(*place).unwrap_or_default();
                let span = spans[*place].clone();
                (*field, Cell { text: formula::unmarked(text.trim()).to_owned(), span })
            });
            entries.push(Entry { cells: cells.collect(), file, start: span.start });
        }
        entries
    }
}

/// Where the fields of a row stand: searched in their order.
fn spans(text: &str, row: &Range<usize>, record: &csv::StringRecord) -> Vec<Range<usize>> {
    let mut at = row.start;
    let places = record.iter().map(|field| match text[at..row.end].find(field) {
        Some(found) => {
            let start = at + found;
            at = start + field.len();
            start..at
        }
        // A field with quotes of its own.
        None => at..at,
    });
    places.collect()
}
