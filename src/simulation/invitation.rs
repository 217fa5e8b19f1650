//! Invitations, applications, decisions and admissions.

use super::State;
use crate::government::{ByKind, Families, HeldRound, Kind};
use crate::intake::{self, Answer, Applicant, Application, Course, Decision, OpenInvitation};
use crate::model::PlannedRound;
use crate::policy::program::Program;
use crate::pool::CandidateId;
use crate::population::LifeEvent;
use crate::published::InvitedByProgram;
use crate::published::attribute::Invitation;
use crate::record::invited_people::InvitedPerson;
use crate::record::{Admission, Record, What};
use crate::round::Outcome;
use crate::time::Day;

impl State<'_> {
    /// Invites the candidates of a round's outcome. A round of programs invites under one of them; in a
    /// category-based round the law's order of programs decides.
    pub(super) fn invite(
        &mut self,
        outcome: &Outcome,
        round: usize,
        record: &mut Record,
    ) -> InvitedByProgram {
        let planned = &self.agenda.plan[round];
        let mut by_program = InvitedByProgram::default();
        let mut by_kind = ByKind::<Families>::default();
        self.pool.fetch(outcome.invited.iter().copied());
        for slot in &outcome.invited {
            let program = self.model.program_of_invitation(planned, self.rules, self.pool.eligibility(*slot));
            *by_program.of(program) += 1;
            self.invitations_open[program.index()] += 1;
            let watched = self.watch(self.pool.candidate(*slot), record);
            let candidate = self.pool.invite(*slot);
            self.record_event(watched, What::Invitation { round, cutoff: outcome.cutoff, program }, record);
            let applies_on = self.schedule_answer(candidate, program, planned);
            let (score, profile) = (self.pool.score(*slot), self.pool.profile(*slot));
            by_kind[Kind::of(program, profile).index()].add(u32::from(profile.family_members()));
            let invitation = Invitation { day: self.today, program, score, profile };
            let person = InvitedPerson {
                invitation: &invitation,
                invited_at: planned.instruction.drawn_at,
                submitted_at: self.pool.submitted_at(*slot),
                stream: self.pool.person(*slot).stream(),
            };
            record.invitation(&person, applies_on, self.model.end);
        }
        // A slot to which the planner gives no size is not held.
        if !planned.sizing.is_planned() || !outcome.invited.is_empty() {
            self.department.ledger.invite(HeldRound {
                day: self.today,
                round_type: planned.instruction.round_type.clone(),
                basis: planned.basis,
                invited: by_kind,
            });
        }
        by_program
    }

    /// Schedules the response to an invitation. Returns the day of the application, if the candidate applies.
    fn schedule_answer(
        &mut self,
        candidate: CandidateId,
        program: Program,
        planned: &PlannedRound,
    ) -> Option<Day> {
        let person = self.pool.person(candidate.slot);
        let shares = &self.model.population.response;
        let invitation = OpenInvitation {
            person,
            day: self.today,
            validity_days: u32::from(self.rules.invitation_validity_days()),
            apply_share: shares.apply_share(program, planned.basis),
        };
        let (day, event) = match intake::answer(shares, invitation, self.randomness) {
            Answer::Apply(day) => (day, LifeEvent::Application(program)),
            Answer::Decline(day) => (day, LifeEvent::Decline(program)),
            Answer::Lapse(day) => (day, LifeEvent::Lapse(program)),
        };
        self.calendar.schedule(day, candidate, event);
        matches!(event, LifeEvent::Application(_)).then_some(day)
    }

    /// Takes a candidate out of the pool with an application. Its decision is fixed now, and hidden until its
    /// day.
    pub(super) fn apply(&mut self, candidate: CandidateId, program: Program) {
        let person = self.pool.person(candidate.slot);
        let profile = *self.pool.profile(candidate.slot);
        self.exit(candidate, None);
        self.count(|flows| flows.applied += 1);
        self.invitations_open[program.index()] -= 1;
        self.applications_open[program.index()] += 1;
        let (residence, members) = (profile.residence, profile.family_members());
        let processing = &self.model.population.processing;
        let applicant = Applicant { person, program, residence, members };
        let Course { decided, persons, decision } =
            intake::decide(processing, applicant, self.today, self.randomness);
        let (applied_on, speaks_french) = (self.today, profile.speaks_french());
        self.department.ledger.apply(applied_on, Kind::of(program, &profile), u32::from(members));
        let application =
            Application { person, program, applied_on, residence, speaks_french, members, persons, decision };
        self.persons_open[program.index()] += u32::from(persons);
        self.calendar.schedule_decision(decided, application);
    }

    pub(super) fn decide(&mut self, application: Application, record: &mut Record) {
        self.applications_open[application.program.index()] -= 1;
        self.persons_open[application.program.index()] -= u32::from(application.persons);
        let (applied_on, kind) = (application.applied_on, kind_of(&application));
        let members = u32::from(application.members);
        self.department.ledger.decide(applied_on, kind, members);
        match application.decision {
            Decision::Refused => {
                self.count(|flows| flows.refused += 1);
            }
            Decision::Approved { landing, persons, .. } => {
                self.department.ledger.approve(self.today, kind, persons);
                self.persons_approved[application.program.index()] += u32::from(persons);
                self.count(|flows| flows.approved += 1);
                self.calendar.schedule_landing(landing.max(self.today + 1), application);
            }
        }
        let Application { program, decision, .. } = application;
        self.record_application(application, What::Decision { program, decision }, record);
    }

    pub(super) fn land(&mut self, application: Application, record: &mut Record) {
        let Decision::Approved { persons, approved, .. } = application.decision else {
            panic!("{}: {:?} was refused and cannot land", self.place(), application.person);
        };
        self.persons_approved[application.program.index()] -= u32::from(persons);
        self.department.ledger.land(approved, self.today, kind_of(&application), persons);
        self.count(|flows| flows.landed_persons += u32::from(persons));
        let Application { program, speaks_french, .. } = application;
        record.landing(Admission { day: self.today, program, speaks_french, persons });
        self.record_application(application, What::Landing { program, persons }, record);
    }
}

fn kind_of(application: &Application) -> Kind {
    let Application { program, residence, speaks_french, .. } = *application;
    Kind { program, residence, speaks_french }
}
