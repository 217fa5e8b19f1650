//! Scores and eligibility of candidates after a change of law, a birthday or any change of their facts.

use super::State;
use crate::policy::profile::Profile;
use crate::policy::rules::{Rules, Verdict};
use crate::pool::CandidateId;
use crate::record::{Record, What};

impl State<'_> {
    /// Puts another law in force and scores all candidates by it. Candidates are not scored again where the
    /// change cannot affect them, as a new table of settlement funds.
    pub(super) fn change_law(&mut self, record: &mut Record) {
        let before = self.rules;
        self.rules = self.model.law.rules_on(self.today);
        self.rescore(before, record);
    }

    /// Scores the candidates whose score or eligibility may differ under the rules in force.
    pub(super) fn rescore(&mut self, before: &Rules, record: &mut Record) {
        if self.rules.judges_like(before) {
            return;
        }
        let keeps_scores = self.rules.scores_like(before);
        let candidates: Vec<CandidateId> = self.pool.candidates().collect();
        for candidate in candidates {
            let profile = self.pool.profile(candidate.slot);
            let so_far = self.pool.eligibility(candidate.slot);
            // An invited candidate who is eligible for no program any more has no score to keep.
            if keeps_scores && !so_far.is_empty() && self.rules.eligibility(profile, self.today) == so_far {
                continue;
            }
            let watched = self.watch(candidate, record);
            self.update(candidate, *profile);
            self.record_event(watched, What::ChangeOfLaw, record);
        }
    }

    /// Scores all candidates by the rules in force.
    pub(super) fn rescore_all(&mut self, record: &mut Record) {
        let candidates: Vec<CandidateId> = self.pool.candidates().collect();
        for candidate in candidates {
            let watched = self.watch(candidate, record);
            self.update(candidate, *self.pool.profile(candidate.slot));
            self.record_event(watched, What::ChangeOfLaw, record);
        }
    }

    /// Makes a candidate a year older.
    pub(super) fn have_birthday(&mut self, candidate: CandidateId) {
        self.schedule_birthday(candidate);
        let profile = *self.pool.profile(candidate.slot);
        let so_far = self.pool.eligibility(candidate.slot);
        self.settle(candidate, profile, self.rules.judge_birthday(&profile, self.today, so_far));
    }

    /// Writes a candidate's facts, with score and eligibility by the law in force.
    pub(super) fn update(&mut self, candidate: CandidateId, profile: Profile) {
        self.settle(candidate, profile, self.rules.judge(&profile, self.today));
    }

    /// Writes a candidate's facts, score and eligibility. A candidate who meets no program any more leaves.
    fn settle(&mut self, candidate: CandidateId, profile: Profile, verdict: Verdict) {
        let Verdict { score, human_capital, eligibility } = verdict;
        self.pool.update(candidate.slot, profile, score, eligibility);
        if self.pool.is_invited(candidate) {
            return;
        }
        if eligibility.is_empty() {
            self.remove(candidate);
        } else if !profile.nominated {
            let place = self.nomination_place(candidate, human_capital);
            self.nominations.change_place(candidate, place);
        }
    }
}
