//! Facts of a profile that an event changed, and the detail of an event.

use crate::policy::profile::{Abilities, CanadianStudy, GridFact, JobOffer, Language, Profile, Spouse};

/// The detail of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail<'a> {
    /// The name of the province or territory that nominated.
    NominatedBy(&'a str),
    /// The facts that changed, in the order of the profile.
    Changed(Vec<ChangedFact>),
}

/// A fact of a profile that an event changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangedFact {
    /// The level of education.
    Education,
    /// Another language is the first one now, and this one the second.
    NowSecond(Language),
    /// Levels in a language, before and after; none without a valid test.
    Levels {
        /// The language.
        language: Language,
        /// Levels before the event.
        before: Option<Abilities>,
        /// Levels after it.
        after: Option<Abilities>,
    },
    /// Full years of work, before and after.
    WorkYears {
        /// The kind of work.
        work: Work,
        /// Years before the event.
        before: u8,
        /// Years after it.
        after: u8,
    },
    /// The occupation.
    Occupation,
    /// The certificate in a trade.
    TradeCertificate,
    /// The residence.
    Residence,
    /// Settlement funds.
    Funds,
    /// The sibling in Canada.
    Sibling,
    /// A relative in Canada other than a sibling.
    Relative,
    /// The size of the family.
    FamilySize,
    /// Study in Canada.
    Study(Presence),
    /// A spouse who comes along.
    Spouse(Presence),
    /// The spouse's level of education.
    SpouseEducation,
    /// The spouse's levels, before and after; none without a valid test.
    SpouseLevels {
        /// Levels before the event.
        before: Option<Abilities>,
        /// Levels after it.
        after: Option<Abilities>,
    },
    /// A job offer.
    JobOffer(Presence),
    /// A nomination.
    Nomination(Presence),
}

/// Whether a profile has something after an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It has it.
    Present,
    /// It lacks it.
    Absent,
}

/// A kind of work whose years are scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// The candidate's, in Canada.
    Canadian,
    /// The candidate's, abroad.
    Foreign,
    /// The spouse's, in Canada.
    SpouseCanadian,
}

/// The facts that changed, in the order of the profile. Facts that follow from others, such as the months of
/// recent work, are left out.
pub fn changed_facts(before: &Profile, after: &Profile) -> Vec<ChangedFact> {
    let mut changes = Vec::new();
    if before.education != after.education {
        changes.push(ChangedFact::Education);
    }
    languages(&mut changes, before, after);
    years(&mut changes, Work::Canadian, before.canadian_work_years, after.canadian_work_years);
    years(&mut changes, Work::Foreign, before.foreign_work_years, after.foreign_work_years);
    let facts = [
        (ChangedFact::Occupation, before.occupation != after.occupation),
        (ChangedFact::TradeCertificate, before.trade_certificate != after.trade_certificate),
        (ChangedFact::Residence, before.residence != after.residence),
        (ChangedFact::Funds, before.funds != after.funds),
        (ChangedFact::Sibling, before.sibling != after.sibling),
        (ChangedFact::Relative, before.grid.has(GridFact::Relative) != after.grid.has(GridFact::Relative)),
        (ChangedFact::FamilySize, before.family_size != after.family_size),
    ];
    changes.extend(facts.into_iter().filter(|(_, is_other)| *is_other).map(|(fact, _)| fact));
    if before.canadian_study != after.canadian_study {
        changes.push(ChangedFact::Study(match after.canadian_study {
            CanadianStudy::None => Presence::Absent,
            CanadianStudy::Short | CanadianStudy::Long => Presence::Present,
        }));
    }
    match (&before.spouse, &after.spouse) {
        (Some(before), Some(after)) => spouse(&mut changes, before, after),
        (None, Some(_)) => changes.push(ChangedFact::Spouse(Presence::Present)),
        (Some(_), None) => changes.push(ChangedFact::Spouse(Presence::Absent)),
        (None, None) => {}
    }
    if before.job_offer != after.job_offer {
        changes.push(ChangedFact::JobOffer(match after.job_offer {
            JobOffer::None => Presence::Absent,
            JobOffer::Skilled | JobOffer::SeniorManager => Presence::Present,
        }));
    }
    if before.nominated != after.nominated {
        let presence = if after.nominated { Presence::Present } else { Presence::Absent };
        changes.push(ChangedFact::Nomination(presence));
    }
    changes
}

fn languages(changes: &mut Vec<ChangedFact>, before: &Profile, after: &Profile) {
    let first = before.first_language;
    if first != after.first_language {
        changes.push(ChangedFact::NowSecond(first));
    }
    let second = match first {
        Language::English => Language::French,
        Language::French => Language::English,
    };
    for language in [first, second] {
        let (before, after) = (levels_in(before, language), levels_in(after, language));
        if before != after {
            changes.push(ChangedFact::Levels { language, before, after });
        }
    }
}

fn spouse(changes: &mut Vec<ChangedFact>, before: &Spouse, after: &Spouse) {
    if before.education != after.education {
        changes.push(ChangedFact::SpouseEducation);
    }
    if before.language != after.language {
        changes.push(ChangedFact::SpouseLevels { before: before.language, after: after.language });
    }
    years(changes, Work::SpouseCanadian, before.canadian_work_years, after.canadian_work_years);
}

fn years(changes: &mut Vec<ChangedFact>, work: Work, before: u8, after: u8) {
    if before != after {
        changes.push(ChangedFact::WorkYears { work, before, after });
    }
}

fn levels_in(profile: &Profile, language: Language) -> Option<Abilities> {
    if profile.first_language == language { Some(profile.first) } else { profile.second }
}
