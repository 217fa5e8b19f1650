//! The columns that a table of profiles may have: one list for reading, for help and for suggestions.

use crate::policy::profile::Abilities;

/// A column that is not one of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Fact {
    Candidate,
    Age,
    BirthDate,
    Education,
    AssessmentDate,
    FirstLanguage,
    CanadianWorkYears,
    RecentCanadianMonths,
    ForeignWorkYears,
    Noc,
    OccupationMonths,
    ContinuousMonths,
    TradeCertificate,
    CanadianStudy,
    CanadianStudyTwoYears,
    JobOffer,
    Sibling,
    Relative,
    Nominated,
    Residence,
    Funds,
    FamilySize,
    Spouse,
    SpouseEducation,
    SpouseCanadianWorkYears,
    SpouseCanadianStudy,
}

/// In place of the meaning of an empty cell where no cell may be empty.
const REQUIRED: &str = "required";

/// Name, content, and the meaning of an empty cell or an absent column, in the order of [`Fact`].
const FACTS: [(&str, &str, &str); 26] = [
    ("candidate", "any id", "the line of the file"),
    ("age", "full years on the date of --on", "birth_date is needed"),
    ("birth_date", "date such as 1996-05-01", "age is needed"),
    ("education", "none, secondary, one_year, two_year, bachelor, two_or_more, masters, doctorate", REQUIRED),
    ("assessment_date", "day of the assessment of a foreign credential; a notice once it is void", "valid"),
    (
        "first_language",
        "english or french: the one that the candidate designates as the first",
        "the test's language, else english; the FSW grid takes the better one as the first",
    ),
    ("canadian_work_years", "full years of skilled work in Canada in the last ten", "0"),
    ("recent_canadian_months", "months of it in the last three years, 0 to 36", "12 x canadian_work_years"),
    ("foreign_work_years", "full years of skilled work abroad in the last ten", "0"),
    ("noc", "NOC 2021 code of five digits", "programs and categories are not determined"),
    (
        "occupation_months",
        "months of work in that occupation in the last three years, 0 to 36",
        "12 x all years of work",
    ),
    (
        "continuous_months",
        "longest unbroken work in it in the last ten years, 0 to 120",
        "12 x the longer of Canadian and foreign work",
    ),
    ("trade_certificate", "yes or no", "no"),
    ("canadian_study", "none, short (1 or 2 years), long (3 years or more, graduate degrees)", "none"),
    (
        "canadian_study_two_years",
        "yes or no: two years or more of full-time study in Canada, for the FSW grid",
        "yes with long canadian_study, else no",
    ),
    ("job_offer", "none, skilled, senior_manager", "none"),
    ("sibling", "yes or no: in Canada, 18 or more, citizen or permanent resident", "no"),
    (
        "relative",
        "yes or no: another relative in Canada, 18 or more, citizen or permanent resident, for the FSW grid",
        "no",
    ),
    ("nominated", "yes or no: by a province or territory", "no"),
    ("residence", "canada or abroad", "canada with recent Canadian work, else abroad"),
    ("funds", "yes or no: settlement funds are met or not needed", "yes"),
    ("family_size", "persons who would be admitted, 1 to 20", "1, or 2 with a spouse"),
    (
        "spouse",
        "yes or no: an accompanying spouse who is neither a citizen nor a permanent resident",
        "yes if a spouse_ cell is filled",
    ),
    ("spouse_education", "as education", "none"),
    ("spouse_canadian_work_years", "as canadian_work_years", "0"),
    ("spouse_canadian_study", "yes or no: two years or more of full-time study in Canada", "no"),
];

/// A language of which levels are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Language {
    First,
    Second,
    Spouse,
}

/// Columns of a language, each with the prefix of [`Language::prefix`].
const LANGUAGE: usize = 12;

impl Language {
    const ALL: [Language; 3] = [Language::First, Language::Second, Language::Spouse];

    /// The column of a part.
    pub fn column(self, part: Part) -> Column {
        Column(FACTS.len() + LANGUAGE * self as usize + part.place())
    }

    /// The beginning of the names of its columns.
    pub fn prefix(self) -> &'static str {
        match self {
            Language::First => "",
            Language::Second => "second_",
            Language::Spouse => "spouse_",
        }
    }
}

/// A column of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// One level for all four abilities.
    AllFour,
    /// Level of an ability.
    Level(usize),
    /// Name of a test.
    Test,
    /// Score of an ability in the test.
    Score(usize),
    /// Day of the test.
    TestDate,
    /// Scale of the scores.
    Scale,
}

impl Part {
    const ALL: [Part; LANGUAGE] = [
        Part::AllFour,
        Part::Level(0),
        Part::Level(1),
        Part::Level(2),
        Part::Level(3),
        Part::Test,
        Part::Score(0),
        Part::Score(1),
        Part::Score(2),
        Part::Score(3),
        Part::TestDate,
        Part::Scale,
    ];

    fn name(self) -> String {
        match self {
            Part::AllFour => "clb".to_owned(),
            Part::Level(ability) => format!("clb_{}", Abilities::NAMES[ability]),
            Part::Test => "test".to_owned(),
            Part::Score(ability) => format!("test_{}", Abilities::NAMES[ability]),
            Part::TestDate => "test_date".to_owned(),
            Part::Scale => "test_scale".to_owned(),
        }
    }

    fn place(self) -> usize {
        match self {
            Part::AllFour => 0,
            Part::Level(ability) => 1 + ability,
            Part::Test => 5,
            Part::Score(ability) => 6 + ability,
            Part::TestDate => 10,
            Part::Scale => 11,
        }
    }
}

/// Number of columns.
pub const COUNT: usize = FACTS.len() + LANGUAGE * Language::ALL.len();

/// Place of a column in [`names`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column(pub usize);

impl From<Fact> for Column {
    fn from(fact: Fact) -> Column {
        Column(fact as usize)
    }
}

/// Name and meaning of the columns that only a table of simulated candidates has.
pub const OF_CANDIDATES: [(&str, &str); 2] =
    [("submitted_at", "instant of the submission"), ("expires_on", "day at whose start the profile ends")];

/// Whether a column of a table of candidates is a result of scoring, or no fact of the profile. Such a table
/// can be scored again without these columns.
pub fn is_result(name: &str) -> bool {
    const NAMES: [&str; 5] = ["score", "programs", "program_of_invitation", "categories", "fsw_grid_passed"];
    NAMES.contains(&name) || name.ends_with("_points") || OF_CANDIDATES.iter().any(|(own, _)| *own == name)
}

/// Names of all columns, in order.
pub fn names() -> Vec<String> {
    let facts = FACTS.iter().map(|(name, ..)| (*name).to_owned());
    let languages = Language::ALL.iter().flat_map(|language| {
        Part::ALL.iter().map(move |part| format!("{}{}", language.prefix(), part.name()))
    });
    facts.chain(languages).collect()
}

/// All columns with their content and the meaning of an empty cell, as text for a terminal.
pub fn help() -> String {
    let abilities = "speaking, listening, reading, writing";
    let languages = [
        ("clb".to_owned(), "CLB or NCLC level in all four abilities, 0 to 12".to_owned(), "the next row"),
        ("clb_ABILITY".to_owned(), format!("level in one: {abilities}"), "the next row"),
        (
            "test".to_owned(),
            "ielts_general, celpip_general, pte_core, tef_canada, tcf_canada".to_owned(),
            "levels are needed",
        ),
        ("test_ABILITY".to_owned(), "score in the test".to_owned(), "required with test"),
        (
            "test_date".to_owned(),
            "day of the test; a notice once it is void, after two years".to_owned(),
            "--on",
        ),
        (
            "test_scale".to_owned(),
            "for tef_canada: express_entry_scale, scale_699_of_2019, scale_699_of_2023".to_owned(),
            "the first of these",
        ),
        ("second_...".to_owned(), "the same for the other official language".to_owned(), "no test"),
        ("spouse_...".to_owned(), "the same for the spouse".to_owned(), "no test"),
    ];
    let facts =
        FACTS.iter().map(|(name, meaning, empty)| ((*name).to_owned(), (*meaning).to_owned(), *empty));
    let lines = facts
        .chain(languages)
        .map(|(name, meaning, empty)| format!("  {name}\n          {meaning} [{}]\n", if_empty(empty)));
    lines.collect()
}

fn if_empty(empty: &str) -> String {
    if empty == REQUIRED { REQUIRED.to_owned() } else { format!("if empty: {empty}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_names() {
        let names = names();
        assert_eq!(names.len(), COUNT);
        for (column, name) in [
            (Column::from(Fact::FamilySize), "family_size"),
            (Fact::SpouseCanadianStudy.into(), "spouse_canadian_study"),
            (Language::First.column(Part::AllFour), "clb"),
            (Language::Second.column(Part::Score(2)), "second_test_reading"),
            (Language::Spouse.column(Part::Scale), "spouse_test_scale"),
        ] {
            assert_eq!(names[column.0], name);
        }
    }
}
