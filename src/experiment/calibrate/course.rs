//! A number's course over time, and the numbers of a population file from which it starts.

use super::gauss_newton::Prior;
use crate::document::number_path::{NumberPath, PathError};
use crate::document::tree::{Node, Value};
use crate::time::Day;

const DAYS_PER_YEAR: f64 = 365.25;
/// Months between the day before the first knot, on which the number of the base still holds, and that knot.
const MONTHS_BEFORE: i32 = 6;

/// A number's course over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// Days of the knots, rising.
    pub knots: Vec<Day>,
    /// The slope, a year; it goes on, damped, after the last knot. None for a course without a trend.
    pub slope: Option<Prior>,
    /// Part of the slope that is left a year after the last knot.
    pub damping: f64,
    /// Standard deviation of a change in nine months beside the slope; it grows with the root of the time.
    pub change_sd: f64,
    /// Standard deviation of a quarter's change in the year after the window, which members sample.
    pub walk_sd: f64,
}

/// The number of a key in the base. A key over time keeps its numbers before the first knot, and its last one
/// half a year before it.
pub(super) fn prepare(
    key: &NumberPath,
    course: Option<&Course>,
    document: &mut Node,
) -> Result<f64, PathError> {
    let Some(course) = course else { return key.number(document) };
    let first = course.knots[0];
    let node = key.node(document).ok_or_else(|| PathError::Missing(key.to_string()))?;
    let is_dated = matches!(node.value, Value::Table(_));
    let base = if is_dated { at_day(key, node, document, first)? } else { key.number(document)? };
    let before = first.plus_months(-MONTHS_BEFORE);
    let earlier = if is_dated { at_day(key, node, document, before)? } else { base };
    key.forget_from(document, before);
    for (day, value) in
        std::iter::once((before, rounded(earlier))).chain(course.knots.iter().map(|day| (*day, base)))
    {
        key.on(day).set(document, value)?;
    }
    if course.slope.is_some() {
        key.with("slope").set(document, 0.0)?;
        key.with("damping").set(document, course.damping)?;
    }
    Ok(base)
}

/// The number of a key on a day: on the line between the days that are stated.
fn at_day(key: &NumberPath, node: &Node, document: &Node, day: Day) -> Result<f64, PathError> {
    let Value::Table(table) = &node.value else { return key.number(document) };
    let mut stated = Vec::new();
    for date in table.keys().filter_map(|date| date.parse::<Day>().ok()) {
        stated.push((date, key.on(date).number(document)?));
    }
    let after = stated.partition_point(|(date, _)| *date <= day);
    match (after.checked_sub(1).map(|before| stated[before]), stated.get(after)) {
        (Some((from, low)), Some((to, high))) => {
            Ok(low + (high - low) * f64::from(day - from) / f64::from(*to - from))
        }
        (Some((_, level)), None) => Ok(level),
        (None, Some((_, level))) => Ok(*level),
        (None, None) => Err(PathError::NotANumber(key.to_string())),
    }
}

pub(super) fn years(from: Day, to: Day) -> f64 {
    f64::from(to - from) / DAYS_PER_YEAR
}

/// A number with as many digits as a file shows, so that a file gives the same people as the search saw.
pub(super) fn rounded(value: f64) -> f64 {
    format!("{value:.5e}").parse().expect("a number that was just written")
}
