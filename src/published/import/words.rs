//! What IRCC's texts mean: numbers with commas, dates and times in words, names of rounds.

use crate::time::{Day, Instant};

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A whole number, with or without commas or blanks between its thousands; none where they stand elsewhere.
pub(super) fn number(text: &str) -> Option<u32> {
    let groups: Vec<&str> = text.trim().split(|one: char| one == ',' || one.is_whitespace()).collect();
    let is_group = |(place, group): (usize, &&str)| {
        let is_whole = match place {
            0 => groups.len() == 1 || (1..=3).contains(&group.len()),
            _ => group.len() == 3,
        };
        is_whole && group.bytes().all(|byte| byte.is_ascii_digit())
    };
    groups.iter().enumerate().all(is_group).then(|| groups.concat().parse().ok())?
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
    let is_year = |word: &&String| word.bytes().all(|byte| byte.is_ascii_digit());
    let year = match rest.next_if(|word| is_year(word)) {
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

/// Round types and words that tell them, in the order in which they are looked for.
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

/// What the name of a round says: its type and the version of its category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RoundName {
    pub round_type: String,
    /// Such as `Version 2`, or `2026-Version 2`; empty for programs.
    pub version: String,
    /// Whether the type is one of the project's.
    pub is_known: bool,
}

/// Reads a round's name, such as `Healthcare occupations (Version 1)`. A name that is not known becomes a type of its own.
pub(super) fn round_name(name: &str) -> RoundName {
    let lower = name.to_lowercase();
    let (bare, version) = match lower.find("version") {
        Some(at) => {
            let before = lower[..at].trim_end();
            let year = before.rsplit([' ', '(', ',']).next().unwrap_or_default().trim_end_matches(['-', '–']);
            let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
            let number: String = lower[at + "version".len()..]
                .chars()
                .skip_while(|one| !one.is_ascii_digit())
                .take_while(char::is_ascii_digit)
                .collect();
            let version =
                if is_year { format!("{year}-Version {number}") } else { format!("Version {number}") };
            (&lower[..at], version.trim_end().to_owned())
        }
        None => (lower.as_str(), String::new()),
    };
    let bare = bare.trim_end_matches(|one: char| !one.is_alphabetic());
    let has = |word: &&str| bare.starts_with(*word) || bare.contains(&format!(" {word}"));
    let known = TYPES.iter().find(|(_, words)| words.iter().any(has));
    let round_type = match known {
        Some((name, _)) => (*name).to_owned(),
        None => own_name(bare),
    };
    RoundName { round_type, version, is_known: known.is_some() }
}

/// `Blue-collar work` as `blue_collar_work`.
fn own_name(name: &str) -> String {
    let words = name.split(|one: char| !one.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
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
        let read = |name: &str| {
            let RoundName { round_type, version, is_known } = round_name(name);
            (round_type, version, is_known)
        };
        let known = |name: &str, version: &str| (name.to_owned(), version.to_owned(), true);
        assert_eq!(read("Healthcare occupations (Version 1)"), known("healthcare", "Version 1"));
        assert_eq!(
            read("Healthcare and social services occupations (Version 2)"),
            known("healthcare", "Version 2")
        );
        assert_eq!(read("French-language proficiency 2026-Version 2"), known("french", "2026-Version 2"));
        assert_eq!(read("French language proficiency (version1)"), known("french", "Version 1"));
        assert_eq!(read("Trade occupations, Version 2"), known("trades", "Version 2"));
        assert_eq!(read("Federal Skilled Trades"), known("fst", ""));
        assert_eq!(read("No Program Specified"), known("no_program_specified", ""));
        assert_eq!(
            read("Blue-collar work (Version 1)"),
            ("blue_collar_work".to_owned(), "Version 1".to_owned(), false)
        );
    }
}
