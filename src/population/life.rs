//! How lives go on in the pool: when the next thing of a kind happens, and what it brings.

use super::{PersonId, Population};
use crate::policy::profile::{Abilities, Profile};
use crate::rng::{Purpose, Randomness};
use crate::time::Day;

const DAYS_PER_YEAR: f64 = 365.25;
const SECONDS_PER_DAY: f64 = 86_400.0;

/// Rates and chances of life in the pool; rates are yearly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Life {
    /// Rate of leaving the pool before the profile expires.
    pub withdrawal_rate: f64,
    /// Share of expired profiles whose owner comes back.
    pub return_after_expiry: f64,
    /// Share of withdrawn profiles whose owner comes back.
    pub return_after_withdrawal: f64,
    /// Days within which they come back.
    pub return_within_days: u32,
    /// Rate of language retests.
    pub retest_rate: f64,
    /// Chance that an ability gains a level in a retest.
    pub retest_gain: f64,
    /// Chance that a Canadian year is completed at its anniversary.
    pub work_year: f64,
}

/// A second of a day, counted from its midnight: from here on a clock of a person's life runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// The second.
    pub second: u32,
}

/// The reason after which a person may come back with a new profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comeback {
    /// The profile expired.
    Expiry,
    /// The profile was withdrawn.
    Withdrawal,
}

/// What the clocks of a stay in the pool say, each read from its own place in the person's stream of that stay.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stay {
    /// The day at whose start the candidate withdraws, if nothing else ends the stay: the nearest midnight to an
    /// exponential time, so that stays keep their mean.
    pub withdrawal: Option<Day>,
    /// The day of the first language retest.
    pub retest: Option<Day>,
    /// The first anniversary of Canadian work, for those who work in Canada.
    pub work_anniversary: Option<Day>,
    /// The day on which a candidate finds a job offer.
    pub job_offer: Option<Day>,
    /// How much exposure to nominations the candidate takes before being nominated.
    pub nomination_exposure: f64,
}

impl Population {
    /// The clocks of a stay that begins with a submission, or when a candidate thinks again, at `since`; what would
    /// happen on or after the day `until`, when the profile expires, is left out.
    pub fn stay(&self, person: PersonId, since: Moment, until: Day, randomness: Randomness) -> Stay {
        let stream = &self.streams[person.stream()];
        let mut samples = self.samples(person, Purpose::Stay, since.day, randomness);
        // All clocks are read whether they are wanted or not, so that none depends on another.
        let [withdrawal, retest, offer] = [(); 3].map(|()| samples.uniform());
        let anniversary = since.day + 1 + samples.below(365) as i32;
        Stay {
            withdrawal: clock(withdrawal, self.life.withdrawal_rate, since, until),
            retest: clock(retest, self.life.retest_rate, since, until),
            work_anniversary: Some(anniversary).filter(|day| stream.works_in_canada && *day < until),
            job_offer: clock(offer, stream.job_offer_rate.at(since.day.year()), since, until),
            nomination_exposure: samples.exponential(),
        }
    }

    /// The day of the next language retest after one of `day`, and the levels that the latter brings: each ability of the
    /// first language gains a level or keeps it.
    pub fn retested(
        &self,
        person: PersonId,
        day: Day,
        until: Day,
        levels: Abilities,
        randomness: Randomness,
    ) -> (Option<Day>, Abilities) {
        let mut samples = self.samples(person, Purpose::Retest, day, randomness);
        let next = clock(samples.uniform(), self.life.retest_rate, Moment { day, second: 0 }, until);
        let levels = levels.0.map(|level| {
            let has_gained = samples.chance(self.life.retest_gain);
            (level + u8::from(has_gained)).min(10)
        });
        (next, Abilities(levels))
    }

    /// Whether the year that ends on `day` was completed.
    pub fn has_worked_the_year(&self, person: PersonId, day: Day, randomness: Randomness) -> bool {
        self.samples(person, Purpose::WorkAnniversary, day, randomness).chance(self.life.work_year)
    }

    /// How much exposure to nominations a candidate who is back in the pool on `day` takes before being nominated.
    pub fn nomination_exposure(&self, person: PersonId, day: Day, randomness: Randomness) -> f64 {
        self.samples(person, Purpose::Nomination, day, randomness).exponential()
    }

    /// When, if ever, a person who left on `day` comes back: the day and the second of it.
    pub fn comeback(
        &self,
        person: PersonId,
        reason: Comeback,
        day: Day,
        randomness: Randomness,
    ) -> Option<(Day, u32)> {
        let share = match reason {
            Comeback::Expiry => self.life.return_after_expiry,
            Comeback::Withdrawal => self.life.return_after_withdrawal,
        };
        let mut samples = self.samples(person, Purpose::Return, day, randomness);
        let is_coming = samples.chance(share);
        let wait = samples.below(self.life.return_within_days.max(1)) as i32;
        let second = samples.below(82_800);
        is_coming.then_some((day + 1 + wait, second))
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

    /// The profile with which a person comes back: as it was, without a nomination.
    pub fn returning(profile: Profile) -> Profile {
        Profile { nominated: false, ..profile }
    }

    fn samples(
        &self,
        person: PersonId,
        purpose: Purpose,
        day: Day,
        randomness: Randomness,
    ) -> crate::rng::Stream {
        randomness.stream(person.number(), purpose, day.number() as u64)
    }
}

/// When an exponential clock of a yearly rate rings, read from a uniform number; none if that is not before `until`.
fn clock(uniform: f64, rate: f64, since: Moment, until: Day) -> Option<Day> {
    // The logarithm of most clocks need not be taken: exp(-x) > 1 - x, and those below ring after the end.
    let longest = rate * f64::from(until - since.day) / DAYS_PER_YEAR;
    if uniform <= 1.0 - longest {
        return None;
    }
    let days = -uniform.ln() / rate * DAYS_PER_YEAR + f64::from(since.second) / SECONDS_PER_DAY;
    let wait = (days + 0.5).min(f64::from(until - since.day)) as i32;
    Some(since.day + wait.max(1)).filter(|day| *day < until)
}
