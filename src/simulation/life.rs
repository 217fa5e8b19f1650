//! Changes of a candidate's facts, in the pool or while an invitation is open, and of the score with them.

use super::State;
use crate::policy::profile::{JobOffer, Profile};
use crate::pool::CandidateId;
use crate::population::{LifeEvent, Occasion, Renewal, Situation, outcome};
use crate::time::{Day, Month};

impl State<'_> {
    /// The candidate on this day: the key of samples that decide what happens to the candidate.
    pub(super) fn occasion(&self, candidate: CandidateId) -> Occasion {
        let person = self.pool.person(candidate.slot);
        Occasion { person, day: self.today, randomness: self.randomness }
    }

    pub(super) fn retest(&mut self, candidate: CandidateId) {
        let occasion = self.occasion(candidate);
        let profile = *self.pool.profile(candidate.slot);
        let until = self.pool.leaves_on(candidate.slot);
        let motivation = self.motivation(candidate);
        let retest = self.model.population.retest(occasion, until, profile.first, motivation);
        self.schedule_before_leaving(retest.next, candidate, LifeEvent::Retest);
        if retest.is_taken {
            if retest.levels != profile.first {
                self.update(candidate, Profile { first: retest.levels, ..profile });
            }
            self.have_tested(candidate);
        }
    }

    pub(super) fn work_anniversary(&mut self, candidate: CandidateId) {
        if !self.pool.situation(candidate.slot).works_in_canada {
            return;
        }
        self.schedule_before_leaving(Some(self.today.plus_years(1)), candidate, LifeEvent::WorkAnniversary);
        if self.model.population.has_worked_the_year(self.occasion(candidate)) {
            let profile = outcome::with_canadian_year(*self.pool.profile(candidate.slot));
            self.update(candidate, profile);
        }
    }

    pub(super) fn find_job_offer(&mut self, candidate: CandidateId) {
        let until = self.pool.leaves_on(candidate.slot);
        let loss = self.model.population.job_offer_loss(self.occasion(candidate), until);
        self.schedule_before_leaving(loss, candidate, LifeEvent::JobOfferLoss);
        let profile = *self.pool.profile(candidate.slot);
        self.update(candidate, outcome::with_job_offer(profile, JobOffer::Skilled));
    }

    pub(super) fn lose_job_offer(&mut self, candidate: CandidateId) {
        let profile = *self.pool.profile(candidate.slot);
        self.update(candidate, outcome::with_job_offer(profile, JobOffer::None));
    }

    /// Canadian work stops; the candidate leaves Canada or stays without work.
    pub(super) fn lose_status(&mut self, candidate: CandidateId) {
        let situation = self.pool.situation(candidate.slot);
        self.pool.set_situation(candidate.slot, Situation { works_in_canada: false, ..situation });
        if self.model.population.leaves_canada(self.occasion(candidate)) {
            let profile = outcome::abroad(*self.pool.profile(candidate.slot));
            self.update(candidate, profile);
        }
    }

    pub(super) fn test_spouse(&mut self, candidate: CandidateId) {
        let profile = *self.pool.profile(candidate.slot);
        let population = &self.model.population;
        let profile = population.with_spouse_tested(self.occasion(candidate), profile);
        self.update(candidate, profile);
    }

    pub(super) fn learn_french(&mut self, candidate: CandidateId) {
        let motivation = self.motivation(candidate);
        if self.model.population.has_learned_french(self.occasion(candidate), motivation) {
            let profile = outcome::with_french(*self.pool.profile(candidate.slot));
            self.update(candidate, profile);
        }
    }

    /// Rule: Ministerial Instructions to 2017-06-05: without registration, offer or nomination the profile is
    /// removed.
    pub(super) fn miss_job_bank(&mut self, candidate: CandidateId) {
        let profile = self.pool.profile(candidate.slot);
        let is_due = self.rules.job_bank_days().is_some();
        let is_exempt = profile.job_offer != JobOffer::None || profile.nominated;
        if is_due && !is_exempt && !self.pool.is_invited(candidate) {
            self.remove(candidate);
        }
    }

    /// Schedules the ends of the validity of the language test and of the assessment of education.
    ///
    /// Rule: results of language tests hold for two years and assessments for five (Ministerial Instructions,
    /// section 3).
    pub(super) fn schedule_papers(&mut self, candidate: CandidateId) {
        let situation = self.pool.situation(candidate.slot);
        let language = situation.language_tested + i32::from(self.rules.language_test_months());
        let education = situation.education_assessed + i32::from(self.rules.education_assessment_months());
        let first = language.min(education);
        // Most papers outlast the profile: no month is shorter than 28 days.
        let (today, leaves_on) = (self.today, self.pool.leaves_on(candidate.slot));
        if first > self.month + 1 + (leaves_on - today) / 28 || first.first_day() >= leaves_on {
            return;
        }
        let needs_assessment = outcome::needs_assessment(self.pool.profile(candidate.slot));
        let language = day_after(today, language);
        self.schedule_before_leaving(language, candidate, LifeEvent::LanguageTestExpiry);
        let education = day_after(today, education).filter(|_| needs_assessment);
        self.schedule_before_leaving(education, candidate, LifeEvent::AssessmentExpiry);
    }

    fn have_tested(&mut self, candidate: CandidateId) {
        if self.pool.is_present(candidate) || self.pool.is_invited(candidate) {
            let situation = self.pool.situation(candidate.slot);
            let language_tested = self.month;
            self.pool.set_situation(candidate.slot, Situation { language_tested, ..situation });
            self.schedule_papers(candidate);
        }
    }

    pub(super) fn language_test_expires(&mut self, candidate: CandidateId) {
        let months = i32::from(self.rules.language_test_months());
        let tested = self.pool.situation(candidate.slot).language_tested;
        if (tested + months).first_day() > self.today || self.pool.is_invited(candidate) {
            return; // Tested again since, or locked in by the invitation.
        }
        let profile = *self.pool.profile(candidate.slot);
        let population = &self.model.population;
        match population.language_renewal(self.occasion(candidate), profile.first) {
            Renewal::Language(first) => {
                self.update(candidate, Profile { first, ..profile });
                self.have_tested(candidate);
            }
            Renewal::Education | Renewal::None => self.remove(candidate),
        }
    }

    pub(super) fn assessment_expires(&mut self, candidate: CandidateId) {
        let months = i32::from(self.rules.education_assessment_months());
        let situation = self.pool.situation(candidate.slot);
        if (situation.education_assessed + months).first_day() > self.today || self.pool.is_invited(candidate)
        {
            return;
        }
        match self.model.population.education_renewal(self.occasion(candidate)) {
            Renewal::Education => {
                let education_assessed = self.month;
                self.pool.set_situation(candidate.slot, Situation { education_assessed, ..situation });
            }
            Renewal::Language(_) | Renewal::None => self.remove(candidate),
        }
    }
}

/// The first day of a month, if it comes after today.
fn day_after(today: Day, month: Month) -> Option<Day> {
    Some(month.first_day()).filter(|day| *day > today)
}
