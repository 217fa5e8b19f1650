//! Times of the day, with their zones.

use super::token::{Rest, Token};
use crate::time::{Day, Instant};

/// Names of zones, without blanks and dots, with their hours east of UTC; none for the clock of Toronto.
const ZONES: [(&str, Option<i64>); 35] = [
    ("utc", Some(0)),
    ("z", Some(0)),
    ("gmt", Some(0)),
    ("tuc", Some(0)),
    ("ut", Some(0)),
    ("est", Some(-5)),
    ("easternstandardtime", Some(-5)),
    ("hne", Some(-5)),
    ("heurenormaledel'est", Some(-5)),
    ("edt", Some(-4)),
    ("easterndaylighttime", Some(-4)),
    ("hae", Some(-4)),
    ("heureavanceedel'est", Some(-4)),
    ("et", None),
    ("eastern", None),
    ("easterntime", None),
    ("easterntimezone", None),
    ("heuredel'est", None),
    ("toronto", None),
    ("torontotime", None),
    ("ottawa", None),
    ("ottawatime", None),
    ("heuredetoronto", None),
    ("heured'ottawa", None),
    ("americatoronto", None),
    ("cst", Some(-6)),
    ("cdt", Some(-5)),
    ("mst", Some(-7)),
    ("mdt", Some(-6)),
    ("pst", Some(-8)),
    ("pdt", Some(-7)),
    ("ast", Some(-4)),
    ("adt", Some(-3)),
    ("hnp", Some(-8)),
    ("hap", Some(-7)),
];

/// A time of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// Seconds since midnight of its zone.
    pub second: i64,
    pub zone: Zone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// Not stated: IRCC's times are in UTC.
    Unstated,
    /// Seconds east of UTC.
    East(i64),
    Toronto,
}

/// How an hour is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum HourForm {
    Alone,
    WithMinutes,
}

impl Time {
    /// The time on a day.
    pub fn on(self, day: Day) -> Instant {
        let midnight = i64::from(day.number()) * 86_400;
        match self.zone {
            Zone::Unstated => Instant::from_unix(midnight + self.second),
            Zone::East(east) => Instant::from_unix(midnight + self.second - east),
            Zone::Toronto => day.start() + self.second,
        }
    }
}

impl Rest<'_> {
    /// Reads a time to the end of the text.
    pub fn time(&mut self) -> Option<Time> {
        self.skip(&[]);
        let hour: i64 = self.number().filter(|hour| hour.len() <= 2)?.parse().ok()?;
        let (mut minute, mut second, mut form) = (0, 0, HourForm::Alone);
        self.skip(&[]);
        let is_hour = self.word(|word| word == "h").is_some();
        if is_hour || matches!(self.0, [Token::Sign(':'), ..]) {
            form = HourForm::WithMinutes;
            self.skip(&[':']);
            minute = self.sixtieth(if is_hour { "min" } else { "" }).or(is_hour.then_some(0))?;
            let before = self.0;
            self.skip(&[':']);
            let has_second = is_hour || before.first() == Some(&Token::Sign(':'));
            second = if has_second { self.sixtieth("s").unwrap_or(0) } else { 0 };
            if let [Token::Sign('.'), Token::Number(_), rest @ ..] = self.0 {
                self.0 = rest;
            }
        }
        let hour = self.half_of_day(hour, form)?;
        let is_time = (0..24).contains(&hour);
        let zone = self.zone()?;
        is_time.then_some(Time { second: hour * 3600 + minute * 60 + second, zone })
    }

    /// Minutes or seconds, with the word that may follow.
    fn sixtieth(&mut self, unit: &str) -> Option<i64> {
        self.skip(&[]);
        let number: i64 = self.number().filter(|number| number.len() <= 2)?.parse().ok()?;
        let before = self.0;
        self.skip(&[]);
        if self.word(|word| word == unit).is_none() {
            self.0 = before;
        }
        (0..60).contains(&number).then_some(number)
    }

    /// The hour of the day, by `a.m.` or `p.m.` where it is stated. An hour alone needs one of them.
    fn half_of_day(&mut self, hour: i64, form: HourForm) -> Option<i64> {
        self.skip(&[]);
        let before = self.0;
        let half = self.word(|word| matches!(word, "am" | "pm" | "a" | "p"));
        let is_clear = form == HourForm::WithMinutes;
        let Some(half) = half else { return is_clear.then_some(hour) };
        if half.len() == 1 {
            self.skip(&['.']);
            if self.word(|word| word == "m").is_none() {
                self.0 = before;
                return is_clear.then_some(hour);
            }
        }
        self.skip(&['.']);
        match (half.starts_with('p'), hour) {
            (false, 12) => Some(0),
            (false, 0..12) => Some(hour),
            (true, 1..12) => Some(hour + 12),
            // `16:06 p.m.` is clear, too.
            (true, 12..24) => Some(hour),
            _ => None,
        }
    }

    /// The zone behind a time: nothing else may stand there.
    fn zone(&mut self) -> Option<Zone> {
        let mut name = String::new();
        for token in std::mem::take(&mut self.0) {
            match token {
                Token::Number(part) | Token::Word(part) => name += part,
                Token::Sign(' ' | '.' | '(' | ')' | ',' | '/' | '_') => {}
                Token::Sign(sign) => name.push(*sign),
            }
        }
        if name.is_empty() {
            return Some(Zone::Unstated);
        }
        if let Some((_, hours)) = ZONES.iter().find(|(zone, _)| *zone == name) {
            return Some(hours.map_or(Zone::Toronto, |hours| Zone::East(hours * 3600)));
        }
        let offset = ["utc", "gmt"].iter().find_map(|zone| name.strip_prefix(zone)).unwrap_or(&name);
        let (sign, digits) = match offset.split_at_checked(1)? {
            ("+", digits) => (1, digits),
            ("-" | "−", digits) => (-1, digits),
            _ => return None,
        };
        let digits = digits.replace(':', "");
        let (hours, minutes) = digits.split_at(digits.len() - if digits.len() > 2 { 2 } else { 0 });
        let minutes: i64 = if minutes.is_empty() { 0 } else { minutes.parse().ok()? };
        let hours: i64 = hours.parse().ok().filter(|hours| *hours <= 14)?;
        Some(Zone::East(sign * (hours * 3600 + minutes * 60)))
    }
}
