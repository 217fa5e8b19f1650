//! Instants, days and ages: the only clock the simulation has.
//!
//! An [`Instant`] is a whole UTC second, a [`Day`] a civil day in America/Toronto, where Express
//! Entry's departments keep their calendar. Both are plain integers, so order is exact.

use std::fmt;
use std::ops::{Add, Sub};
use std::str::FromStr;

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// The zone whose days are the days of the law and of the simulation.
static TORONTO: TimeZone = jiff::tz::get!("America/Toronto");

const EPOCH: Date = date(1970, 1, 1);

/// A civil day in America/Toronto, as days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// The day of a calendar date, or `None` if there is no such date.
    ///
    /// ```
    /// # use drawsim::time::Day;
    /// assert_eq!(Day::new(2015, 1, 31).unwrap().to_string(), "2015-01-31");
    /// assert_eq!(Day::new(2015, 2, 29), None);
    /// ```
    pub fn new(year: i16, month: i8, day: i8) -> Option<Day> {
        Date::new(year, month, day).ok().map(Day::from_date)
    }

    fn from_date(date: Date) -> Day {
        let days = EPOCH.until(date).expect("any two civil dates have a distance");
        Day(days.get_days())
    }

    fn date(self) -> Date {
        EPOCH.checked_add(self.0.days()).expect("a simulated day lies within jiff's calendar")
    }

    /// Days since 1970-01-01.
    pub fn number(self) -> i32 {
        self.0
    }

    /// The day that lies `number` days after 1970-01-01.
    pub fn from_number(number: i32) -> Day {
        Day(number)
    }

    /// Calendar year.
    pub fn year(self) -> i16 {
        self.date().year()
    }

    /// Month of the year, 1 to 12.
    pub fn month(self) -> i8 {
        self.date().month()
    }

    /// Day of the month, 1 to 31.
    pub fn day_of_month(self) -> i8 {
        self.date().day()
    }

    /// The same date `years` later; 29 February becomes 28 February in a common year.
    ///
    /// ```
    /// # use drawsim::time::Day;
    /// let leap = Day::new(2016, 2, 29).unwrap();
    /// assert_eq!(leap.plus_years(1), Day::new(2017, 2, 28).unwrap());
    /// ```
    pub fn plus_years(self, years: i32) -> Day {
        Day::from_date(self.date().saturating_add(years.years()))
    }

    /// The same day of the month `months` later, or the last day of a shorter month.
    pub fn plus_months(self, months: i32) -> Day {
        Day::from_date(self.date().saturating_add(months.months()))
    }

    /// The first second of the day in America/Toronto.
    ///
    /// ```
    /// # use drawsim::time::Day;
    /// let winter = Day::new(2015, 1, 31).unwrap().start();
    /// assert_eq!(winter.to_string(), "2015-01-31T05:00:00Z");
    /// ```
    pub fn start(self) -> Instant {
        let midnight = TORONTO
            .to_timestamp(self.date().at(0, 0, 0, 0))
            .expect("a simulated day lies within jiff's range");
        Instant(midnight.as_second())
    }

    /// Full years from `birth` to this day: the age the law reads.
    ///
    /// ```
    /// # use drawsim::time::Day;
    /// let birth = Day::new(1990, 6, 15).unwrap();
    /// assert_eq!(Day::new(2020, 6, 14).unwrap().years_since(birth), 29);
    /// assert_eq!(Day::new(2020, 6, 15).unwrap().years_since(birth), 30);
    /// ```
    pub fn years_since(self, birth: Day) -> i32 {
        let (now, then) = (self.date(), birth.date());
        let before_anniversary = (now.month(), now.day()) < (then.month(), then.day());
        i32::from(now.year()) - i32::from(then.year()) - i32::from(before_anniversary)
    }
}

impl Add<i32> for Day {
    type Output = Day;
    fn add(self, days: i32) -> Day {
        Day(self.0 + days)
    }
}

impl Sub<i32> for Day {
    type Output = Day;
    fn sub(self, days: i32) -> Day {
        Day(self.0 - days)
    }
}

impl Sub for Day {
    type Output = i32;
    /// Days from the right to the left.
    fn sub(self, earlier: Day) -> i32 {
        self.0 - earlier.0
    }
}

impl FromStr for Day {
    type Err = TimeError;
    fn from_str(text: &str) -> Result<Day, TimeError> {
        match text.parse::<Date>() {
            Ok(date) if text.len() == 10 => Ok(Day::from_date(date)),
            _ => Err(TimeError { found: text.to_owned(), expected: "a date like 2015-01-31" }),
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(f)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A moment in whole seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// The instant `seconds` after 1970-01-01T00:00:00Z.
    pub fn from_unix(seconds: i64) -> Instant {
        Instant(seconds)
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix(self) -> i64 {
        self.0
    }

    /// The civil day in America/Toronto on which the instant falls.
    ///
    /// ```
    /// # use drawsim::time::{Day, Instant};
    /// let evening: Instant = "2018-11-15T01:00:00Z".parse().unwrap();
    /// assert_eq!(evening.day(), Day::new(2018, 11, 14).unwrap());
    /// ```
    pub fn day(self) -> Day {
        let stamp = Timestamp::from_second(self.0).expect("a simulated instant lies within jiff's range");
        Day::from_date(TORONTO.to_datetime(stamp).date())
    }
}

impl Add<i64> for Instant {
    type Output = Instant;
    fn add(self, seconds: i64) -> Instant {
        Instant(self.0 + seconds)
    }
}

impl Sub for Instant {
    type Output = i64;
    /// Seconds from the right to the left.
    fn sub(self, earlier: Instant) -> i64 {
        self.0 - earlier.0
    }
}

impl FromStr for Instant {
    type Err = TimeError;
    fn from_str(text: &str) -> Result<Instant, TimeError> {
        match text.parse::<Timestamp>() {
            Ok(stamp) if text.ends_with('Z') && stamp.subsec_nanosecond() == 0 => {
                Ok(Instant(stamp.as_second()))
            }
            _ => Err(TimeError { found: text.to_owned(), expected: "an instant like 2015-01-31T11:59:48Z" }),
        }
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Timestamp::from_second(self.0).expect("a simulated instant lies within jiff's range").fmt(f)
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A date or an instant that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("found `{found}`, expected {expected}")]
pub struct TimeError {
    found: String,
    expected: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_the_epoch() {
        assert_eq!(Day::new(1970, 1, 1).unwrap().number(), 0);
        assert_eq!(Day::new(2015, 1, 1).unwrap().number(), 16_436);
    }

    #[test]
    fn a_summer_day_starts_four_hours_after_utc_midnight() {
        assert_eq!(Day::new(2025, 7, 1).unwrap().start().to_string(), "2025-07-01T04:00:00Z");
    }

    #[test]
    fn midnight_in_toronto_belongs_to_the_new_day() {
        let day = Day::new(2026, 11, 3).unwrap();
        assert_eq!(day.start().day(), day);
        assert_eq!((day.start() + -1).day(), day - 1);
    }

    #[test]
    fn a_date_that_does_not_exist_is_an_error() {
        let error = "2025-02-30".parse::<Day>().unwrap_err();
        assert_eq!(error.to_string(), "found `2025-02-30`, expected a date like 2015-01-31");
    }
}
