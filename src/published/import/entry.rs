//! The entries of IRCC's file: JSON objects whose fields are texts, each with its place.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use serde_json::Value;
use serde_json::value::RawValue;

use super::notation;
use crate::document::problem::{Problem, Problems};
use crate::document::tree::{Origin, Source};

/// The file that the command reads.
pub(super) const EXPECTED_FILE: &str = "expected the file `ee_rounds_123_en.json` as IRCC publishes it";

/// Fields of an object by name; each value is a part of the file's text.
type Fields<'a> = BTreeMap<String, &'a RawValue>;

/// One round as the file has it.
pub(super) struct Entry<'a> {
    fields: Fields<'a>,
    source: &'a Arc<Source>,
    /// Offset of the object in the file's text.
    start: usize,
    problems: &'a Problems,
}

/// The entries in the order of the file; a file that is no such list is reported.
pub(super) fn read<'a>(source: &'a Arc<Source>, problems: &'a Problems) -> Option<Vec<Entry<'a>>> {
    if let Err(error) = serde_json::from_str::<&RawValue>(&source.text) {
        let at = offset(&source.text, error.line(), error.column());
        let origin = Origin { source: Arc::clone(source), span: at..at };
        let title = format!("this is not a whole JSON text: {error}");
        problems.push(Problem::new(origin, title, EXPECTED_FILE).with_help("download it again"));
        return None;
    }
    let Some(rounds) = list_of_rounds(&source.text) else {
        let origin = Origin { source: Arc::clone(source), span: 0..0 };
        problems.push(Problem::new(origin, "there is no list `rounds`", EXPECTED_FILE));
        return None;
    };
    let mut entries = Vec::new();
    for value in rounds {
        let start = offset_of(value, &source.text);
        match serde_json::from_str::<Fields<'a>>(value.get()) {
            Ok(fields) => entries.push(Entry { fields, source, start, problems }),
            Err(_) => {
                let span = start..start + value.get().len();
                let origin = Origin { source: Arc::clone(source), span };
                problems.push(Problem::new(
                    origin,
                    "this is not a round",
                    "expected an object for each round",
                ));
            }
        }
    }
    Some(entries)
}

fn list_of_rounds(text: &str) -> Option<Vec<&RawValue>> {
    let whole: Fields<'_> = serde_json::from_str(text).ok()?;
    serde_json::from_str(whole.get("rounds")?.get()).ok()
}

impl Entry<'_> {
    /// The text of a field, with single blanks between its words; empty if there is no such field.
    pub fn text(&self, name: &str) -> String {
        let value = self.fields.get(name).and_then(|value| serde_json::from_str(value.get()).ok());
        match value {
            Some(Value::String(text)) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    /// The text of a field that must be there.
    pub fn need(&self, name: &str, expected: &str) -> Option<String> {
        let text = self.text(name);
        if text.is_empty() {
            self.wrong(name, format!("`{name}` is missing or empty"), expected);
        }
        (!text.is_empty()).then_some(text)
    }

    /// A whole number in a range.
    pub fn whole(&self, name: &str, range: RangeInclusive<u32>, expected: &str) -> Option<u32> {
        let text = self.need(name, expected)?;
        let read = notation::number(&text).filter(|number| range.contains(number));
        if read.is_none() {
            self.wrong(name, format!("`{name}` is `{text}`"), expected);
        }
        read
    }

    /// Reports an error in a field.
    pub fn wrong(&self, name: &str, title: impl Into<String>, expected: &str) {
        let expected = format!("expected {expected}");
        self.problems.push(Problem::new(self.place(name), title, expected));
    }

    /// The place of a field with its name; the entry's first character if it has no such field.
    fn place(&self, name: &str) -> Origin {
        let text = &self.source.text;
        let span = match self.fields.get(name) {
            Some(value) => {
                let start = offset_of(value, text);
                let key = text[self.start..start].rfind(&format!("\"{name}\""));
                key.map_or(start, |key| self.start + key)..start + value.get().len()
            }
            None => self.start..self.start + 1,
        };
        Origin { source: Arc::clone(self.source), span }
    }
}

/// Offset of a value in the text that it was read from.
fn offset_of(value: &RawValue, text: &str) -> usize {
    value.get().as_ptr() as usize - text.as_ptr() as usize
}

/// The byte of a line and column, counted from 1, on a border of characters.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    text.floor_char_boundary((start + column.saturating_sub(1)).min(text.len()))
}
