//! Time axes: the days of a plot, with marks and labels in years, months or days.

use super::scale::{Range, Scale};
use crate::report::words::{Message, message};
use crate::time::Day;

/// A longer span has marks for years,
const LONG_SPAN_DAYS: i32 = 2 * 366;
/// and one that is not longer than this has marks for days.
const SHORT_SPAN_DAYS: i32 = 75;
/// Room for the label of a year, in pixels.
const YEAR_WIDTH: f64 = 40.0;
/// Room for the label of a month.
const MONTH_WIDTH: f64 = 64.0;
/// Room for the label of a day.
const DAY_WIDTH: f64 = 80.0;

/// The unit of a time axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Years.
    Year,
    /// Months.
    Month,
    /// Days.
    Day,
}

/// A label, and the day (and part of a day) at its middle.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    pub middle: f64,
    pub text: Message,
}

/// A time axis: its days, marks and labels.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeAxis {
    /// First day of the axis.
    pub start: Day,
    /// First day after it.
    pub end: Day,
    /// Days with a mark.
    pub marks: Vec<Day>,
    pub labels: Vec<Label>,
    /// The unit of the labels.
    pub unit: Unit,
}

impl TimeAxis {
    /// The axis that suits a span of days: years, months or days, with room for labels in `width` pixels.
    pub fn new(first: Day, last: Day, width: f64) -> TimeAxis {
        match last - first {
            days if days > LONG_SPAN_DAYS => years(first, last, width),
            days if days > SHORT_SPAN_DAYS => months(first, last, width),
            _ => days(first, last, width),
        }
    }

    /// From numbers of days to positions.
    pub fn scale(&self, left: f64, right: f64) -> Scale {
        let range = Range { low: f64::from(self.start.number()), high: f64::from(self.end.number()) };
        Scale { range, start: left, end: right }
    }
}

fn years(first: Day, last: Day, width: f64) -> TimeAxis {
    let (from, to) = (first.year(), last.year() + 1);
    // A year of which only the last months, or the first, are shown takes no more room than those.
    let start = if first.month() > 9 { first_of_month(first) } else { new_year(from) };
    let end = if last.month() < 4 { next_month(last) } else { new_year(to) };
    let every = every(usize::try_from(to - from).unwrap_or(1), width / YEAR_WIDTH);
    let mut labels = Vec::new();
    for year in (from..to).step_by(every) {
        let (from, to) = (new_year(year).max(start), new_year(year + 1).min(end));
        let room = f64::from(to - from) / f64::from(end - start) * width;
        if room >= YEAR_WIDTH {
            labels.push(Label { middle: middle(from, to), text: message!("label-year", year = year) });
        }
    }
    let marks = (from..=to).map(new_year).filter(|day| (start..=end).contains(day)).collect();
    TimeAxis { start, end, marks, labels, unit: Unit::Year }
}

fn months(first: Day, last: Day, width: f64) -> TimeAxis {
    let (start, end) = (first_of_month(first), next_month(last));
    let months = (0..).map(|month| start.plus_months(month));
    let marks: Vec<Day> = months.take_while(|month| *month <= end).collect();
    let mut labels = Vec::new();
    for month in marks.windows(2).step_by(every(marks.len() - 1, width / MONTH_WIDTH)) {
        let name = month_name(month[0]);
        let text = message!("label-month", month = name, year = month[0].year());
        labels.push(Label { middle: middle(month[0], month[1]), text });
    }
    TimeAxis { start, end, marks, labels, unit: Unit::Month }
}

fn days(first: Day, last: Day, width: f64) -> TimeAxis {
    let margin = ((last - first) / 15).max(1);
    let (start, end) = (first - margin, last + margin + 1);
    let days = end - start;
    let mut steps = [1, 2, 7, 14, 28].into_iter();
    let step = steps.find(|step| width / f64::from(days / step).max(1.0) >= DAY_WIDTH);
    let step = step.unwrap_or(28) as usize;
    let marks: Vec<Day> = (0..days).step_by(step).map(|day| start + day).skip(1).collect();
    let mut labels = Vec::new();
    for day in &marks {
        let number = i32::from(day.day_of_month());
        let text = message!("label-day", day = number, month = month_name(*day));
        labels.push(Label { middle: f64::from(day.number()), text });
    }
    TimeAxis { start, end, marks, labels, unit: Unit::Day }
}

fn month_name(day: Day) -> Message {
    match day.month() {
        1 => message!("month-january"),
        2 => message!("month-february"),
        3 => message!("month-march"),
        4 => message!("month-april"),
        5 => message!("month-may"),
        6 => message!("month-june"),
        7 => message!("month-july"),
        8 => message!("month-august"),
        9 => message!("month-september"),
        10 => message!("month-october"),
        11 => message!("month-november"),
        12 => message!("month-december"),
        month => unreachable!("a year has no month {month}"),
    }
}

fn new_year(year: i16) -> Day {
    Day::new_year(year)
}

fn first_of_month(day: Day) -> Day {
    day - (i32::from(day.day_of_month()) - 1)
}

fn next_month(day: Day) -> Day {
    first_of_month(day).plus_months(1)
}

fn middle(from: Day, to: Day) -> f64 {
    f64::from(from.number() + to.number()) / 2.0
}

/// The step from one label to the next among `count` places, where `fitting` labels fit.
fn every(count: usize, fitting: f64) -> usize {
    (count as f64 / fitting.floor().max(1.0)).ceil().max(1.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::words::Words;

    fn axis(first: &str, last: &str) -> TimeAxis {
        TimeAxis::new(day(first), day(last), 700.0)
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn labels(axis: &TimeAxis) -> Vec<String> {
        let words = Words::english();
        axis.labels.iter().map(|label| words.text(&label.text)).collect()
    }

    #[test]
    fn eleven_years_are_labelled_by_year() {
        let axis = axis("2015-01-31", "2025-12-16");
        assert_eq!((axis.start, axis.end), (day("2015-01-01"), day("2026-01-01")));
        assert_eq!((axis.labels.len(), axis.unit), (11, Unit::Year));
        assert_eq!(labels(&axis)[0], "2015");
    }

    #[test]
    fn a_year_of_which_a_month_is_shown_takes_the_room_of_a_month() {
        let axis = axis("2025-12-16", "2028-12-20");
        assert_eq!((axis.start, axis.end), (day("2025-12-01"), day("2029-01-01")));
        assert_eq!(labels(&axis), ["2026", "2027", "2028"]);
        assert_eq!(axis.marks.len(), 4);
    }

    #[test]
    fn one_month_is_labelled_by_day_and_half_a_year_by_month() {
        let month = axis("2026-03-03", "2026-03-28");
        assert_eq!(month.unit, Unit::Day);
        assert_eq!(labels(&month)[0].split(' ').nth(1), Some("Mar"));
        assert!(month.labels.len() >= 3, "{month:?}");
        let half_a_year = axis("2026-03-03", "2026-08-28");
        let expected = ["Mar 2026", "Apr 2026", "May 2026", "Jun 2026", "Jul 2026", "Aug 2026"];
        assert_eq!(labels(&half_a_year), expected);
    }

    #[test]
    fn a_single_day_has_an_axis() {
        let axis = axis("2026-03-03", "2026-03-03");
        assert_eq!((axis.start, axis.end), (day("2026-03-02"), day("2026-03-05")));
        assert_eq!(axis.labels.len(), 2);
    }
}
