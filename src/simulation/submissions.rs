//! Submissions: profiles that enter the pool, the candidates in it, and the arrivals of a day.

use super::{Replication, State};
use crate::model::Model;
use crate::policy::profile::Profile;
use crate::policy::rules::Verdict;
use crate::pool::Submission;
use crate::population::{Moment, PersonId, Situation};
use crate::record::{Record, What};
use crate::rng::Randomness;
use crate::time::{Day, Month};

/// A profile that is submitted today.
pub(super) struct Entry {
    pub person: PersonId,
    /// The second of the day.
    pub second: u32,
    pub profile: Profile,
    /// The situation of a person who had a profile before; none for a first profile.
    pub known: Option<Situation>,
}

impl Model {
    /// First profiles submitted on a day, as the law of the day judges them, by submission time and id.
    /// Persons who meet no program and persons who come back are left out.
    pub fn submissions_on(&self, day: Day, replication: Replication) -> Vec<Submission> {
        let (population, rules) = (&self.population, self.law.rules_on(day));
        let randomness = Randomness::new(self.seed, replication);
        let (midnight, month) = (day.start(), Month::of(day));
        let seconds = ((day + 1).start() - midnight) as u32;
        let mut arrivals = population.arrivals_on(day, seconds, |_| 1.0, randomness);
        arrivals.sort_unstable_by_key(|arrival| (arrival.second, arrival.person));
        let submissions = arrivals.into_iter().map(|arrival| {
            let profile = population.sample(arrival.person, day, randomness);
            let profile = rules.with_first_language_chosen(&profile, day);
            let Verdict { score, eligibility, .. } = rules.judge(&profile, day);
            let expires_on = day.plus_months(i32::from(rules.profile_validity_months()));
            let since = Moment { day, second: arrival.second };
            let stay = population.stay(arrival.person, since, randomness);
            Submission {
                person: arrival.person,
                submitted_at: midnight + i64::from(arrival.second),
                expires_on,
                profile,
                situation: population.first_situation(arrival.person, month, &stay),
                score,
                eligibility,
            }
        });
        submissions.filter(|submission| !submission.eligibility.is_empty()).collect()
    }
}

impl State<'_> {
    /// Puts a profile into the pool.
    pub(super) fn submit(&mut self, entry: Entry, record: &mut Record) {
        let Entry { person, second, profile, known } = entry;
        let profile = self.rules.with_first_language_chosen(&profile, self.today);
        let Verdict { score, human_capital, eligibility } = self.rules.judge(&profile, self.today);
        if eligibility.is_empty() {
            return; // Ineligible profiles are not simulated: they never enter the pool.
        }
        let population = &self.model.population;
        let since = Moment { day: self.today, second };
        let stay = population.stay(person, since, self.randomness);
        let situation = known.unwrap_or_else(|| population.first_situation(person, self.month, &stay));
        let candidate = self.pool.submit(Submission {
            person,
            submitted_at: self.midnight + i64::from(second),
            expires_on: self.expiry_of_today,
            profile,
            situation,
            score,
            eligibility,
        });
        let what = if known.is_none() { What::Submission } else { What::Resubmission };
        self.count(|flows| match known {
            None => flows.submitted += 1,
            Some(_) => flows.resubmitted += 1,
        });
        record.submission(self.today, score);
        self.record_submission(candidate, what, record);
        self.schedule_stay(candidate, &stay);
        let exposure = self.exposure(candidate, stay.nomination_exposure);
        self.wait_for_nomination(candidate, human_capital, exposure);
    }

    /// The candidates in the pool with their present facts, by submission time and id.
    pub fn submissions(&self) -> Vec<Submission> {
        let pool = &self.pool;
        let present = pool.candidates().filter(|one| pool.is_present(*one)).map(|one| one.slot);
        let mut submissions: Vec<Submission> = present.map(|slot| pool.submission(slot)).collect();
        submissions.sort_unstable_by_key(|submission| (submission.submitted_at, submission.person));
        submissions
    }
}
