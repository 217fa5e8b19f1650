//! The one grammar of CSV: splits a text into rows and fields, and says where each of them was written.

use std::ops::Range;

use csv_core::ReadFieldResult;

/// A text being split, piece by piece. Its lines end in `\n` alone.
#[derive(Debug)]
pub(crate) struct Splitter {
    core: csv_core::Reader,
    /// The sign between fields.
    delimiter: u8,
    /// Bytes of the text before the next one.
    at: usize,
    /// Number of the line of the next byte, from 1.
    line: u64,
    row: SplitRow,
    /// Bytes of the row's fields; some room behind them is free.
    content: Vec<u8>,
    /// Bytes of `content` that are filled.
    filled: usize,
    /// Where the next field begins.
    field_start: usize,
    has_begun: bool,
}

/// A row as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SplitRow {
    /// Its first byte.
    pub start: usize,
    /// The line on which it begins, from 1.
    pub line: u64,
    /// Where each field stands, with its quotes.
    pub places: Vec<Range<usize>>,
    /// Whether the quote of the last field has no end.
    pub is_open: bool,
    /// Where each field ends among the bytes of all fields.
    ends: Vec<usize>,
}

/// What a piece of text has led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The row goes on in the next piece.
    NeedsMore,
    /// A row is complete.
    Row,
    /// There are no more rows.
    End,
}

impl Splitter {
    /// Begins at a byte of a text, the first of a row, with commas between its fields.
    pub fn at(start: usize) -> Splitter {
        Splitter::with_delimiter(start, b',')
    }

    /// The same with another sign between the fields.
    pub fn with_delimiter(start: usize, delimiter: u8) -> Splitter {
        let mut core = csv_core::ReaderBuilder::new();
        let core = core.terminator(csv_core::Terminator::Any(b'\n')).delimiter(delimiter).build();
        Splitter {
            core,
            delimiter,
            at: start,
            line: 1,
            row: SplitRow::default(),
            content: vec![0; 1024],
            filled: 0,
            field_start: start,
            has_begun: false,
        }
    }

    /// Begins anew at another byte. The tables of the grammar, which take longer to make than a row to split,
    /// stay.
    pub fn restart(&mut self, start: usize) {
        self.core.reset();
        (self.at, self.field_start, self.line, self.has_begun) = (start, start, 1, false);
    }

    /// Reads on in a piece of the text, which is empty at its end. Returns how many of its bytes were read,
    /// and what they led to.
    pub fn step(&mut self, piece: &[u8]) -> (usize, Step) {
        let mut read = 0;
        if !self.has_begun {
            read = piece.iter().take_while(|byte| **byte == b'\n').count();
            self.pass(&piece[..read]);
            self.begin();
            if read == piece.len() && read > 0 {
                return (read, Step::NeedsMore);
            }
        }
        if piece.is_empty() {
            return (0, self.end());
        }
        loop {
            let (result, bytes, written) =
                self.core.read_field(&piece[read..], &mut self.content[self.filled..]);
            self.has_begun |= bytes > 0;
            self.pass(&piece[read..read + bytes]);
            (read, self.filled) = (read + bytes, self.filled + written);
            match result {
                ReadFieldResult::InputEmpty => return (read, Step::NeedsMore),
                ReadFieldResult::OutputFull => self.content.resize(2 * self.content.len(), 0),
                ReadFieldResult::Field { record_end } => {
                    self.row.places.push(self.field_start..self.at - 1);
                    self.row.ends.push(self.filled);
                    self.field_start = self.at;
                    if record_end {
                        self.has_begun = false;
                        return (read, Step::Row);
                    }
                    // Nothing more would mean the end of the text.
                    if read == piece.len() {
                        return (read, Step::NeedsMore);
                    }
                }
                ReadFieldResult::End => return (read, Step::End),
            }
        }
    }

    /// Passes over bytes of the text that belong to no field.
    pub fn skip(&mut self, bytes: usize) {
        self.at += bytes;
        if !self.has_begun {
            self.field_start = self.at;
        }
    }

    /// The row that was split last.
    pub fn row(&self) -> &SplitRow {
        &self.row
    }

    /// The number of the line that comes next.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The fields of the row that was split last; none if one is not UTF-8.
    pub fn fields(&self) -> Option<csv::StringRecord> {
        let text = std::str::from_utf8(&self.content[..self.filled]).ok()?;
        let mut fields = csv::StringRecord::with_capacity(text.len(), self.row.ends.len());
        let mut start = 0;
        for end in &self.row.ends {
            fields.push_field(text.get(start..*end)?);
            start = *end;
        }
        Some(fields)
    }

    fn begin(&mut self) {
        self.filled = 0;
        self.field_start = self.at;
        self.row.places.clear();
        self.row.ends.clear();
        (self.row.start, self.row.line, self.row.is_open) = (self.at, self.line, false);
    }

    fn pass(&mut self, bytes: &[u8]) {
        self.at += bytes.len();
        self.line += bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
    }

    /// Ends the text, and with it a row that has begun. A delimiter at the end is a part of the last field if
    /// a quote of it is open, and else ends the field.
    fn end(&mut self) -> Step {
        if !self.has_begun {
            return Step::End;
        }
        let result = self.core.read_field(&[self.delimiter], &mut [0; 8]).0;
        self.row.is_open = matches!(result, ReadFieldResult::InputEmpty);
        self.row.places.push(self.field_start..self.at);
        self.row.ends.push(self.filled);
        self.has_begun = false;
        Step::Row
    }
}

/// The sign between the fields of a table: of commas, semicolons and tabs the one of which its first line has
/// most outside of quotes.
pub(crate) fn delimiter(text: &[u8]) -> u8 {
    let first = text.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty());
    let parts = first.unwrap_or_default().split(|byte| *byte == b'"').step_by(2);
    let unquoted: Vec<u8> = parts.flatten().copied().collect();
    let count = |sign: &u8| unquoted.iter().filter(|byte| *byte == sign).count();
    // Of equally many the last one counts: commas.
    [b';', b'\t', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// Bytes that are searched at once for a return: so many are searched in vain if one row alone is split.
const PIECE_BYTES: usize = 512;

/// The rows of a text.
pub(crate) struct TextRows<'a> {
    text: &'a [u8],
    at: usize,
    /// The end of the bytes that are known to hold no return.
    plain_end: usize,
    splitter: &'a mut Splitter,
}

impl<'a> TextRows<'a> {
    /// Begins where a splitter does.
    pub fn new(text: &'a str, splitter: &'a mut Splitter) -> TextRows<'a> {
        TextRows { text: text.as_bytes(), at: splitter.at, plain_end: splitter.at, splitter }
    }

    /// Splits the next row; false if there is none.
    pub fn advance(&mut self) -> bool {
        loop {
            // A return is no part of a text: it stands before the end of a line, or was put there by mistake.
            if self.text.get(self.at) == Some(&b'\r') {
                self.at += 1;
                self.splitter.skip(1);
                continue;
            }
            let piece = self.piece();
            let (read, step) = self.splitter.step(piece);
            self.at += read;
            match step {
                Step::NeedsMore => {}
                Step::Row => return true,
                Step::End => return false,
            }
        }
    }

    /// Goes on at another byte of the text, the first of a row. Lines are counted anew from there.
    pub fn restart(&mut self, at: usize) {
        self.splitter.restart(at);
        (self.at, self.plain_end) = (at, at);
    }

    /// The next bytes without a return; none at the end. Each byte is searched once.
    fn piece(&mut self) -> &'a [u8] {
        if self.plain_end <= self.at {
            let next = &self.text[self.at..self.text.len().min(self.at + PIECE_BYTES)];
            let plain = next.iter().position(|byte| *byte == b'\r').unwrap_or(next.len());
            self.plain_end = self.at + plain;
        }
        &self.text[self.at..self.plain_end]
    }

    /// The row that was split last.
    pub fn row(&self) -> &SplitRow {
        self.splitter.row()
    }

    /// Its fields.
    pub fn fields(&self) -> csv::StringRecord {
        self.splitter.fields().expect("the fields of a text are UTF-8, and so are commas and quotes")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(text: &str) -> Vec<(SplitRow, Vec<String>)> {
        let mut splitter = Splitter::at(0);
        let mut rows = TextRows::new(text, &mut splitter);
        let mut found = Vec::new();
        while rows.advance() {
            found.push((rows.row().clone(), rows.fields().iter().map(str::to_owned).collect()));
        }
        found
    }

    #[test]
    fn fields_stand_where_they_were_written() {
        let text = "\r\n\na,\"b,\"\"\n\"\r\n\n6\" x,é\r";
        let [(first, fields), (second, others)] = rows(text).try_into().unwrap();
        assert_eq!((first.line, first.start, fields), (3, 3, vec!["a".to_owned(), "b,\"\n".to_owned()]));
        assert_eq!(
            first.places.iter().map(|place| &text[place.clone()]).collect::<Vec<_>>(),
            ["a", "\"b,\"\"\n\"\r"]
        );
        assert_eq!(
            (second.line, second.is_open, others),
            (6, false, vec!["6\" x".to_owned(), "é".to_owned()])
        );
        assert_eq!(&text[second.places[0].clone()], "6\" x");
    }

    #[test]
    fn a_quote_is_open_only_if_it_begins_a_field() {
        for (text, is_open) in [
            ("a\n\"b\n", true),
            ("a\n6\" b\n", false),
            ("a,6\" b\n\"c", true),
            ("6\" b\n\"c\n\"", false),
            ("\"a\"\"", true),
            ("\"a\"\"\"", false),
            ("\"", true),
            ("\"\"", false),
        ] {
            assert_eq!(rows(text).last().unwrap().0.is_open, is_open, "{text:?}");
        }
    }

    proptest! {
        /// Oracle: the crate csv, which reads the text without returns.
        #[test]
        fn rows_and_fields_are_those_of_the_crate(text in "[ab,\"\n\ré]{0,40}") {
            let plain = text.replace('\r', "");
            let mut reader = csv::ReaderBuilder::new();
            let mut reader = reader.flexible(true).has_headers(false).from_reader(plain.as_bytes());
            let expected: Vec<Vec<String>> =
                reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
            let found = rows(&text);
            prop_assert_eq!(found.iter().map(|(_, fields)| fields.clone()).collect::<Vec<_>>(), expected);
            let mut again = Splitter::at(0);
            for (row, fields) in &found {
                prop_assert_eq!(row.places.len(), fields.len());
                prop_assert_eq!(row.line, 1 + text[..row.start].matches('\n').count() as u64);
                let mut before = row.start;
                for (place, field) in row.places.iter().zip(fields) {
                    prop_assert!(before <= place.start && place.start <= place.end);
                    before = place.end;
                    let written = text[place.clone()].replace(['\r', '"'], "");
                    prop_assert_eq!(&written, &field.replace('"', ""));
                }
                // A row that is split again from its first byte has the same fields.
                again.restart(row.start);
                let mut again = TextRows::new(&text, &mut again);
                prop_assert!(again.advance());
                prop_assert_eq!(&again.row().places, &row.places);
            }
        }

        /// However a text is cut into pieces, its rows are the same.
        #[test]
        fn pieces_change_nothing(text in "[ab,\"\né]{0,40}", at_once in 1usize..9) {
            let mut splitter = Splitter::at(0);
            let (mut found, mut pieces) = (Vec::new(), text.as_bytes().chunks(at_once));
            let mut piece: &[u8] = pieces.next().unwrap_or_default();
            loop {
                let (read, step) = splitter.step(piece);
                piece = &piece[read..];
                match step {
                    Step::Row => found.push(splitter.row().clone()),
                    Step::End => break,
                    Step::NeedsMore => prop_assert!(piece.is_empty()),
                }
                if piece.is_empty() {
                    piece = pieces.next().unwrap_or_default();
                }
            }
            prop_assert_eq!(found, rows(&text).into_iter().map(|(row, _)| row).collect::<Vec<_>>());
        }
    }
}
