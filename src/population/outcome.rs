//! Outcomes of the events of a life: the profile after a retest, a credential, a renewal, a return.

use super::{Motivation, Occasion, Population, Situation};
use crate::policy::profile::{Abilities, CanadianStudy, Education, JobOffer, Language, Profile, Residence};
use crate::policy::rules::Rules;
use crate::rng::Purpose;
use crate::time::{Day, Month};

/// The outcome of a language retest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retest {
    /// Whether the candidate takes it: some retests are taken only near a cutoff.
    pub is_taken: bool,
    /// The levels after it: each ability of the first language gains a level or keeps it.
    pub levels: Abilities,
    /// The day of the next one.
    pub next: Option<Day>,
}

/// The outcome when a candidate's document is no longer valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// The language test was taken again, with these levels.
    Language(Abilities),
    /// Education was assessed again.
    Education,
    /// Nothing was renewed.
    None,
}

impl Population {
    /// A retest of the first language. Its next retest is none if that is not before `until`.
    pub fn retest(
        &self,
        occasion: Occasion,
        until: Day,
        levels: Abilities,
        motivation: Motivation,
    ) -> Retest {
        let mut samples = occasion.samples(Purpose::Retest);
        let [next, effort] = samples.pair();
        let [speaking, listening] = samples.pair();
        let [reading, writing] = samples.pair();
        let mut levels = levels;
        for (level, sample) in levels.0.iter_mut().zip([speaking, listening, reading, writing]) {
            *level = (*level + u8::from(sample.is_below(self.life.retest_gain))).min(10);
        }
        let is_taken = self.behaviour.effort.is_made(effort.uniform(), motivation);
        Retest { is_taken, levels, next: self.next_retest(next, occasion.day, until) }
    }

    /// Whether the year of Canadian work that ends on this day was completed.
    pub fn has_worked_the_year(&self, occasion: Occasion) -> bool {
        occasion.samples(Purpose::WorkAnniversary).chance(self.life.work_year)
    }

    /// Whether a learner of French reaches NCLC 7 when the clock of French rings.
    pub(crate) fn has_learned_french(&self, occasion: Occasion, motivation: Motivation) -> bool {
        self.behaviour.effort.is_made(occasion.samples(Purpose::French).uniform(), motivation)
    }

    /// Whether a candidate whose permit to work ends leaves Canada.
    pub(crate) fn leaves_canada(&self, occasion: Occasion) -> bool {
        occasion.samples(Purpose::StatusLoss).chance(self.life.status_loss_leaves)
    }

    /// The profile after the spouse's language test.
    pub(crate) fn with_spouse_tested(&self, occasion: Occasion, profile: Profile) -> Profile {
        let normals = occasion.samples(Purpose::SpouseTest).five_normals();
        let levels = self.language.levels(self.spouse.level, normals);
        let spouse = profile.spouse.map(|mut spouse| {
            spouse.language = spouse.language.or(Some(levels));
            spouse
        });
        Profile { spouse, ..profile }
    }

    /// The outcome when a language test with these levels is no longer valid.
    pub(crate) fn language_renewal(&self, occasion: Occasion, levels: Abilities) -> Renewal {
        let mut samples = occasion.samples(Purpose::Renewal);
        if !samples.chance(self.life.language_test.renewed) {
            return Renewal::None;
        }
        let gains = self.life.retest_gain;
        Renewal::Language(Abilities(levels.0.map(|level| (level + u8::from(samples.chance(gains))).min(10))))
    }

    /// The outcome when an assessment of education is no longer valid.
    pub(crate) fn education_renewal(&self, occasion: Occasion) -> Renewal {
        let mut samples = occasion.samples(Purpose::Renewal);
        samples.uniform(); // The first number of a day's stream may have renewed a language test.
        if samples.chance(self.life.education_assessment.renewed) {
            Renewal::Education
        } else {
            Renewal::None
        }
    }
}

/// The profile after one more year of Canadian work in the same occupation.
pub(crate) fn with_canadian_year(profile: Profile) -> Profile {
    Profile {
        canadian_work_years: (profile.canadian_work_years + 1).min(10),
        recent_canadian_months: (profile.recent_canadian_months + 12).min(36),
        occupation_months: (profile.occupation_months + 12).min(36),
        continuous_months: (profile.continuous_months + 12).min(120),
        ..profile
    }
}

/// The profile after one more credential.
///
/// Secondary school becomes a one-year credential; a one-year, two-year or bachelor's credential becomes two
/// or more; two or more become a master's degree.
pub(crate) fn with_credential(profile: Profile) -> Profile {
    let education = match profile.education {
        Education::None => Education::Secondary,
        Education::Secondary => Education::OneYear,
        Education::OneYear | Education::TwoYear | Education::Bachelor => Education::TwoOrMore,
        Education::TwoOrMore => Education::Masters,
        Education::Masters | Education::Doctorate => profile.education,
    };
    Profile { education, ..profile }
}

/// The profile of a candidate who has reached NCLC 7 in French; unchanged if French is the first language.
pub(crate) fn with_french(profile: Profile) -> Profile {
    let second = match profile.first_language {
        Language::French => profile.second,
        Language::English => {
            let levels = profile.second.unwrap_or(Abilities([0; 4]));
            Some(Abilities(levels.0.map(|level| level.max(7))))
        }
    };
    Profile { second, ..profile }
}

/// The profile and the situation of a person who returns in a month: as they were, without a nomination, and
/// with new documents in place of those no longer valid.
pub(crate) fn returning(
    profile: Profile,
    situation: Situation,
    month: Month,
    rules: &Rules,
) -> (Profile, Situation) {
    let situation = Situation {
        language_tested: renewed(situation.language_tested, rules.language_test_months(), month),
        education_assessed: renewed(situation.education_assessed, rules.education_assessment_months(), month),
        ..situation
    };
    (Profile { nominated: false, ..profile }, situation)
}

/// The month of a document after a return in `month`: `month` itself if its validity has ended.
fn renewed(document: Month, valid_months: u16, month: Month) -> Month {
    if document + i32::from(valid_months) <= month { month } else { document }
}

/// The profile after leaving Canada.
pub(crate) fn abroad(profile: Profile) -> Profile {
    Profile { residence: Residence::Abroad, ..profile }
}

/// The profile with or without a job offer.
pub(crate) fn with_job_offer(profile: Profile, job_offer: JobOffer) -> Profile {
    Profile { job_offer, ..profile }
}

/// Whether education was earned abroad, so that it counts only by an assessment of limited validity.
pub(crate) fn needs_assessment(profile: &Profile) -> bool {
    profile.canadian_study == CanadianStudy::None && profile.education > Education::None
}
