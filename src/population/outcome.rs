//! What the events of a life bring: the facts after them.

use super::{PersonId, Population, Situation};
use crate::policy::profile::{Abilities, CanadianStudy, Education, JobOffer, Language, Profile, Residence};
use crate::rng::{Purpose, Randomness};
use crate::time::{Day, Month};

/// What a language retest brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retest {
    /// Whether it is taken: some are taken only near a cutoff.
    pub is_taken: bool,
    /// The levels after it: each ability of the first language gains a level or keeps it.
    pub levels: Abilities,
    /// The day of the next one.
    pub next: Option<Day>,
}

/// What becomes of a candidate whose papers are no longer valid.
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
    /// A retest on `day`; `tries_harder` tells whether the candidate is near a recent cutoff, and nothing from `until` on
    /// is scheduled.
    pub fn retest(
        &self,
        person: PersonId,
        day: Day,
        until: Day,
        levels: Abilities,
        tries_harder: bool,
        randomness: Randomness,
    ) -> Retest {
        let mut samples = self.samples(person, Purpose::Retest, day, randomness);
        let [next, effort] = samples.two_draws();
        let [speaking, listening] = samples.two_draws();
        let [reading, writing] = samples.two_draws();
        let next = self.next_retest(next, day, until);
        let draws = [speaking, listening, reading, writing];
        let gain = |place: usize| u8::from(draws[place].is_below(self.life.retest_gain));
        let levels = std::array::from_fn(|place| (levels.0[place] + gain(place)).min(10));
        let is_taken = self.behaviour.effort.is_made(effort.uniform(), tries_harder);
        Retest { is_taken, levels: Abilities(levels), next }
    }

    /// Whether the year that ends on `day` was completed.
    pub fn has_worked_the_year(&self, person: PersonId, day: Day, randomness: Randomness) -> bool {
        self.samples(person, Purpose::WorkAnniversary, day, randomness).chance(self.life.work_year)
    }

    /// Whether somebody whose clock of French rings on `day` reaches NCLC 7.
    pub fn has_learned_french(
        &self,
        person: PersonId,
        day: Day,
        tries_harder: bool,
        randomness: Randomness,
    ) -> bool {
        let mut samples = self.samples(person, Purpose::French, day, randomness);
        self.behaviour.effort.is_made(samples.uniform(), tries_harder)
    }

    /// Whether somebody whose permit to work ends on `day` leaves Canada.
    pub fn leaves_canada(&self, person: PersonId, day: Day, randomness: Randomness) -> bool {
        self.samples(person, Purpose::StatusLoss, day, randomness).chance(self.life.status_loss_leaves)
    }

    /// The facts after the spouse's language test on `day`.
    pub fn with_spouse_tested(
        &self,
        person: PersonId,
        day: Day,
        profile: Profile,
        randomness: Randomness,
    ) -> Profile {
        let mut samples = self.samples(person, Purpose::SpouseTest, day, randomness);
        let levels = self.language.levels(self.spouse.mean, self.spouse.sd, 0, samples.five_normals());
        let spouse = profile.spouse.map(|mut spouse| {
            spouse.language = spouse.language.or(Some(levels));
            spouse
        });
        Profile { spouse, ..profile }
    }

    /// What becomes of a language test that is no longer valid from `day` on.
    pub fn language_renewal(
        &self,
        person: PersonId,
        day: Day,
        levels: Abilities,
        randomness: Randomness,
    ) -> Renewal {
        let mut samples = self.samples(person, Purpose::Renewal, day, randomness);
        if !samples.chance(self.life.language_test.renewed) {
            return Renewal::None;
        }
        let gains = self.life.retest_gain;
        Renewal::Language(Abilities(levels.0.map(|level| (level + u8::from(samples.chance(gains))).min(10))))
    }

    /// What becomes of an assessment of education that is no longer valid from `day` on.
    pub fn education_renewal(&self, person: PersonId, day: Day, randomness: Randomness) -> Renewal {
        let mut samples = self.samples(person, Purpose::Renewal, day, randomness);
        samples.uniform(); // The first number of a day's stream may have renewed a language test.
        if samples.chance(self.life.education_assessment.renewed) {
            Renewal::Education
        } else {
            Renewal::None
        }
    }
}

/// The facts after one more year of Canadian work in the same occupation.
pub fn with_canadian_year(profile: Profile) -> Profile {
    Profile {
        canadian_work_years: (profile.canadian_work_years + 1).min(10),
        recent_canadian_months: (profile.recent_canadian_months + 12).min(36),
        occupation_months: (profile.occupation_months + 12).min(36),
        continuous_months: (profile.continuous_months + 12).min(120),
        ..profile
    }
}

/// The facts after one more credential: a year's becomes two, others two or more, two or more a master's degree.
pub fn with_credential(profile: Profile) -> Profile {
    let education = match profile.education {
        Education::None => Education::Secondary,
        Education::Secondary => Education::OneYear,
        Education::OneYear | Education::TwoYear | Education::Bachelor => Education::TwoOrMore,
        Education::TwoOrMore => Education::Masters,
        Education::Masters | Education::Doctorate => profile.education,
    };
    Profile { education, ..profile }
}

/// The facts of somebody who has reached NCLC 7 in French; those with French as the first language keep theirs.
pub fn with_french(profile: Profile) -> Profile {
    let second = match profile.first_language {
        Language::French => profile.second,
        Language::English => {
            let levels = profile.second.unwrap_or(Abilities([0; 4]));
            Some(Abilities(levels.0.map(|level| level.max(7))))
        }
    };
    Profile { second, ..profile }
}

/// The facts and the situation with which a person comes back in a month: as they were, without a nomination, and with
/// new papers for those that have aged.
pub fn returning(
    profile: Profile,
    situation: Situation,
    month: Month,
    valid_months: (u16, u16),
) -> (Profile, Situation) {
    let renewed = |paper: Month, months: u16| if paper + i32::from(months) <= month { month } else { paper };
    let situation = Situation {
        language_tested: renewed(situation.language_tested, valid_months.0),
        education_assessed: renewed(situation.education_assessed, valid_months.1),
        ..situation
    };
    (Profile { nominated: false, ..profile }, situation)
}

/// The facts after leaving Canada.
pub fn abroad(profile: Profile) -> Profile {
    Profile { residence: Residence::Abroad, ..profile }
}

/// The facts with or without a job offer.
pub fn with_job_offer(profile: Profile, job_offer: JobOffer) -> Profile {
    Profile { job_offer, ..profile }
}

/// Whether education was earned abroad, so that it counts by an assessment that ages.
pub fn needs_assessment(profile: &Profile) -> bool {
    profile.canadian_study == CanadianStudy::None && profile.education > Education::None
}
