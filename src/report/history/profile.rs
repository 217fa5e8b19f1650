//! The facts of a profile, as messages.

use crate::policy::noc;
use crate::policy::profile::{CanadianStudy, Education, JobOffer, Language, Profile, Residence, Spouse};
use crate::report::words::{Argument, Message, message, slashed};
use crate::time::Day;

/// The facts on a day: person, languages, work, family, and others that earn points.
pub(super) fn facts(profile: &Profile, on: Day) -> Vec<Message> {
    let occupation = noc::unit_group(profile.occupation);
    let mut facts = vec![
        message!(
            "profile-person",
            age = on.years_since(profile.birth).to_string(),
            education = education(profile.education),
            residence = residence(profile.residence)
        ),
        languages(profile),
        message!(
            "profile-work",
            title = occupation.title.clone(),
            code = occupation.code.to_string(),
            years = u32::from(profile.canadian_work_years),
            abroad = u32::from(profile.foreign_work_years)
        ),
        profile.spouse.as_ref().map_or(message!("profile-no-spouse"), spouse),
    ];
    facts.extend(more(profile));
    facts
}

/// The other facts that earn points, in one line; none if there are no others.
fn more(profile: &Profile) -> Option<Message> {
    let mut parts: Vec<Argument> = Vec::new();
    match profile.canadian_study {
        CanadianStudy::None => {}
        CanadianStudy::Short => parts.push(message!("profile-short-study").into()),
        CanadianStudy::Long => parts.push(message!("profile-long-study").into()),
    }
    match profile.job_offer {
        JobOffer::None => {}
        JobOffer::Skilled => parts.push(message!("profile-job-offer").into()),
        JobOffer::SeniorManager => parts.push(message!("profile-manager-offer").into()),
    }
    if profile.sibling {
        parts.push(message!("profile-sibling").into());
    }
    if profile.trade_certificate {
        parts.push(message!("profile-trade-certificate").into());
    }
    if profile.nominated {
        parts.push(message!("profile-nomination").into());
    }
    (!parts.is_empty()).then(|| message!("profile-has", parts = Argument::Series(parts)))
}

fn residence(residence: Residence) -> Message {
    match residence {
        Residence::Canada => message!("profile-in-canada"),
        Residence::Abroad => message!("profile-abroad"),
    }
}

fn languages(profile: &Profile) -> Message {
    let levels = slashed(profile.first);
    match (profile.first_language, profile.second.map(slashed)) {
        (Language::English, Some(second)) => message!("english-and-french", first = levels, second = second),
        (Language::English, None) => message!("english-alone", first = levels),
        (Language::French, Some(second)) => message!("french-and-english", first = levels, second = second),
        (Language::French, None) => message!("french-alone", first = levels),
    }
}

fn spouse(spouse: &Spouse) -> Message {
    let levels = match spouse.language {
        Some(levels) => message!("spouse-levels", levels = slashed(levels)),
        None => message!("spouse-no-test"),
    };
    message!(
        "profile-spouse",
        education = education(spouse.education),
        levels = levels,
        years = u32::from(spouse.canadian_work_years)
    )
}

fn education(level: Education) -> Message {
    match level {
        Education::None => message!("education-none"),
        Education::Secondary => message!("education-secondary"),
        Education::OneYear => message!("education-one-year"),
        Education::TwoYear => message!("education-two-year"),
        Education::Bachelor => message!("education-bachelor"),
        Education::TwoOrMore => message!("education-two-or-more"),
        Education::Masters => message!("education-masters"),
        Education::Doctorate => message!("education-doctorate"),
    }
}
