//! Times of the day, with their zones.

use super::token::{Rest, Token};
use crate::time::{Day, Instant};

/// Names of zones, without blanks and dots, with their hours east of UTC; none for the clock of Toronto.
const ZONES: [(&str, Option<i64>); 36] = [
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
    ("he", None),
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
    pub clock: Clock,
}

/// How the hour was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    Usual,
    /// To 24, and with `p.m.` behind it all the same: `13:06 p.m.`.
    Both,
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
    /// Digits without a sign between them.
    Joined,
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

/// Words of hours, minutes and seconds.
const HOURS: [&str; 6] = ["h", "hr", "hrs", "hour", "heure", "heures"];
const MINUTES: [&str; 4] = ["min", "mn", "m", "minutes"];
const SECONDS: [&str; 4] = ["s", "sec", "seconds", "secondes"];

/// Hour, minute and second as they are written.
struct Hands {
    hour: i64,
    minute: i64,
    second: i64,
    form: HourForm,
}

impl Rest<'_> {
    /// Reads a time to the end of the text.
    pub fn time(&mut self) -> Option<Time> {
        self.skip(&[]);
        let digits = self.number()?;
        let Hands { hour, minute, second, form } = match digits.len() {
            1 | 2 => self.hands(digits.parse().ok()?)?,
            _ => digits_alone(digits)?,
        };
        let (hour, clock) = self.half_of_day(hour, form)?;
        let zone = self.zone()?;
        // Four digits alone may be a year.
        let is_time = (0..24).contains(&hour) && (form != HourForm::Joined || zone != Zone::Unstated);
        is_time.then_some(Time { second: hour * 3600 + minute * 60 + second, zone, clock })
    }

    /// The hands of a clock: `16:06:45`, `16.06.45`, `16 h 06 min 45 s`, or an hour alone.
    fn hands(&mut self, hour: i64) -> Option<Hands> {
        self.skip(&[]);
        let mut hands = Hands { hour, minute: 0, second: 0, form: HourForm::WithMinutes };
        if self.word(|word| HOURS.contains(&word)).is_some() {
            hands.minute = self.sixtieth_or_none(&MINUTES)?;
            hands.second = self.sixtieth_or_none(&SECONDS)?;
            return Some(hands);
        }
        let sign = match self.0 {
            [Token::Sign(':'), ..] => ':',
            [Token::Sign('.'), Token::Number(minute), ..] if minute.len() == 2 => '.',
            _ => return Some(Hands { form: HourForm::Alone, ..hands }),
        };
        self.skip(&[sign]);
        hands.minute = self.sixtieth(&HOURS)?;
        let before = self.0;
        self.skip(&[sign]);
        if before.first() != Some(&Token::Sign(sign)) || !matches!(self.0, [Token::Number(_), ..]) {
            self.0 = before;
            return Some(hands);
        }
        hands.second = self.sixtieth(&SECONDS)?;
        if let [Token::Sign('.' | ','), Token::Number(_), rest @ ..] = self.0 {
            self.0 = rest;
        }
        Some(hands)
    }

    /// Minutes or seconds, with the word that may follow.
    fn sixtieth(&mut self, units: &[&str]) -> Option<i64> {
        self.skip(&[]);
        let number: i64 = self.number().filter(|number| number.len() <= 2)?.parse().ok()?;
        let before = self.0;
        self.skip(&[]);
        if self.word(|word| units.contains(&word)).is_none() {
            self.0 = before;
        }
        (0..60).contains(&number).then_some(number)
    }

    /// The same, or 0 where no number follows.
    fn sixtieth_or_none(&mut self, units: &[&str]) -> Option<i64> {
        self.skip(&[]);
        if matches!(self.0, [Token::Number(_), ..]) { self.sixtieth(units) } else { Some(0) }
    }

    /// The hour of the day, by `a.m.` or `p.m.` where it is stated. An hour alone needs one of them.
    fn half_of_day(&mut self, hour: i64, form: HourForm) -> Option<(i64, Clock)> {
        self.skip(&[]);
        let before = self.0;
        let half = self.word(|word| matches!(word, "am" | "pm" | "a" | "p"));
        let plain = (form != HourForm::Alone).then_some((hour, Clock::Usual));
        let Some(half) = half else { return plain };
        if half.len() == 1 {
            self.skip(&['.']);
            if self.word(|word| word == "m").is_none() {
                self.0 = before;
                return plain;
            }
        }
        self.skip(&['.']);
        match (half.starts_with('p'), hour) {
            (false, 12) => Some((0, Clock::Usual)),
            (false, 0..12) => Some((hour, Clock::Usual)),
            (true, 1..12) => Some((hour + 12, Clock::Usual)),
            (true, 12) => Some((hour, Clock::Usual)),
            (true, 13..24) => Some((hour, Clock::Both)),
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

/// Four or six digits as hour, minute and second: `1606` or `160645`.
fn digits_alone(digits: &str) -> Option<Hands> {
    let part = |place: usize| digits.get(place..place + 2).map_or(Some(0), |part| part.parse::<i64>().ok());
    let (hour, minute, second) = (part(0)?, part(2)?, part(4)?);
    let is_time = matches!(digits.len(), 4 | 6) && minute < 60 && second < 60;
    is_time.then_some(Hands { hour, minute, second, form: HourForm::Joined })
}
