//! Patterns of keys, and the words that may stand in them.

use crate::document::reader::one_of;

/// What may stand at a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Points of the CRS or of the FSW grid.
    Points,
    /// A whole number within two bounds.
    Whole(i64, i64),
    /// A number of 0 or more with up to two decimals.
    Decimal,
    /// True or false.
    Flag,
    /// One of several words.
    Word(&'static [&'static str]),
    /// Any text.
    Text,
    /// A date.
    Day,
    /// NOC 2021 codes, each whole or its first digits.
    Occupations,
    /// TEER categories, 0 to 5.
    Teers,
    /// Names of programs.
    Programs,
}

impl Kind {
    /// What a reference says may stand there.
    pub fn expected(self) -> String {
        match self {
            Kind::Points => "points from 0 to 1200".to_owned(),
            Kind::Whole(low, high) => format!("a whole number from {low} to {high}"),
            Kind::Decimal => "a number of 0 or more, with up to two decimals".to_owned(),
            Kind::Flag => "true or false".to_owned(),
            Kind::Word(words) => one_of(words),
            Kind::Text => "a text in quotes".to_owned(),
            Kind::Day => "a date".to_owned(),
            Kind::Occupations => "a list of NOC 2021 codes".to_owned(),
            Kind::Teers => "a list of numbers from 0 to 5".to_owned(),
            Kind::Programs => "a list of programs".to_owned(),
        }
    }
}

/// Levels of education, in rising order.
pub const EDUCATION: [&str; 8] =
    ["none", "secondary", "one_year", "two_year", "bachelor", "two_or_more", "masters", "doctorate"];

/// Attributes of a profile that an added factor may read; documented at [`crate::policy::rules::factor`].
pub const ATTRIBUTES: [&str; 22] = [
    "age",
    "education",
    "first_language",
    "second_language",
    "english",
    "french",
    "canadian_work_years",
    "foreign_work_years",
    "recent_canadian_months",
    "occupation_months",
    "continuous_months",
    "teer",
    "wage_tier",
    "occupation_level",
    "canadian_study",
    "job_offer",
    "trade_certificate",
    "sibling",
    "spouse",
    "nominated",
    "in_canada",
    "family_size",
];

/// Further conditions of a factor that a reform adds.
pub const REQUIREMENTS: [&str; 8] = [
    "nothing",
    "canadian_work",
    "foreign_work",
    "job_offer",
    "canadian_work_or_offer",
    "in_canada",
    "spouse",
    "no_spouse",
];

/// Measures of work, in months.
pub const MEASURES: [&str; 7] = [
    "canadian_recent",
    "canadian",
    "foreign",
    "occupation_recent",
    "occupation_continuous",
    "occupation_any",
    "recent",
];

/// Words of a class of names.
fn class(name: &str) -> &'static [&'static str] {
    match name {
        "column" => &["with_spouse", "without_spouse"],
        "education" => &EDUCATION,
        "ability" => &crate::policy::profile::Abilities::NAMES,
        "measure" => &MEASURES,
        "test" => &crate::policy::language::TESTS,
        _ => unreachable!("the pattern names a class `{name}` that does not exist"),
    }
}

/// A pattern, part by part.
#[derive(Clone, Copy, Debug)]
pub struct Pattern {
    pub(super) path: &'static str,
    /// What may stand at its end.
    pub kind: Kind,
    /// What such a value means, in a sentence.
    pub description: &'static str,
    /// A setting of one, as TOML.
    pub example: &'static str,
}

impl Pattern {
    /// The dotted path, in the notation of this module.
    pub fn path(self) -> &'static str {
        self.path
    }

    /// Number of parts.
    pub fn depth(self) -> usize {
        self.path.split('.').count()
    }

    fn part(self, depth: usize) -> Option<&'static str> {
        self.path.split('.').nth(depth)
    }

    /// Whether `word` may stand at this depth of a path.
    pub fn admits(self, depth: usize, word: &str) -> bool {
        let Some(part) = self.part(depth) else { return false };
        match part_bounds(part) {
            Some((low, high)) => word
                .parse::<u32>()
                .is_ok_and(|number| number.to_string() == word && (low..=high).contains(&number)),
            None if part == "*" => is_name(word),
            None => words(part).contains(&word),
        }
    }

    /// The words that may stand at this depth, unless it is a range or a free name.
    pub fn words(self, depth: usize) -> Vec<&'static str> {
        match self.part(depth) {
            Some(part) if self.described(depth).is_none() => words(part),
            _ => Vec::new(),
        }
    }

    /// What a message says is expected at this depth, if it is a range or a free name.
    pub fn described(self, depth: usize) -> Option<String> {
        let part = self.part(depth)?;
        match part_bounds(part) {
            Some((low, high)) => Some(format!("a whole number from {low} to {high}")),
            None if part == "*" => Some("a name of small letters, digits and `_`".to_owned()),
            None => None,
        }
    }

    /// Whether a free name stands at this depth.
    pub fn is_free(self, depth: usize) -> bool {
        self.part(depth) == Some("*")
    }
}

fn words(part: &'static str) -> Vec<&'static str> {
    match part.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        Some(name) => class(name).to_vec(),
        None => part.split('|').collect(),
    }
}

fn part_bounds(part: &str) -> Option<(u32, u32)> {
    let (low, high) = part.split_once('-')?;
    Some((low.parse().ok()?, high.parse().ok()?))
}

fn is_name(word: &str) -> bool {
    let starts_well = word.starts_with(|first: char| first.is_ascii_lowercase());
    starts_well && word.chars().all(|each| each.is_ascii_lowercase() || each.is_ascii_digit() || each == '_')
}
