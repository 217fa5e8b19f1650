//! A number's course over time, and the numbers of a population file from which it starts.

use super::gauss_newton::Prior;
use crate::document::number_path::{NumberPath, PathError};
use crate::document::tree::{Node, Value};
use crate::model::one_step::Window;
use crate::population::Slope;
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

/// Months between the last knot and the end of the window: what moved later cannot be told from chance.
const MONTHS_AFTER: i32 = 4;

impl Course {
    /// The same course over another window: knots at the same distance from each other, as early before its
    /// first day, and none in its last four months.
    pub fn moved(&self, from: Window, to: Window) -> Course {
        let first = self.knots[0];
        let months = self.knots.get(1).map_or(MONTHS_BEFORE, |second| months_between(first, *second));
        let lead = from.from - first;
        let knot = |step: i32| first.plus_months(months * step);
        let mut step = 0;
        while knot(step + 1) <= to.from - lead {
            step += 1;
        }
        while knot(step) > to.from - lead {
            step -= 1;
        }
        let last = to.to.plus_months(-MONTHS_AFTER);
        let mut knots = vec![knot(step)];
        if self.knots.len() > 1 {
            knots.extend((step + 1..).map(knot).take_while(|day| *day <= last));
        }
        Course { knots, ..self.clone() }
    }

    /// The change of the trend since the last knot, with another damping from a day on.
    pub fn trend(&self, per_year: f64, beyond: Beyond, day: Day) -> f64 {
        let last = self.knots[self.knots.len() - 1];
        let before = Slope { per_year, damping: self.damping };
        let known = before.change(years(last, beyond.from.min(day)));
        let after = Slope { per_year: self.left(per_year, beyond.from), damping: beyond.damping };
        known + after.change(years(beyond.from, beyond.from.max(day)))
    }

    /// What is left of the slope on a day after the last knot.
    fn left(&self, per_year: f64, day: Day) -> f64 {
        per_year * self.damping.powf(years(self.knots[self.knots.len() - 1], day))
    }

    /// What is left of the slope a time after the window.
    pub fn left_beyond(&self, per_year: f64, beyond: Beyond, day: Day) -> f64 {
        self.left(per_year, beyond.from) * beyond.damping.powf(years(beyond.from, day))
    }
}

/// How a trend goes on after the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beyond {
    /// The day from which it goes on.
    pub from: Day,
    /// Part of the slope that is left a year after it.
    pub damping: f64,
}

/// Whole months between two days of the same day of the month.
fn months_between(from: Day, to: Day) -> i32 {
    12 * i32::from(to.year() - from.year()) + i32::from(to.month()) - i32::from(from.month())
}

/// The number of a key on a day in a file that states it for all days or by date.
///
/// # Errors
/// If there is no number.
pub(super) fn number_on(key: &NumberPath, document: &Node, day: Day) -> Result<f64, PathError> {
    let node = key.node(document).ok_or_else(|| PathError::Missing(key.to_string()))?;
    match node.value {
        Value::Table(_) => at_day(key, node, document, day),
        _ => key.number(document),
    }
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
    let before = first.plus_months(-MONTHS_BEFORE);
    let (base, earlier) = (number_on(key, document, first)?, number_on(key, document, before)?);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn knots_move_with_the_window_and_stop_four_months_before_its_end() {
        let window = |from, to| Window { from: day(from), to: day(to), warm_up_months: 18 };
        let stated = window("2022-01-17", "2023-12-31");
        let course = |knots: &[&str]| Course {
            knots: knots.iter().map(|knot| day(knot)).collect(),
            slope: None,
            damping: 0.5,
            change_sd: 0.25,
            walk_sd: 0.0,
        };
        let half_years = course(&["2021-07-01", "2022-01-01", "2022-07-01", "2023-01-01", "2023-07-01"]);
        assert_eq!(half_years.moved(stated, stated), half_years);
        // The end of April is the last day with a knot of 1 January; the start goes on by half a year.
        let moved = |from, to| half_years.moved(stated, window(from, to)).knots;
        let ends = |knots: Vec<Day>| (knots[0].to_string(), knots[knots.len() - 1].to_string());
        let expected = |first: &str, last: &str| (first.to_owned(), last.to_owned());
        assert_eq!(ends(moved("2022-05-14", "2024-04-30")), expected("2021-07-01", "2023-07-01"));
        assert_eq!(ends(moved("2022-05-15", "2024-05-01")), expected("2021-07-01", "2024-01-01"));
        assert_eq!(ends(moved("2022-07-17", "2024-06-30")), expected("2021-07-01", "2024-01-01"));
        assert_eq!(ends(moved("2022-07-20", "2024-07-03")), expected("2022-01-01", "2024-01-01"));
        let years = course(&["2022-07-01", "2023-07-01"]);
        assert_eq!(years.moved(stated, window("2024-01-18", "2026-01-01")).knots[0], day("2024-07-01"));
    }
}
