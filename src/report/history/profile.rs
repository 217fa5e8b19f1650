//! A profile in words.

use crate::document::plural::plural;
use crate::policy::noc;
use crate::policy::profile::{
    Abilities, CanadianStudy, Education, JobOffer, Language, Profile, Residence, Spouse,
};
use crate::time::Day;

/// The facts on a day: person, languages, work, family, and what else earns points.
pub(super) fn words(profile: &Profile, on: Day) -> Vec<String> {
    let residence = match profile.residence {
        Residence::Canada => "living in Canada",
        Residence::Abroad => "living abroad",
    };
    let age = on.years_since(profile.birth);
    let mut lines = vec![format!("{age} years old, {}, {residence}", education(profile.education))];
    lines.push(languages(profile));
    let occupation = noc::unit_group(profile.occupation);
    lines.push(format!(
        "{} (NOC {}), {} of work in Canada and {} abroad",
        occupation.title,
        occupation.code,
        plural(profile.canadian_work_years.into(), "year"),
        profile.foreign_work_years,
    ));
    lines.push(profile.spouse.map_or("No spouse who comes along".to_owned(), |one| spouse(&one)));
    let study = match profile.canadian_study {
        CanadianStudy::None => None,
        CanadianStudy::Short => Some("one or two years of study in Canada"),
        CanadianStudy::Long => Some("three years of study or more in Canada"),
    };
    let offer = match profile.job_offer {
        JobOffer::None => None,
        JobOffer::Skilled => Some("a job offer"),
        JobOffer::SeniorManager => Some("a job offer as a senior manager"),
    };
    let more: Vec<&str> = [
        study,
        offer,
        profile.sibling.then_some("a sibling in Canada"),
        profile.trade_certificate.then_some("a certificate in a trade"),
        profile.nominated.then_some("a nomination"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !more.is_empty() {
        lines.push(format!("Has {}", more.join(", ")));
    }
    lines
}

fn languages(profile: &Profile) -> String {
    let (first, second) = match profile.first_language {
        Language::English => ("English", "French"),
        Language::French => ("French", "English"),
    };
    let other = match profile.second {
        Some(levels) => format!("{second} {}", slashed(levels)),
        None => format!("no {second}"),
    };
    format!("{first} {} (speaking/listening/reading/writing), {other}", slashed(profile.first))
}

fn spouse(spouse: &Spouse) -> String {
    let levels = spouse
        .language
        .map_or("no language test".to_owned(), |levels| format!("language levels {}", slashed(levels)));
    format!(
        "Spouse with {}, {levels}, {} of work in Canada",
        education(spouse.education),
        plural(spouse.canadian_work_years.into(), "year")
    )
}

fn education(level: Education) -> &'static str {
    match level {
        Education::None => "less than secondary school",
        Education::Secondary => "secondary school",
        Education::OneYear => "a one-year credential",
        Education::TwoYear => "a two-year credential",
        Education::Bachelor => "a bachelor's degree",
        Education::TwoOrMore => "two or more credentials",
        Education::Masters => "a master's degree",
        Education::Doctorate => "a doctorate",
    }
}

fn slashed(levels: Abilities) -> String {
    levels.0.map(|level| level.to_string()).join("/")
}
