//! Texts that were read, and places in them.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A text that was read: a file, an embedded file, or words of the command line.
#[derive(Debug)]
pub struct Source {
    /// Its name in messages: a path, or an option such as `--set`.
    pub name: String,
    /// The whole text.
    pub text: String,
    /// The byte with which each line begins, once a line was asked for.
    line_starts: OnceLock<Vec<usize>>,
}

impl PartialEq for Source {
    fn eq(&self, other: &Source) -> bool {
        self.name == other.name && self.text == other.text
    }
}

impl Eq for Source {}

impl Source {
    /// A source ready to be shared by the nodes read from it.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Source> {
        Arc::new(Source { name: name.into(), text: text.into(), line_starts: OnceLock::new() })
    }

    /// The index of the line of a byte, from 0, and the byte with which the line begins.
    fn line_of(&self, byte: usize) -> (usize, usize) {
        let starts = self.line_starts.get_or_init(|| {
            let ends = self.text.match_indices('\n').map(|(place, _)| place + 1);
            std::iter::once(0).chain(ends).collect()
        });
        let index = starts.partition_point(|start| *start <= byte) - 1;
        (index, starts[index])
    }
}

/// The place in a source where something was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The text.
    pub source: Arc<Source>,
    /// Byte range within the text.
    pub span: Range<usize>,
}

impl Origin {
    /// The line of the first byte, counted from 1: found without reading the text again.
    pub fn line(&self) -> usize {
        self.source.line_of(self.span.start).0 + 1
    }

    /// Line and column of the first byte, both counted from 1, the column in characters.
    pub fn line_column(&self) -> (usize, usize) {
        let (line, start) = self.source.line_of(self.span.start);
        (line + 1, self.source.text[start..self.span.start].chars().count() + 1)
    }

    /// The lines in which it stands, without the end of the last.
    pub(crate) fn lines(&self) -> Range<usize> {
        let (_, start) = self.source.line_of(self.span.start);
        let text = &self.source.text;
        start..text[self.span.end..].find('\n').map_or(text.len(), |at| self.span.end + at)
    }

    /// Its first line, so that a message about a whole table does not print all of it.
    pub(crate) fn first_line(&self) -> Origin {
        let text = &self.source.text[self.span.clone()];
        let end = self.span.start + text.find('\n').unwrap_or(text.len());
        Origin { source: Arc::clone(&self.source), span: self.span.start..end }
    }
}
