//! Periods that the planner plans for: quarters and parts of quarters.

use crate::time::{DAYS_PER_YEAR, Day};

/// Months of a year over its days.
pub(crate) const MONTHS_PER_DAY: f64 = 12.0 / DAYS_PER_YEAR;

/// A period of days that lies ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
}

impl Step {
    /// Days from the first to the last one.
    pub fn days(self) -> f64 {
        f64::from(self.last - self.first + 1)
    }

    /// Whether a day lies in it.
    pub fn holds(self, day: Day) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// The days that lie in another one too, if there are any.
    pub fn within(self, other: Step) -> Option<Step> {
        let both = Step { first: self.first.max(other.first), last: self.last.min(other.last) };
        (both.first <= both.last).then_some(both)
    }
}

/// A day's quarter.
pub(crate) fn quarter(day: Day) -> Step {
    let month = (day.month() - 1) / 3 * 3 + 1;
    let first = Day::new(day.year(), month, 1).expect("a quarter has a first day");
    Step { first, last: first.plus_months(3) - 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_has_three_months() {
        let quarters =
            [("2028-02-29", "2028-01-01", "2028-03-31"), ("2026-12-31", "2026-10-01", "2026-12-31")];
        for (day, first, last) in quarters.map(|(day, first, last)| (date(day), date(first), date(last))) {
            assert_eq!(quarter(day), Step { first, last });
        }
    }

    fn date(text: &str) -> Day {
        text.parse().unwrap()
    }
}
