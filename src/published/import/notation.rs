//! IRCC's notation: numbers with commas, dates and times in words, names of rounds.

use crate::time::{Day, Instant};

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A whole number, with or without commas or blanks between its thousands; none where they stand elsewhere.
pub(super) fn number(text: &str) -> Option<u32> {
    let groups: Vec<&str> = text.trim().split(|sign: char| sign == ',' || sign.is_whitespace()).collect();
    let are_whole = match groups.as_slice() {
        [_] => true,
        [first, rest @ ..] => (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3),
        [] => false,
    };
    (are_whole && groups.iter().all(|group| is_digits(group))).then(|| groups.concat().parse().ok())?
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A date as `2025-06-10`, or as `June 10, 2025`, of a year from 2015 to 2100.
pub(super) fn date(text: &str) -> Option<Day> {
    let day = text.parse::<Day>().ok().or_else(|| {
        let moment = moment(text)?;
        Day::new(moment.year?, moment.month, moment.day)
    });
    day.filter(|day| (2015..=2100).contains(&day.year()))
}

/// A day of a month and a time of it, in UTC; the year may be missing, and so may the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub year: Option<i16>,
    pub month: i8,
    pub day: i8,
    pub second: Option<i64>,
}

impl Moment {
    /// The moment in a year.
    pub fn in_year(self, year: i16) -> Option<Instant> {
        let date = Day::new(year, self.month, self.day)?;
        Some(Instant::from_unix(i64::from(date.number()) * 86_400 + self.second?))
    }
}

/// Reads `June 10, 2025 at 13:57:34 UTC`, with or without the year and the time.
pub(super) fn moment(text: &str) -> Option<Moment> {
    let words: Vec<String> =
        text.split([' ', ',', '\u{a0}']).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let month = MONTHS.iter().position(|month| words.first().is_some_and(|word| word.starts_with(month)))?;
    let day = words.get(1)?.parse::<i8>().ok()?;
    let mut rest = words[2..].iter().peekable();
    let year = match rest.next_if(|word| is_digits(word)) {
        Some(word) => Some(word.parse::<i16>().ok().filter(|year| (2015..=2100).contains(year))?),
        None => None,
    };
    let time = rest.find(|word| word.contains(':'));
    let second = match time {
        Some(time) => Some(seconds(time)?),
        None => None,
    };
    Some(Moment { year, month: month as i8 + 1, day, second })
}

fn seconds(time: &str) -> Option<i64> {
    let parts: Option<Vec<i64>> = time.split(':').map(|part| part.parse().ok()).collect();
    match *parts?.as_slice() {
        [hour @ 0..24, minute @ 0..60] => Some(hour * 3600 + minute * 60),
        [hour @ 0..24, minute @ 0..60, second @ 0..60] => Some(hour * 3600 + minute * 60 + second),
        _ => None,
    }
}

/// The word before the number of a version.
const VERSION: &str = "version";

/// Round types, each with the words by which a name is recognised, in the order of the search.
const TYPES: [(&str, &[&str]); 17] = [
    ("no_program_specified", &["no program specified"]),
    ("general", &["general"]),
    ("pnp", &["provincial nominee"]),
    ("cec", &["canadian experience"]),
    ("fst", &["federal skilled trades"]),
    ("fsw", &["federal skilled worker"]),
    ("french", &["french"]),
    ("physicians_ca", &["physicians"]),
    ("senior_managers_ca", &["senior managers"]),
    ("researchers_ca", &["researchers"]),
    ("military", &["military"]),
    ("healthcare", &["healthcare", "health care"]),
    ("stem", &["stem", "science, technology"]),
    ("transport", &["transport"]),
    ("agriculture", &["agriculture"]),
    ("education", &["education"]),
    ("trades", &["trade"]),
];

/// A round's name as read: its type and the version of its category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RoundName {
    pub round_type: String,
    /// Such as `Version 2`, or `2026-Version 2`; empty for programs.
    pub version: String,
    /// Whether the type is one of the project's.
    pub is_known: bool,
}

/// Reads a round's name, such as `Healthcare occupations (Version 1)`. An unknown name becomes a type of its
/// own.
pub(super) fn round_name(name: &str) -> RoundName {
    let lower = name.to_lowercase();
    let version_at = lower.find(VERSION);
    let version = version_at.map_or(String::new(), |at| version(&lower[..at], &lower[at + VERSION.len()..]));
    let bare =
        lower[..version_at.unwrap_or(lower.len())].trim_end_matches(|sign: char| !sign.is_alphabetic());
    let known = TYPES.iter().find(|(_, words)| words.iter().any(|word| has_word(bare, word)));
    let round_type = known.map_or_else(|| own_name(bare), |(name, _)| (*name).to_owned());
    RoundName { round_type, version, is_known: known.is_some() }
}

/// A version as it is written: `Version 2`, or `2026-Version 2` where a year stands before it.
fn version(before: &str, after: &str) -> String {
    let before = before.trim_end();
    let year = before.rsplit([' ', '(', ',']).next().unwrap_or_default().trim_end_matches(['-', '–']);
    let year = if year.len() == 4 && is_digits(year) { format!("{year}-") } else { String::new() };
    let number = after.trim_start_matches(|sign: char| !sign.is_ascii_digit());
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    format!("{year}Version {}", &number[..digits]).trim_end().to_owned()
}

/// Whether a name has a word, or one that starts like it.
fn has_word(name: &str, word: &str) -> bool {
    name.starts_with(word) || name.contains(&format!(" {word}"))
}

/// `Blue-collar work` as `blue_collar_work`.
fn own_name(name: &str) -> String {
    let words = name.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let joined = words.collect::<Vec<_>>().join("_");
    if joined.is_empty() { "unnamed".to_owned() } else { joined }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_commas_and_are_not_negative() {
        assert_eq!(number("24,823"), Some(24_823));
        assert_eq!(number("0"), Some(0));
        assert_eq!(
            (number("1,000,000"), number("24 823"), number("24823")),
            (Some(1_000_000), Some(24_823), Some(24_823))
        );
        assert_eq!((number("-125"), number("12.5"), number("")), (None, None, None));
        assert_eq!(
            (number("1,0,0"), number("5,00"), number(",500"), number("1234,567")),
            (None, None, None, None)
        );
    }

    #[test]
    fn times_come_with_and_without_a_year() {
        let full = moment("June 10, 2025 at 13:57:34 UTC").unwrap();
        assert_eq!(full.in_year(2025).unwrap().to_string(), "2025-06-10T13:57:34Z");
        let short = moment("October 7 at 16:38:21 UTC").unwrap();
        assert_eq!((short.year, short.month, short.day), (None, 10, 7));
        assert_eq!(moment("June 10, 20255 at 13:57:34 UTC"), None);
        assert_eq!(moment("yesterday"), None);
        assert_eq!(date("March 24, 2024"), Day::new(2024, 3, 24));
        assert_eq!((date("20255-06-10"), date("12-04-2023")), (None, None));
    }

    #[test]
    fn names_have_versions_in_several_spellings() {
        for (name, round_type, version) in [
            ("Healthcare occupations (Version 1)", "healthcare", "Version 1"),
            ("Healthcare and social services occupations (Version 2)", "healthcare", "Version 2"),
            ("French-language proficiency 2026-Version 2", "french", "2026-Version 2"),
            ("French language proficiency (version1)", "french", "Version 1"),
            ("Trade occupations, Version 2", "trades", "Version 2"),
            ("Federal Skilled Trades", "fst", ""),
            ("No Program Specified", "no_program_specified", ""),
            ("Blue-collar work (Version 1)", "blue_collar_work", "Version 1"),
        ] {
            let expected = RoundName {
                round_type: round_type.to_owned(),
                version: version.to_owned(),
                is_known: round_type != "blue_collar_work",
            };
            assert_eq!(round_name(name), expected);
        }
    }
}
