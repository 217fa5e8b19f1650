//! The Federal Skilled Worker selection grid: 67 of 100 points to pass.

use super::breakdown::abilities;
use super::crs::Steps;
use super::subject::Subject;
use crate::policy::profile::{CanadianStudy, GridFact, JobOffer, Profile};
use crate::policy::value::key::EDUCATION;
use crate::policy::value::sheet::Sheet;

/// The grid's tables on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    pass_mark: u16,
    first_language: Steps,
    second_language_level: u16,
    second_language: u16,
    education: [u16; 8],
    experience: [u16; 21],
    age: [u16; 121],
    arranged_employment: u16,
    adaptability: Adaptability,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Adaptability {
    own_work: u16,
    own_study: u16,
    own_study_from: CanadianStudy,
    spouse_study: u16,
    spouse_language: u16,
    spouse_language_level: u16,
    spouse_work: u16,
    arranged_employment: u16,
    relative: u16,
    cap: u16,
}

/// Points in the grid by its six factors. Rule: Immigration and Refugee Protection Regulations, sections 76
/// to 83.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridBreakdown {
    /// First official language, at most 24.
    pub first_language: u16,
    /// Second official language, at most 4.
    pub second_language: u16,
    /// Education, at most 25.
    pub education: u16,
    /// Experience, at most 15.
    pub experience: u16,
    /// Age, at most 12.
    pub age: u16,
    /// Arranged employment, at most 10.
    pub arranged_employment: u16,
    /// Adaptability, at most 10.
    pub adaptability: u16,
    /// All of them.
    pub total: u16,
    /// Whether the total reaches the pass mark.
    pub passed: bool,
}

impl Grid {
    /// Compiles the tables.
    pub fn compile(sheet: &Sheet<'_>) -> Grid {
        Grid {
            pass_mark: sheet.small("fsw_grid.pass_mark"),
            first_language: sheet.steps("fsw_grid.first_language", ""),
            second_language_level: sheet.small("fsw_grid.second_language.level"),
            second_language: sheet.small("fsw_grid.second_language.points"),
            education: sheet.by_word("fsw_grid.education", &EDUCATION, ""),
            experience: sheet.steps("fsw_grid.experience", ""),
            age: sheet.steps("fsw_grid.age", ""),
            arranged_employment: sheet.small("fsw_grid.arranged_employment"),
            adaptability: Adaptability::compile(sheet),
        }
    }

    /// Whether turning this age changes points.
    pub fn birthday_matters(&self, age: usize) -> bool {
        age < self.age.len() && self.age[age] != self.age[age - 1]
    }

    /// The points of a profile, with the profile's first language as the first. Experience is skilled work in
    /// Canada and abroad together.
    #[inline(always)]
    pub(super) fn breakdown(&self, subject: Subject<'_>) -> GridBreakdown {
        let Subject { profile, lowest, age } = subject;
        let years = usize::from(profile.canadian_work_years) + usize::from(profile.foreign_work_years);
        let has_offer = profile.job_offer != JobOffer::None;
        let first_language = abilities(&self.first_language, profile.first);
        let has_second = profile.second.is_some() && u16::from(lowest.second) >= self.second_language_level;
        let second_language = u16::from(has_second) * self.second_language;
        let education = self.education[profile.education as usize];
        let experience = self.experience[years.min(self.experience.len() - 1)];
        let age = self.age[age.min(self.age.len() - 1)];
        let arranged_employment = u16::from(has_offer) * self.arranged_employment;
        let adaptability = self.adaptability.points(profile);
        let total = first_language
            + second_language
            + education
            + experience
            + age
            + arranged_employment
            + adaptability;
        GridBreakdown {
            first_language,
            second_language,
            education,
            experience,
            age,
            arranged_employment,
            adaptability,
            total,
            passed: total >= self.pass_mark,
        }
    }
}

fn adaptability(sheet: &Sheet<'_>, name: &str) -> u16 {
    sheet.small(&format!("fsw_grid.adaptability.{name}"))
}

impl Adaptability {
    fn compile(sheet: &Sheet<'_>) -> Adaptability {
        Adaptability {
            own_work: adaptability(sheet, "own_work"),
            own_study: adaptability(sheet, "own_study"),
            own_study_from: match sheet.text("fsw_grid.adaptability.own_study_from") {
                Some("short") => CanadianStudy::Short,
                _ => CanadianStudy::Long,
            },
            spouse_study: adaptability(sheet, "spouse_study"),
            spouse_language: adaptability(sheet, "spouse_language"),
            spouse_language_level: adaptability(sheet, "spouse_language_level"),
            spouse_work: adaptability(sheet, "spouse_work"),
            arranged_employment: adaptability(sheet, "arranged_employment"),
            relative: adaptability(sheet, "relative"),
            cap: adaptability(sheet, "cap"),
        }
    }

    #[inline(always)]
    fn points(&self, profile: &Profile) -> u16 {
        let spouse_speaks = profile
            .spouse
            .and_then(|spouse| spouse.language)
            .is_some_and(|levels| u16::from(levels.lowest()) >= self.spouse_language_level);
        let spouse_studied = profile.spouse.is_some() && profile.grid.has(GridFact::SpouseStudy);
        let has_studied =
            profile.grid.two_year_study().unwrap_or(profile.canadian_study >= self.own_study_from);
        let spouse_worked = profile.spouse.is_some_and(|spouse| spouse.canadian_work_years > 0);
        let parts = [
            (profile.canadian_work_years > 0, self.own_work),
            (has_studied, self.own_study),
            (spouse_studied, self.spouse_study),
            (spouse_speaks, self.spouse_language),
            (spouse_worked, self.spouse_work),
            (profile.job_offer != JobOffer::None, self.arranged_employment),
            (profile.sibling || profile.grid.has(GridFact::Relative), self.relative),
        ];
        let sum: u16 = parts.iter().map(|(holds, points)| u16::from(*holds) * points).sum();
        sum.min(self.cap)
    }
}
