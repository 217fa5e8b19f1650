//! The limits of texts, the same for all readers: many times what any real file needs.

/// Most bytes of a text that is held as a whole.
pub(crate) const MOST_BYTES: u64 = 1 << 26;

/// Most bytes of a line. A file without end would be read until memory is full.
pub(crate) const MOST_LINE_BYTES: usize = 1 << 20;

/// A line that is longer than any reader takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} has more than {MOST_LINE_BYTES} bytes")]
pub(crate) struct LongLine {
    /// Its number, from 1.
    pub line: u64,
}

/// The first line of a text that is too long.
pub(crate) fn long_line(text: &str) -> Option<LongLine> {
    let place = text.split('\n').position(|line| line.len() > MOST_LINE_BYTES)?;
    Some(LongLine { line: place as u64 + 1 })
}

/// Measures lines that arrive piece by piece.
#[derive(Clone, Debug)]
pub(crate) struct LineGauge {
    line: u64,
    /// Bytes of the line so far.
    length: usize,
}

impl LineGauge {
    /// Before the first byte.
    pub fn new() -> LineGauge {
        LineGauge { line: 1, length: 0 }
    }

    /// Adds the next bytes.
    ///
    /// # Errors
    /// If a line is too long by then.
    pub fn add(&mut self, bytes: &[u8]) -> Result<(), LongLine> {
        for (place, part) in bytes.split(|byte| *byte == b'\n').enumerate() {
            if place > 0 {
                (self.line, self.length) = (self.line + 1, 0);
            }
            self.length += part.len();
            if self.length > MOST_LINE_BYTES {
                return Err(LongLine { line: self.line });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_its_limit_however_it_is_read() {
        let whole = "7".repeat(MOST_LINE_BYTES);
        let text = format!("a\n{whole}\n{whole}7\n");
        assert_eq!(long_line(&text), Some(LongLine { line: 3 }));
        assert_eq!(long_line(&text[..text.len() - 2]), None);
        for at_once in [1000, MOST_LINE_BYTES, text.len()] {
            let mut gauge = LineGauge::new();
            let found = text.as_bytes().chunks(at_once).find_map(|piece| gauge.add(piece).err());
            assert_eq!(found, Some(LongLine { line: 3 }), "{at_once} at once");
        }
        assert_eq!(LongLine { line: 3 }.to_string(), "line 3 has more than 1048576 bytes");
    }
}
