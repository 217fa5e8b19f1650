//! Whole numbers and dates as people and tools write them, and how often something of their form was assumed.

use std::collections::{BTreeMap, BTreeSet};

use crate::time::Day;

/// A whole number as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Figure {
    /// The number.
    pub value: u32,
    /// Whether points stand between its thousands: a point may also stand before decimals.
    pub has_points: bool,
}

/// A form of numbers and dates that is understood and reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A point between thousands: `1.350`.
    Points,
    /// The mark of a footnote: `1,350[3]`.
    Footnote,
    /// The number that a spreadsheet keeps for a date: `46008`.
    SerialDate,
}

/// The values of one form in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumed {
    /// The form.
    pub form: Form,
    /// How many there are.
    pub count: usize,
    /// Where the first of them stands: a line, or the number of a round.
    pub place: Spot,
    /// The column of the first.
    pub column: String,
    /// Its text.
    pub text: String,
    /// The value that was taken.
    pub taken: String,
}

/// Where a row stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// On a line, from 1.
    Line(usize),
    /// In a text without lines of its own for rows: the row of this round.
    Round(String),
}

/// Collects the values of each form; a value that is read again counts once.
#[derive(Debug, Default)]
pub(crate) struct Readings {
    found: BTreeMap<Form, (BTreeSet<(usize, String)>, Assumed)>,
}

impl Readings {
    /// Adds a value; `start` tells its row from others.
    pub fn add(&mut self, start: usize, value: Assumed) {
        let place = (start, value.column.clone());
        let (seen, _) = self.found.entry(value.form).or_insert_with(|| (BTreeSet::new(), value));
        seen.insert(place);
    }

    /// One for each form, with the number of its values.
    pub fn all(self) -> Vec<Assumed> {
        let found = self.found.into_values();
        found.map(|(seen, first)| Assumed { count: seen.len(), ..first }).collect()
    }
}

/// Reads a whole number, with or without commas, blanks, apostrophes or points between its thousands; none
/// where they stand elsewhere. Tools write `6000.0` for 6,000. A text such as `500.000` may be 500 or 500,000
/// and is not understood.
pub(crate) fn whole(text: &str) -> Option<Figure> {
    let text = text.trim();
    let plain = text.strip_suffix(".00").or_else(|| text.strip_suffix(".0")).unwrap_or(text);
    let is_gap = |sign: char| matches!(sign, ',' | '\'' | '’') || sign.is_whitespace();
    if let Some(value) = joined(&plain.split(is_gap).collect::<Vec<_>>()) {
        return Some(Figure { value, has_points: false });
    }
    let groups: Vec<&str> = text.split('.').collect();
    let is_clear = match groups.as_slice() {
        [first, "000"] => first.len() < 3,
        [_, _, ..] => true,
        _ => false,
    };
    let value = joined(&groups).filter(|_| is_clear && !text.starts_with('0'))?;
    Some(Figure { value, has_points: true })
}

/// Whether a number with a point may be one below a thousand and one above: `500.000`.
pub(crate) fn is_ambiguous(text: &str) -> bool {
    let Some((whole, decimals)) = text.split_once('.') else { return false };
    whole.len() == 3 && is_digits(whole) && decimals == "000"
}

/// The number of groups of digits: the first has one to three, and each other one has three.
fn joined(groups: &[&str]) -> Option<u32> {
    let are_whole = match groups {
        [_] => true,
        [first, rest @ ..] => (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3),
        [] => false,
    };
    (are_whole && groups.iter().all(|group| is_digits(group))).then(|| groups.concat().parse().ok())?
}

pub(crate) fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A text without the marks of footnotes at its end: `1,350[3]` or `3 000*`.
pub(crate) fn without_footnotes(text: &str) -> &str {
    let mut text = text.trim_end();
    loop {
        let before = text;
        text = text.trim_end_matches(['*', '†', '‡', '§', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁰']);
        if let Some((start, mark)) = text.strip_suffix(']').and_then(|text| text.rsplit_once('['))
            && (1..=8).contains(&mark.len())
            && mark.chars().all(|sign| sign.is_alphanumeric() || sign == ' ')
        {
            text = start;
        }
        text = text.trim_end();
        if text == before {
            return text;
        }
    }
}

/// A date without the midnight that tools write behind it: `2025-12-01 00:00:00`.
pub(crate) fn without_midnight(text: &str) -> &str {
    match text.split_once([' ', 'T']) {
        Some((day, time)) if time.starts_with("00:00") && time.chars().all(|sign| "0:.Z".contains(sign)) => {
            day
        }
        _ => text,
    }
}

/// The first and last day of the dates that a number may stand for.
const SERIAL: (&str, &str) = ("2015-01-01", "2100-12-31");
/// The day from which spreadsheets count.
const SERIAL_START: &str = "1899-12-30";

/// The day and the second of the day that a spreadsheet keeps as a number, such as `46008` or `46008.5`.
pub(crate) fn serial_date(text: &str) -> Option<(Day, i64)> {
    let (days, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if days.len() != 5 || !is_digits(days) || fraction.is_empty() || !is_digits(fraction) {
        return None;
    }
    let start: Day = SERIAL_START.parse().ok()?;
    let [first, last] = [SERIAL.0, SERIAL.1].map(|day| day.parse::<Day>().ok());
    let day = start + days.parse::<i32>().ok()?;
    let share: f64 = format!("0.{fraction}").parse().ok()?;
    let second = (share * 86_400.0).round() as i64;
    (first? <= day && day <= last?).then_some((day, second.min(86_399)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<u32> {
        whole(text).map(|figure| figure.value)
    }

    #[test]
    fn numbers_have_signs_between_thousands_and_are_not_negative() {
        for text in
            ["24,823", "24 823", "24823", "24'823", "24\u{a0}823", "24\u{202f}823", "24823.0", "24.823"]
        {
            assert_eq!(number(text), Some(24_823), "{text}");
        }
        assert_eq!(
            (number("0"), number("1,000,000"), number("1.000.000")),
            (Some(0), Some(1_000_000), Some(1_000_000))
        );
        for text in
            ["-125", "12.5", "", "1,0,0", "5,00", ",500", "1234,567", "1.0000", "0.500", "500.000", "1.35"]
        {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(whole("3.000"), Some(Figure { value: 3000, has_points: true }));
        assert_eq!(whole("5106.0"), Some(Figure { value: 5106, has_points: false }));
    }

    #[test]
    fn marks_of_footnotes_are_no_part_of_a_number() {
        for (text, bare) in [
            ("1,350[3]", "1,350"),
            ("2025[12]", "2025"),
            ("3 000*", "3 000"),
            ("3000 [a][b]", "3000"),
            ("500†", "500"),
            ("500", "500"),
            ("a [long remark]", "a [long remark]"),
        ] {
            assert_eq!(without_footnotes(text), bare);
        }
    }

    /// A spreadsheet shows 46008 as 2025-12-17, and 42005 as 2015-01-01.
    #[test]
    fn a_spreadsheets_number_is_a_date_of_express_entry() {
        let day = |text: &str| serial_date(text).map(|(day, second)| (day.to_string(), second));
        assert_eq!(day("46008"), Some(("2025-12-17".to_owned(), 0)));
        assert_eq!(day("46008.75"), Some(("2025-12-17".to_owned(), 64_800)));
        assert_eq!(
            (day("42005").map(|read| read.0), day("42004"), day("2025")),
            (Some("2015-01-01".to_owned()), None, None)
        );
    }
}
