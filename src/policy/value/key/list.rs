//! Every key of the law, described, with an example of each.

use super::pattern::{ATTRIBUTES, EDUCATION, Kind, Pattern, REQUIREMENTS};

const fn key(path: &'static str, kind: Kind, description: &'static str, example: &'static str) -> Pattern {
    Pattern { path, kind, description, example }
}

impl Pattern {
    /// All patterns.
    pub fn all() -> Vec<Pattern> {
        PATTERNS.to_vec()
    }
}

/// Every pattern of a key with what may stand there.
const PATTERNS: &[Pattern] = &[
    key(
        "crs.known",
        Kind::Flag,
        "Whether the point values of a new CRS are known. If not, the old ones stay in use, with a \
             notice.",
        "crs.known = true",
    ),
    key(
        "crs.age.0-120.{column}",
        Kind::Points,
        "Points for an age, up to the next age that is stated.",
        "crs.age.30.with_spouse = 95",
    ),
    key(
        "crs.education.{education}.{column}",
        Kind::Points,
        "Points for a level of education.",
        "crs.education.masters.without_spouse = 135",
    ),
    key(
        "crs.first_language|second_language|canadian_work.0-10.{column}",
        Kind::Points,
        "Points for a CLB level in each ability, or for years of Canadian work, up to the next one that \
             is stated.",
        "crs.first_language.9.with_spouse = 29",
    ),
    key(
        "crs.spouse.education.{education}",
        Kind::Points,
        "Points for the spouse's education.",
        "crs.spouse.education.bachelor = 8",
    ),
    key(
        "crs.spouse.language|canadian_work.0-10",
        Kind::Points,
        "Points for the spouse's CLB level in each ability, or years of Canadian work.",
        "crs.spouse.language.9 = 5",
    ),
    key(
        "crs.transferability.education_tier.{education}",
        Kind::Whole(0, 2),
        "Tier of a level of education in skill transferability.",
        "crs.transferability.education_tier.bachelor = 1",
    ),
    key(
        "crs.transferability.foreign_work_tier.0-10",
        Kind::Whole(0, 2),
        "Tier of years of foreign work in skill transferability.",
        "crs.transferability.foreign_work_tier.3 = 2",
    ),
    key(
        "crs.transferability.education_language|education_canadian_work.1-2.0-10",
        Kind::Points,
        "Points for a tier of education with a CLB level, or with years of Canadian work.",
        "crs.transferability.education_language.2.9 = 50",
    ),
    key(
        "crs.transferability.foreign_work_language|foreign_work_canadian_work.1-2.0-10",
        Kind::Points,
        "Points for a tier of foreign work with a CLB level, or with years of Canadian work.",
        "crs.transferability.foreign_work_language.2.9 = 50",
    ),
    key(
        "crs.transferability.certificate_language.0-10",
        Kind::Points,
        "Points for a certificate of qualification with a CLB level.",
        "crs.transferability.certificate_language.7 = 50",
    ),
    key(
        "crs.additional.nomination|job_offer_senior_manager|job_offer_skilled",
        Kind::Points,
        "Additional points for a provincial nomination or a job offer.",
        "crs.additional.job_offer_skilled = 50",
    ),
    key(
        "crs.additional.study_short|study_long|sibling|french|french_with_english",
        Kind::Points,
        "Additional points for Canadian study, a sibling in Canada, or French, alone or with English.",
        "crs.additional.french_with_english = 100",
    ),
    key(
        "crs.additional.french_level|english_level",
        Kind::Whole(0, 10),
        "Lowest level, in all abilities, for points for French, or for French with English.",
        "crs.additional.french_level = 7",
    ),
    key(
        "crs.cap.core|first_language|second_language|languages.{column}",
        Kind::Points,
        "Most points of a section or of languages.",
        "crs.cap.core.with_spouse = 460",
    ),
    key(
        "crs.cap.spouse|spouse_language|transferability|additional|total",
        Kind::Points,
        "Most points of a section or of the whole score.",
        "crs.cap.additional = 600",
    ),
    key(
        "crs.cap.transferability_education|transferability_foreign_work|transferability_certificate",
        Kind::Points,
        "Most points of a part of skill transferability.",
        "crs.cap.transferability_education = 50",
    ),
    key(
        "crs.factor.*.in_force",
        Kind::Flag,
        "Whether a factor that a reform adds gives points.",
        "crs.factor.wage.in_force = true",
    ),
    key(
        "crs.factor.*.section",
        Kind::Word(&["A", "B", "C", "D"]),
        "Section whose cap holds for the factor.",
        "crs.factor.wage.section = \"D\"",
    ),
    key(
        "crs.factor.*.attribute",
        Kind::Word(&ATTRIBUTES),
        "Attribute of a profile for which the factor gives points.",
        "crs.factor.wage.attribute = \"wage_tier\"",
    ),
    key(
        "crs.factor.*.requires",
        Kind::Word(&REQUIREMENTS),
        "A further condition of the points.",
        "crs.factor.wage.requires = \"job_offer\"",
    ),
    key(
        "crs.factor.*.points.0-120",
        Kind::Points,
        "Points for a value of the attribute, up to the next one that is stated.",
        "crs.factor.wage.points.2 = 40",
    ),
    key(
        "crs.factor.*.occupations.1-9",
        Kind::Occupations,
        "Occupations of a level, where the attribute is `occupation_level`: NOC 2021 codes or their \
             first digits.",
        "crs.factor.jobs.occupations.1 = [\"21231\", \"31\"]",
    ),
    key(
        "programs|categories.*.name|version",
        Kind::Text,
        "Name of a program or category for readers, and its version.",
        "categories.builders.name = \"Builders\"",
    ),
    key(
        "programs|categories.*.name_fr",
        Kind::Text,
        "Its name in French.",
        "categories.builders.name_fr = \"Construction\"",
    ),
    key(
        "programs|categories.*.in_force",
        Kind::Flag,
        "Whether the program or category exists.",
        "programs.fst.in_force = false",
    ),
    key(
        "programs|categories.*.occupations|occupations_excluded",
        Kind::Occupations,
        "Occupations that it admits, or does not: NOC 2021 codes or their first digits.",
        "categories.builders.occupations = [\"72\"]",
    ),
    key(
        "programs|categories.*.teer",
        Kind::Teers,
        "TEER categories that it admits.",
        "programs.cec.teer = [0, 1, 2, 3]",
    ),
    key(
        "programs|categories.*.work.{measure}",
        Kind::Whole(0, 240),
        "Months of work that it asks for, by measure.",
        "programs.cec.work.canadian_recent = 12",
    ),
    key(
        "programs|categories.*.language.{ability}",
        Kind::Whole(0, 10),
        "Lowest CLB level of an ability in the first language.",
        "programs.fst.language.speaking = 5",
    ),
    key(
        "programs|categories.*.language_by_teer.0-5",
        Kind::Whole(0, 10),
        "Lowest CLB level of all abilities, by TEER category.",
        "programs.cec.language_by_teer.2 = 5",
    ),
    key(
        "programs|categories.*.french_level|english_level",
        Kind::Whole(0, 10),
        "Lowest level of all abilities in French or in English.",
        "categories.french.french_level = 7",
    ),
    key(
        "programs|categories.*.education",
        Kind::Word(&EDUCATION),
        "Lowest level of education.",
        "programs.fsw.education = \"secondary\"",
    ),
    key(
        "programs|categories.*.canadian_study",
        Kind::Word(&["none", "short", "long"]),
        "Canadian study that it asks for: none, one or two years, three or more.",
        "categories.graduates.canadian_study = \"long\"",
    ),
    key(
        "programs|categories.*.residence",
        Kind::Word(&["anywhere", "canada", "abroad"]),
        "Where a candidate must live.",
        "categories.graduates.residence = \"canada\"",
    ),
    key(
        "programs|categories.*.minimum_age|maximum_age",
        Kind::Whole(0, 120),
        "Age limits in years.",
        "categories.graduates.maximum_age = 35",
    ),
    key(
        "programs|categories.*.job_offer|trade_certificate|job_offer_or_trade_certificate",
        Kind::Flag,
        "Whether it asks for a job offer, a certificate of qualification, or either.",
        "programs.fst.job_offer_or_trade_certificate = true",
    ),
    key(
        "programs|categories.*.nomination|funds|fsw_grid",
        Kind::Flag,
        "Whether it asks for a nomination, proof of funds, or the pass mark of the selection grid.",
        "programs.fsw.fsw_grid = true",
    ),
    key(
        "fsw_grid.pass_mark",
        Kind::Whole(0, 100),
        "Points of the selection grid that the Federal Skilled Worker Program asks for.",
        "fsw_grid.pass_mark = 67",
    ),
    key(
        "fsw_grid.arranged_employment",
        Kind::Points,
        "Points of the grid for arranged employment.",
        "fsw_grid.arranged_employment = 10",
    ),
    key(
        "fsw_grid.first_language.0-10",
        Kind::Points,
        "Points of the grid for a CLB level in each ability.",
        "fsw_grid.first_language.9 = 6",
    ),
    key(
        "fsw_grid.second_language.level",
        Kind::Whole(0, 10),
        "Lowest level of all abilities in the second language for its points.",
        "fsw_grid.second_language.level = 5",
    ),
    key(
        "fsw_grid.second_language.points",
        Kind::Points,
        "Points of the grid for the second language.",
        "fsw_grid.second_language.points = 4",
    ),
    key(
        "fsw_grid.education.{education}",
        Kind::Points,
        "Points of the grid for a level of education.",
        "fsw_grid.education.masters = 23",
    ),
    key(
        "fsw_grid.experience.0-20",
        Kind::Points,
        "Points of the grid for years of work.",
        "fsw_grid.experience.4 = 13",
    ),
    key(
        "fsw_grid.age.0-120",
        Kind::Points,
        "Points of the grid for an age, up to the next age that is stated.",
        "fsw_grid.age.36 = 11",
    ),
    key(
        "fsw_grid.adaptability.own_work|own_study|spouse_language|spouse_study|spouse_work",
        Kind::Points,
        "Points of the grid for adaptability, by reason.",
        "fsw_grid.adaptability.own_work = 10",
    ),
    key(
        "fsw_grid.adaptability.arranged_employment|relative|cap",
        Kind::Points,
        "Points for adaptability with arranged employment or a relative in Canada, and most points for \
             adaptability.",
        "fsw_grid.adaptability.cap = 10",
    ),
    key(
        "fsw_grid.adaptability.spouse_language_level",
        Kind::Whole(0, 10),
        "Lowest CLB level of a spouse for points.",
        "fsw_grid.adaptability.spouse_language_level = 4",
    ),
    key(
        "fsw_grid.adaptability.own_study_from",
        Kind::Word(&["short", "long"]),
        "Least Canadian study for points.",
        "fsw_grid.adaptability.own_study_from = \"long\"",
    ),
    key(
        "funds.1-7",
        Kind::Whole(0, 1_000_000),
        "Funds that a family of this size must show, in dollars.",
        "funds.1 = 15_263",
    ),
    key(
        "funds.each_more",
        Kind::Whole(0, 1_000_000),
        "Funds for each further person, in dollars.",
        "funds.each_more = 4_112",
    ),
    key(
        "wage.base",
        Kind::Decimal,
        "Median hourly wage that tiers of wages are multiples of, in dollars.",
        "wage.base = 30.0",
    ),
    key(
        "wage.tier.1-3",
        Kind::Decimal,
        "Multiple of the median wage from which on a wage is of this tier.",
        "wage.tier.1 = 1.3",
    ),
    key(
        "wage.unpublished_tier",
        Kind::Whole(0, 3),
        "Tier of occupations of TEER 0 to 3 whose median wage is not published.",
        "wage.unpublished_tier = 2",
    ),
    key(
        "profile.validity_months|language_test_months|education_assessment_months",
        Kind::Whole(1, 120),
        "Months for which a profile, a language test or an education assessment is valid.",
        "profile.validity_months = 12",
    ),
    key(
        "profile.job_bank_duty",
        Kind::Flag,
        "Whether candidates without offer and nomination must register with the Job Bank.",
        "profile.job_bank_duty = false",
    ),
    key(
        "profile.job_bank_days",
        Kind::Whole(1, 365),
        "Days within which they must register.",
        "profile.job_bank_days = 30",
    ),
    key(
        "invitation.validity_days",
        Kind::Whole(1, 365),
        "Days to apply after an invitation.",
        "invitation.validity_days = 60",
    ),
    key(
        "invitation.tie_break",
        Kind::Word(&["submission_time", "everyone_at_the_cutoff"]),
        "Who is invited among candidates at the cutoff: those who submitted first, or all.",
        "invitation.tie_break = \"submission_time\"",
    ),
    key(
        "invitation.program_order",
        Kind::Programs,
        "Order in which programs are tried for a candidate who is eligible under several.",
        "invitation.program_order = [\"pnp\", \"cec\", \"fsw\", \"fst\"]",
    ),
    key(
        "language_tests.{test}.*.from|until",
        Kind::Day,
        "First and last day on which a scale of a test holds.",
        "language_tests.ielts_general.scale.from = 2015-01-01",
    ),
    key(
        "language_tests.{test}.*.{ability}.4-10",
        Kind::Decimal,
        "Lowest test score of a CLB level, by ability.",
        "language_tests.ielts_general.scale.reading.7 = 6.0",
    ),
];
