//! Names of the parts of a score, and levels of a language.

use super::message::{Message, message};
use crate::policy::profile::Abilities;
use crate::policy::rules::{Factor, Section};

/// Levels of speaking, listening, reading and writing: `8/8/7/7`.
pub fn slashed(levels: Abilities) -> String {
    levels.0.map(|level| level.to_string()).join("/")
}

/// The letter and the name of a section of the grid.
pub fn section_name(section: Section) -> Message {
    match section {
        Section::Core => message!("section-core"),
        Section::Spouse => message!("section-spouse"),
        Section::Transferability => message!("section-transferability"),
        Section::Additional => message!("section-additional"),
    }
}

/// The name of a factor in a sentence.
pub fn factor_name(factor: Factor) -> Message {
    match factor {
        Factor::Age => message!("factor-age"),
        Factor::Education => message!("factor-education"),
        Factor::FirstLanguage => message!("factor-first-language"),
        Factor::SecondLanguage => message!("factor-second-language"),
        Factor::CanadianWork => message!("factor-canadian-work"),
        Factor::SpouseEducation => message!("factor-spouse-education"),
        Factor::SpouseLanguage => message!("factor-spouse-language"),
        Factor::SpouseCanadianWork => message!("factor-spouse-canadian-work"),
        Factor::EducationLanguage => message!("factor-education-language"),
        Factor::EducationCanadianWork => message!("factor-education-canadian-work"),
        Factor::ForeignWorkLanguage => message!("factor-foreign-work-language"),
        Factor::ForeignWorkCanadianWork => message!("factor-foreign-work-canadian-work"),
        Factor::CertificateLanguage => message!("factor-certificate-language"),
        Factor::Nomination => message!("factor-nomination"),
        Factor::JobOffer => message!("factor-job-offer"),
        Factor::CanadianStudy => message!("factor-canadian-study"),
        Factor::Sibling => message!("factor-sibling"),
        Factor::French => message!("factor-french"),
    }
}
