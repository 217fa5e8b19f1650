//! Calendar arithmetic in plain integers: birthdays and scores need it millions of times a run.
//!
//! The proleptic Gregorian calendar as eras of 400 years that start on 1 March; a test compares each day of
//! three centuries with jiff, whose general arithmetic took half of a run.

/// Days from 0000-03-01 to 1970-01-01.
const EPOCH: i32 = 719_468;
const ERA: i32 = 146_097;

/// Days since 1970-01-01 of a date that exists.
pub(super) fn day_number(year: i32, month: i32, day: i32) -> i32 {
    let year = year - i32::from(month <= 2);
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - EPOCH
}

/// Year, month and day of the month of a number of days since 1970-01-01.
pub(super) fn date_of(number: i32) -> (i32, i32, i32) {
    let days = number + EPOCH;
    let (era, day_of_era) = (days.div_euclid(ERA), days.rem_euclid(ERA));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (era * 400 + year_of_era + i32::from(month <= 2), month, day)
}

/// The year of a number of days since 1970-01-01. From 1968 to 2099 every fourth year is a leap year: a
/// shorter sum.
pub(super) fn year_of(number: i32) -> i32 {
    const DAYS_FROM_1968: i32 = 731;
    const DAYS_TO_2100: i32 = 47_482;
    if !(-DAYS_FROM_1968..DAYS_TO_2100).contains(&number) {
        return date_of(number).0;
    }
    let days = (number + DAYS_FROM_1968) as u32;
    let (fours, day) = (days / 1_461, days % 1_461);
    // The first of four years has one day more. Without its last day all of them have 365.
    1968 + (4 * fours + day.saturating_sub(1) / 365) as i32
}

/// The same date `years` later, or 1 March for 29 February of a common year.
///
/// Years that begin on 1 March end with the leap day, and from 1904 to 2100 every fourth of them has one:
/// four years have 1,461 days, and a day's place in its own year stays.
#[inline]
pub(super) fn anniversary(number: i32, years: i32) -> i32 {
    const MARCH_1904: i32 = -24_047;
    const MARCH_2100: i32 = 47_541;
    if (MARCH_1904..MARCH_2100).contains(&number) {
        let days = (number - MARCH_1904) as u32;
        let (fours, day) = (days / 1_461, days % 1_461);
        let year = (day / 365).min(3);
        let later = year as i32 + years;
        let since = 1_461 * (fours as i32 + later.div_euclid(4)) + 365 * later.rem_euclid(4);
        let anniversary = MARCH_1904 + since + (day - 365 * year) as i32;
        if (MARCH_1904..MARCH_2100).contains(&anniversary) {
            return anniversary;
        }
    }
    let (year, month, day) = date_of(number);
    // Day 29 of a February of 28 days is the day after it, 1 March.
    day_number(year + years, month, day)
}

/// Days of a month.
pub(super) fn days_in_month(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::date;

    #[test]
    fn every_day_of_three_centuries_is_the_one_of_jiff() {
        let mut day = date(1850, 1, 1);
        let mut number = date(1970, 1, 1).until(day).unwrap().get_days();
        while day.year() < 2150 {
            let parts = (i32::from(day.year()), i32::from(day.month()), i32::from(day.day()));
            assert_eq!(date_of(number), parts);
            assert_eq!(day_number(parts.0, parts.1, parts.2), number);
            assert_eq!(year_of(number), parts.0);
            assert_eq!(days_in_month(parts.0, parts.1), i32::from(day.days_in_month()));
            day = day.checked_add(1.day()).unwrap();
            number += 1;
        }
    }

    #[test]
    fn anniversaries_are_those_of_the_calendar() {
        for number in (day_number(1890, 1, 1)..day_number(2110, 1, 1)).step_by(3) {
            let (year, month, day) = date_of(number);
            for years in [0, 1, 2, 3, 4, 17, 29, 45, 100] {
                assert_eq!(anniversary(number, years), day_number(year + years, month, day));
            }
        }
    }
}
