//! Which event is next: days in order, and within a day departures, then changes, each in the order of scheduling.

mod nomination;

pub use nomination::NominationQueue;

use crate::policy::profile::Profile;
use crate::policy::program::Program;
use crate::population::{Arrival, Comeback, PersonId};
use crate::time::Day;

/// A candidate's place in the pool, valid until the candidate leaves: a later holder has another generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CandidateId {
    /// Index into the pool's columns.
    pub slot: u32,
    /// How often the slot had been filled before.
    pub generation: u32,
}

/// Everything that can happen in a run; the simulation's one match tells what each does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event {
    /// Another law is in force from today: the whole pool is rescored.
    ChangeOfLaw,
    /// Something in the life of one candidate.
    Life(CandidateId, LifeEvent),
    /// An application is decided.
    Decision(Application),
    /// An applicant lands with family.
    Landing(Application),
    /// Provinces nominate.
    Nomination,
    /// The pool is counted.
    Census,
    /// A person submits a first profile.
    Submission(Arrival),
    /// A person submits another profile.
    Resubmission(Return),
    /// The round at that place of the plan is held.
    Round(usize),
}

/// Something that happens to one candidate on a stated day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LifeEvent {
    /// The candidate leaves the pool on purpose.
    Withdrawal,
    /// The profile's validity ends.
    Expiry,
    /// The candidate applies for permanent residence under the program of the invitation.
    Application(Program),
    /// The invitation lapses.
    Lapse,
    /// The candidate declines the invitation.
    Decline,
    /// One year older.
    Birthday,
    /// A language test taken again.
    Retest,
    /// One more year of Canadian work.
    WorkAnniversary,
    /// A job offer found.
    JobOffer,
}

impl LifeEvent {
    /// Departures come before all changes of a day.
    fn is_departure(self) -> bool {
        match self {
            LifeEvent::Withdrawal | LifeEvent::Expiry | LifeEvent::Application(_) | LifeEvent::Lapse => true,
            LifeEvent::Decline
            | LifeEvent::Birthday
            | LifeEvent::Retest
            | LifeEvent::WorkAnniversary
            | LifeEvent::JobOffer => false,
        }
    }
}

/// An application for permanent residence in progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Application {
    /// The principal applicant.
    pub person: PersonId,
    /// The program of the invitation.
    pub program: Program,
    /// Whether the principal applicant has NCLC 7 in all four abilities and so counts as a French speaker.
    pub speaks_french: bool,
    /// What is decided.
    pub decision: Decision,
}

/// What is decided on an application, fixed when it is made but unknown to everybody in the simulation until its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Approved: so many persons land on a day.
    Approved {
        /// Day of the landing.
        landing: Day,
        /// Principal applicant and family.
        persons: u8,
    },
    /// Refused, or withdrawn by the applicant.
    Refused,
}

/// A person on the way back to the pool.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Return {
    /// Second of the day, from midnight.
    pub second: u32,
    /// Who.
    pub person: PersonId,
    /// Why the last profile ended.
    pub reason: Comeback,
    /// The facts as they stood when it ended.
    pub profile: Profile,
}

/// Everything that is going to happen, by day; events after the last day are dropped when they are scheduled.
#[derive(Clone, Debug)]
pub struct Calendar {
    first: Day,
    days: Vec<Today>,
}

/// What happens on one day.
#[derive(Clone, Debug, Default)]
pub struct Today {
    /// Candidates who leave.
    pub departures: Vec<(CandidateId, LifeEvent)>,
    /// Candidates whose facts change.
    pub changes: Vec<(CandidateId, LifeEvent)>,
    /// Applications that are decided.
    pub decisions: Vec<Application>,
    /// Applicants who land.
    pub landings: Vec<Application>,
    /// Persons who come back.
    pub returns: Vec<Return>,
}

impl Calendar {
    /// An empty calendar of the days from `first` to `last`.
    pub fn new(first: Day, last: Day) -> Calendar {
        Calendar { first, days: vec![Today::default(); (last - first + 1) as usize] }
    }

    /// Schedules an event of a candidate.
    ///
    /// # Panics
    /// If the day has already been taken out, which would lose the event.
    pub fn schedule(&mut self, day: Day, candidate: CandidateId, event: LifeEvent) {
        let Some(today) = self.day(day) else { return };
        let list = if event.is_departure() { &mut today.departures } else { &mut today.changes };
        list.push((candidate, event));
    }

    /// Schedules the decision on an application.
    pub fn schedule_decision(&mut self, day: Day, application: Application) {
        if let Some(today) = self.day(day) {
            today.decisions.push(application);
        }
    }

    /// Schedules the landing of an applicant.
    pub fn schedule_landing(&mut self, day: Day, application: Application) {
        if let Some(today) = self.day(day) {
            today.landings.push(application);
        }
    }

    /// Schedules a person's return.
    pub fn schedule_return(&mut self, day: Day, person: Return) {
        if let Some(today) = self.day(day) {
            today.returns.push(person);
        }
    }

    /// Drops the returns of all whom a test does not keep.
    pub fn retain_returns(&mut self, mut keeps: impl FnMut(&Return) -> bool) {
        self.days.iter_mut().for_each(|today| today.returns.retain(&mut keeps));
    }

    /// Takes out all that happens on a day.
    pub fn take(&mut self, day: Day) -> Today {
        self.day(day).map(std::mem::take).unwrap_or_default()
    }

    fn day(&mut self, day: Day) -> Option<&mut Today> {
        assert!(day >= self.first, "{day} lies before the calendar's first day, {}", self.first);
        self.days.get_mut((day - self.first) as usize)
    }
}
