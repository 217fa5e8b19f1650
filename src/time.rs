//! Instants, days, months and ages: the only clock of the simulation.
//!
//! An [`Instant`] is a whole UTC second, a [`Day`] a civil day in America/Toronto, where Express
//! Entry's departments keep their calendar. Both are plain integers, so order is exact.

mod civil;

use std::fmt;
use std::ops::{Add, Sub};
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The zone whose days are the days of the law and of the simulation.
static TORONTO: TimeZone = jiff::tz::get!("America/Toronto");

/// Mean days of a year.
pub(crate) const DAYS_PER_YEAR: f64 = 365.25;

/// A civil day in America/Toronto, as days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// 2015-01-01, the launch of Express Entry: no run and no published table begins earlier.
    pub const LAUNCH: Day = Day(16_436);
    /// 2100-12-31: no run and no published table ends later.
    pub const LATEST: Day = Day(47_846);

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
        Day(civil::day_number(date.year().into(), date.month().into(), date.day().into()))
    }

    fn date(self) -> Date {
        let (year, month, day) = civil::date_of(self.0);
        Date::new(year as i16, month as i8, day as i8).expect("a simulated day lies within jiff's calendar")
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
        civil::year_of(self.0) as i16
    }

    /// Month of the year, 1 to 12.
    pub fn month(self) -> i8 {
        civil::date_of(self.0).1 as i8
    }

    /// Day of the month, 1 to 31.
    pub fn day_of_month(self) -> i8 {
        civil::date_of(self.0).2 as i8
    }

    /// The first day of its year.
    pub fn first_of_year(self) -> Day {
        Day::new_year(self.year())
    }

    /// The first day of a year.
    pub fn new_year(year: i16) -> Day {
        Day(civil::day_number(year.into(), 1, 1))
    }

    /// The same date `years` later; 29 February becomes 28 February in a common year.
    ///
    /// ```
    /// # use drawsim::time::Day;
    /// let leap = Day::new(2016, 2, 29).unwrap();
    /// assert_eq!(leap.plus_years(1), Day::new(2017, 2, 28).unwrap());
    /// ```
    pub fn plus_years(self, years: i32) -> Day {
        self.plus_months(12 * years)
    }

    /// The first day on which someone born on this day is `years` old, as [`Day::years_since`] counts.
    ///
    /// ```
    /// # use drawsim::time::Day;
    /// let leap = Day::new(1992, 2, 29).unwrap();
    /// assert_eq!(leap.birthday(25), Day::new(2017, 3, 1).unwrap());
    /// assert_eq!(leap.birthday(28), Day::new(2020, 2, 29).unwrap());
    /// ```
    #[inline]
    pub fn birthday(self, years: i32) -> Day {
        Day(civil::anniversary(self.0, years))
    }

    /// The same day of the month, `months` later (earlier if negative), or the last day of a shorter month.
    pub fn plus_months(self, months: i32) -> Day {
        let (year, month, day) = civil::date_of(self.0);
        let count = year * 12 + month - 1 + months;
        let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
        Day(civil::day_number(year, month, day.min(civil::days_in_month(year, month))))
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
    #[inline]
    pub fn years_since(self, birth: Day) -> i32 {
        // Days over the mean length of a year give the age, except within two days of a birthday; there the
        // calendar decides.
        let days = self.0 - birth.0;
        let years = (100 * i64::from(days)).div_euclid(36_525) as i32;
        let since_birthday = 100 * days - years * 36_525;
        if (300..36_525 - 300).contains(&since_birthday) {
            return years;
        }
        let nearest = years + i32::from(since_birthday >= 300);
        nearest - i32::from(self < birth.birthday(nearest))
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

/// A calendar month, as months since January 1970: the date of documents that are valid for years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(u16);

impl Month {
    /// The month of a day.
    ///
    /// # Panics
    /// If the day lies before 1970.
    pub fn of(day: Day) -> Month {
        let (year, month, _) = civil::date_of(day.0);
        let months = (year - 1970) * 12 + month - 1;
        Month(u16::try_from(months).expect("a month since 1970"))
    }

    /// Its first day.
    ///
    /// ```
    /// # use drawsim::time::{Day, Month};
    /// let tested = Month::of(Day::new(2019, 11, 20).unwrap());
    /// assert_eq!((tested + 24).first_day(), Day::new(2021, 11, 1).unwrap());
    /// ```
    pub fn first_day(self) -> Day {
        let (year, month) = (1970 + i32::from(self.0) / 12, 1 + i32::from(self.0) % 12);
        Day(civil::day_number(year, month, 1))
    }
}

impl Add<i32> for Month {
    type Output = Month;
    /// The month `months` later, or earlier if it is negative.
    ///
    /// # Panics
    /// If that lies before 1970.
    fn add(self, months: i32) -> Month {
        Month(u16::try_from(i32::from(self.0) + months).expect("a month since 1970"))
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
        assert_eq!(Day::LAUNCH.to_string(), "2015-01-01");
        assert_eq!(Day::LATEST.to_string(), "2100-12-31");
    }

    #[test]
    fn a_summer_day_starts_four_hours_after_utc_midnight() {
        assert_eq!(Day::new(2025, 7, 1).unwrap().start().to_string(), "2025-07-01T04:00:00Z");
    }

    #[test]
    fn an_age_is_the_one_of_the_calendar_on_every_day_of_a_long_life() {
        for birth in [(1950, 1, 1), (1972, 2, 29), (1989, 12, 31), (1996, 3, 1)] {
            let birth = Day::new(birth.0, birth.1, birth.2).unwrap();
            for day in (0..36_000).map(|days| birth + days) {
                let had_birthday = (day.month(), day.day_of_month()) >= (birth.month(), birth.day_of_month());
                let age = i32::from(day.year() - birth.year()) - i32::from(!had_birthday);
                assert_eq!(day.years_since(birth), age, "born {birth}, on {day}");
            }
        }
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
