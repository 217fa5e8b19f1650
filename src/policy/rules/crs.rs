//! The point tables of the Comprehensive Ranking System on one day, dense.

use super::section::Factor;
use crate::policy::value::key::EDUCATION;
use crate::policy::value::sheet::Sheet;

/// Ages 0 to 120; higher ages have the points of 120.
pub const AGES: usize = 121;
/// Years of work with a row of their own in a table, 0 to 10; more counts as 10.
pub const YEARS: usize = 11;

/// Points by a level or by years, for every byte, so that none needs to be tested; above 10 they are those of
/// 10.
pub(super) type Steps = [u16; 256];

/// Section A in one of its two columns: without or with an accompanying spouse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub age: [u16; AGES],
    pub education: [u16; 8],
    pub first_language: Steps,
    pub second_language: Steps,
    pub canadian_work: Steps,
    pub first_language_cap: u16,
    pub second_language_cap: u16,
    pub languages_cap: u16,
    pub cap: u16,
}

/// All point tables. A factor that is not in force has zeros.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Crs {
    /// Without spouse, with spouse.
    pub columns: [Column; 2],
    pub spouse_education: [u16; 8],
    pub spouse_language: Steps,
    pub spouse_canadian_work: Steps,
    pub spouse_language_cap: u16,
    pub spouse_cap: u16,
    /// By education, then lowest level in the first language.
    pub education_language: [Steps; 8],
    /// By education, then years of Canadian work.
    pub education_canadian_work: [Steps; 8],
    /// By years of foreign work, then lowest level in the first language.
    pub foreign_work_language: [Steps; YEARS],
    /// By years of foreign work, then years of Canadian work.
    pub foreign_work_canadian_work: [Steps; YEARS],
    pub certificate_language: Steps,
    pub education_pair_cap: u16,
    pub foreign_work_pair_cap: u16,
    pub certificate_cap: u16,
    pub transferability_cap: u16,
    pub nomination: u16,
    /// By kind of offer: none, skilled, senior manager.
    pub job_offer: [u16; 3],
    /// By Canadian study: none, short, long.
    pub canadian_study: [u16; 3],
    pub sibling: u16,
    /// Without and with enough English.
    pub french: [u16; 2],
    pub french_level: u8,
    pub english_level: u8,
    pub additional_cap: u16,
    pub total_cap: u16,
}

impl Crs {
    /// Compiles the tables from the values in force.
    pub fn compile(sheet: &Sheet<'_>) -> Crs {
        let transferability = "crs.transferability";
        let education_tiers: [u16; 8] =
            sheet.by_word(&format!("{transferability}.education_tier"), &EDUCATION, "");
        let foreign_tiers: [u16; YEARS] = sheet.steps(&format!("{transferability}.foreign_work_tier"), "");
        let crs = Crs {
            columns: [Column::compile(sheet, "without_spouse"), Column::compile(sheet, "with_spouse")],
            spouse_education: sheet.by_word("crs.spouse.education", &EDUCATION, ""),
            spouse_language: sheet.steps("crs.spouse.language", ""),
            spouse_canadian_work: sheet.steps("crs.spouse.canadian_work", ""),
            spouse_language_cap: cap(sheet, "spouse_language"),
            spouse_cap: cap(sheet, "spouse"),
            education_language: tiered(sheet, Factor::EducationLanguage, education_tiers),
            education_canadian_work: tiered(sheet, Factor::EducationCanadianWork, education_tiers),
            foreign_work_language: tiered(sheet, Factor::ForeignWorkLanguage, foreign_tiers),
            foreign_work_canadian_work: tiered(sheet, Factor::ForeignWorkCanadianWork, foreign_tiers),
            certificate_language: sheet.steps(&format!("{transferability}.certificate_language"), ""),
            education_pair_cap: cap(sheet, "transferability_education"),
            foreign_work_pair_cap: cap(sheet, "transferability_foreign_work"),
            certificate_cap: cap(sheet, "transferability_certificate"),
            transferability_cap: cap(sheet, "transferability"),
            nomination: additional(sheet, "nomination"),
            job_offer: [
                0,
                additional(sheet, "job_offer_skilled"),
                additional(sheet, "job_offer_senior_manager"),
            ],
            canadian_study: [0, additional(sheet, "study_short"), additional(sheet, "study_long")],
            sibling: additional(sheet, "sibling"),
            french: [additional(sheet, "french"), additional(sheet, "french_with_english")],
            french_level: level(sheet, "french_level"),
            english_level: level(sheet, "english_level"),
            additional_cap: cap(sheet, "additional"),
            total_cap: cap(sheet, "total"),
        };
        Factor::ALL.into_iter().filter(|factor| !is_in_force(sheet, *factor)).fold(crs, Crs::without)
    }

    /// Whether turning this age changes points.
    pub fn birthday_matters(&self, age: usize) -> bool {
        age < AGES && self.columns.iter().any(|column| column.age[age] != column.age[age - 1])
    }

    /// The tables with a factor's points at zero; those of the pairs in section C are left out on compiling.
    fn without(mut self, factor: Factor) -> Crs {
        for column in &mut self.columns {
            match factor {
                Factor::Age => column.age.fill(0),
                Factor::Education => column.education.fill(0),
                Factor::FirstLanguage => column.first_language.fill(0),
                Factor::SecondLanguage => column.second_language.fill(0),
                Factor::CanadianWork => column.canadian_work.fill(0),
                _ => {}
            }
        }
        match factor {
            Factor::SpouseEducation => self.spouse_education.fill(0),
            Factor::SpouseLanguage => self.spouse_language.fill(0),
            Factor::SpouseCanadianWork => self.spouse_canadian_work.fill(0),
            Factor::CertificateLanguage => self.certificate_language.fill(0),
            Factor::Nomination => self.nomination = 0,
            Factor::JobOffer => self.job_offer.fill(0),
            Factor::CanadianStudy => self.canadian_study.fill(0),
            Factor::Sibling => self.sibling = 0,
            Factor::French => self.french.fill(0),
            Factor::Age
            | Factor::Education
            | Factor::FirstLanguage
            | Factor::SecondLanguage
            | Factor::CanadianWork
            | Factor::EducationLanguage
            | Factor::EducationCanadianWork
            | Factor::ForeignWorkLanguage
            | Factor::ForeignWorkCanadianWork => {}
        }
        self
    }
}

/// Whether the law counts a factor of the grid.
fn is_in_force(sheet: &Sheet<'_>, factor: Factor) -> bool {
    sheet.flag(&format!("crs.factor.{}.in_force", factor.name())).unwrap_or(true)
}

fn additional(sheet: &Sheet<'_>, name: &str) -> u16 {
    sheet.small(&format!("crs.additional.{name}"))
}

fn level(sheet: &Sheet<'_>, name: &str) -> u8 {
    u8::try_from(additional(sheet, name)).expect("a level is at most 10")
}

fn cap(sheet: &Sheet<'_>, name: &str) -> u16 {
    sheet.small(&format!("crs.cap.{name}"))
}

/// The points of a pair of section C: a row for each tier, zeros if the pair is not in force.
fn tiered<const ROWS: usize>(sheet: &Sheet<'_>, factor: Factor, tiers: [u16; ROWS]) -> [Steps; ROWS] {
    tiers.map(|tier| {
        let table = format!("crs.transferability.{}.{tier}", factor.name());
        if is_in_force(sheet, factor) { sheet.steps(&table, "") } else { [0; 256] }
    })
}

impl Column {
    fn compile(sheet: &Sheet<'_>, column: &str) -> Column {
        Column {
            age: sheet.steps("crs.age", column),
            education: sheet.by_word("crs.education", &EDUCATION, column),
            first_language: sheet.steps("crs.first_language", column),
            second_language: sheet.steps("crs.second_language", column),
            canadian_work: sheet.steps("crs.canadian_work", column),
            first_language_cap: cap(sheet, &format!("first_language.{column}")),
            second_language_cap: cap(sheet, &format!("second_language.{column}")),
            languages_cap: cap(sheet, &format!("languages.{column}")),
            cap: cap(sheet, &format!("core.{column}")),
        }
    }
}
