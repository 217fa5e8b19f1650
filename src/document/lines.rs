//! The lines of a file, counted alike whatever ends them.

use std::collections::VecDeque;
use std::io::{self, Read};

use crate::document::encoding::{Lookout, StrayByte};
use crate::document::limit::LineGauge;

/// A text whose lines end in `\n` alone, the last one too, so that lines can be counted.
pub struct Lines<R> {
    inner: R,
    gauge: LineGauge,
    last: u8,
    lookout: Lookout,
    /// The first bytes of lines that are not UTF-8, in order.
    stray: VecDeque<StrayByte>,
}

impl<R> Lines<R> {
    /// Before anything is read.
    pub fn new(inner: R) -> Lines<R> {
        Lines {
            inner,
            gauge: LineGauge::new(),
            last: b'\n',
            lookout: Lookout::default(),
            stray: VecDeque::new(),
        }
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
            let long = self.gauge.add(&buffer[..read]);
            long.map_err(|line| io::Error::new(io::ErrorKind::InvalidData, line.to_string()))?;
            self.lookout.look(&buffer[..read], &mut self.stray);
            if read == 0 && !buffer.is_empty() {
                self.lookout.end(&mut self.stray);
            }
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
    use crate::document::limit::MOST_LINE_BYTES;

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
        assert_eq!(error.to_string(), "line 1 has more than 1048576 bytes");
        // Ends of lines anywhere in what is read at once begin the count anew.
        let text = format!("{}\n{}", "7".repeat(MOST_LINE_BYTES), "7".repeat(MOST_LINE_BYTES));
        assert!(io::copy(&mut Lines::new(text.as_bytes()), &mut io::sink()).is_ok());
    }
}
