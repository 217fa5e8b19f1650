//! The entries of IRCC's file: JSON objects whose fields are texts, each with its place.

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::document::problem::{Problem, Problems};
use crate::document::tree::{Origin, Source};

/// Name of the list of rounds.
const KEY: &str = "\"rounds\"";

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
    let spans = spans(&source.text);
    for (place, value) in rounds.into_iter().enumerate() {
        let span = spans.get(place).copied().unwrap_or((0, source.text.len()));
        match value {
            Value::Object(fields) => entries.push(Entry { fields, source, span, problems }),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
                let origin = Origin { source: Arc::clone(source), span: span.0..span.1 };
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

    /// Where a field stands, with its name, or where the entry begins if it has no such field.
    fn place(&self, name: &str) -> Origin {
        let (start, end) = self.span;
        let key = format!("\"{name}\"");
        let span = match self.source.text[start..end].find(&key) {
            Some(at) => {
                let field = &self.source.text[start + at..end];
                start + at..start + at + key.len() + value_length(&field[key.len()..])
            }
            None => start..start + 1,
        };
        Origin { source: Arc::clone(self.source), span }
    }
}

/// Whether what follows a name is a list.
fn is_list(text: &str) -> bool {
    text.trim_start().strip_prefix(':').is_some_and(|value| value.trim_start().starts_with('['))
}

/// Bytes from a name to the end of its value, which goes no further than the line.
fn value_length(text: &str) -> usize {
    let (mut is_text, mut is_escaped) = (false, false);
    let ends = |byte: u8| {
        let is_end = !is_text && matches!(byte, b',' | b'}' | b'\n' | b'\r');
        is_text ^= byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    };
    text.bytes().position(ends).unwrap_or(text.len())
}

/// Where the elements of the list `rounds` begin and end, in a text that is known to be JSON.
fn spans(text: &str) -> Vec<(usize, usize)> {
    let (mut depth, mut begun, mut last, mut is_text, mut is_escaped) = (0, None, 0, false, false);
    let mut spans = Vec::new();
    let start = text.match_indices(KEY).map(|(at, _)| at + KEY.len()).find(|at| is_list(&text[*at..]));
    let start = start.unwrap_or(text.len());
    for (at, byte) in text.bytes().enumerate().skip(start) {
        if is_text {
            is_text = is_escaped || byte != b'"';
            is_escaped = byte == b'\\' && !is_escaped;
            last = at + 1;
            continue;
        }
        let is_blank = byte.is_ascii_whitespace();
        let is_over = depth == 1 && matches!(byte, b',' | b']');
        if is_over {
            spans.extend(begun.take().map(|begun| (begun, last)));
        } else if depth == 1 && begun.is_none() && !is_blank {
            begun = Some(at);
        }
        match byte {
            b'"' => is_text = true,
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth -= 1,
            _ => {}
        }
        if is_over && depth == 0 {
            break;
        }
        if !is_blank {
            last = at + 1;
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
