//! Values of a population file: those that may be absent, numbers by year, and numbers over time.

use std::ops::RangeInclusive;

use crate::document::reader::Field;
use crate::document::tree::Value;
use crate::population::{ByYear, Knot, Slope, Trajectory, Transformation};

/// Part of a slope that is left after a year where a file does not say.
///
/// Assumption A44: half of it. Trends of arrivals rarely last, and rarely end at once.
const DAMPING: f64 = 0.5;

/// A key that may be absent: `Some(None)` if it is, and none if its value is wrong.
pub fn optional<'a, T>(field: &Field<'a>, read: impl FnOnce(&Field<'a>) -> Option<T>) -> Option<Option<T>> {
    if field.node.is_none() { Some(None) } else { read(field).map(Some) }
}

/// A number over time: one number, or a table of numbers by day with the slope after the last of them.
pub fn read_trajectory(
    field: &Field<'_>,
    transformation: Transformation,
    range: RangeInclusive<f64>,
) -> Option<Trajectory> {
    if !matches!(field.node?.value, Value::Table(_)) {
        return field.number(range).map(Trajectory::constant);
    }
    let reader = field.table()?;
    let per_year = optional(&reader.find("slope"), |field| field.number(-5.0..=5.0));
    let damping = optional(&reader.find("damping"), |field| field.share());
    let least = if transformation == Transformation::Plain { *range.start() } else { 1e-6 };
    let mut knots = Vec::new();
    for key in reader.keys().filter(|key| !["slope", "damping"].contains(key)) {
        let value = reader.find(key).number(least..=*range.end());
        knots.push(Knot { day: reader.day(key)?, value: value? });
    }
    reader.finish();
    let slope = Slope { per_year: per_year?.unwrap_or(0.0), damping: damping?.unwrap_or(DAMPING) };
    if knots.is_empty() {
        field.wrong(
            format!("`{}` states no day", field.path),
            "expected a number, or numbers by day, such as { 2022-07-01 = 48_000 }",
        );
        return None;
    }
    Some(Trajectory::new(transformation, &knots, slope))
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
    if let Some(number @ (Value::Integer(_) | Value::Number(_))) = field.node.map(|node| &node.value) {
        let number = number.described().unwrap_or_default();
        return field.mismatch(&format!("years, such as {{ 2026 = {number} }}"));
    }
    let reader = field.table()?;
    let mut stated: Vec<Option<(i16, f64)>> = Vec::new();
    for key in reader.keys() {
        let number = reader.find(key).number(range.clone());
        stated.push(reader.year(key).zip(number));
    }
    reader.finish();
    stated.into_iter().collect()
}
