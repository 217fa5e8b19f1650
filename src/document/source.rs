//! Texts that were read, and places in them.

use std::ops::Range;
use std::sync::Arc;

/// A text that was read: a file, an embedded file, or words of the command line.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name in messages: a path, or an option such as `--set`.
    pub name: String,
    /// The whole text.
    pub text: String,
}

impl Source {
    /// A source ready to be shared by the nodes read from it.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Source> {
        Arc::new(Source { name: name.into(), text: text.into() })
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
    /// Line and column of the first byte, both counted from 1, the column in characters.
    pub fn line_column(&self) -> (usize, usize) {
        let before = &self.source.text[..self.span.start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }

    /// Its first line, so that a message about a whole table does not print all of it.
    pub(crate) fn first_line(&self) -> Origin {
        let text = &self.source.text[self.span.clone()];
        let end = self.span.start + text.find('\n').unwrap_or(text.len());
        Origin { source: Arc::clone(&self.source), span: self.span.start..end }
    }
}
