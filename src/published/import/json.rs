//! Rounds of a JSON text: IRCC's file, or the bare list of its rounds.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;
use serde_json::value::RawValue;

use super::entry::{Cell, EXPECTED_FILE, Entry, File, Reporting};
use crate::document::problem::Problem;
use crate::document::tree::{Origin, Source};
use crate::scenario::Chosen;

/// Fields of an object by name; each value is a part of the file's text.
type Fields<'a> = BTreeMap<String, &'a RawValue>;

/// The rounds of a text, and where each stands.
pub(super) struct Objects<'a> {
    rounds: Vec<(usize, Fields<'a>)>,
    /// Names of their fields, in the order of the text.
    names: Vec<String>,
    /// Items of the list that are no rounds.
    pub broken: usize,
}

/// Reads the text; one that is no list of rounds is reported.
pub(super) fn read(place: Reporting<'_>) -> Option<Objects<'_>> {
    let Reporting { source, problems, rows } = place;
    let text = source.text.as_str();
    if let Err(error) = serde_json::from_str::<&RawValue>(text) {
        let at = offset(text, error.line(), error.column());
        let origin = Origin { source: Arc::clone(source), span: at..at };
        let title = format!("this is not a whole JSON text: {error}");
        problems.push(Problem::new(origin, title, EXPECTED_FILE).with_help("download it again"));
        return None;
    }
    let Some(list) = list_of_rounds(text) else {
        let origin = Origin { source: Arc::clone(source), span: 0..0 };
        problems.push(Problem::new(origin, "there is no list `rounds`", EXPECTED_FILE));
        return None;
    };
    if list.is_empty() {
        let origin = Origin { source: Arc::clone(source), span: 0..0 };
        problems.push(Problem::new(origin, "the list `rounds` is empty", EXPECTED_FILE));
    }
    let mut objects = Objects { rounds: Vec::new(), names: Vec::new(), broken: 0 };
    for value in list {
        let start = offset_of(value, text);
        match serde_json::from_str::<Fields<'_>>(value.get()) {
            Ok(fields) => objects.add(start, fields),
            Err(_) => {
                objects.broken += 1;
                let origin = Origin { source: Arc::clone(source), span: start..start + value.get().len() };
                let expected = "expected an object for each round";
                rows.push(Problem::new(origin, "this is not a round", expected));
            }
        }
    }
    Some(objects)
}

impl<'a> Objects<'a> {
    fn add(&mut self, start: usize, fields: Fields<'a>) {
        let new = fields.keys().filter(|name| !self.names.contains(name));
        let new: Vec<String> = new.cloned().collect();
        self.names.extend(new);
        self.rounds.push((start, fields));
    }

    /// The file of these rounds, if its fields are clear.
    pub fn file(&self, chosen: &[Chosen], place: Reporting<'a>) -> Option<File<'a>> {
        let start = self.rounds.first()?.0;
        let header = Origin { source: Arc::clone(place.source), span: start..start + 1 };
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        let (file, _) = File::new(&names, chosen, &header, place)?;
        let lines = self
            .rounds
            .iter()
            .map(|(start, _)| Origin { source: Arc::clone(place.source), span: *start..*start }.line());
        let lines: Vec<usize> = lines.collect();
        Some(File { has_lines: lines.windows(2).all(|pair| pair[0] < pair[1]), ..file })
    }

    /// The rounds as entries of their file.
    pub fn entries<'b>(&self, file: &'b File<'a>) -> Vec<Entry<'b>> {
        let text = &file.source.text;
        let rounds = self.rounds.iter().map(|(start, fields)| {
            let cells = file.names.iter().filter_map(|(field, name)| {
                let value = fields.get(name)?;
                Some((*field, cell(value, KeyOf { name, start: *start, source: file.source })))
            });
            Entry { cells: cells.collect(), file, start: *start }
        });
        debug_assert!(self.rounds.iter().all(|(start, _)| *start < text.len()));
        rounds.collect()
    }
}

/// The key before a value.
struct KeyOf<'a> {
    name: &'a str,
    /// Where its round begins.
    start: usize,
    source: &'a Source,
}

fn cell(value: &RawValue, key: KeyOf<'_>) -> Cell {
    let whole = &key.source.text;
    let text = match serde_json::from_str(value.get()) {
        Ok(Value::String(text)) => text,
        Ok(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let at = offset_of(value, whole);
    let before = whole[key.start..at].rfind(&format!("\"{}\"", key.name));
    let span = before.map_or(at, |before| key.start + before)..at + value.get().len();
    Cell { text, span }
}

/// The list: the text itself, its member `rounds`, or the only member that is a list.
fn list_of_rounds(text: &str) -> Option<Vec<&RawValue>> {
    if let Ok(list) = serde_json::from_str(text) {
        return Some(list);
    }
    let whole: Fields<'_> = serde_json::from_str(text).ok()?;
    if let Some(rounds) = whole.get("rounds") {
        return serde_json::from_str(rounds.get()).ok();
    }
    let mut lists = whole.values().filter_map(|value| serde_json::from_str(value.get()).ok());
    lists.next().filter(|_| lists.next().is_none())
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
