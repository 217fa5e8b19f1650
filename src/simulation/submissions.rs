//! Submissions: the candidates in the pool, or the arrivals of a day.

use crate::model::Model;
use crate::policy::rules::Verdict;
use crate::pool::Submission;
use crate::population::Moment;
use crate::rng::Randomness;
use crate::simulation::{Replication, State};
use crate::time::{Day, Month};

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
    /// The candidates in the pool with their present facts, by submission time and id.
    pub fn submissions(&self) -> Vec<Submission> {
        let pool = &self.pool;
        let present = pool.candidates().filter(|one| pool.is_present(*one)).map(|one| one.slot);
        let mut submissions: Vec<Submission> = present.map(|slot| pool.submission(slot)).collect();
        submissions.sort_unstable_by_key(|submission| (submission.submitted_at, submission.person));
        submissions
    }
}
