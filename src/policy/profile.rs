//! The facts of a candidate that the law reads. A profile holds no score.

use crate::time::Day;

/// Highest level of education, Canadian or with an assessment of equivalence, in rising order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Education {
    /// Less than secondary school.
    None,
    /// Secondary school diploma.
    Secondary,
    /// Post-secondary credential of one year.
    OneYear,
    /// Post-secondary credential of two years.
    TwoYear,
    /// Credential of three years or more, such as a bachelor's degree.
    Bachelor,
    /// Two or more credentials, one of them of three years or more.
    TwoOrMore,
    /// Master's degree or entry-to-practice professional degree.
    Masters,
    /// Doctorate.
    Doctorate,
}

impl Education {
    /// All levels, in rising order.
    pub const ALL: [Education; 8] = [
        Education::None,
        Education::Secondary,
        Education::OneYear,
        Education::TwoYear,
        Education::Bachelor,
        Education::TwoOrMore,
        Education::Masters,
        Education::Doctorate,
    ];
}

/// An official language of Canada.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Language {
    /// English, measured in CLB levels.
    English,
    /// French, measured in NCLC levels.
    French,
}

impl Language {
    /// The other official language.
    pub fn other(self) -> Language {
        match self {
            Language::English => Language::French,
            Language::French => Language::English,
        }
    }
}

/// CLB or NCLC levels of the four abilities, in the order of [`Abilities::NAMES`]; above 10 counts as 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Abilities(pub [u8; 4]);

impl Abilities {
    /// Names of the four abilities in the order in which levels are kept.
    pub const NAMES: [&str; 4] = ["speaking", "listening", "reading", "writing"];

    /// The lowest level of the four, which decides wherever the law says "in all four".
    #[inline]
    pub fn lowest(self) -> u8 {
        let [a, b, c, d] = self.0;
        a.min(b).min(c).min(d)
    }
}

/// A Canadian post-secondary credential that earns additional points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum CanadianStudy {
    /// No Canadian credential.
    None,
    /// A credential of one or two years.
    Short,
    /// A credential of three years or more, a master's, professional or doctoral degree.
    Long,
}

/// A valid offer of arranged employment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum JobOffer {
    /// No offer.
    None,
    /// An offer in an occupation of NOC TEER 0 to 3 outside major group 00.
    Skilled,
    /// An offer in NOC major group 00, senior management.
    SeniorManager,
}

/// Where a candidate lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Residence {
    /// In Canada.
    Canada,
    /// Outside Canada.
    Abroad,
}

/// A unit group of the National Occupational Classification 2021, as a row of [`crate::policy::noc`]'s table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occupation(pub u16);

/// A spouse or common-law partner who accompanies the candidate and is neither a citizen nor a permanent
/// resident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spouse {
    /// Highest level of education.
    pub education: Education,
    /// Levels of the better official language, if tested.
    pub language: Option<Abilities>,
    /// Full years of skilled work in Canada in the last ten years.
    pub canadian_work_years: u8,
}

/// A fact that the grid of skilled workers alone gives points for.
///
/// Rule: Immigration and Refugee Protection Regulations, section 83.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum GridFact {
    /// A relative in Canada other than a sibling, of 18 or more, citizen or permanent resident, of the
    /// candidate or of the spouse.
    Relative,
    /// The spouse studied in Canada, full time, for two academic years or more.
    SpouseStudy,
    /// The candidate studied in Canada, full time, for two academic years or more.
    TwoYearStudy,
    /// The candidate did not. If neither is stated the law judges by the Canadian credential.
    NoTwoYearStudy,
}

/// A set of [`GridFact`]s, in a byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GridFacts(u8);

impl GridFacts {
    /// Whether a fact holds.
    #[inline]
    pub fn has(self, fact: GridFact) -> bool {
        self.0 & 1 << fact as u8 != 0
    }

    /// Whether two academic years of own study in Canada are stated, or their absence.
    #[inline]
    pub fn two_year_study(self) -> Option<bool> {
        let is_stated = self.has(GridFact::TwoYearStudy) || self.has(GridFact::NoTwoYearStudy);
        is_stated.then(|| self.has(GridFact::TwoYearStudy))
    }
}

impl FromIterator<GridFact> for GridFacts {
    fn from_iter<I: IntoIterator<Item = GridFact>>(facts: I) -> GridFacts {
        GridFacts(facts.into_iter().fold(0, |set, fact| set | 1 << fact as u8))
    }
}

/// What a candidate has declared: the facts that score, programs and categories are computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Date of birth.
    pub birth: Day,
    /// Highest level of education.
    pub education: Education,
    /// Official language whose test counts as the first.
    pub first_language: Language,
    /// Whether the candidate says that this language is the first. The grid of skilled workers then counts it
    /// so; otherwise the grid takes the language that serves the candidate better.
    ///
    /// Rule: Immigration and Refugee Protection Regulations, section 79(1).
    pub designates_first_language: bool,
    /// Levels in the first official language.
    pub first: Abilities,
    /// Levels in the other official language, if tested.
    pub second: Option<Abilities>,
    /// Full years of authorised skilled work in Canada in the last ten years.
    pub canadian_work_years: u8,
    /// Months of authorised skilled work in Canada in the last three years (at most 36).
    pub recent_canadian_months: u8,
    /// Full years of skilled work abroad in the last ten years.
    pub foreign_work_years: u8,
    /// Primary occupation.
    pub occupation: Occupation,
    /// Months of work in the primary occupation in the last three years, in Canada or abroad (at most 36).
    pub occupation_months: u8,
    /// Longest unbroken work in the primary occupation within the last ten years, in months (at most 120).
    pub continuous_months: u8,
    /// Certificate of qualification in a skilled trade issued in Canada.
    pub trade_certificate: bool,
    /// Post-secondary credential earned in Canada.
    pub canadian_study: CanadianStudy,
    /// Accompanying spouse, if any.
    pub spouse: Option<Spouse>,
    /// Arranged employment.
    pub job_offer: JobOffer,
    /// A brother or sister of 18 or more in Canada, citizen or permanent resident.
    pub sibling: bool,
    /// What else the grid of skilled workers gives points for.
    pub grid: GridFacts,
    /// Provincial or territorial nomination under an Express Entry stream.
    pub nominated: bool,
    /// Where the candidate lives.
    pub residence: Residence,
    /// Settlement funds meet the table in force, or none are needed.
    pub funds: bool,
    /// Persons who would be admitted: the candidate and the accompanying family.
    pub family_size: u8,
}

impl Profile {
    /// A person abroad and alone, born on a day, with a first test in English of these levels and the needed
    /// funds. All other facts are at their lowest; set the fields that differ.
    pub fn new(birth: Day, first: Abilities) -> Profile {
        Profile {
            birth,
            education: Education::None,
            first_language: Language::English,
            designates_first_language: false,
            first,
            second: None,
            canadian_work_years: 0,
            recent_canadian_months: 0,
            foreign_work_years: 0,
            occupation: Occupation(0),
            occupation_months: 0,
            continuous_months: 0,
            trade_certificate: false,
            canadian_study: CanadianStudy::None,
            spouse: None,
            job_offer: JobOffer::None,
            sibling: false,
            grid: GridFacts::default(),
            nominated: false,
            residence: Residence::Abroad,
            funds: true,
            family_size: 1,
        }
    }

    /// The same person with the other language as the first; none without a test in it.
    pub(crate) fn with_other_language_first(&self) -> Option<Profile> {
        let first = self.second?;
        let first_language = self.first_language.other();
        Some(Profile { first_language, first, second: Some(self.first), ..*self })
    }

    /// Levels in the second official language, 0 without a test.
    #[inline(always)]
    pub(crate) fn second_or_none(&self) -> Abilities {
        self.second.unwrap_or(Abilities([0; 4]))
    }

    /// Members of the family, the candidate left out.
    pub(crate) fn family_members(&self) -> u8 {
        self.family_size.saturating_sub(1)
    }

    /// Whether the four abilities in French all reach NCLC 7, whichever language is the first.
    ///
    /// Rule: additional points and the category for French ask for it (Ministerial Instructions, section 30).
    pub fn speaks_french(&self) -> bool {
        let french = match self.first_language {
            Language::French => Some(self.first),
            Language::English => self.second,
        };
        french.is_some_and(|levels| levels.lowest() >= 7)
    }
}
