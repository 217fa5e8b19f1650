//! The lines of a file, counted alike whatever ends them.

use std::collections::VecDeque;
use std::io::{self, Read};

use crate::document::encoding::{Lookout, StrayByte};

/// Most bytes of a line: many times those of any row. A file without end would be read until memory is full.
const MOST_BYTES: usize = 1 << 20;

/// A text whose lines end in `\n` alone, the last one too, so that lines can be counted.
pub struct Lines<R> {
    inner: R,
    /// Bytes since the last end of a line.
    length: usize,
    last: u8,
    is_at_end: bool,
    is_within_quotes: bool,
    lookout: Lookout,
    /// The first bytes of lines that are not UTF-8, in order.
    stray: VecDeque<StrayByte>,
}

impl<R> Lines<R> {
    /// Before anything is read.
    pub fn new(inner: R) -> Lines<R> {
        Lines {
            inner,
            length: 0,
            last: b'\n',
            is_at_end: false,
            is_within_quotes: false,
            lookout: Lookout::default(),
            stray: VecDeque::new(),
        }
    }

    /// Whether all was read, and a quote is still open: there is an odd number of them.
    pub fn ends_within_quotes(&self) -> bool {
        self.is_at_end && self.is_within_quotes
    }

    /// The first byte before a line that is not UTF-8 and was not asked for yet; later ones before that line
    /// are left out.
    pub fn stray_before(&mut self, line: u64) -> Option<StrayByte> {
        let stray = self.stray.front().copied().filter(|stray| stray.line < line);
        while self.stray.front().is_some_and(|stray| stray.line < line) {
            self.stray.pop_front();
        }
        stray
    }
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.inner.read(buffer)?;
            self.is_at_end = read == 0 && !buffer.is_empty();
            let tail = buffer[..read].iter().rev().position(|byte| *byte == b'\n');
            self.length = tail.unwrap_or(self.length + read);
            if self.length > MOST_BYTES {
                let title = format!("a line has more than {MOST_BYTES} bytes");
                return Err(io::Error::new(io::ErrorKind::InvalidData, title));
            }
            self.lookout.look(&buffer[..read], &mut self.stray);
            if self.is_at_end {
                self.lookout.end(&mut self.stray);
            }
            let quotes = buffer[..read].iter().filter(|byte| **byte == b'"').count();
            self.is_within_quotes ^= quotes % 2 == 1;
            if read == 0 && self.last != b'\n' && !buffer.is_empty() {
                (self.last, buffer[0]) = (b'\n', b'\n');
                return Ok(1);
            }
            let kept = without_returns(&mut buffer[..read]);
            if kept > 0 {
                self.last = buffer[kept - 1];
            }
            if kept > 0 || read == 0 {
                return Ok(kept);
            }
        }
    }
}

/// Takes every `\r` out; returns how many bytes stay.
fn without_returns(bytes: &mut [u8]) -> usize {
    let Some(first) = bytes.iter().position(|byte| *byte == b'\r') else { return bytes.len() };
    let mut kept = first;
    for place in first..bytes.len() {
        if bytes[place] != b'\r' {
            bytes[kept] = bytes[place];
            kept += 1;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, at_once: usize) -> String {
        let mut lines = Lines::new(text.as_bytes());
        let (mut buffer, mut read) = (vec![0; at_once], Vec::new());
        loop {
            match lines.read(&mut buffer).unwrap() {
                0 => return String::from_utf8(read).unwrap(),
                count => read.extend_from_slice(&buffer[..count]),
            }
        }
    }

    #[test]
    fn every_line_ends_in_one_newline_however_it_is_read() {
        for at_once in [1, 2, 3, 100] {
            assert_eq!(read("a\r\n\r\nb", at_once), "a\n\nb\n");
            assert_eq!(read("a\nb\n", at_once), "a\nb\n");
            assert_eq!(read("\r\r", at_once), "");
            assert_eq!(read("", at_once), "");
        }
    }

    #[test]
    fn a_line_without_end_is_an_error() {
        let mut lines = Lines::new(io::repeat(b'7'));
        let error = io::copy(&mut lines, &mut io::sink()).unwrap_err();
        assert_eq!(error.to_string(), "a line has more than 1048576 bytes");
        // Ends of lines anywhere in what is read at once begin the count anew.
        let text = format!("{}\n{}", "7".repeat(MOST_BYTES), "7".repeat(MOST_BYTES));
        assert!(io::copy(&mut Lines::new(text.as_bytes()), &mut io::sink()).is_ok());
    }
}
