//! Descriptions of the profile facts that an event changed.

use crate::policy::profile::{Abilities, CanadianStudy, GridFact, JobOffer, Language, Profile};

/// The facts that changed, in the order of the profile: `English 8/8/7/7 to 9/8/8/7, Canadian work 1 to 2
/// years`. Facts that follow from others, such as the months of recent work, are left out.
pub fn changed_facts(before: &Profile, after: &Profile) -> String {
    let mut changes = Vec::new();
    if before.education != after.education {
        changes.push("education".to_owned());
    }
    let (first, second) = languages(before);
    if before.first_language != after.first_language {
        changes.push(format!("{} is now the second language", name(first)));
    }
    for language in [first, second] {
        let (from, to) = (levels_in(before, language), levels_in(after, language));
        match (from, to) {
            (Some(from), Some(to)) if from != to => {
                changes.push(format!("{} {} to {}", name(language), levels(from), levels(to)));
            }
            (None, Some(to)) => changes.push(format!("{} {}", name(language), levels(to))),
            (Some(_), None) => changes.push(format!("no {} any more", name(language))),
            (Some(_), Some(_)) | (None, None) => {}
        }
    }
    years(&mut changes, "Canadian work", before.canadian_work_years, after.canadian_work_years);
    years(&mut changes, "foreign work", before.foreign_work_years, after.foreign_work_years);
    let flags = [
        ("occupation", before.occupation != after.occupation),
        ("trade certificate", before.trade_certificate != after.trade_certificate),
        ("residence", before.residence != after.residence),
        ("settlement funds", before.funds != after.funds),
        ("sibling", before.sibling != after.sibling),
        ("relative", before.grid.has(GridFact::Relative) != after.grid.has(GridFact::Relative)),
        ("family size", before.family_size != after.family_size),
    ];
    changes.extend(flags.into_iter().filter(|(_, is_other)| *is_other).map(|(name, _)| name.to_owned()));
    if before.canadian_study != after.canadian_study {
        changes
            .push(if after.canadian_study == CanadianStudy::None { "no study" } else { "study" }.to_owned());
    }
    spouse(&mut changes, before, after);
    if before.job_offer != after.job_offer {
        changes.push(if after.job_offer == JobOffer::None { "no job offer" } else { "job offer" }.to_owned());
    }
    if before.nominated != after.nominated {
        changes.push(if after.nominated { "nomination" } else { "no nomination" }.to_owned());
    }
    changes.join(", ")
}

fn spouse(changes: &mut Vec<String>, before: &Profile, after: &Profile) {
    let (Some(was), Some(is)) = (before.spouse, after.spouse) else {
        if before.spouse != after.spouse {
            changes.push(if after.spouse.is_some() { "spouse" } else { "no spouse" }.to_owned());
        }
        return;
    };
    if was.education != is.education {
        changes.push("spouse's education".to_owned());
    }
    match (was.language, is.language) {
        (Some(from), Some(to)) if from != to => {
            changes.push(format!("spouse's levels {} to {}", levels(from), levels(to)));
        }
        (None, Some(to)) => changes.push(format!("spouse's levels {}", levels(to))),
        (Some(_), None) => changes.push("no levels of the spouse any more".to_owned()),
        (Some(_), Some(_)) | (None, None) => {}
    }
    years(changes, "spouse's Canadian work", was.canadian_work_years, is.canadian_work_years);
}

fn years(changes: &mut Vec<String>, name: &str, before: u8, after: u8) {
    if before != after {
        let noun = if after == 1 { "year" } else { "years" };
        changes.push(format!("{name} {before} to {after} {noun}"));
    }
}

fn languages(profile: &Profile) -> (Language, Language) {
    match profile.first_language {
        Language::English => (Language::English, Language::French),
        Language::French => (Language::French, Language::English),
    }
}

fn levels_in(profile: &Profile, language: Language) -> Option<Abilities> {
    if profile.first_language == language { Some(profile.first) } else { profile.second }
}

fn name(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::French => "French",
    }
}

/// Speaking, listening, reading, writing.
fn levels(levels: Abilities) -> String {
    levels.0.map(|level| level.to_string()).join("/")
}
