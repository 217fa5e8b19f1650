//! Scales: from days and values to positions, and the marks along them.

use crate::time::Day;

/// From values to positions along a line, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    pub low: f64,
    pub high: f64,
    pub start: f64,
    pub end: f64,
}

impl Scale {
    pub fn position(&self, value: f64) -> f64 {
        self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)
    }

    pub fn holds(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

/// Scores and counts are whole: no plot shows less than this.
const LEAST_SPAN: f64 = 4.0;

/// An axis from 0 goes at least so far: a shorter one would be widened on both sides, and no count is below
/// 0.
pub const LEAST_TOP: f64 = LEAST_SPAN;

/// A range widened on both sides alike, if it spans less.
pub fn widened((low, high): (f64, f64), least_span: f64) -> (f64, f64) {
    let spare = (least_span - (high - low)).max(0.0) / 2.0;
    (low - spare, high + spare)
}

/// The range of all values, unless a few of them, far from the others, would flatten those: then the range of
/// the others.
///
/// Far is further from nearly all of them than half of what those span.
pub fn usual_range(mut values: Vec<f64>) -> (f64, f64) {
    values.sort_by(f64::total_cmp);
    let Some((first, last)) = values.first().copied().zip(values.last().copied()) else { return (0.0, 1.0) };
    let few = values.len() * 3 / 100;
    let (low, high) = (values[few], values[values.len() - 1 - few]);
    let reach = (high - low) / 2.0;
    let is_near = |value: &&f64| (low - reach..=high + reach).contains(*value);
    let near = || values.iter().filter(is_near);
    let (low, high) = (*near().next().unwrap_or(&first), *near().next_back().unwrap_or(&last));
    if last - first > 1.8 * (high - low) { (low, high) } else { (first, last) }
}

/// Round marks that enclose a range, about `count` of them; at least two.
pub fn round_marks(low: f64, high: f64, count: usize) -> Vec<f64> {
    // A single value stands in the middle.
    let (low, high) = widened((low, high), LEAST_SPAN);
    let step = round_step((high - low) / count as f64);
    let first = (low / step).floor() as i64;
    let last = ((high / step).ceil() as i64).max(first + 1);
    (first..=last).map(|index| index as f64 * step).collect()
}

/// The least of 1, 2, 5, 10, 20, 50 and so on that is not below `step`.
fn round_step(step: f64) -> f64 {
    let power = 10_f64.powf(step.log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .map(|factor| factor * power)
        .into_iter()
        .find(|s| *s >= step)
        .unwrap_or(power * 10.0)
}

/// How values stand along the axis of a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueAxis {
    /// Values as they are.
    Linear,
    /// Natural logarithms of ratios, named in percent: half and twice as many lie as far from 100 %.
    Ratio,
}

/// Marks of ratios, in percent, from the narrowest axis to the widest.
const PERCENTS: [[f64; 5]; 4] = [
    [80.0, 90.0, 100.0, 111.0, 125.0],
    [50.0, 71.0, 100.0, 141.0, 200.0],
    [25.0, 50.0, 100.0, 200.0, 400.0],
    [6.25, 25.0, 100.0, 400.0, 1600.0],
];

impl ValueAxis {
    /// Marks that enclose a range. An axis of ratios has 100 % in its middle; ratios beyond its widest form
    /// lie outside.
    pub fn marks(self, low: f64, high: f64) -> Vec<f64> {
        match self {
            ValueAxis::Linear => round_marks(low, high, 4),
            ValueAxis::Ratio => {
                let furthest = high.abs().max(low.abs());
                let wide = PERCENTS.iter().find(|percents| ratio(percents[4]) >= furthest - 1e-9);
                wide.unwrap_or(&PERCENTS[3]).map(ratio).to_vec()
            }
        }
    }

    /// The figure that names a value.
    pub fn figure(self, value: f64) -> f64 {
        match self {
            ValueAxis::Linear => value,
            ValueAxis::Ratio => 100.0 * value.exp(),
        }
    }

    /// Whether a mark is the one that all values are measured from.
    pub fn is_reference(self, mark: f64) -> bool {
        self == ValueAxis::Ratio && mark == 0.0
    }
}

/// The logarithm of a ratio in percent.
fn ratio(percent: f64) -> f64 {
    (percent / 100.0).ln()
}

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

/// Marks of a time axis.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeAxis {
    /// First day of the axis, and the first day after it.
    pub span: (Day, Day),
    /// Days with a mark on the axis.
    pub marks: Vec<Day>,
    /// Labels and the day (and part of a day) at their middle.
    pub labels: Vec<(f64, String)>,
    /// What the labels count.
    pub unit: Unit,
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const LONG_SPAN_DAYS: i32 = 2 * 366;
const SHORT_SPAN_DAYS: i32 = 75;

/// The axis that suits a span of days: years, months or days, with room for labels in `width` pixels.
pub fn time_axis(first: Day, last: Day, width: f64) -> TimeAxis {
    match last - first {
        days if days > LONG_SPAN_DAYS => years(first, last, width),
        days if days > SHORT_SPAN_DAYS => months(first, last, width),
        _ => days(first, last, width),
    }
}

fn years(first: Day, last: Day, width: f64) -> TimeAxis {
    let new_year = |year: i16| Day::new(year, 1, 1).expect("every year has a first day");
    let (start, end) = (first.year(), last.year() + 1);
    let every = every(usize::try_from(end - start).unwrap_or(1), width, 40.0);
    let labelled = (start..end).step_by(every);
    // A year of which only the last months, or the first, are shown takes no more room than those.
    let from =
        if first.month() > 9 { first - (i32::from(first.day_of_month()) - 1) } else { new_year(start) };
    let to = if last.month() < 4 { next_month(last) } else { new_year(end) };
    let span = (from, to);
    let label = |year: i16| {
        let (from, to) = (new_year(year).max(span.0), new_year(year + 1).min(span.1));
        let room = f64::from(to - from) / f64::from(span.1 - span.0) * width;
        (room >= 40.0).then(|| (middle(from, to), year.to_string()))
    };
    TimeAxis {
        span,
        marks: (start..=end).map(new_year).filter(|day| (span.0..=span.1).contains(day)).collect(),
        labels: labelled.filter_map(label).collect(),
        unit: Unit::Year,
    }
}

fn next_month(day: Day) -> Day {
    (day - (i32::from(day.day_of_month()) - 1)).plus_months(1)
}

fn months(first: Day, last: Day, width: f64) -> TimeAxis {
    let start = first - (i32::from(first.day_of_month()) - 1);
    let end = next_month(last);
    let count = (0..).take_while(|month| start.plus_months(*month) < end).count();
    let every = every(count, width, 64.0);
    let month = |index: usize| start.plus_months(i32::try_from(index).expect("a chart spans few months"));
    let name = |day: Day| format!("{} {}", MONTHS[day.month() as usize - 1], day.year());
    TimeAxis {
        span: (start, end),
        marks: (0..=count).map(month).collect(),
        labels: (0..count)
            .step_by(every)
            .map(|index| (middle(month(index), month(index + 1)), name(month(index))))
            .collect(),
        unit: Unit::Month,
    }
}

fn days(first: Day, last: Day, width: f64) -> TimeAxis {
    let margin = ((last - first) / 15).max(1);
    let span = (first - margin, last + margin + 1);
    let days = span.1 - span.0;
    let step = [1, 2, 7, 14, 28].into_iter().find(|step| width / f64::from(days / step).max(1.0) >= 80.0);
    let step = step.unwrap_or(28) as usize;
    let marks: Vec<Day> = (0..days).step_by(step).map(|day| span.0 + day).skip(1).collect();
    let name = |day: &Day| format!("{} {}", day.day_of_month(), MONTHS[day.month() as usize - 1]);
    let labels = marks.iter().map(|day| (f64::from(day.number()), name(day))).collect();
    TimeAxis { span, marks, labels, unit: Unit::Day }
}

fn middle(from: Day, to: Day) -> f64 {
    f64::from(from.number() + to.number()) / 2.0
}

/// Label every how many of `count` places, so that each has `needed` pixels of `width`.
fn every(count: usize, width: f64, needed: f64) -> usize {
    let fitting = (width / needed).floor().max(1.0);
    (count as f64 / fitting).ceil().max(1.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn marks_are_round_and_enclose_the_range() {
        assert_eq!(round_marks(413.0, 557.0, 4), [400.0, 450.0, 500.0, 550.0, 600.0]);
        assert_eq!(round_marks(431.0, 431.0, 4), [429.0, 430.0, 431.0, 432.0, 433.0]);
        assert_eq!(round_marks(0.0, 243_000.0, 4), [0.0, 100_000.0, 200_000.0, 300_000.0]);
    }

    #[test]
    fn only_values_far_from_all_others_are_left_out_of_the_range() {
        let usual = || (0..100).map(|place| 420.0 + f64::from(place));
        let range_with = |others: &[f64]| usual_range(usual().chain(others.iter().copied()).collect());
        assert_eq!(range_with(&[]), (420.0, 519.0));
        // Ordinary values at the ends are shown,
        assert_eq!(range_with(&[557.0, 561.0]), (420.0, 561.0));
        assert_eq!(range_with(&[557.0, 561.0, 735.0, 886.0]), (420.0, 561.0));
        assert_eq!(range_with(&[75.0]), (420.0, 519.0));
        // and so is what flattens nothing.
        assert_eq!(range_with(&[590.0]), (420.0, 590.0));
        assert_eq!(usual_range(vec![]), (0.0, 1.0));
        assert_eq!(usual_range(vec![450.0]), (450.0, 450.0));
    }

    #[test]
    fn ratios_are_marked_in_percent_around_100() {
        let marks = |low: f64, high: f64| -> Vec<f64> {
            let marks = ValueAxis::Ratio.marks(low.ln(), high.ln()).into_iter();
            marks.map(|mark| ValueAxis::Ratio.figure(mark).round()).collect()
        };
        assert_eq!(marks(0.85, 1.1), [80.0, 90.0, 100.0, 111.0, 125.0]);
        assert_eq!(marks(0.5, 1.1), [50.0, 71.0, 100.0, 141.0, 200.0]);
        assert_eq!(marks(0.9, 2.1), [25.0, 50.0, 100.0, 200.0, 400.0]);
        assert_eq!(marks(0.001, 1.0), [6.0, 25.0, 100.0, 400.0, 1600.0]);
        assert!(ValueAxis::Ratio.is_reference(0.0) && !ValueAxis::Linear.is_reference(0.0));
    }

    #[test]
    fn eleven_years_are_labelled_by_year() {
        let axis = time_axis(day("2015-01-31"), day("2025-12-16"), 700.0);
        assert_eq!(axis.span, (day("2015-01-01"), day("2026-01-01")));
        assert_eq!(axis.labels.len(), 11);
        assert_eq!((axis.labels[0].1.as_str(), axis.unit), ("2015", Unit::Year));
    }

    #[test]
    fn a_year_of_which_a_month_is_shown_takes_the_room_of_a_month() {
        let axis = time_axis(day("2025-12-16"), day("2028-12-20"), 700.0);
        assert_eq!(axis.span, (day("2025-12-01"), day("2029-01-01")));
        let labels: Vec<&str> = axis.labels.iter().map(|(_, label)| label.as_str()).collect();
        assert_eq!(labels, ["2026", "2027", "2028"]);
        assert_eq!(axis.marks.len(), 4);
    }

    #[test]
    fn one_month_is_labelled_by_day_and_half_a_year_by_month() {
        let axis = time_axis(day("2026-03-03"), day("2026-03-28"), 700.0);
        assert_eq!(axis.unit, Unit::Day);
        assert!(axis.labels.len() >= 3, "{axis:?}");
        let axis = time_axis(day("2026-03-03"), day("2026-08-28"), 700.0);
        let labels: Vec<&str> = axis.labels.iter().map(|(_, label)| label.as_str()).collect();
        assert_eq!(labels, ["Mar 2026", "Apr 2026", "May 2026", "Jun 2026", "Jul 2026", "Aug 2026"]);
    }

    #[test]
    fn a_single_day_has_an_axis() {
        let axis = time_axis(day("2026-03-03"), day("2026-03-03"), 700.0);
        assert_eq!(axis.span, (day("2026-03-02"), day("2026-03-05")));
        assert_eq!(axis.labels.len(), 2);
    }
}
