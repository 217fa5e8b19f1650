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

impl Population {
    /// The day at whose start a candidate who submitted (or came back to the pool) at `since` withdraws,
    /// if nothing else ends the stay: the nearest midnight to an exponential time, so that stays keep their mean.
    pub fn withdrawal(&self, person: PersonId, since: Moment, randomness: Randomness) -> Option<Day> {
        let mut samples = self.samples(person, Purpose::Withdrawal, since.day, randomness);
        self.after(samples.exponential(), self.life.withdrawal_rate, since)
    }

    /// The day of the next language retest after `since`.
    pub fn retest(&self, person: PersonId, since: Moment, randomness: Randomness) -> Option<Day> {
        let mut samples = self.samples(person, Purpose::Retest, since.day, randomness);
        self.after(samples.exponential(), self.life.retest_rate, since)
    }

    /// What a retest on `day` brings: each ability of the first language gains a level or keeps it.
    pub fn retested(
        &self,
        person: PersonId,
        day: Day,
        levels: Abilities,
        randomness: Randomness,
    ) -> Abilities {
        let mut samples = self.samples(person, Purpose::Retest, day, randomness);
        samples.uniform(); // The first number of the day's stream says when the next retest comes.
        Abilities(levels.0.map(|level| {
            let has_gained = samples.chance(self.life.retest_gain);
            (level + u8::from(has_gained)).min(10)
        }))
    }

    /// The first anniversary of Canadian work after an arrival on `day`, for those who work in Canada.
    pub fn work_anniversary(&self, person: PersonId, day: Day, randomness: Randomness) -> Option<Day> {
        if !self.streams[person.stream()].works_in_canada {
            return None;
        }
        let mut samples = self.samples(person, Purpose::WorkAnniversary, day, randomness);
        Some(day + 1 + samples.below(365) as i32)
    }

    /// Whether the year that ends on `day` was completed.
    pub fn has_worked_the_year(&self, person: PersonId, day: Day, randomness: Randomness) -> bool {
        let mut samples = self.samples(person, Purpose::WorkAnniversary, day, randomness);
        samples.uniform(); // The first number of a day's stream may have placed an anniversary.
        samples.chance(self.life.work_year)
    }

    /// The day on which a candidate without an offer finds one.
    pub fn job_offer(&self, person: PersonId, since: Moment, randomness: Randomness) -> Option<Day> {
        let mut samples = self.samples(person, Purpose::JobOffer, since.day, randomness);
        let rate = self.streams[person.stream()].job_offer_rate.at(since.day.year());
        self.after(samples.exponential(), rate, since)
    }

    /// How much exposure to nominations a candidate who submitted on `day` takes before being nominated.
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

    fn after(&self, exponential: f64, rate: f64, since: Moment) -> Option<Day> {
        if rate <= 0.0 {
            return None;
        }
        let days = exponential / rate * DAYS_PER_YEAR + f64::from(since.second) / SECONDS_PER_DAY;
        (days < 100.0 * DAYS_PER_YEAR).then(|| since.day + (days.round() as i32).max(1))
    }
}
