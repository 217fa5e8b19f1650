//! A stay in the pool: what happens in it, how it ends, and who comes back.
//!
//! A profile keeps the validity in force when it was submitted, whatever the law says later.

use super::State;
use crate::calendar::{CandidateId, LifeEvent, Return};
use crate::policy::profile::{JobOffer, Profile};
use crate::population::{Comeback, Moment, Population, Stay};
use crate::time::Day;

impl State<'_> {
    /// Schedules the end of a stay in the pool, and what happens before it. A stay starts with a submission, or when
    /// somebody who meant to withdraw thinks again.
    pub(super) fn schedule_stay(&mut self, candidate: CandidateId, since: Moment) -> Stay {
        let person = self.pool.person(candidate.slot);
        let has_offer = self.pool.profile(candidate.slot).job_offer != JobOffer::None;
        let expiry = self.pool.expires_on(candidate.slot);
        let stay = self.model.population.stay(person, since, expiry, self.randomness);
        let (end, event) =
            stay.withdrawal.map_or((expiry, LifeEvent::Expiry), |day| (day, LifeEvent::Withdrawal));
        self.calendar.schedule(end, candidate, event);
        self.pool.set_leaves_on(candidate.slot, end);
        self.schedule_birthday(candidate);
        for (day, event) in [
            (stay.retest, LifeEvent::Retest),
            (stay.work_anniversary, LifeEvent::WorkAnniversary),
            (stay.job_offer.filter(|_| !has_offer), LifeEvent::JobOffer),
        ] {
            self.schedule_before_leaving(day, candidate, event);
        }
        stay
    }

    /// Schedules what happens before a stay ends; later it has no meaning.
    fn schedule_before_leaving(&mut self, day: Option<Day>, candidate: CandidateId, event: LifeEvent) {
        if let Some(day) = day.filter(|day| *day < self.pool.leaves_on(candidate.slot)) {
            self.calendar.schedule(day, candidate, event);
        }
    }

    /// Schedules the next birthday that can change anything.
    pub(super) fn schedule_birthday(&mut self, candidate: CandidateId) {
        let birth = self.pool.profile(candidate.slot).birth;
        let age = self.today.years_since(birth).max(0) as usize;
        let next = self.model.law.next_birthday(age + 1).map(|age| birth.birthday(age as i32));
        self.schedule_before_leaving(next, candidate, LifeEvent::Birthday);
    }

    pub(super) fn retest(&mut self, candidate: CandidateId) {
        let person = self.pool.person(candidate.slot);
        let profile = *self.pool.profile(candidate.slot);
        let until = self.pool.leaves_on(candidate.slot);
        let (next, first) =
            self.model.population.retested(person, self.today, until, profile.first, self.randomness);
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
            let person = self.pool.person(candidate.slot);
            let exposure = self.model.population.nomination_exposure(person, self.today, self.randomness);
            self.wait_for_nomination(candidate, exposure);
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
