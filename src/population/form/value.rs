//! Values of a population file: those that may be absent, and numbers by year.

use std::ops::RangeInclusive;

use crate::document::reader::Field;
use crate::population::ByYear;

/// A key that may be absent: `Some(None)` if it is, and none if its value is wrong.
pub fn optional<'a, T>(field: &Field<'a>, read: impl FnOnce(&Field<'a>) -> Option<T>) -> Option<Option<T>> {
    if field.node.is_none() { Some(None) } else { read(field).map(Some) }
}

/// A table of numbers by year for each stream, in the order of the streams.
pub fn read_by_stream(
    field: &Field<'_>,
    streams: Option<&[String]>,
    range: RangeInclusive<f64>,
) -> Option<Vec<ByYear>> {
    let (reader, streams) = (field.table()?, streams?);
    let numbers: Vec<Option<ByYear>> =
        streams.iter().map(|name| read_by_year(&reader.need(name), range.clone())).collect();
    reader.finish();
    numbers.into_iter().collect()
}

pub fn read_by_year(field: &Field<'_>, range: RangeInclusive<f64>) -> Option<ByYear> {
    let stated = read_years(field, range)?;
    if stated.is_empty() {
        field.wrong(
            format!("`{}` states no year", field.path),
            "expected numbers by year, such as 2021 = 0.2",
        );
        return None;
    }
    Some(ByYear::new(stated))
}

pub fn read_years(field: &Field<'_>, range: RangeInclusive<f64>) -> Option<Vec<(i16, f64)>> {
    let reader = field.table()?;
    let mut stated: Vec<Option<(i16, f64)>> = Vec::new();
    for key in reader.keys() {
        let number = reader.find(key).number(range.clone());
        stated.push(reader.year(key).zip(number));
    }
    reader.finish();
    stated.into_iter().collect()
}
