//! Facts that an event changed, as messages.

use crate::policy::profile::{Abilities, Language};
use crate::record::{ChangedFact, Detail, Presence, Work};
use crate::report::words::{Argument, Message, Words, message, slashed};

/// The detail of an event, for the log of all candidates.
pub fn detail(detail: &Detail<'_>, words: &Words) -> String {
    match detail {
        Detail::NominatedBy(name) => words.text(&message!("detail-nominated", name = *name)),
        Detail::Changed(changes) => words.argument(&listed(changes)),
    }
}

/// Changed facts with commas between them.
pub(super) fn listed(changes: &[ChangedFact]) -> Argument {
    Argument::Series(changes.iter().map(|change| changed(*change).into()).collect())
}

fn changed(change: ChangedFact) -> Message {
    match change {
        ChangedFact::Education => message!("changed-education"),
        ChangedFact::NowSecond(language) => {
            message!("changed-second-language", language = language_name(language))
        }
        ChangedFact::Levels { language, before, after } => levels(language_name(language), before, after),
        ChangedFact::WorkYears { work, before, after } => {
            let (before, after) = (u32::from(before), u32::from(after));
            message!("changed-years", work = work_name(work), before = before, after = after)
        }
        ChangedFact::Occupation => message!("changed-occupation"),
        ChangedFact::TradeCertificate => message!("changed-trade-certificate"),
        ChangedFact::Residence => message!("changed-residence"),
        ChangedFact::Funds => message!("changed-funds"),
        ChangedFact::Sibling => message!("changed-sibling"),
        ChangedFact::Relative => message!("changed-relative"),
        ChangedFact::FamilySize => message!("changed-family-size"),
        ChangedFact::Study(Presence::Present) => message!("changed-study"),
        ChangedFact::Study(Presence::Absent) => message!("changed-no-study"),
        ChangedFact::Spouse(Presence::Present) => message!("changed-spouse"),
        ChangedFact::Spouse(Presence::Absent) => message!("changed-no-spouse"),
        ChangedFact::SpouseEducation => message!("changed-spouse-education"),
        ChangedFact::SpouseLevels { before: Some(_), after: None } => message!("changed-no-spouse-levels"),
        ChangedFact::SpouseLevels { before, after } => {
            levels(message!("changed-spouse-levels"), before, after)
        }
        ChangedFact::JobOffer(Presence::Present) => message!("changed-job-offer"),
        ChangedFact::JobOffer(Presence::Absent) => message!("changed-no-job-offer"),
        ChangedFact::Nomination(Presence::Present) => message!("changed-nomination"),
        ChangedFact::Nomination(Presence::Absent) => message!("changed-no-nomination"),
    }
}

/// Levels under a name, before and after.
fn levels(name: Message, before: Option<Abilities>, after: Option<Abilities>) -> Message {
    match (before.map(slashed), after.map(slashed)) {
        (Some(before), Some(after)) => {
            message!("changed-levels", name = name, before = before, after = after)
        }
        (None, Some(after)) => message!("changed-first-levels", name = name, after = after),
        (_, None) => message!("changed-no-levels", name = name),
    }
}

fn language_name(language: Language) -> Message {
    match language {
        Language::English => message!("language-english"),
        Language::French => message!("language-french"),
    }
}

fn work_name(work: Work) -> Message {
    match work {
        Work::Canadian => message!("work-canadian"),
        Work::Foreign => message!("work-foreign"),
        Work::SpouseCanadian => message!("work-spouse"),
    }
}
