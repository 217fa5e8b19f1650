//! The days of a rhythm: every so many days, or on stated days of each month.

use super::calendar::HolidayCalendar;
use super::form::{Period, UnheldReason};
use crate::document::reader::{Field, Reader};
use crate::document::tree::Value;
use crate::time::{DAYS_PER_YEAR, Day};

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const PLACES: [&str; 5] = ["first", "second", "third", "fourth", "last"];
/// Days by which a round may be held before its day.
const BACK: i32 = 10;
/// Days of the month of rounds twice a month.
const TWICE_A_MONTH: [i8; 2] = [1, 15];
/// What becomes of a round of a holiday.
pub const WORKING_DAYS: [&str; 3] = ["next", "previous", "none"];

/// The days on which rounds are held, before holidays.
#[derive(Clone, Debug, PartialEq)]
pub enum Rhythm {
    /// So many days after another.
    EveryDays(i32),
    /// On these days of each month.
    Monthly(Vec<DayOfMonth>),
}

/// A day of each month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOfMonth {
    /// The n-th such weekday, from 0; Monday is 0.
    Weekday { place: usize, weekday: i32 },
    /// The last such weekday.
    LastWeekday(i32),
    /// A date.
    Date(i8),
}

/// What becomes of a round of a day on which none can be held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WorkingDay {
    /// It is held on the next working day.
    #[default]
    Next,
    /// It is held on the working day before.
    Previous,
    /// It is not held.
    None,
}

/// The days of a plan.
#[derive(Clone, Debug)]
pub struct Days<'a> {
    pub rhythm: Rhythm,
    /// The first day of the first cluster.
    pub first: Day,
    pub working_day: WorkingDay,
    pub calendar: &'a HolidayCalendar,
}

/// A day of a rhythm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RhythmDay {
    /// The day by the rhythm.
    pub usual: Day,
    /// The day on which the round is held, or why it is not, with the working day.
    pub held: Result<Day, (Day, UnheldReason)>,
}

/// Reads `every_days` or `every`.
pub fn read_rhythm(reader: &Reader<'_>) -> Option<Rhythm> {
    let every = reader.find("every");
    if every.node.is_none() {
        return reader
            .need_one("every_days", "every")
            .integer(1..=366)
            .map(|days| Rhythm::EveryDays(days as i32));
    }
    if reader.find("every_days").node.is_some() {
        let title = format!("`{}` stands beside `every_days`", every.path);
        reader.wrong_key("every", title, "expected one of them");
        return None;
    }
    if let Some(Value::List(_)) = every.node.map(|node| &node.value) {
        return read_weekdays(&every);
    }
    let days = match every.node.map(|node| &node.value) {
        Some(Value::Integer(days)) => Some(*days),
        Some(Value::Text(text)) if text == "weekly" => Some(7),
        _ => None,
    };
    if let Some(days) = days {
        return every
            .mismatch(&format!("a rhythm of months; for a rhythm in days write `every_days = {days}`"));
    }
    match words(every.text()?).as_slice() {
        ["twice", "month"] => Some(Rhythm::Monthly(TWICE_A_MONTH.map(DayOfMonth::Date).to_vec())),
        _ => read_weekday(&every).map(|day| Rhythm::Monthly(vec![day])),
    }
}

/// A list of weekdays, none of them twice.
fn read_weekdays(every: &Field<'_>) -> Option<Rhythm> {
    let items = every.list();
    if items.is_empty() {
        every.wrong(format!("`{}` is an empty list", every.path), "expected at least one weekday");
        return None;
    }
    let days: Vec<Option<DayOfMonth>> = items.iter().map(read_weekday).collect();
    for (place, item) in items.iter().enumerate() {
        if days[place].is_some() && days[..place].contains(&days[place]) {
            item.wrong(format!("`{}` repeats a day of the list", item.path), "expected each day once");
            return None;
        }
    }
    days.into_iter().collect::<Option<_>>().map(Rhythm::Monthly)
}

/// Reads what becomes of a round of a holiday.
pub fn read_working_day(reader: &Reader<'_>) -> Option<WorkingDay> {
    let field = reader.find("working_day");
    if field.node.is_none() {
        return Some(WorkingDay::default());
    }
    let found = field.choice(&WORKING_DAYS)?;
    Some([WorkingDay::Next, WorkingDay::Previous, WorkingDay::None][found])
}

/// `first tuesday`, also `the first Tuesday of the month`.
fn read_weekday(field: &Field<'_>) -> Option<DayOfMonth> {
    let text = words(field.text()?);
    let found = match text.as_slice() {
        [place, weekday] | [place, weekday, "month"] => {
            let place = PLACES.iter().position(|name| name == place);
            place.zip(WEEKDAYS.iter().position(|name| name == weekday))
        }
        _ => None,
    };
    let Some((place, weekday)) = found else {
        return field.mismatch(
            "\"first tuesday\" (first to fourth, or last, and a weekday), \"twice a month\", or a list of \
             weekdays",
        );
    };
    let weekday = weekday as i32;
    let is_last = place == PLACES.len() - 1;
    Some(if is_last { DayOfMonth::LastWeekday(weekday) } else { DayOfMonth::Weekday { place, weekday } })
}

/// The words of a text in small letters, without articles.
fn words(text: &str) -> Vec<&'static str> {
    let known = PLACES.iter().chain(&WEEKDAYS).chain(&["twice", "month"]);
    let known: Vec<&'static str> = known.copied().collect();
    let small = text.to_lowercase();
    let told = small.split_whitespace().filter(|word| !["the", "of", "a", "each", "every"].contains(word));
    told.map(|word| known.iter().find(|name| **name == word).copied().unwrap_or("?")).collect()
}

impl Rhythm {
    /// Usual days from one round to the next.
    pub fn usual_days(&self) -> f64 {
        match self {
            Rhythm::EveryDays(days) => f64::from(*days),
            Rhythm::Monthly(days) => DAYS_PER_YEAR / (12.0 * days.len() as f64),
        }
    }

    /// The last day of a cluster, counted from 0.
    pub fn last_day(&self) -> i64 {
        match self {
            Rhythm::EveryDays(days) => i64::from(*days) - 1,
            Rhythm::Monthly(_) => 27,
        }
    }

    /// The first days of clusters from a day to another.
    fn clusters(&self, first: Day, last: Day) -> Vec<Day> {
        match self {
            Rhythm::EveryDays(days) => {
                (0..).map(|index| first + index * days).take_while(|day| *day <= last).collect()
            }
            Rhythm::Monthly(days) => {
                let month = first + (1 - i32::from(first.day_of_month()));
                let months = (0..).map(|count| month.plus_months(count)).take_while(|month| *month <= last);
                let mut found: Vec<Day> =
                    months.flat_map(|month| days.iter().map(move |day| day.of(month))).collect();
                found.retain(|day| (first..=last).contains(day));
                found.sort_unstable();
                found.dedup();
                found
            }
        }
    }
}

impl DayOfMonth {
    /// The day in the month of a first day.
    fn of(self, month: Day) -> Day {
        match self {
            DayOfMonth::Date(date) => month + (i32::from(date) - 1),
            DayOfMonth::Weekday { place, weekday } => {
                month + (weekday - weekday_of(month)).rem_euclid(7) + 7 * place as i32
            }
            DayOfMonth::LastWeekday(weekday) => {
                let last = month.plus_months(1) - 1;
                last - (weekday_of(last) - weekday).rem_euclid(7)
            }
        }
    }
}

impl Days<'_> {
    /// The days of a period, each `day` days after its cluster begins.
    pub fn within(&self, period: Period, day: i32) -> Vec<RhythmDay> {
        let usual =
            self.rhythm.clusters(self.first, period.last + BACK).into_iter().map(|cluster| cluster + day);
        let usual = usual.filter(|day| !self.calendar.is_paused(*day));
        usual.filter_map(|usual| self.day(usual, period)).collect()
    }

    /// A day of the rhythm; none if it lies outside the period, before and after it is moved.
    fn day(&self, usual: Day, period: Period) -> Option<RhythmDay> {
        let working = self.working_day(usual);
        let held = if working != usual && self.working_day == WorkingDay::None {
            Err((usual, UnheldReason::Holiday))
        } else if working > period.last {
            Err((working, UnheldReason::AfterPlan(period.last)))
        } else if self.calendar.is_paused(working) {
            Err((working, UnheldReason::Paused))
        } else {
            Ok(working)
        };
        let is_within = match held {
            Ok(working) => period.contains(working),
            Err(_) => period.contains(usual),
        };
        is_within.then_some(RhythmDay { usual, held })
    }

    /// The working day on which a round of a day is held. A day that a rhythm of days names is moved for a
    /// holiday alone, one of a month also for a weekend.
    fn working_day(&self, day: Day) -> Day {
        let is_stated = matches!(self.rhythm, Rhythm::EveryDays(_)) && !self.calendar.is_holiday(day);
        if is_stated || self.is_working(day) {
            return day;
        }
        let step = if self.working_day == WorkingDay::Previous { -1 } else { 1 };
        let others = (1..).map(|days| day + step * days);
        others.take(366).find(|day| self.is_working(*day)).unwrap_or(day)
    }

    fn is_working(&self, day: Day) -> bool {
        !self.calendar.is_holiday(day) && weekday_of(day) < 5
    }
}

/// The weekday: Monday is 0. 1970-01-01 was a Thursday.
fn weekday_of(day: Day) -> i32 {
    (day.number() + 3).rem_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn calendar(holidays: &[&str]) -> HolidayCalendar {
        HolidayCalendar { holidays: holidays.iter().map(|text| day(text)).collect(), pauses: Vec::new() }
    }

    fn days(rhythm: Rhythm, calendar: &HolidayCalendar) -> Days<'_> {
        Days { rhythm, first: day("2026-01-01"), working_day: WorkingDay::Next, calendar }
    }

    #[test]
    fn a_round_of_a_holiday_is_held_on_the_next_working_day() {
        let calendar = calendar(&["2026-07-03", "2026-07-01"]);
        let days = days(Rhythm::EveryDays(14), &calendar);
        assert_eq!(days.working_day(day("2026-07-01")), day("2026-07-02"));
        // Friday the 3rd: the next is Monday.
        assert_eq!(days.working_day(day("2026-07-03")), day("2026-07-06"));
        assert_eq!(days.working_day(day("2026-07-02")), day("2026-07-02"));
        let previous = Days { working_day: WorkingDay::Previous, ..days };
        assert_eq!(previous.working_day(day("2026-07-03")), day("2026-07-02"));
    }

    #[test]
    fn days_of_months_are_those_of_a_wall_calendar() {
        let calendar = calendar(&["2026-02-02"]);
        let period = Period { first: day("2026-01-01"), last: day("2026-03-31") };
        let held = |rhythm: Rhythm| -> Vec<String> {
            let days = days(rhythm, &calendar).within(period, 0);
            days.into_iter().map(|day| day.held.unwrap().to_string()).collect()
        };
        let first_tuesday = DayOfMonth::Weekday { place: 0, weekday: 1 };
        assert_eq!(held(Rhythm::Monthly(vec![first_tuesday])), ["2026-01-06", "2026-02-03", "2026-03-03"]);
        let last_friday = DayOfMonth::LastWeekday(4);
        assert_eq!(held(Rhythm::Monthly(vec![last_friday])), ["2026-01-30", "2026-02-27", "2026-03-27"]);
        // 1 February and 1 March are Sundays, 15 February and 15 March too; 2 February is a holiday here.
        assert_eq!(
            held(Rhythm::Monthly(TWICE_A_MONTH.map(DayOfMonth::Date).to_vec())),
            ["2026-01-01", "2026-01-15", "2026-02-03", "2026-02-16", "2026-03-02", "2026-03-16"]
        );
    }
}
