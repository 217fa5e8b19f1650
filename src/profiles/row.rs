//! Reads one row of a table of profiles into a profile, or reports all its problems.

use std::ops::RangeInclusive;

use super::column::{COUNT, Column, Fact, Language as Whose, Part};
use super::doubt::Doubt;
use super::test_days::TestDays;
use crate::document::figure;
use crate::document::formula;
use crate::document::reader::nearest;
use crate::policy::law::language_chart::LanguageCharts;
use crate::policy::noc;
use crate::policy::profile::{
    Abilities, CanadianStudy, Education, GridFact, GridFacts, JobOffer, Occupation, Profile, Residence,
    Spouse,
};
use crate::policy::value::key::EDUCATION;
use crate::time::Day;

/// Most full years of an age.
const OLDEST: u8 = 120;

/// The context in which rows are read: day, charts and columns.
pub struct Context {
    /// The day on which profiles are scored.
    pub on: Day,
    /// Charts of that day's law.
    pub charts: LanguageCharts,
    /// Months for which a language test holds.
    pub test_months: u16,
    /// Months for which an assessment of a foreign credential holds.
    pub assessment_months: u16,
    /// Names of all columns.
    pub names: Vec<String>,
    /// Places of the columns that describe a spouse.
    pub spouse_columns: Vec<usize>,
    /// Occupation of a profile without one: one of TEER 5, on which no points and no program depend.
    pub no_occupation: Occupation,
}

/// The cells of a row, found by column.
pub struct Row<'a> {
    pub record: &'a csv::StringRecord,
    /// Place of each column in the record, if it is there.
    pub places: &'a [Option<usize>; COUNT],
    pub context: &'a Context,
    /// Problems, one sentence each.
    pub problems: &'a mut Vec<String>,
}

/// The facts of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Its id, if it has one.
    pub candidate: Option<String>,
    /// The profile.
    pub profile: Profile,
    /// Whether an occupation is given; without it programs and categories are unknown.
    pub has_occupation: bool,
    /// The days of its language tests.
    pub tested_on: TestDays,
    /// What cannot be right about it, or no longer holds.
    pub doubts: Vec<Doubt>,
}

impl<'a> Row<'a> {
    /// Reads the whole row; nothing if a problem was found.
    pub fn read(mut self) -> Option<Facts> {
        let birth = self.birth();
        let education = self.education(Fact::Education);
        if self.cell(Fact::Education).is_empty() {
            self.wrong(Fact::Education, "a level of education");
        }
        let (first_language, first) = self.first_language();
        let second = self.levels(Whose::Second, Some(first_language.other()));
        let before = self.problems.len();
        let canadian_work_years = self.number(Fact::CanadianWorkYears, 0..=60, || 0);
        let are_years_known = self.problems.len() == before;
        let foreign_work_years = self.number(Fact::ForeignWorkYears, 0..=60, || 0);
        let recent_canadian_months =
            self.number(Fact::RecentCanadianMonths, 0..=36, || months(canadian_work_years, 36));
        // The years leave out months beyond the last full year.
        let most_months = months(canadian_work_years, 36).saturating_add(11);
        if are_years_known && recent_canadian_months > most_months {
            let expected =
                format!("{most_months} or less, as `canadian_work_years` is {canadian_work_years}");
            self.wrong(Fact::RecentCanadianMonths, &expected);
        }
        let all_years = canadian_work_years.saturating_add(foreign_work_years);
        let longer = canadian_work_years.max(foreign_work_years);
        let occupation_months = self.number(Fact::OccupationMonths, 0..=36, || months(all_years, 36));
        let continuous_months = self.number(Fact::ContinuousMonths, 0..=120, || months(longer, 120));
        let occupation = self.occupation();
        let spouse = self.spouse();
        let profile = Profile {
            birth,
            education,
            first_language,
            designates_first_language: !self.cell(Fact::FirstLanguage).is_empty(),
            first: first.unwrap_or(Abilities([0; 4])),
            second: second.map(|(_, levels)| levels),
            canadian_work_years,
            recent_canadian_months,
            foreign_work_years,
            occupation: occupation.unwrap_or(self.context.no_occupation),
            occupation_months,
            continuous_months,
            trade_certificate: self.flag(Fact::TradeCertificate).unwrap_or(false),
            canadian_study: [CanadianStudy::None, CanadianStudy::Short, CanadianStudy::Long]
                [self.word(Fact::CanadianStudy, &["none", "short", "long"])],
            spouse,
            job_offer: [JobOffer::None, JobOffer::Skilled, JobOffer::SeniorManager]
                [self.word(Fact::JobOffer, &["none", "skilled", "senior_manager"])],
            sibling: self.flag(Fact::Sibling).unwrap_or(false),
            grid: self.grid_facts(),
            nominated: self.flag(Fact::Nominated).unwrap_or(false),
            residence: self.residence(recent_canadian_months),
            funds: self.flag(Fact::Funds).unwrap_or(true),
            family_size: self.number(Fact::FamilySize, 1..=20, || 1 + u8::from(spouse.is_some())),
        };
        let candidate = formula::unmarked(self.cell(Fact::Candidate));
        let candidate = (!candidate.is_empty()).then(|| candidate.to_owned());
        let day = |whose: Whose| self.cell(whose.column(Part::TestDate)).parse().ok();
        let tested_on =
            TestDays { first: day(Whose::First), second: day(Whose::Second), spouse: day(Whose::Spouse) };
        let has_occupation = occupation.is_some();
        let doubts = self.doubts(&profile);
        self.problems.is_empty().then_some(Facts { candidate, profile, has_occupation, tested_on, doubts })
    }

    pub(super) fn cell(&self, column: impl Into<Column>) -> &'a str {
        let (place, record) = (self.places[column.into().0], self.record);
        place.and_then(|place| record.get(place)).unwrap_or_default().trim()
    }

    pub(super) fn wrong(&mut self, column: impl Into<Column>, expected: &str) {
        let column = column.into();
        let (name, cell) = (&self.context.names[column.0], self.cell(column));
        let found = if cell.is_empty() { "empty".to_owned() } else { format!("`{cell}`") };
        let problem = format!("`{name}` is {found}, expected {expected}");
        self.problems.push(problem);
    }

    pub(super) fn number(
        &mut self,
        column: impl Into<Column>,
        range: RangeInclusive<u8>,
        empty: impl Fn() -> u8,
    ) -> u8 {
        let column = column.into();
        let cell = self.cell(column);
        if cell.is_empty() {
            return empty();
        }
        // Tools write a column of whole numbers with gaps as `7.0`.
        let number = whole(cell).parse::<u8>().ok().filter(|number| range.contains(number));
        number.unwrap_or_else(|| {
            self.wrong(column, &format!("a whole number from {} to {}", range.start(), range.end()));
            *range.start()
        })
    }

    /// Yes or no; none if the cell is empty or wrong.
    fn flag(&mut self, fact: Fact) -> Option<bool> {
        // Spreadsheets write TRUE, and Python writes True.
        match whole(self.cell(fact)).to_ascii_lowercase().as_str() {
            "" => None,
            "yes" | "true" | "1" => Some(true),
            "no" | "false" | "0" => Some(false),
            _ => {
                self.wrong(fact, "yes or no");
                None
            }
        }
    }

    /// Index of one of several words; an empty cell is the first.
    pub(super) fn word(&mut self, column: impl Into<Column>, words: &[&str]) -> usize {
        let column = column.into();
        let cell = self.cell(column);
        if cell.is_empty() {
            return 0;
        }
        let index = words.iter().position(|word| *word == cell);
        index.unwrap_or_else(|| {
            let meant =
                nearest(cell, words).map_or(String::new(), |word| format!("; did you mean `{word}`?"));
            self.wrong(column, &format!("{}{meant}", words.join(", ")));
            0
        })
    }

    pub(super) fn date(&mut self, column: impl Into<Column>) -> Option<Day> {
        let column = column.into();
        let cell = self.cell(column);
        if cell.is_empty() {
            return None;
        }
        let (on, day) = (self.context.on, figure::without_midnight(cell).parse::<Day>().ok());
        match day {
            Some(day) if day <= on => Some(day),
            Some(_) => {
                self.wrong(column, &format!("a date up to {on}"));
                None
            }
            None => {
                self.wrong(column, "a date like 1996-05-01");
                None
            }
        }
    }

    fn birth(&mut self) -> Day {
        let on = self.context.on;
        match (self.cell(Fact::Age).is_empty(), self.cell(Fact::BirthDate).is_empty()) {
            (true, true) => {
                self.problems
                    .push("neither `age` nor `birth_date` is given, expected one of them".to_owned());
                on
            }
            (false, true) => on.plus_years(-i32::from(self.number(Fact::Age, 0..=OLDEST, || 0))),
            (true | false, false) => {
                let birth = self.date(Fact::BirthDate).unwrap_or(on);
                if on.years_since(birth) > i32::from(OLDEST) {
                    self.wrong(
                        Fact::BirthDate,
                        &format!("a date less than {} years before {on}", OLDEST + 1),
                    );
                }
                birth
            }
        }
    }

    fn education(&mut self, fact: Fact) -> Education {
        Education::ALL[self.word(fact, &EDUCATION)]
    }

    fn occupation(&mut self) -> Option<Occupation> {
        let code = self.cell(Fact::Noc);
        if code.is_empty() {
            return None;
        }
        let found = noc::find(whole(code));
        if found.is_none() {
            let meant = with_lost_zeros(whole(code));
            let meant = meant.map_or(String::new(), |code| format!("; did you mean {code}?"));
            self.wrong(Fact::Noc, &format!("a NOC 2021 code of five digits such as 21231{meant}"));
        }
        found
    }

    fn residence(&mut self, recent_canadian_months: u8) -> Residence {
        let empty = if recent_canadian_months > 0 { Residence::Canada } else { Residence::Abroad };
        match self.cell(Fact::Residence) {
            "" => empty,
            "canada" => Residence::Canada,
            "abroad" => Residence::Abroad,
            _ => {
                self.wrong(Fact::Residence, "canada or abroad");
                empty
            }
        }
    }

    fn grid_facts(&mut self) -> GridFacts {
        let relative = self.flag(Fact::Relative).unwrap_or(false);
        let spouse_study = self.flag(Fact::SpouseCanadianStudy).unwrap_or(false);
        let own_study = self.flag(Fact::CanadianStudyTwoYears);
        let facts = [
            relative.then_some(GridFact::Relative),
            spouse_study.then_some(GridFact::SpouseStudy),
            own_study.map(|has_studied| match has_studied {
                true => GridFact::TwoYearStudy,
                false => GridFact::NoTwoYearStudy,
            }),
        ];
        facts.into_iter().flatten().collect()
    }

    fn spouse(&mut self) -> Option<Spouse> {
        let mut spouse_columns = self.context.spouse_columns.iter();
        let is_described = self.cell(Fact::Spouse).is_empty()
            && spouse_columns.any(|column| !self.cell(Column(*column)).is_empty());
        // A spouse who stays behind is not scored, even if facts of them are given.
        if !self.flag(Fact::Spouse).unwrap_or(is_described) {
            return None;
        }
        Some(Spouse {
            education: self.education(Fact::SpouseEducation),
            language: self.levels(Whose::Spouse, None).map(|(_, levels)| levels),
            canadian_work_years: self.number(Fact::SpouseCanadianWorkYears, 0..=60, || 0),
        })
    }
}

/// A number without the decimals of a whole one: `7.0` as `7`.
pub(super) fn whole(cell: &str) -> &str {
    match cell.split_once(['.', ',']) {
        Some((whole, decimals)) if !decimals.is_empty() && decimals.bytes().all(|sign| sign == b'0') => whole,
        _ => cell,
    }
}

/// The occupation whose code is the same number: spreadsheets take leading zeros away.
fn with_lost_zeros(code: &str) -> Option<String> {
    let is_short = (1..5).contains(&code.len()) && code.bytes().all(|digit| digit.is_ascii_digit());
    let padded = format!("{code:0>5}");
    is_short.then_some(padded).filter(|code| noc::find(code).is_some())
}

/// Months of full years, up to a limit.
fn months(years: u8, most: u8) -> u8 {
    u8::try_from(12 * u16::from(years)).unwrap_or(most).min(most)
}
