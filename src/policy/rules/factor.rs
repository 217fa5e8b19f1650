//! Factors that a reform adds to the Comprehensive Ranking System: a table of points on one attribute.
//!
//! | attribute | value that the points table is read at |
//! |---|---|
//! | `age` | full years |
//! | `education` | 0 none, 1 secondary, 2 one year, 3 two years, 4 bachelor, 5 two+, 6 masters, 7 doctorate |
//! | `first_language`, `second_language`, `english`, `french` | lowest of four abilities, 0 without test |
//! | `canadian_work_years`, `foreign_work_years` | full years in the last ten |
//! | `recent_canadian_months`, `occupation_months`, `continuous_months` | months, as the profile has them |
//! | `teer` | TEER of the occupation, 0 to 5 |
//! | `wage_tier` | 0 to 3: which `wage.tier` the occupation's median wage reaches |
//! | `occupation_level` | level of the factor's own `occupations` list that holds the occupation, else 0 |
//! | `canadian_study` | 0 none, 1 short, 2 long |
//! | `job_offer` | 0 none, 1 skilled, 2 senior manager |
//! | `trade_certificate`, `sibling`, `spouse`, `nominated`, `in_canada` | 0 no, 1 yes |
//! | `family_size` | persons |
//!
//! A number in the table holds up to the next number that is listed; below the first there are no points.

use super::section::Section;
use super::subject::Subject;
use crate::policy::noc::{self, UNIT_GROUPS};
use crate::policy::profile::{JobOffer, Profile, Residence};
use crate::policy::value::key::{ATTRIBUTES, REQUIREMENTS};
use crate::policy::value::sheet::Sheet;

const POINTS: usize = 121;

/// An added factor, compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AddedFactor {
    /// Name given by the reform.
    pub name: String,
    /// Section whose cap holds it.
    pub section: Section,
    attribute: Attribute,
    requirement: Requirement,
    points: [u16; POINTS],
    /// Value of the attribute by occupation, where it depends on nothing else.
    by_occupation: Option<Vec<u8>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Attribute {
    Age,
    Education,
    FirstLanguage,
    SecondLanguage,
    English,
    French,
    CanadianWorkYears,
    ForeignWorkYears,
    RecentCanadianMonths,
    OccupationMonths,
    ContinuousMonths,
    Occupation,
    CanadianStudy,
    JobOffer,
    TradeCertificate,
    Sibling,
    Spouse,
    Nominated,
    InCanada,
    FamilySize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Requirement {
    Nothing,
    CanadianWork,
    ForeignWork,
    JobOffer,
    CanadianWorkOrOffer,
    InCanada,
    Spouse,
    NoSpouse,
}

impl AddedFactor {
    /// Compiles a factor that has section, attribute and points, and is in force.
    pub fn compile(sheet: &Sheet<'_>, name: &str) -> Option<AddedFactor> {
        let table = format!("crs.factor.{name}");
        if sheet.flag(&format!("{table}.in_force")) == Some(false) {
            return None;
        }
        let letter = sheet.text(&format!("{table}.section"))?;
        let section = Section::ALL.into_iter().find(|section| section.letter() == letter)?;
        let attribute = sheet.text(&format!("{table}.attribute"))?;
        let requires = sheet.text(&format!("{table}.requires")).unwrap_or(REQUIREMENTS[0]);
        Some(AddedFactor {
            name: name.to_owned(),
            section,
            attribute: Attribute::named(attribute),
            requirement: Requirement::named(requires),
            points: sheet.steps(&format!("{table}.points"), ""),
            by_occupation: match attribute {
                "teer" => Some(noc::unit_groups().iter().map(|group| group.teer).collect()),
                "wage_tier" => Some(wage_tiers(sheet)),
                "occupation_level" => Some(occupation_levels(sheet, &table)),
                _ => None,
            },
        })
    }

    /// Points of a profile.
    #[inline]
    pub(super) fn points(&self, subject: Subject<'_>) -> u16 {
        let profile = subject.profile;
        if !self.requirement.is_met(profile) {
            return 0;
        }
        let value = match &self.by_occupation {
            Some(values) => usize::from(values[usize::from(profile.occupation.0)]),
            None => self.attribute.value(subject),
        };
        self.points[value.min(POINTS - 1)]
    }

    /// Whether turning this age changes points.
    pub fn birthday_matters(&self, age: usize) -> bool {
        self.attribute == Attribute::Age && age < POINTS && self.points[age] != self.points[age - 1]
    }
}

impl Attribute {
    fn named(name: &str) -> Attribute {
        match name {
            "age" => Attribute::Age,
            "education" => Attribute::Education,
            "first_language" => Attribute::FirstLanguage,
            "second_language" => Attribute::SecondLanguage,
            "english" => Attribute::English,
            "french" => Attribute::French,
            "canadian_work_years" => Attribute::CanadianWorkYears,
            "foreign_work_years" => Attribute::ForeignWorkYears,
            "recent_canadian_months" => Attribute::RecentCanadianMonths,
            "occupation_months" => Attribute::OccupationMonths,
            "continuous_months" => Attribute::ContinuousMonths,
            "teer" | "wage_tier" | "occupation_level" => Attribute::Occupation,
            "canadian_study" => Attribute::CanadianStudy,
            "job_offer" => Attribute::JobOffer,
            "trade_certificate" => Attribute::TradeCertificate,
            "sibling" => Attribute::Sibling,
            "spouse" => Attribute::Spouse,
            "nominated" => Attribute::Nominated,
            "in_canada" => Attribute::InCanada,
            "family_size" => Attribute::FamilySize,
            other => unreachable!("the reader admits only the attributes {ATTRIBUTES:?}, not `{other}`"),
        }
    }

    #[inline]
    fn value(self, subject: Subject<'_>) -> usize {
        let Subject { profile, lowest, age } = subject;
        match self {
            Attribute::Age => age,
            Attribute::Education => profile.education as usize,
            Attribute::FirstLanguage => usize::from(lowest.first),
            Attribute::SecondLanguage => usize::from(lowest.second),
            Attribute::English => usize::from(lowest.english),
            Attribute::French => usize::from(lowest.french),
            Attribute::CanadianWorkYears => usize::from(profile.canadian_work_years),
            Attribute::ForeignWorkYears => usize::from(profile.foreign_work_years),
            Attribute::RecentCanadianMonths => usize::from(profile.recent_canadian_months),
            Attribute::OccupationMonths => usize::from(profile.occupation_months),
            Attribute::ContinuousMonths => usize::from(profile.continuous_months),
            Attribute::Occupation => unreachable!("an occupation's value is read from the factor's table"),
            Attribute::CanadianStudy => profile.canadian_study as usize,
            Attribute::JobOffer => profile.job_offer as usize,
            Attribute::TradeCertificate => usize::from(profile.trade_certificate),
            Attribute::Sibling => usize::from(profile.sibling),
            Attribute::Spouse => usize::from(profile.spouse.is_some()),
            Attribute::Nominated => usize::from(profile.nominated),
            Attribute::InCanada => usize::from(profile.residence == Residence::Canada),
            Attribute::FamilySize => usize::from(profile.family_size),
        }
    }
}

impl Requirement {
    fn named(name: &str) -> Requirement {
        match name {
            "nothing" => Requirement::Nothing,
            "canadian_work" => Requirement::CanadianWork,
            "foreign_work" => Requirement::ForeignWork,
            "job_offer" => Requirement::JobOffer,
            "canadian_work_or_offer" => Requirement::CanadianWorkOrOffer,
            "in_canada" => Requirement::InCanada,
            "spouse" => Requirement::Spouse,
            "no_spouse" => Requirement::NoSpouse,
            other => unreachable!("the reader admits only the requirements {REQUIREMENTS:?}, not `{other}`"),
        }
    }

    #[inline]
    fn is_met(self, profile: &Profile) -> bool {
        match self {
            Requirement::Nothing => true,
            Requirement::CanadianWork => profile.canadian_work_years > 0,
            Requirement::ForeignWork => profile.foreign_work_years > 0,
            Requirement::JobOffer => profile.job_offer != JobOffer::None,
            Requirement::CanadianWorkOrOffer => {
                profile.canadian_work_years > 0 || profile.job_offer != JobOffer::None
            }
            Requirement::InCanada => profile.residence == Residence::Canada,
            Requirement::Spouse => profile.spouse.is_some(),
            Requirement::NoSpouse => profile.spouse.is_none(),
        }
    }
}

/// Wage tier of every occupation: the highest `wage.tier` times `wage.base` that its median wage reaches.
/// One of TEER 0 to 3 without a published wage is in `wage.unpublished_tier`, one outside TEER 0 to 3 in
/// tier 0.
pub(crate) fn wage_tiers(sheet: &Sheet<'_>) -> Vec<u8> {
    let base = sheet.hundredths("wage.base").unwrap_or(0);
    let multiples: Vec<(u8, i64)> =
        (1..=3).filter_map(|tier| Some((tier, sheet.hundredths(&format!("wage.tier.{tier}"))?))).collect();
    let unpublished = sheet.whole("wage.unpublished_tier").map_or(0, |tier| tier as u8);
    assert_eq!(noc::unit_groups().len(), UNIT_GROUPS);
    let mut tiers = Vec::with_capacity(UNIT_GROUPS);
    for group in noc::unit_groups() {
        let reached = |wage: u32| {
            let mut rising = multiples.iter().rev();
            let found = rising.find(|(_, multiple)| i64::from(wage) * 100 >= base * multiple);
            found.map_or(0, |(tier, _)| *tier)
        };
        tiers.push(match group.median_wage_cents {
            _ if group.teer > 3 || multiples.is_empty() => 0,
            Some(wage) => reached(wage),
            None => unpublished,
        });
    }
    tiers
}

fn occupation_levels(sheet: &Sheet<'_>, table: &str) -> Vec<u8> {
    let mut levels = vec![0; UNIT_GROUPS];
    for level in 1..=9 {
        for digits in sheet.texts(&format!("{table}.occupations.{level}")).unwrap_or_default() {
            for occupation in noc::beginning_with(digits) {
                levels[usize::from(occupation.0)] = level;
            }
        }
    }
    levels
}
