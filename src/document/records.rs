//! The rows of a CSV text or file, one after another, each with its line and the fault of its form.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;

use super::encoding::{self, StrayByte};
use super::lines::Lines;
use super::plural::plural;
use super::splitter::{Splitter, Step, delimiter};

/// Bytes that are read at once.
const BUFFER_BYTES: usize = 1 << 18;

/// A CSV table being read, row by row. A malformed row is reported, and the next one can be read.
pub struct Records<R> {
    lines: Lines<R>,
    buffer: Vec<u8>,
    /// The bytes of the buffer that are not split yet.
    waiting: Range<usize>,
    splitter: Splitter,
    /// The sign between fields.
    delimiter: u8,
    header: csv::StringRecord,
    record: csv::StringRecord,
    /// The first row, if it was read to see whether there is one.
    ahead: Option<io::Result<Option<Line>>>,
}

/// The rows of a file.
pub type FileRecords = Records<File>;

/// The line on which a row begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Number of the line, from 1; that of the stray byte if the row is not UTF-8.
    pub number: u64,
    /// The fault of its form, if it has one: then its fields are not known.
    pub fault: Option<Fault>,
}

/// A fault of a row's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A quote has no end.
    OpenQuote,
    /// There are more or fewer fields than in the header.
    Width {
        /// Fields of the row.
        found: usize,
        /// Fields of the header.
        expected: usize,
    },
    /// The row is not in UTF-8.
    NotUtf8(StrayByte),
}

/// A header that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum HeaderError {
    /// The file cannot be opened or read.
    #[error(transparent)]
    Unreadable(io::Error),
    /// The header is not in UTF-8.
    #[error("{0}")]
    NotUtf8(StrayByte),
}

impl Fault {
    /// The fault of a row with another number of fields than the header.
    pub fn of(found: usize, expected: usize) -> Option<Fault> {
        (found != expected).then_some(Fault::Width { found, expected })
    }

    /// The expectation instead.
    pub fn expected(&self) -> String {
        match self {
            Fault::OpenQuote => "expected `\"` at the end of this field".to_owned(),
            Fault::Width { expected, .. } => {
                format!("expected {}, as in the header", plural(*expected as u64, "field"))
            }
            Fault::NotUtf8(_) => encoding::EXPECTED.to_owned(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::OpenQuote => f.write_str("a quote is opened and never closed"),
            Fault::Width { found, .. } => write!(f, "this row has {}", plural(*found as u64, "field")),
            Fault::NotUtf8(stray) => stray.fmt(f),
        }
    }
}

impl FileRecords {
    /// Opens a file and reads its header.
    ///
    /// # Errors
    /// If the file cannot be read, or its header is not UTF-8.
    pub fn open(path: &Path) -> Result<FileRecords, HeaderError> {
        Records::new(File::open(path).map_err(HeaderError::Unreadable)?)
    }
}

impl<R: Read> Records<R> {
    /// Reads the header; it is empty if nothing is there.
    ///
    /// # Errors
    /// If nothing can be read, or the header is not UTF-8.
    pub fn new(text: R) -> Result<Records<R>, HeaderError> {
        let mut records = Records {
            lines: Lines::new(text),
            buffer: vec![0; BUFFER_BYTES],
            waiting: 0..0,
            splitter: Splitter::at(0),
            delimiter: b',',
            header: csv::StringRecord::new(),
            record: csv::StringRecord::new(),
            ahead: None,
        };
        records.find_delimiter().map_err(HeaderError::Unreadable)?;
        if records.split().map_err(HeaderError::Unreadable)? {
            let header = records.splitter.fields();
            records.header = header.ok_or_else(|| HeaderError::NotUtf8(records.stray_byte()))?;
        }
        Ok(records)
    }

    /// Reads the beginning of the text, and finds the sign between its fields.
    fn find_delimiter(&mut self) -> io::Result<()> {
        self.waiting = 0..self.lines.read(&mut self.buffer)?;
        self.delimiter = delimiter(&self.buffer[self.waiting.clone()]);
        self.splitter = Splitter::with_delimiter(0, self.delimiter);
        Ok(())
    }

    /// The sign between the fields.
    pub fn delimiter(&self) -> char {
        char::from(self.delimiter)
    }

    /// Names of the columns.
    pub fn header(&self) -> &csv::StringRecord {
        &self.header
    }

    /// Whether no row follows the header.
    pub fn is_empty(&mut self) -> bool {
        if self.ahead.is_none() {
            self.ahead = Some(self.read_record());
        }
        matches!(self.ahead, Some(Ok(None)))
    }

    /// Reads the next row; none at the end.
    ///
    /// # Errors
    /// If nothing can be read on.
    pub fn read(&mut self) -> io::Result<Option<Line>> {
        match self.ahead.take() {
            Some(read) => read,
            None => self.read_record(),
        }
    }

    /// The fields of the row that was read last.
    pub fn fields(&self) -> &csv::StringRecord {
        &self.record
    }

    fn read_record(&mut self) -> io::Result<Option<Line>> {
        if !self.split()? {
            return Ok(None);
        }
        let (number, is_open) = (self.splitter.row().line, self.splitter.row().is_open);
        let Some(fields) = self.splitter.fields() else {
            let stray = self.stray_byte();
            return Ok(Some(Line { number: stray.line, fault: Some(Fault::NotUtf8(stray)) }));
        };
        self.record = fields;
        let fault = Fault::of(self.record.len(), self.header.len());
        Ok(Some(Line { number, fault: if is_open { Some(Fault::OpenQuote) } else { fault } }))
    }

    /// Splits the next row; false at the end.
    fn split(&mut self) -> io::Result<bool> {
        loop {
            if self.waiting.is_empty() {
                self.waiting = 0..self.lines.read(&mut self.buffer)?;
            }
            let (read, step) = self.splitter.step(&self.buffer[self.waiting.clone()]);
            self.waiting.start += read;
            match step {
                Step::NeedsMore => {}
                Step::Row => return Ok(true),
                Step::End => return Ok(false),
            }
        }
    }

    /// The byte for which a row is not UTF-8.
    fn stray_byte(&mut self) -> StrayByte {
        let after = self.splitter.line();
        self.lines.stray_before(after).expect("a row that is not UTF-8 has a stray byte")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_on_behind_one_that_is_malformed() {
        let mut records = Records::new("a,b\n1,2\n\n1\r\n\"x\ny\",2\né,3\n".as_bytes()).unwrap();
        let mut lines = Vec::new();
        while let Some(line) = records.read().unwrap() {
            lines.push((line.number, line.fault));
        }
        let short = Some(Fault::Width { found: 1, expected: 2 });
        assert_eq!(lines, [(2, None), (4, short), (5, None), (7, None)]);
    }

    #[test]
    fn an_open_quote_and_a_stray_byte_are_placed_in_their_line() {
        let mut records = Records::new("a\n1\n\"2\n3\n".as_bytes()).unwrap();
        assert_eq!(records.read().unwrap(), Some(Line { number: 2, fault: None }));
        assert_eq!(records.read().unwrap(), Some(Line { number: 3, fault: Some(Fault::OpenQuote) }));
        assert_eq!(records.read().unwrap(), None);
        let mut records = Records::new(b"a\n1\n\xe9\n".as_slice()).unwrap();
        records.read().unwrap();
        let stray = StrayByte { byte: 0xe9, line: 3, column: 1 };
        assert_eq!(records.read().unwrap(), Some(Line { number: 3, fault: Some(Fault::NotUtf8(stray)) }));
    }

    #[test]
    fn a_table_without_rows_is_empty_and_one_with_rows_loses_none() {
        assert!(Records::new("a,b\n".as_bytes()).unwrap().is_empty());
        let mut records = Records::new("a,b\n1,2\n".as_bytes()).unwrap();
        assert!(!records.is_empty());
        assert!(records.read().unwrap().is_some() && records.fields() == ["1", "2"].as_slice());
    }
}
