//! The entries of IRCC's file: JSON objects whose fields are texts, each with its place.

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::scenario::document::{Origin, Source};
use crate::scenario::problem::{Problem, Problems};

/// One round as the file has it.
pub(super) struct Entry<'a> {
    fields: Map<String, Value>,
    source: &'a Arc<Source>,
    /// Where the object begins and ends.
    span: (usize, usize),
    problems: &'a Problems,
}

/// The entries in the order of the file; a file that is no such list is reported.
pub(super) fn read<'a>(source: &'a Arc<Source>, problems: &'a Problems) -> Option<Vec<Entry<'a>>> {
    let whole: Value = match serde_json::from_str(&source.text) {
        Ok(value) => value,
        Err(error) => {
            let start = offset(&source.text, error.line(), error.column());
            let origin = Origin { source: Arc::clone(source), span: start..start };
            let title = format!("this is not a whole JSON text: {error}");
            let expected = "expected the file `ee_rounds_123_en.json` as IRCC publishes it";
            problems.push(Problem::new(origin, title, expected).with_help("download it again"));
            return None;
        }
    };
    let Some(Value::Array(rounds)) = whole.get("rounds").cloned() else {
        let origin = Origin { source: Arc::clone(source), span: 0..0 };
        problems.push(Problem::new(
            origin,
            "there is no list `rounds`",
            "expected the file `ee_rounds_123_en.json` as IRCC publishes it",
        ));
        return None;
    };
    let mut entries = Vec::new();
    for (value, span) in rounds.into_iter().zip(spans(&source.text)) {
        match value {
            Value::Object(fields) => entries.push(Entry { fields, source, span, problems }),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
                let origin = Origin { source: Arc::clone(source), span: span.0..span.0 };
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

impl Entry<'_> {
    /// The text of a field without its surroundings of blanks; empty if it is not there.
    pub fn text(&self, name: &str) -> String {
        match self.fields.get(name) {
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

    /// Reports what is wrong with a field.
    pub fn wrong(&self, name: &str, title: impl Into<String>, expected: &str) {
        let expected = format!("expected {expected}");
        self.problems.push(Problem::new(self.place(name), title, expected));
    }

    /// The line of a field, or that of the entry if it has no such field.
    fn place(&self, name: &str) -> Origin {
        let (start, end) = self.span;
        let key = format!("\"{name}\"");
        let span = match self.source.text[start..end].find(&key) {
            Some(at) => {
                let line = &self.source.text[start + at..end];
                start + at..start + at + line.find(['\n', '\r']).unwrap_or(line.len())
            }
            None => start..start + 1,
        };
        Origin { source: Arc::clone(self.source), span }
    }
}

/// Where the elements of the list `rounds` begin and end, in a text that is known to be JSON.
fn spans(text: &str) -> Vec<(usize, usize)> {
    let (mut depth, mut begun, mut is_text, mut is_escaped) = (0, None, false, false);
    let mut spans = Vec::new();
    let start = text.find("\"rounds\"").map_or(0, |at| at + "\"rounds\"".len());
    for (at, byte) in text.bytes().enumerate().skip(start) {
        if is_text {
            is_text = is_escaped || byte != b'"';
            is_escaped = byte == b'\\' && !is_escaped;
            continue;
        }
        match byte {
            b'"' => is_text = true,
            b'[' | b'{' => {
                depth += 1;
                if depth == 2 {
                    begun = Some(at);
                }
            }
            b']' | b'}' => {
                depth -= 1;
                if depth == 1 {
                    spans.extend(begun.take().map(|begun| (begun, at + 1)));
                }
                if depth == 0 {
                    break;
                }
            }
            _ => {}
        }
    }
    spans
}

/// The byte of a line and column, counted from 1, on a border of characters.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
