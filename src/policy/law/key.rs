//! The keys of the law: every name a value can have, and what may stand there.
//!
//! A pattern is a dotted path. `{class}` stands for the words of a class, `0-10` for the whole numbers of
//! a range, `a|b` for either word, `*` for a name that the law or a reform gives to something it adds.

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

/// Levels of education, in rising order.
pub const EDUCATION: [&str; 8] =
    ["none", "secondary", "one_year", "two_year", "bachelor", "two_or_more", "masters", "doctorate"];

/// What a factor that a reform adds may read of a profile; documented at [`crate::policy::rules::factor`].
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

/// What a factor that a reform adds may demand besides.
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

/// Every pattern of a key with what may stand there.
const PATTERNS: &[(&str, Kind)] = &[
    ("crs.known", Kind::Flag),
    ("crs.age.0-120.{column}", Kind::Points),
    ("crs.education.{education}.{column}", Kind::Points),
    ("crs.first_language|second_language|canadian_work.0-10.{column}", Kind::Points),
    ("crs.spouse.education.{education}", Kind::Points),
    ("crs.spouse.language|canadian_work.0-10", Kind::Points),
    ("crs.transferability.education_tier.{education}", Kind::Whole(0, 2)),
    ("crs.transferability.foreign_work_tier.0-10", Kind::Whole(0, 2)),
    ("crs.transferability.education_language|education_canadian_work.1-2.0-10", Kind::Points),
    ("crs.transferability.foreign_work_language|foreign_work_canadian_work.1-2.0-10", Kind::Points),
    ("crs.transferability.certificate_language.0-10", Kind::Points),
    ("crs.additional.nomination|job_offer_senior_manager|job_offer_skilled", Kind::Points),
    ("crs.additional.study_short|study_long|sibling|french|french_with_english", Kind::Points),
    ("crs.additional.french_level|english_level", Kind::Whole(0, 10)),
    ("crs.cap.core|first_language|second_language|languages.{column}", Kind::Points),
    ("crs.cap.spouse|spouse_language|transferability|additional|total", Kind::Points),
    (
        "crs.cap.transferability_education|transferability_foreign_work|transferability_certificate",
        Kind::Points,
    ),
    ("crs.factor.*.in_force", Kind::Flag),
    ("crs.factor.*.section", Kind::Word(&["A", "B", "C", "D"])),
    ("crs.factor.*.attribute", Kind::Word(&ATTRIBUTES)),
    ("crs.factor.*.requires", Kind::Word(&REQUIREMENTS)),
    ("crs.factor.*.points.0-120", Kind::Points),
    ("crs.factor.*.occupations.1-9", Kind::Occupations),
    ("programs|categories.*.name|version", Kind::Text),
    ("programs|categories.*.in_force", Kind::Flag),
    ("programs|categories.*.occupations|occupations_excluded", Kind::Occupations),
    ("programs|categories.*.teer", Kind::Teers),
    ("programs|categories.*.work.{measure}", Kind::Whole(0, 240)),
    ("programs|categories.*.language.{ability}", Kind::Whole(0, 10)),
    ("programs|categories.*.language_by_teer.0-5", Kind::Whole(0, 10)),
    ("programs|categories.*.french_level|english_level", Kind::Whole(0, 10)),
    ("programs|categories.*.education", Kind::Word(&EDUCATION)),
    ("programs|categories.*.canadian_study", Kind::Word(&["none", "short", "long"])),
    ("programs|categories.*.residence", Kind::Word(&["anywhere", "canada", "abroad"])),
    ("programs|categories.*.minimum_age|maximum_age", Kind::Whole(0, 120)),
    ("programs|categories.*.job_offer|trade_certificate|job_offer_or_trade_certificate", Kind::Flag),
    ("programs|categories.*.nomination|funds|fsw_grid", Kind::Flag),
    ("fsw_grid.pass_mark", Kind::Whole(0, 100)),
    ("fsw_grid.arranged_employment", Kind::Points),
    ("fsw_grid.first_language.0-10", Kind::Points),
    ("fsw_grid.second_language.level", Kind::Whole(0, 10)),
    ("fsw_grid.second_language.points", Kind::Points),
    ("fsw_grid.education.{education}", Kind::Points),
    ("fsw_grid.experience.0-20", Kind::Points),
    ("fsw_grid.age.0-120", Kind::Points),
    ("fsw_grid.adaptability.own_work|own_study|spouse_language|spouse_study|spouse_work", Kind::Points),
    ("fsw_grid.adaptability.arranged_employment|relative|cap", Kind::Points),
    ("fsw_grid.adaptability.spouse_language_level", Kind::Whole(0, 10)),
    ("fsw_grid.adaptability.own_study_from", Kind::Word(&["short", "long"])),
    ("funds.1-7", Kind::Whole(0, 1_000_000)),
    ("funds.each_more", Kind::Whole(0, 1_000_000)),
    ("wage.base", Kind::Decimal),
    ("wage.tier.1-3", Kind::Decimal),
    ("profile.validity_months|language_test_months|education_assessment_months", Kind::Whole(1, 120)),
    ("profile.job_bank_duty", Kind::Flag),
    ("profile.job_bank_days", Kind::Whole(1, 365)),
    ("invitation.validity_days", Kind::Whole(1, 365)),
    ("invitation.tie_break", Kind::Word(&["submission_time", "everyone_at_the_cutoff"])),
    ("invitation.program_order", Kind::Programs),
    ("language_tests.{test}.*.from|until", Kind::Day),
    ("language_tests.{test}.*.{ability}.4-10", Kind::Decimal),
];

/// A pattern, part by part.
#[derive(Clone, Copy, Debug)]
pub struct Pattern {
    path: &'static str,
    /// What may stand at its end.
    pub kind: Kind,
}

impl Pattern {
    /// All patterns.
    pub fn all() -> Vec<Pattern> {
        PATTERNS.iter().map(|&(path, kind)| Pattern { path, kind }).collect()
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_of(path: &str) -> Option<Kind> {
        let parts: Vec<&str> = path.split('.').collect();
        Pattern::all()
            .into_iter()
            .find(|pattern| {
                pattern.depth() == parts.len()
                    && parts.iter().enumerate().all(|(depth, word)| pattern.admits(depth, word))
            })
            .map(|pattern| pattern.kind)
    }

    #[test]
    fn a_path_has_the_kind_of_its_pattern() {
        assert_eq!(kind_of("crs.age.30.with_spouse"), Some(Kind::Points));
        assert_eq!(kind_of("crs.age.121.with_spouse"), None);
        assert_eq!(kind_of("crs.age.030.with_spouse"), None);
        assert_eq!(kind_of("categories.stem.french_level"), Some(Kind::Whole(0, 10)));
        assert_eq!(kind_of("categories.STEM.french_level"), None);
        assert_eq!(kind_of("language_tests.pte_core.scale_1.until"), Some(Kind::Day));
        assert_eq!(kind_of("crs.education.bachelor"), None);
    }
}
