//! The one match over the events of a run.

use super::State;
use super::submissions::Entry;
use crate::calendar::{Event, Return};
use crate::government::Department;
use crate::pool::CandidateId;
use crate::population::{Arrival, Comeback, LifeEvent, outcome};
use crate::record::{Inventory, Record, What};

impl State<'_> {
    // Each caller knows which event it is: inlined, the match costs nothing and no event is moved.
    #[inline(always)]
    pub(super) fn happen(&mut self, event: Event, record: &mut Record) {
        match event {
            Event::ChangeOfLaw => self.change_law(record),
            Event::Life(candidate, event) => {
                let watched = self.watch(candidate, record);
                self.change_life(candidate, event);
                self.record_event(watched, What::Life(event), record);
            }
            Event::Decision(application) => self.decide(application, record),
            Event::Landing(application) => self.land(application, record),
            Event::Nomination => self.nominate(record),
            Event::Census => {
                record.census(self.pool.census(self.today));
                record.inventory(Inventory {
                    date: self.today,
                    invitations: self.invitations_open,
                    applications: self.applications_open,
                    persons: self.persons_open,
                    persons_approved: self.persons_approved,
                });
                self.next_census += 1;
            }
            Event::Planning => {
                for plan in self.ask(Department::plan_quarter) {
                    record.quarter_plan(plan);
                }
            }
            Event::Submission(Arrival { second, person }) => {
                let profile = self.model.population.sample(person, self.today, self.randomness);
                self.submit(Entry { person, second, profile, known: None }, record);
            }
            Event::Resubmission(Return { second, person, profile, situation, .. }) => {
                let (profile, situation) = outcome::returning(profile, situation, self.month, self.rules);
                self.submit(Entry { person, second, profile, known: Some(situation) }, record);
            }
            Event::Round(index) => self.hold(index, record),
        }
    }

    #[inline]
    fn change_life(&mut self, candidate: CandidateId, event: LifeEvent) {
        if !self.pool.holds(candidate) {
            return;
        }
        match event {
            LifeEvent::Withdrawal if self.pool.is_invited(candidate) => {
                // A candidate who holds an invitation reconsiders the withdrawal.
                self.restart_stay(candidate);
            }
            LifeEvent::Withdrawal => {
                self.exit(candidate, Some(Comeback::Withdrawal));
                self.count(|flows| flows.withdrawn += 1);
            }
            LifeEvent::Expiry if self.pool.is_invited(candidate) => {}
            LifeEvent::Expiry => self.expire(candidate),
            LifeEvent::Application(program) => self.apply(candidate, program),
            LifeEvent::Lapse(program) => {
                self.invitations_open[program.index()] -= 1;
                self.exit(candidate, Some(Comeback::Lapse));
                self.count(|flows| flows.lapsed += 1);
            }
            LifeEvent::Decline(program) => self.decline(candidate, program),
            LifeEvent::Birthday => self.have_birthday(candidate),
            LifeEvent::Retest => self.retest(candidate),
            LifeEvent::WorkAnniversary => self.work_anniversary(candidate),
            LifeEvent::JobOffer => self.find_job_offer(candidate),
            LifeEvent::JobOfferLoss => self.lose_job_offer(candidate),
            LifeEvent::StatusLoss => self.lose_status(candidate),
            LifeEvent::Credential => {
                let profile = outcome::with_credential(*self.pool.profile(candidate.slot));
                self.update(candidate, profile);
            }
            LifeEvent::SpouseTest => self.test_spouse(candidate),
            LifeEvent::French => self.learn_french(candidate),
            LifeEvent::JobBankDeadline => self.miss_job_bank(candidate),
            LifeEvent::LanguageTestExpiry => self.language_test_expires(candidate),
            LifeEvent::AssessmentExpiry => self.assessment_expires(candidate),
        }
    }
}
