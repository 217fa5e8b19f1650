//! Tables as CSV text.
//!
//! Polars does not write it: polars is not optimised in a usual build, needs a time zone database for
//! instants in UTC, and pads numbers to a fixed count of decimals.

use std::borrow::Cow;
use std::fmt::{Display, Write as _};
use std::path::Path;
use std::str::FromStr;

use super::content::Table;
use super::error::TableError;
use super::values::{Cell, Column, Kind, Values};
use crate::document::formula;
use crate::time::{Day, Instant};

const NEVER: &str = "a Vec or String takes any text";

impl Table {
    /// The table as CSV text.
    pub fn to_csv(&self) -> String {
        header(self) + &rows(self)
    }

    /// The rows as CSV text, without the header.
    pub fn csv_rows(&self) -> String {
        rows(self)
    }

    /// Reads a CSV file with the columns of `like`.
    ///
    /// # Errors
    /// If the file cannot be read, or holds other columns or values of another kind.
    pub fn read_csv(path: &Path, like: &Table) -> Result<Table, TableError> {
        let text = std::fs::read_to_string(path).map_err(|error| TableError::read(path, error))?;
        Table::parse_csv(&text, path, like)
    }

    /// Reads a CSV text with the columns of `like`; `path` is the file that it comes from.
    ///
    /// # Errors
    /// If it holds other columns or values of another kind.
    pub(crate) fn parse_csv(text: &str, path: &Path, like: &Table) -> Result<Table, TableError> {
        let mut reader = ::csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| TableError::read(path, error))?;
        if !header.iter().eq(like.names()) {
            let found: Vec<&str> = header.iter().collect();
            let reason = format!("found columns {}, expected {}", found.join(", "), like.names().join(", "));
            return Err(TableError::read(path, reason));
        }
        let records: Result<Vec<_>, _> = reader.records().collect();
        let records = records.map_err(|error| TableError::read(path, error))?;
        let mut table = Table { about: like.about, columns: Vec::new() };
        for (place, column) in like.columns.iter().enumerate() {
            let fields = records.iter().map(|record| record.get(place).unwrap_or_default());
            let values = parse_column(fields, column.kind()).map_err(|field| {
                TableError::read(path, format!("column `{}` holds `{field}`", column.name()))
            })?;
            table.columns.push(Column { values, ..column.without_values() });
        }
        Ok(table)
    }
}

/// The line with the names of the columns.
pub(super) fn header(table: &Table) -> String {
    let mut out = ::csv::Writer::from_writer(Vec::new());
    out.write_record(table.names()).expect(NEVER);
    text(out)
}

/// Stands for an empty text in the lines of the library, which writes it like a missing one.
const EMPTY: &str = "\u{0}";

/// The lines of the rows. A missing value is written as nothing, an empty text as `""`.
pub(super) fn rows(table: &Table) -> String {
    let mut out = ::csv::Writer::from_writer(Vec::new());
    let mut field = Field::default();
    for row in 0..table.height() {
        for column in &table.columns {
            out.write_field(field.fill(column.values.cell(row))).expect(NEVER);
        }
        out.write_record(None::<&[u8]>).expect(NEVER);
    }
    let text = text(out);
    if field.has_empty_text { text.replace(EMPTY, "\"\"") } else { text }
}

fn text(out: ::csv::Writer<Vec<u8>>) -> String {
    let bytes = out.into_inner().expect(NEVER);
    String::from_utf8(bytes).expect("fields are UTF-8, and so are commas and quotes")
}

/// The text of one field, kept from field to field for its room.
#[derive(Default)]
struct Field {
    text: String,
    /// Rows in order of time repeat their days: the calendar is asked once for each.
    last_day: Option<(Day, String)>,
    /// Whether a text was empty.
    has_empty_text: bool,
}

impl Field {
    fn fill<'a>(&'a mut self, cell: Option<Cell<'a>>) -> &'a str {
        self.text.clear();
        match cell {
            None => {}
            Some(Cell::Text("")) => {
                self.has_empty_text = true;
                return EMPTY;
            }
            Some(Cell::Text(value)) => match formula::marked(value) {
                Cow::Borrowed(value) => return value,
                Cow::Owned(value) => self.text = value,
            },
            Some(Cell::Integer(value)) => self.push(value),
            Some(Cell::Number(value)) => self.push(value),
            Some(Cell::Truth(value)) => self.push(value),
            Some(Cell::Day(value)) => self.push_day(value),
            Some(Cell::Instant(value)) => self.push_instant(value),
        }
        &self.text
    }

    fn push(&mut self, value: impl Display) {
        write!(self.text, "{value}").expect(NEVER);
    }

    fn push_day(&mut self, day: Day) {
        if self.last_day.as_ref().is_none_or(|(last, _)| *last != day) {
            self.last_day = Some((day, day.to_string()));
        }
        let (_, written) = self.last_day.as_ref().expect("the day was just kept");
        self.text.push_str(written);
    }

    fn push_instant(&mut self, instant: Instant) {
        let day = instant.unix().div_euclid(86_400);
        let second = instant.unix().rem_euclid(86_400);
        let day = i32::try_from(day).expect("a simulated instant lies within the calendar");
        self.push_day(Day::from_number(day));
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        write!(self.text, "T{hour:02}:{minute:02}:{second:02}Z").expect(NEVER);
    }
}

/// A column of one kind, or the field that is of another. An empty field is missing, in text too.
fn parse_column<'a>(fields: impl Iterator<Item = &'a str>, kind: Kind) -> Result<Values, String> {
    Ok(match kind {
        Kind::Text => {
            Values::texts(fields.map(|field| (!field.is_empty()).then(|| formula::unmarked(field))))
        }
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
