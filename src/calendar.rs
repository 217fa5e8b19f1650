//! The calendar of future events, by day. Within a day departures come before changes, each in the order of
//! scheduling. To schedule an event costs constant time; to take out a day costs no search.

mod nomination;

pub use nomination::{NominationQueue, Place, Turn};

use std::mem::take;

use crate::intake::Application;
use crate::policy::profile::Profile;
use crate::pool::CandidateId;
use crate::population::{Arrival, Comeback, LifeEvent, PersonId, Situation};
use crate::time::Day;

/// Every event of a run. The simulation handles each in one match.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event {
    /// Another law is in force from today: the whole pool is rescored.
    ChangeOfLaw,
    /// An event in the life of one candidate.
    Life(CandidateId, LifeEvent),
    /// An application is decided.
    Decision(Application),
    /// An applicant is admitted with family.
    Landing(Application),
    /// Provinces nominate.
    Nomination,
    /// The pool is counted.
    Census,
    /// The rounds of a quarter are planned.
    Planning,
    /// A person submits a first profile.
    Submission(Arrival),
    /// A person submits another profile.
    Resubmission(Return),
    /// The round at that place of the plan is held.
    Round(usize),
}

/// A person on the way back to the pool.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Return {
    /// Second of the day, from midnight.
    pub second: u32,
    /// The person.
    pub person: PersonId,
    /// The end of the last profile.
    pub reason: Comeback,
    /// The facts as they stood when it ended.
    pub profile: Profile,
    /// The state that is not scored, as it was then.
    pub situation: Situation,
}

/// Scheduled events by day. Events after the last day are dropped when they are scheduled.
#[derive(Clone, Debug)]
pub struct Calendar {
    first: Day,
    // A list for each day, in a column for each kind: the columns of lives are written most often, and stay
    // together in memory.
    departures: Vec<Vec<(CandidateId, LifeEvent)>>,
    changes: Vec<Vec<(CandidateId, LifeEvent)>>,
    decisions: Vec<Vec<Application>>,
    landings: Vec<Vec<Application>>,
    returns: Vec<Vec<Return>>,
    /// Empty lists of earlier days, whose memory later days use again.
    spare: Vec<Vec<(CandidateId, LifeEvent)>>,
}

/// The events of one day.
#[derive(Clone, Debug, Default)]
pub struct Today {
    /// Candidates who leave.
    pub departures: Vec<(CandidateId, LifeEvent)>,
    /// Candidates whose facts change.
    pub changes: Vec<(CandidateId, LifeEvent)>,
    /// Applications that are decided.
    pub decisions: Vec<Application>,
    /// Applicants who are admitted.
    pub landings: Vec<Application>,
    /// Persons who come back.
    pub returns: Vec<Return>,
}

impl Calendar {
    /// An empty calendar of the days from `first` to `last`.
    pub fn new(first: Day, last: Day) -> Calendar {
        let days = (last - first + 1) as usize;
        Calendar {
            first,
            departures: vec![Vec::new(); days],
            changes: vec![Vec::new(); days],
            decisions: vec![Vec::new(); days],
            landings: vec![Vec::new(); days],
            returns: vec![Vec::new(); days],
            spare: Vec::new(),
        }
    }

    /// Schedules an event of a candidate.
    ///
    /// # Panics
    /// If the day has already been taken out, which would lose the event.
    pub fn schedule(&mut self, day: Day, candidate: CandidateId, event: LifeEvent) {
        let day = self.index(day);
        let column = if event.is_departure() { &mut self.departures } else { &mut self.changes };
        if let Some(list) = column.get_mut(day) {
            if list.capacity() == 0 {
                *list = self.spare.pop().unwrap_or_default();
            }
            list.push((candidate, event));
        }
    }

    /// Takes back a list of an earlier day, whose memory a later day uses again.
    pub fn give_back(&mut self, mut list: Vec<(CandidateId, LifeEvent)>) {
        list.clear();
        if list.capacity() > 0 {
            self.spare.push(list);
        }
    }

    /// Schedules the decision on an application.
    pub fn schedule_decision(&mut self, day: Day, application: Application) {
        let day = self.index(day);
        if let Some(list) = self.decisions.get_mut(day) {
            list.push(application);
        }
    }

    /// Schedules the admission of an applicant.
    pub fn schedule_landing(&mut self, day: Day, application: Application) {
        let day = self.index(day);
        if let Some(list) = self.landings.get_mut(day) {
            list.push(application);
        }
    }

    /// Schedules a person's return.
    pub fn schedule_return(&mut self, day: Day, person: Return) {
        let day = self.index(day);
        if let Some(list) = self.returns.get_mut(day) {
            list.push(person);
        }
    }

    /// Keeps only the scheduled returns that pass a test.
    pub fn retain_returns(&mut self, mut keeps: impl FnMut(&Return) -> bool) {
        for returns in &mut self.returns {
            returns.retain(&mut keeps);
        }
    }

    /// Takes out the events of a day.
    pub fn take(&mut self, day: Day) -> Today {
        let day = self.index(day);
        Today {
            departures: self.departures.get_mut(day).map(take).unwrap_or_default(),
            changes: self.changes.get_mut(day).map(take).unwrap_or_default(),
            decisions: self.decisions.get_mut(day).map(take).unwrap_or_default(),
            landings: self.landings.get_mut(day).map(take).unwrap_or_default(),
            returns: self.returns.get_mut(day).map(take).unwrap_or_default(),
        }
    }

    fn index(&self, day: Day) -> usize {
        assert!(day >= self.first, "{day} lies before the calendar's first day, {}", self.first);
        (day - self.first) as usize
    }
}
