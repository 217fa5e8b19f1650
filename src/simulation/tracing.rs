//! Events of persons, for the record. Nothing here changes the state: a run is the same with any record.

use super::State;
use crate::intake::Application;
use crate::pool::CandidateId;
use crate::population::{LifeEvent, PersonId};
use crate::record::{Flows, Happening, Miss, Record, Standing, What};
use crate::round::Outcome;

/// A candidate's standing before an event.
#[derive(Clone, Copy, Debug)]
pub(super) struct Watched {
    candidate: CandidateId,
    person: PersonId,
    before: Standing,
    flows: Flows,
}

impl State<'_> {
    /// The candidate's standing before an event; none if the record does not want this candidate.
    #[inline(always)]
    pub(super) fn watch(&self, candidate: CandidateId, record: &Record) -> Option<Watched> {
        // The first test decides nearly always, and reads nothing of the candidate.
        if !record.wants_people() || !self.pool.holds(candidate) {
            return None;
        }
        let person = self.pool.person(candidate.slot);
        record.wants(person).then(|| Watched {
            candidate,
            person,
            before: self.standing(candidate),
            flows: self.flows,
        })
    }

    /// Records the change by an event, and the exit if the event also removed the candidate from the pool.
    #[inline(always)]
    pub(super) fn record_event(&self, watched: Option<Watched>, what: What, record: &mut Record) {
        if let Some(watched) = watched {
            self.record_change(watched, what, record);
        }
    }

    fn record_change(&self, watched: Watched, what: What, record: &mut Record) {
        let Watched { candidate, person, before, flows } = watched;
        let after = self.pool.holds(candidate).then(|| self.standing(candidate));
        let is_void = after.is_some() && what.is_exit();
        if is_void || (after == Some(before) && !what.is_always_recorded()) {
            return;
        }
        let happening = Happening { day: self.today, person, before: Some(before), after, what };
        record.happened(happening.clone());
        if after.is_none() && !what.is_exit() {
            let has_expired = self.flows.expired > flows.expired;
            let exit = if has_expired { What::Life(LifeEvent::Expiry) } else { What::Removal };
            record.happened(Happening { what: exit, ..happening });
        }
    }

    /// Records the candidates present before the first day, by submission time and id.
    pub fn record_initial(&self, record: &mut Record) {
        if !record.wants_people() {
            return;
        }
        let mut there: Vec<CandidateId> = self.pool.candidates().collect();
        there.retain(|one| record.wants(self.pool.person(one.slot)));
        there.sort_unstable_by_key(|one| (self.pool.submitted_at(one.slot), self.pool.person(one.slot)));
        for candidate in there {
            let (person, after) = (self.pool.person(candidate.slot), Some(self.standing(candidate)));
            record.happened(Happening { day: self.today, person, before: None, after, what: What::Initial });
        }
    }

    /// Records a submitted profile.
    #[inline]
    pub(super) fn record_submission(&self, candidate: CandidateId, what: What, record: &mut Record) {
        if !record.wants_people() {
            return;
        }
        let person = self.pool.person(candidate.slot);
        if what == What::Submission {
            record.meet(person);
        }
        if record.wants(person) {
            let after = Some(self.standing(candidate));
            record.happened(Happening { day: self.today, person, before: None, after, what });
        }
    }

    /// Records a decision on an application, or an admission.
    #[inline]
    pub(super) fn record_application(&self, application: Application, what: What, record: &mut Record) {
        let person = application.person;
        if record.wants(person) {
            record.happened(Happening { day: self.today, person, before: None, after: None, what });
        }
    }

    /// Records why a round did not invite the traced candidate, if that candidate is in the pool.
    pub(super) fn record_miss(&self, round: usize, outcome: &Outcome, record: &mut Record) {
        let Some(person) = record.traced() else { return };
        // A scan of the pool for each round costs a trace less than a second, and other runs nothing.
        let mut candidates = self.pool.candidates();
        let found = candidates.find(|one| self.pool.person(one.slot) == person);
        let Some(candidate) = found.filter(|one| self.pool.is_present(*one)) else { return };
        let standing = self.standing(candidate);
        let target = self.model.plan[round].eligible;
        let why = if !standing.submission.eligibility.intersects(target.admitted) {
            Miss::NotEligible
        } else if !target.admits(standing.submission.eligibility) {
            Miss::Nominee
        } else if outcome.cutoff == Some(standing.submission.score) {
            Miss::AfterTheTieBreak
        } else {
            Miss::BelowTheCutoff
        };
        let what = What::Miss { round, cutoff: outcome.cutoff, tie_break: outcome.tie_break, why };
        let standing = Some(standing);
        record.happened(Happening { day: self.today, person, before: standing, after: standing, what });
    }

    fn standing(&self, candidate: CandidateId) -> Standing {
        Standing {
            submission: self.pool.submission(candidate.slot),
            is_invited: self.pool.is_invited(candidate),
        }
    }
}
