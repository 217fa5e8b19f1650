//! A stay in the pool: what happens in it, how it ends, and who comes back.
//!
//! A profile keeps the validity in force when it was submitted, whatever the law says later.

use super::State;
use crate::calendar::{CandidateId, LifeEvent, Return};
use crate::policy::profile::{JobOffer, Profile};
use crate::population::{Comeback, Moment, Population};
use crate::time::Day;

impl State<'_> {
    /// Schedules the end of a stay in the pool, and what happens before it. A stay starts with a submission, or when
    /// somebody who meant to withdraw thinks again.
    pub(super) fn schedule_stay(&mut self, candidate: CandidateId, since: Moment) {
        let population = &self.model.population;
        let person = self.pool.person(candidate.slot);
        let has_offer = self.pool.profile(candidate.slot).job_offer != JobOffer::None;
        let expiry = self.pool.expires_on(candidate.slot);
        let withdrawal = population.withdrawal(person, since, self.randomness).filter(|day| *day < expiry);
        let (end, event) =
            withdrawal.map_or((expiry, LifeEvent::Expiry), |withdrawal| (withdrawal, LifeEvent::Withdrawal));
        self.calendar.schedule(end, candidate, event);
        self.pool.set_leaves_on(candidate.slot, end);
        self.schedule_birthday(candidate);
        let retest = population.retest(person, since, self.randomness);
        let anniversary = population.work_anniversary(person, since.day, self.randomness);
        let offer = if has_offer { None } else { population.job_offer(person, since, self.randomness) };
        for (day, event) in [
            (retest, LifeEvent::Retest),
            (anniversary, LifeEvent::WorkAnniversary),
            (offer, LifeEvent::JobOffer),
        ] {
            self.schedule_before_leaving(day, candidate, event);
        }
    }

    /// Schedules what happens before a stay ends; later it has no meaning.
    fn schedule_before_leaving(&mut self, day: Option<Day>, candidate: CandidateId, event: LifeEvent) {
        if let Some(day) = day.filter(|day| *day < self.pool.leaves_on(candidate.slot)) {
            self.calendar.schedule(day, candidate, event);
        }
    }

    pub(super) fn schedule_birthday(&mut self, candidate: CandidateId) {
        let birth = self.pool.profile(candidate.slot).birth;
        let next = birth.birthday(self.today.years_since(birth) + 1);
        self.schedule_before_leaving(Some(next), candidate, LifeEvent::Birthday);
    }

    pub(super) fn retest(&mut self, candidate: CandidateId) {
        let person = self.pool.person(candidate.slot);
        let profile = *self.pool.profile(candidate.slot);
        let first = self.model.population.retested(person, self.today, profile.first, self.randomness);
        let now = Moment { day: self.today, second: 0 };
        let next = self.model.population.retest(person, now, self.randomness);
        self.schedule_before_leaving(next, candidate, LifeEvent::Retest);
        self.update(candidate, Profile { first, ..profile });
    }

    pub(super) fn work_anniversary(&mut self, candidate: CandidateId) {
        let person = self.pool.person(candidate.slot);
        self.schedule_before_leaving(Some(self.today.plus_years(1)), candidate, LifeEvent::WorkAnniversary);
        if self.model.population.has_worked_the_year(person, self.today, self.randomness) {
            let profile = Population::with_canadian_year(*self.pool.profile(candidate.slot));
            self.update(candidate, profile);
        }
    }

    pub(super) fn decline(&mut self, candidate: CandidateId) {
        self.count(|flows| flows.declined += 1);
        if self.pool.expires_on(candidate.slot) <= self.today {
            self.expire(candidate);
            return;
        }
        self.pool.readmit(candidate.slot);
        self.update(candidate, *self.pool.profile(candidate.slot));
        if self.pool.is_present(candidate) {
            self.wait_for_nomination(candidate);
        }
    }

    pub(super) fn expire(&mut self, candidate: CandidateId) {
        self.exit(candidate, Some(Comeback::Expiry));
        self.count(|flows| flows.expired += 1);
    }

    /// Takes a candidate out for good, and sends those who will come back on their way.
    pub(super) fn exit(&mut self, candidate: CandidateId, reason: Option<Comeback>) {
        let person = self.pool.person(candidate.slot);
        let profile = self.pool.remove(candidate.slot);
        let Some(reason) = reason else { return };
        let back = self.model.population.comeback(person, reason, self.today, self.randomness);
        if let Some((day, second)) = back {
            self.calendar.schedule_return(day, Return { second, person, reason, profile });
        }
    }
}
