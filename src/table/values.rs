//! The values of one column.

use std::borrow::Cow;
use std::fmt::{Display, Write as _};

use crate::time::{Day, Instant};

/// Values of one kind, with their name and a sentence that describes them.
#[derive(Clone, Debug)]
pub struct Column {
    pub(super) name: String,
    pub(super) description: Cow<'static, str>,
    pub(super) values: Values,
}

impl Column {
    /// Its name in the header.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its content in a sentence: the unit, and the meaning of an empty cell.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// The kind of its values.
    pub fn kind(&self) -> Kind {
        self.values.kind()
    }

    /// The same column without a value.
    pub(super) fn without_values(&self) -> Column {
        let values = match self.kind() {
            Kind::Text => Values::Text(Texts::default()),
            Kind::Integer => Values::Integer(Vec::new()),
            Kind::Number => Values::Number(Vec::new()),
            Kind::Truth => Values::Truth(Vec::new()),
            Kind::Day => Values::Day(Vec::new()),
            Kind::Instant => Values::Instant(Vec::new()),
        };
        Column { name: self.name.clone(), description: self.description.clone(), values }
    }
}

/// Values of one kind.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Values {
    Text(Texts),
    Integer(Vec<Option<i64>>),
    Number(Vec<Option<f64>>),
    Truth(Vec<Option<bool>>),
    Day(Vec<Option<Day>>),
    Instant(Vec<Option<Instant>>),
}

/// The kinds of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers.
    Number,
    /// Yes or no: `true` or `false` in CSV.
    Truth,
    /// Days: ISO 8601 in CSV, a date in Parquet.
    Day,
    /// Instants: ISO 8601 with `Z` in CSV, a UTC timestamp in Parquet.
    Instant,
}

/// A value that is not missing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Text.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// Yes or no.
    Truth(bool),
    /// A day.
    Day(Day),
    /// An instant.
    Instant(Instant),
}

impl Values {
    pub(super) fn texts<T: Display>(cells: impl Iterator<Item = Option<T>>) -> Values {
        let mut texts = Texts::default();
        for cell in cells {
            texts.push(cell);
        }
        Values::Text(texts)
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Values::Text(texts) => texts.spans.len(),
            Values::Integer(values) => values.len(),
            Values::Number(values) => values.len(),
            Values::Truth(values) => values.len(),
            Values::Day(values) => values.len(),
            Values::Instant(values) => values.len(),
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Values::Text(_) => Kind::Text,
            Values::Integer(_) => Kind::Integer,
            Values::Number(_) => Kind::Number,
            Values::Truth(_) => Kind::Truth,
            Values::Day(_) => Kind::Day,
            Values::Instant(_) => Kind::Instant,
        }
    }

    pub(super) fn cell(&self, row: usize) -> Option<Cell<'_>> {
        match self {
            Values::Text(texts) => texts.text(row).map(Cell::Text),
            Values::Integer(values) => values.get(row).copied()?.map(Cell::Integer),
            Values::Number(values) => values.get(row).copied()?.map(Cell::Number),
            Values::Truth(values) => values.get(row).copied()?.map(Cell::Truth),
            Values::Day(values) => values.get(row).copied()?.map(Cell::Day),
            Values::Instant(values) => values.get(row).copied()?.map(Cell::Instant),
        }
    }
}

/// Texts in one buffer, since a column may have millions.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    buffer: String,
    spans: Vec<Option<(usize, usize)>>,
}

impl Texts {
    fn push<T: Display>(&mut self, cell: Option<T>) {
        let start = self.buffer.len();
        let span = cell.map(|text| {
            write!(self.buffer, "{text}").expect("a String takes any text");
            (start, self.buffer.len())
        });
        self.spans.push(span);
    }

    fn text(&self, row: usize) -> Option<&str> {
        let (start, end) = self.spans.get(row).copied()??;
        Some(&self.buffer[start..end])
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Option<&str>> {
        (0..self.spans.len()).map(|row| self.text(row))
    }
}

impl PartialEq for Texts {
    fn eq(&self, other: &Texts) -> bool {
        self.iter().eq(other.iter())
    }
}

/// The nearest number with a number of decimals; never negative zero.
///
/// # Panics
/// If the value is infinite or not a number.
pub(super) fn rounded(value: f64, decimals: usize) -> f64 {
    assert!(value.is_finite(), "a number in a table is {value}; what is missing must be none");
    let text = format!("{value:.decimals$}");
    let rounded: f64 = text.parse().expect("a formatted number is a number");
    if rounded == 0.0 { 0.0 } else { rounded }
}
