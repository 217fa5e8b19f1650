//! Stays in the pool: their events, their ends and later returns.
//!
//! A profile keeps the validity in force when it was submitted, whatever the law says later.

use super::State;
use crate::calendar::Return;
use crate::policy::profile::{JobOffer, Language};
use crate::policy::program::Program;
use crate::pool::CandidateId;
use crate::population::{Comeback, LifeEvent, Moment, Stay};
use crate::time::Day;

impl State<'_> {
    /// Schedules the end of a stay in the pool, and the events before it.
    pub(super) fn schedule_stay(&mut self, candidate: CandidateId, stay: &Stay<'_>) {
        let profile = self.pool.profile(candidate.slot);
        let has_offer = profile.job_offer != JobOffer::None;
        let may_learn_french = profile.first_language == Language::English && !profile.speaks_french();
        let has_untested_spouse = profile.spouse.is_some_and(|spouse| spouse.language.is_none());
        let works = self.pool.situation(candidate.slot).works_in_canada;
        let expiry = self.pool.expires_on(candidate.slot);
        let (end, event) =
            stay.withdrawal(expiry).map_or((expiry, LifeEvent::Expiry), |day| (day, LifeEvent::Withdrawal));
        self.calendar.schedule(end, candidate, event);
        self.pool.set_leaves_on(candidate.slot, end);
        self.schedule_birthday(candidate);
        self.schedule_papers(candidate);
        self.schedule_some(candidate, stay.retest(end), LifeEvent::Retest);
        if works {
            self.schedule_some(candidate, stay.work_anniversary(end), LifeEvent::WorkAnniversary);
            self.schedule_some(candidate, stay.status_loss(end), LifeEvent::StatusLoss);
        }
        if has_offer {
            self.schedule_some(candidate, stay.job_offer_loss(end), LifeEvent::JobOfferLoss);
        } else {
            self.schedule_some(candidate, stay.job_offer(end), LifeEvent::JobOffer);
        }
        self.schedule_some(candidate, stay.credential(end), LifeEvent::Credential);
        if has_untested_spouse {
            self.schedule_some(candidate, stay.spouse_test(end), LifeEvent::SpouseTest);
        }
        if may_learn_french {
            self.schedule_some(candidate, stay.french(end), LifeEvent::French);
        }
        let deadline = if has_offer { None } else { self.job_bank_deadline(stay) };
        self.schedule_before_leaving(deadline, candidate, LifeEvent::JobBankDeadline);
    }

    fn schedule_some(&mut self, candidate: CandidateId, day: Option<Day>, event: LifeEvent) {
        if let Some(day) = day {
            self.calendar.schedule(day, candidate, event);
        }
    }

    /// Starts the stay of a candidate again, as after a submission at this moment: for a candidate who would
    /// withdraw but holds an invitation, and for a duplicate.
    pub(super) fn restart_stay(&mut self, candidate: CandidateId) {
        let person = self.pool.person(candidate.slot);
        let since = Moment { day: self.today, second: 0 };
        let stay = self.model.population.stay(person, since, self.randomness);
        self.schedule_stay(candidate, &stay);
    }

    /// Rule: until 2017-06-05 candidates without offer or nomination register with the Job Bank within 30
    /// days.
    fn job_bank_deadline(&self, stay: &Stay<'_>) -> Option<Day> {
        let days = self.rules.job_bank_days()?;
        (!stay.is_registered).then(|| self.today + i32::from(days) + 1)
    }

    /// Schedules an event if its day comes before the end of the stay.
    pub(super) fn schedule_before_leaving(
        &mut self,
        day: Option<Day>,
        candidate: CandidateId,
        event: LifeEvent,
    ) {
        if let Some(day) = day.filter(|day| *day < self.pool.leaves_on(candidate.slot)) {
            self.calendar.schedule(day, candidate, event);
        }
    }

    /// Schedules the next birthday that can change score or eligibility.
    pub(super) fn schedule_birthday(&mut self, candidate: CandidateId) {
        let birth = self.pool.profile(candidate.slot).birth;
        let age = self.today.years_since(birth).max(0) as usize;
        let Some(next) = self.model.law.next_birthday(age + 1) else { return };
        // Most stays end before it: so many full years lie between.
        let earliest = self.today + 365 * (next - age - 1) as i32;
        if earliest < self.pool.leaves_on(candidate.slot) {
            let birthday = birth.birthday(next as i32);
            self.schedule_before_leaving(Some(birthday), candidate, LifeEvent::Birthday);
        }
    }

    pub(super) fn decline(&mut self, candidate: CandidateId, program: Program) {
        self.invitations_open[program.index()] -= 1;
        self.count(|flows| flows.declined += 1);
        if self.pool.expires_on(candidate.slot) <= self.today {
            self.expire(candidate);
            return;
        }
        self.pool.readmit(candidate.slot);
        self.update(candidate, *self.pool.profile(candidate.slot));
        if self.pool.is_present(candidate) {
            self.wait_again_for_nomination(candidate);
        }
    }

    pub(super) fn expire(&mut self, candidate: CandidateId) {
        self.exit(candidate, Some(Comeback::Expiry));
        self.count(|flows| flows.expired += 1);
    }

    /// Removes the profile of a candidate who meets no program any more.
    pub(super) fn remove(&mut self, candidate: CandidateId) {
        self.exit(candidate, None);
        self.count(|flows| flows.removed += 1);
    }

    /// Takes a candidate out of the pool, and schedules the return of a person who will come back.
    pub(super) fn exit(&mut self, candidate: CandidateId, reason: Option<Comeback>) {
        let occasion = self.occasion(candidate);
        let person = occasion.person;
        let situation = self.pool.situation(candidate.slot);
        let profile = self.pool.remove(candidate.slot);
        let Some(reason) = reason else { return };
        if let Some(Moment { day, second }) = self.model.population.comeback(occasion, reason) {
            self.calendar.schedule_return(day, Return { second, person, reason, profile, situation });
        }
    }
}
