//! Tables as CSV text.
//!
//! Written here and not by polars: polars is not optimised in the profile that everybody builds, needs
//! a time zone database for instants in UTC, and pads numbers to a fixed count of decimals.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::str::FromStr;

use super::values::{Cell, Column, Kind, Values};
use super::{Table, TableError};
use crate::time::{Day, Instant};

const NEVER: &str = "a String takes any text";

pub(super) fn write_header(text: &mut String, table: &Table) {
    for (place, column) in table.columns.iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        write_text(text, &column.name);
    }
    text.push('\n');
}

pub(super) fn write_rows(text: &mut String, table: &Table) {
    let mut last_day = None;
    for row in 0..table.height() {
        for (place, column) in table.columns.iter().enumerate() {
            if place > 0 {
                text.push(',');
            }
            if let Some(cell) = column.values.cell(row) {
                write_cell(text, cell, &mut last_day);
            }
        }
        text.push('\n');
    }
}

fn write_cell(text: &mut String, cell: Cell<'_>, last_day: &mut Option<(Day, String)>) {
    match cell {
        Cell::Text(value) => write_text(text, value),
        Cell::Integer(value) => write!(text, "{value}").expect(NEVER),
        Cell::Number(value) => write!(text, "{value}").expect(NEVER),
        Cell::Truth(value) => write!(text, "{value}").expect(NEVER),
        Cell::Day(value) => write_day(text, value, last_day),
        Cell::Instant(value) => write_instant(text, value, last_day),
    }
}

/// Quotes a text that CSV would misread; an empty text is quoted so as not to look missing.
fn write_text(text: &mut String, value: &str) {
    if value.is_empty() || value.contains([',', '"', '\n', '\r']) {
        text.push('"');
        text.push_str(&value.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(value);
    }
}

/// Rows in order of time repeat their days: the calendar is asked once for each.
fn write_day(text: &mut String, day: Day, last: &mut Option<(Day, String)>) {
    match last {
        Some((same, written)) if *same == day => text.push_str(written),
        _ => {
            let written = day.to_string();
            text.push_str(&written);
            *last = Some((day, written));
        }
    }
}

fn write_instant(text: &mut String, instant: Instant, last_day: &mut Option<(Day, String)>) {
    let day = instant.unix().div_euclid(86_400);
    let second = instant.unix().rem_euclid(86_400);
    let day = i32::try_from(day).expect("a simulated instant lies within the calendar");
    write_day(text, Day::from_number(day), last_day);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    write!(text, "T{hour:02}:{minute:02}:{second:02}Z").expect(NEVER);
}

pub(super) fn read(path: &Path, schema: &[(String, Kind)]) -> Result<Table, TableError> {
    let text = fs::read_to_string(path).map_err(|error| TableError::read(path, error))?;
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| TableError::read(path, error))?;
    let expected: Vec<&str> = schema.iter().map(|(name, _)| name.as_str()).collect();
    if !header.iter().eq(expected.iter().copied()) {
        let found: Vec<&str> = header.iter().collect();
        let reason = format!("found columns {}, expected {}", found.join(", "), expected.join(", "));
        return Err(TableError::read(path, reason));
    }
    let records: Result<Vec<_>, _> = reader.records().collect();
    let records = records.map_err(|error| TableError::read(path, error))?;
    let mut table = Table::default();
    for (place, (name, kind)) in schema.iter().enumerate() {
        let fields = || records.iter().map(|record| record.get(place).unwrap_or_default());
        let values = parse_column(fields(), *kind)
            .map_err(|field| TableError::read(path, format!("column `{name}` holds `{field}`")))?;
        table.columns.push(Column { name: name.clone(), values });
    }
    Ok(table)
}

/// A column of one kind, or the field that is of another. An empty field is missing, in text too.
fn parse_column<'a>(fields: impl Iterator<Item = &'a str>, kind: Kind) -> Result<Values, String> {
    Ok(match kind {
        Kind::Text => Values::texts(fields.map(|field| (!field.is_empty()).then_some(field))),
        Kind::Integer => Values::Integer(parse(fields)?),
        Kind::Number => Values::Number(parse(fields)?),
        Kind::Truth => Values::Truth(parse(fields)?),
        Kind::Day => Values::Day(parse(fields)?),
        Kind::Instant => Values::Instant(parse(fields)?),
    })
}

fn parse<'a, T: FromStr>(fields: impl Iterator<Item = &'a str>) -> Result<Vec<Option<T>>, String> {
    let mut values = Vec::new();
    for field in fields {
        values.push(match field {
            "" => None,
            _ => Some(field.parse::<T>().map_err(|_| field.to_owned())?),
        });
    }
    Ok(values)
}
