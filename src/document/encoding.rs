//! Finds bytes that are not UTF-8, with line and column; decodes texts of other encodings.

use std::fmt;
use std::str;

/// The expectation of a file with such a byte.
pub const EXPECTED: &str = "expected text in UTF-8: save the file in this encoding";

/// A byte that is not valid UTF-8 at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StrayByte {
    /// The byte.
    pub byte: u8,
    /// Its line, from 1.
    pub line: u64,
    /// Its column in characters, from 1.
    pub column: u64,
}

impl fmt::Display for StrayByte {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let StrayByte { byte, line, column } = self;
        write!(f, "the byte 0x{byte:02X} in line {line}, column {column} is not UTF-8")
    }
}

/// Searches a text, piece by piece, for the first stray byte of each line.
#[derive(Clone, Debug)]
pub struct Lookout {
    /// Line and column of the next character.
    line: u64,
    column: u64,
    /// The line of the last reported byte; 0 before the first.
    reported: u64,
    /// The first bytes of a character that continues in the next piece.
    begun: Vec<u8>,
}

impl Default for Lookout {
    fn default() -> Lookout {
        Lookout { line: 1, column: 1, reported: 0, begun: Vec::new() }
    }
}

impl Lookout {
    /// Searches the next piece and adds the stray bytes.
    pub fn look(&mut self, piece: &[u8], found: &mut impl Extend<StrayByte>) {
        let joined: Vec<u8>;
        let mut rest = piece;
        if !self.begun.is_empty() {
            joined = [self.begun.as_slice(), piece].concat();
            rest = &joined;
            self.begun.clear();
        }
        while let Err(error) = str::from_utf8(rest) {
            let (text, stray) = rest.split_at(error.valid_up_to());
            self.pass(text);
            let Some(length) = error.error_len() else {
                self.begun = stray.to_vec();
                return;
            };
            self.report(stray[0], found);
            rest = &stray[length..];
        }
        self.pass(rest);
    }

    /// Ends the text: an incomplete character is reported.
    pub fn end(&mut self, found: &mut impl Extend<StrayByte>) {
        if let Some(byte) = std::mem::take(&mut self.begun).first() {
            self.report(*byte, found);
        }
    }

    /// Counts the lines and columns of valid text.
    fn pass(&mut self, text: &[u8]) {
        let lines = text.iter().filter(|byte| **byte == b'\n').count() as u64;
        let last = text.rsplit(|byte| *byte == b'\n').next().unwrap_or(text);
        // Continuation bytes do not start a character.
        let characters = last.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u64;
        self.column = if lines > 0 { 1 } else { self.column } + characters;
        self.line += lines;
    }

    fn report(&mut self, byte: u8, found: &mut impl Extend<StrayByte>) {
        if self.reported < self.line {
            found.extend([StrayByte { byte, line: self.line, column: self.column }]);
            self.reported = self.line;
        }
        self.column += 1;
    }
}

/// A text in UTF-8, in UTF-16 if its mark says so, or else in Windows-1252, without its mark.
pub fn decoded(bytes: &[u8]) -> String {
    let stated = encoding_rs::Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    let assumed = if is_utf8 { encoding_rs::UTF_8 } else { encoding_rs::WINDOWS_1252 };
    let encoding = stated.filter(|encoding| is_utf8 || *encoding != encoding_rs::UTF_8).unwrap_or(assumed);
    encoding.decode_with_bom_removal(bytes).0.into_owned()
}

/// The first stray byte of a whole text; none if it is in UTF-8.
pub fn first_stray(bytes: &[u8]) -> Option<StrayByte> {
    let (mut lookout, mut found) = (Lookout::default(), Vec::new());
    lookout.look(bytes, &mut found);
    lookout.end(&mut found);
    found.first().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(bytes: &[u8], at_once: usize) -> Vec<(u8, u64, u64)> {
        let (mut lookout, mut found) = (Lookout::default(), Vec::new());
        bytes.chunks(at_once).for_each(|piece| lookout.look(piece, &mut found));
        lookout.end(&mut found);
        found.iter().map(|StrayByte { byte, line, column }| (*byte, *line, *column)).collect()
    }

    #[test]
    fn the_first_stray_byte_of_each_line_is_found_however_the_text_is_cut() {
        // Latin-1 in lines 2 and 4, twice in line 2; between them characters of two, three and four bytes.
        let text = b"\xC3\xA9t\xC3\xA9\n\xE2\x82\xAC,caf\xE9,\xE9\n\xF0\x9F\x8D\x81\nQu\xE9bec\n";
        for at_once in [1, 2, 3, 5, 100] {
            assert_eq!(found(text, at_once), [(0xE9, 2, 6), (0xE9, 4, 3)], "{at_once} at once");
        }
    }

    #[test]
    fn texts_of_other_encodings_are_decoded() {
        let utf16: Vec<u8> = "\u{feff}à,é\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [b"\xE0,\xE9\n".as_slice(), "à,é\n".as_bytes(), "\u{feff}à,é\n".as_bytes(), &utf16] {
            assert_eq!(decoded(bytes), "à,é\n");
        }
        assert_eq!(decoded(b"l\x92\xE9t\xE9"), "l’été");
    }

    #[test]
    fn a_character_that_the_end_cuts_off_is_stray() {
        for at_once in [1, 100] {
            assert_eq!(found(b"a\nb\xE2\x82", at_once), [(0xE2, 2, 2)]);
        }
        assert_eq!(first_stray("été\n".as_bytes()), None);
    }
}
