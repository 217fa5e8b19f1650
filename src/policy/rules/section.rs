//! The names of the grid: its four sections and the factors in them.

/// A factor of the grid, in the order of [`super::breakdown::Breakdown::points`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Factor {
    /// A: age in full years.
    Age,
    /// A: highest level of education.
    Education,
    /// A: first official language, four abilities.
    FirstLanguage,
    /// A: second official language, four abilities.
    SecondLanguage,
    /// A: skilled work in Canada.
    CanadianWork,
    /// B: spouse's education.
    SpouseEducation,
    /// B: spouse's language.
    SpouseLanguage,
    /// B: spouse's work in Canada.
    SpouseCanadianWork,
    /// C: education with first language.
    EducationLanguage,
    /// C: education with work in Canada.
    EducationCanadianWork,
    /// C: foreign work with first language.
    ForeignWorkLanguage,
    /// C: foreign work with work in Canada.
    ForeignWorkCanadianWork,
    /// C: certificate of qualification with first language.
    CertificateLanguage,
    /// D: provincial or territorial nomination.
    Nomination,
    /// D: offer of arranged employment.
    JobOffer,
    /// D: study in Canada.
    CanadianStudy,
    /// D: brother or sister in Canada.
    Sibling,
    /// D: French.
    French,
}

impl Factor {
    /// All factors, in order.
    pub const ALL: [Factor; 18] = [
        Factor::Age,
        Factor::Education,
        Factor::FirstLanguage,
        Factor::SecondLanguage,
        Factor::CanadianWork,
        Factor::SpouseEducation,
        Factor::SpouseLanguage,
        Factor::SpouseCanadianWork,
        Factor::EducationLanguage,
        Factor::EducationCanadianWork,
        Factor::ForeignWorkLanguage,
        Factor::ForeignWorkCanadianWork,
        Factor::CertificateLanguage,
        Factor::Nomination,
        Factor::JobOffer,
        Factor::CanadianStudy,
        Factor::Sibling,
        Factor::French,
    ];

    /// Name in tables and in keys: `crs.factor.NAME.in_force`.
    pub fn name(self) -> &'static str {
        match self {
            Factor::Age => "age",
            Factor::Education => "education",
            Factor::FirstLanguage => "first_language",
            Factor::SecondLanguage => "second_language",
            Factor::CanadianWork => "canadian_work",
            Factor::SpouseEducation => "spouse_education",
            Factor::SpouseLanguage => "spouse_language",
            Factor::SpouseCanadianWork => "spouse_canadian_work",
            Factor::EducationLanguage => "education_language",
            Factor::EducationCanadianWork => "education_canadian_work",
            Factor::ForeignWorkLanguage => "foreign_work_language",
            Factor::ForeignWorkCanadianWork => "foreign_work_canadian_work",
            Factor::CertificateLanguage => "certificate_language",
            Factor::Nomination => "nomination",
            Factor::JobOffer => "job_offer",
            Factor::CanadianStudy => "canadian_study",
            Factor::Sibling => "sibling",
            Factor::French => "french",
        }
    }

    /// Section of the grid.
    pub fn section(self) -> Section {
        match self {
            Factor::Age
            | Factor::Education
            | Factor::FirstLanguage
            | Factor::SecondLanguage
            | Factor::CanadianWork => Section::Core,
            Factor::SpouseEducation | Factor::SpouseLanguage | Factor::SpouseCanadianWork => Section::Spouse,
            Factor::EducationLanguage
            | Factor::EducationCanadianWork
            | Factor::ForeignWorkLanguage
            | Factor::ForeignWorkCanadianWork
            | Factor::CertificateLanguage => Section::Transferability,
            Factor::Nomination
            | Factor::JobOffer
            | Factor::CanadianStudy
            | Factor::Sibling
            | Factor::French => Section::Additional,
        }
    }
}

/// A section of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Section {
    /// A: core human capital.
    Core,
    /// B: accompanying spouse.
    Spouse,
    /// C: skill transferability.
    Transferability,
    /// D: additional points.
    Additional,
}

impl Section {
    /// All sections, in order.
    pub const ALL: [Section; 4] =
        [Section::Core, Section::Spouse, Section::Transferability, Section::Additional];

    /// The letter of the grid.
    pub fn letter(self) -> &'static str {
        match self {
            Section::Core => "A",
            Section::Spouse => "B",
            Section::Transferability => "C",
            Section::Additional => "D",
        }
    }

    /// Name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Section::Core => "core",
            Section::Spouse => "spouse",
            Section::Transferability => "transferability",
            Section::Additional => "additional",
        }
    }
}
