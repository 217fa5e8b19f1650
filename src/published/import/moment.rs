//! Dates and times as people write them, in English and French.

mod clock;
#[cfg(test)]
mod tests;
mod token;

pub(super) use clock::{Clock, Time, Zone};
use token::{Rest, Token, tokens};

use crate::document::figure::{self, is_digits};
use crate::scenario::DateOrder;
use crate::time::{Day, Instant};

/// First letters of the months, in English and without accents in French.
const MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["feb", "fev"],
    &["mar"],
    &["apr", "avr"],
    &["may", "mai"],
    &["jun", "juin"],
    &["jul", "juil"],
    &["aug", "aou"],
    &["sep"],
    &["oct"],
    &["nov"],
    &["dec"],
];

const WEEKDAYS: [&str; 28] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lun",
    "mer",
    "jeu",
    "ven",
];

/// The reason why a text is no moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// Its numbers can be read in two orders.
    Order,
    /// It is not understood.
    Unknown,
}

/// A day of a month and a time of it; the year may be missing, and so may the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub year: Option<i16>,
    pub month: i8,
    pub day: i8,
    pub time: Option<Time>,
}

impl Moment {
    /// A day without a time.
    fn of(day: Day) -> Moment {
        let (year, month, day) = (day.year(), day.month(), day.day_of_month());
        Moment { year: Some(year), month, day, time: None }
    }

    /// The moment in a year.
    pub fn in_year(self, year: i16) -> Option<Instant> {
        Some(self.time?.on(Day::new(year, self.month, self.day)?))
    }

    /// Its day, if the year is stated.
    pub fn date(self) -> Option<Day> {
        Day::new(self.year?, self.month, self.day)
    }
}

/// Reads a date with or without a time, such as `June 10, 2025 at 13:57:34 UTC`, `17-Dec-25`, or
/// `2025-06-10T13:57:34Z`.
pub(super) fn moment(text: &str, order: Option<DateOrder>) -> Result<Moment, Unclear> {
    if let Some((day, second)) = figure::serial_date(text.trim()) {
        let time = (second > 0).then_some(Time { second, zone: Zone::Unstated, clock: Clock::Usual });
        return Ok(Moment { time, ..Moment::of(day) });
    }
    let tokens = tokens(text);
    let mut rest = Rest(&tokens);
    let date = rest.date(order)?;
    let time = rest.time_after_date()?;
    Ok(Moment { time, ..date })
}

/// The date of a text that goes on with something like a time, which is none: `2025-06-10 25:00`.
pub(super) fn date_before_odd_time(text: &str, order: Option<DateOrder>) -> Option<Moment> {
    let tokens = tokens(text);
    let mut rest = Rest(&tokens);
    let date = rest.date(order).ok()?;
    let is_followed = rest.0.first().is_some_and(|token| *token != Token::Sign('-'));
    rest.pass_to_time();
    let is_like_time = matches!(rest.0, [Token::Number(_), _, ..]) && is_followed;
    is_like_time.then_some(date)
}

/// The day of a date, whatever time stands behind it.
pub fn day(text: &str, order: Option<DateOrder>) -> Option<Day> {
    moment(text, order).ok()?.date()
}

/// Reads a time alone, such as `4:06 p.m. EST`.
pub(super) fn time(text: &str) -> Option<Time> {
    let tokens = tokens(text);
    Rest(&tokens).time()
}

/// The weekday with which a text begins, counted from Monday.
pub(super) fn weekday(text: &str) -> Option<i32> {
    const STARTS: [[&str; 2]; 7] = [
        ["mon", "lun"],
        ["tue", "mar"],
        ["wed", "mer"],
        ["thu", "jeu"],
        ["fri", "ven"],
        ["sat", "sam"],
        ["sun", "dim"],
    ];
    let tokens = tokens(text);
    let mut rest = Rest(&tokens);
    rest.skip(&[]);
    if rest.word(|word| word == "le").is_some() {
        rest.skip(&[]);
    }
    let named = rest.word(|word| WEEKDAYS.contains(&word))?;
    let place = STARTS.iter().position(|starts| starts.iter().any(|start| named.starts_with(start)))?;
    i32::try_from(place).ok()
}

/// The weekday of a day, counted from Monday.
pub fn weekday_of(day: Day) -> i32 {
    // 1970-01-01 was a Thursday.
    (day.number() + 3).rem_euclid(7)
}

/// What the dates of a file say of the order of their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// Nothing.
    None,
    /// Some of them leave no other order.
    Order(DateOrder),
    /// Two of them, by their places, leave different orders.
    Mixed(usize, usize),
}

/// The order of the numbers of dates.
pub(super) fn proven_order<'a>(texts: impl Iterator<Item = &'a str>) -> Proof {
    let mut proven: Option<(DateOrder, usize)> = None;
    for (place, text) in texts.enumerate() {
        let orders = [DateOrder::DayMonthYear, DateOrder::MonthDayYear];
        if moment(text, None).err() == Some(Unclear::Order) {
            continue;
        }
        let [day_first, month_first] = orders.map(|order| moment(text, Some(order)).is_ok());
        let order = match (day_first, month_first) {
            (true, false) => DateOrder::DayMonthYear,
            (false, true) => DateOrder::MonthDayYear,
            (true, true) | (false, false) => continue,
        };
        match proven {
            Some((other, first)) if other != order => return Proof::Mixed(first, place),
            Some(_) => {}
            None => proven = Some((order, place)),
        }
    }
    proven.map_or(Proof::None, |(order, _)| Proof::Order(order))
}

impl Rest<'_> {
    fn month(&mut self) -> Option<i8> {
        let word = self.word(|word| month(word).is_some())?;
        month(word)
    }

    /// A number of the year behind the others, in two or four figures.
    fn year(&mut self) -> Result<Option<i16>, Unclear> {
        let before = self.0;
        self.skip(&[',', '.', '-', '/', '\'']);
        self.word(|word| word == "de" || word == "of");
        self.skip(&[]);
        match self.number() {
            Some(number) if number.len() == 2 && !self.is_time_of(number) => year(number).map(Some),
            Some(number) if number.len() >= 3 => year(number).map(Some),
            _ => {
                self.0 = before;
                Ok(None)
            }
        }
    }

    /// Whether the number that was just read is the hour of a time.
    fn is_time_of(&self, hour: &str) -> bool {
        let next = self.0.iter().find(|token| **token != Token::Sign(' '));
        let is_word_of_time = |word: &str| matches!(word, "h" | "am" | "pm" | "a" | "p");
        is_digits(hour)
            && match next {
                Some(Token::Sign(':')) => true,
                Some(Token::Word(word)) => is_word_of_time(word),
                _ => false,
            }
    }

    fn date(&mut self, order: Option<DateOrder>) -> Result<Moment, Unclear> {
        self.skip(&[]);
        while self.word(|word| WEEKDAYS.contains(&word) || word == "le").is_some() {
            self.skip(&[',', '.']);
        }
        if let Some(month) = self.month() {
            self.skip(&['.', '-', '/', ',']);
            let day = self.day_of_month()?;
            return Ok(Moment { year: self.year()?, month, day, time: None });
        }
        let first = self.number().ok_or(Unclear::Unknown)?;
        if first.len() == 8 {
            let (year, rest) = first.split_at(4);
            return written(year, &rest[..2], &rest[2..]);
        }
        self.word(is_ordinal);
        self.skip(&['-', '/', '.', ',']);
        self.word(|word| word == "de" || word == "of");
        self.skip(&[]);
        if let Some(month) = self.month() {
            self.skip(&['-', '/', '.']);
            if first.len() == 4 {
                let day = self.day_of_month()?;
                return Ok(Moment { year: Some(year(first)?), month, day, time: None });
            }
            let day = small(first)?;
            return Ok(Moment { year: self.year()?, month, day, time: None });
        }
        let second = self.number().ok_or(Unclear::Unknown)?;
        self.skip(&['-', '/', '.']);
        let third = self.number().ok_or(Unclear::Unknown)?;
        numbers([first, second, third], order)
    }

    fn day_of_month(&mut self) -> Result<i8, Unclear> {
        let day = small(self.number().ok_or(Unclear::Unknown)?)?;
        self.word(is_ordinal);
        Ok(day)
    }

    fn pass_to_time(&mut self) {
        self.skip(&[',', '.', '-', '@', ';']);
        // `at`, `à`, the `T` of ISO 8601, and whatever short word was meant.
        if self.word(|word| word.len() <= 2).is_some() {
            self.skip(&[',', '.', ':']);
        }
    }

    /// The time behind a date, if there is one; a text that goes on otherwise is not understood.
    fn time_after_date(&mut self) -> Result<Option<Time>, Unclear> {
        self.pass_to_time();
        match self.0 {
            [] => Ok(None),
            _ => self.time().map(Some).ok_or(Unclear::Unknown),
        }
    }
}

fn is_ordinal(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th" | "er" | "re" | "e")
}

fn month(word: &str) -> Option<i8> {
    let place = MONTHS.iter().position(|starts| starts.iter().any(|start| word.starts_with(start)))?;
    i8::try_from(place + 1).ok()
}

/// A year from 2015 to 2100, in two or four figures.
fn year(number: &str) -> Result<i16, Unclear> {
    let year: i16 = number.parse().map_err(|_| Unclear::Unknown)?;
    let year = if number.len() == 2 { 2000 + year } else { year };
    (2015..=2100).contains(&year).then_some(year).ok_or(Unclear::Unknown)
}

fn small(number: &str) -> Result<i8, Unclear> {
    number.parse().ok().filter(|_| number.len() <= 2).ok_or(Unclear::Unknown)
}

fn written(year_text: &str, month: &str, day: &str) -> Result<Moment, Unclear> {
    let moment = Moment { year: Some(year(year_text)?), month: small(month)?, day: small(day)?, time: None };
    let exists = moment.date().is_some();
    exists.then_some(moment).ok_or(Unclear::Unknown)
}

/// A date of three numbers. Only one order that gives a date is clear, unless the order is stated.
fn numbers([first, second, third]: [&str; 3], order: Option<DateOrder>) -> Result<Moment, Unclear> {
    if first.len() == 4 {
        return written(first, second, third);
    }
    let in_order = |order: DateOrder| match order {
        DateOrder::DayMonthYear => written(third, second, first),
        DateOrder::MonthDayYear => written(third, first, second),
        DateOrder::YearMonthDay => written(first, second, third),
    };
    if let Some(order) = order {
        return in_order(order);
    }
    let mut found: Vec<Moment> = Vec::new();
    for order in DateOrder::ALL {
        if let Ok(moment) = in_order(order)
            && !found.contains(&moment)
        {
            found.push(moment);
        }
    }
    match found.as_slice() {
        [moment] => Ok(*moment),
        [] => Err(Unclear::Unknown),
        _ => Err(Unclear::Order),
    }
}
