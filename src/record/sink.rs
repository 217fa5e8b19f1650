//! The sinks of a run's events.

use super::counts::{Admission, Counts, Flows, HeldAtCutoff, Inventory};
use super::invited_people::InvitedPerson;
use super::{Happening, QuarterPlan, Trace, Traced};
use crate::policy::program::Program;
use crate::population::PersonId;
use crate::published::{Census, Round};
use crate::time::Day;

/// The sink of a run's events. Every sink holds rounds and counts, and they are the same in each.
#[derive(Clone, Debug)]
pub enum Record {
    /// Rounds and counts only.
    Counts(Counts),
    /// The same, and the history of one candidate.
    Trace(Counts, Trace),
    /// The same, and the events of every candidate since [`Record::take_happenings`] was last called.
    Log(Counts, Vec<Happening>),
}

impl Record {
    /// A sink for rounds and counts.
    pub fn counts() -> Record {
        Record::Counts(Counts::default())
    }

    /// A sink for one candidate's history.
    pub fn trace(traced: Traced) -> Record {
        Record::Trace(Counts::default(), Trace::of(traced))
    }

    /// A sink for the events of all candidates. A day of change of law adds one event for each candidate in
    /// the pool, other days a few thousand: take them out after each day.
    pub fn log() -> Record {
        Record::Log(Counts::default(), Vec::new())
    }

    /// Adds a nomination by a province, which is named by its place in the population.
    pub(crate) fn nomination(&mut self, day: Day, province: u8) {
        *self.counts_mut().nominated.entry((day.year(), province)).or_default() += 1;
    }

    /// Adds a round.
    pub(crate) fn round(&mut self, round: Round) {
        self.counts_mut().rounds.push(round);
    }

    /// Adds a round that was held at its published cutoff.
    pub(crate) fn held_at_cutoff(&mut self, held: HeldAtCutoff) {
        self.counts_mut().held.push(held);
    }

    /// Adds a census.
    pub(crate) fn census(&mut self, census: Census) {
        self.counts_mut().censuses.push(census);
    }

    /// Adds the invitations and applications in progress on a day of a census.
    pub(crate) fn inventory(&mut self, inventory: Inventory) {
        self.counts_mut().inventories.push(inventory);
    }

    /// Adds the plan of a quarter for a year.
    pub(crate) fn quarter_plan(&mut self, plan: QuarterPlan) {
        self.counts_mut().quarter_plans.push(plan);
    }

    /// Adds the score of a profile at its submission.
    pub(crate) fn submission(&mut self, day: Day, score: u16) {
        self.counts_mut().submitted_scores.entry(day.year()).or_default().add(score);
    }

    /// Adds a day's flows to those of its month.
    pub(crate) fn flows(&mut self, day: Day, flows: &Flows) {
        self.counts_mut().flows_of(day).add(flows);
    }

    /// Adds an invitation and, if it leads to an application, the day of that; `last` is the last day of the
    /// run.
    pub(crate) fn invitation(&mut self, person: &InvitedPerson<'_>, applies_on: Option<Day>, last: Day) {
        let (counts, invitation) = (self.counts_mut(), person.invitation);
        counts.invited.add(invitation, applies_on, last);
        counts.invited_people.add(person);
        if invitation.program != Program::Pnp {
            let (sum, number) = counts.federal_scores.entry(invitation.day.year()).or_default();
            (*sum, *number) = (*sum + u64::from(invitation.score), *number + 1);
        }
    }

    /// Adds the admission of an applicant with family.
    pub(crate) fn landing(&mut self, admission: Admission) {
        self.counts_mut().land(admission);
    }

    /// Whether the history of any person is recorded.
    #[inline]
    pub(crate) fn wants_people(&self) -> bool {
        match self {
            Record::Counts(_) => false,
            Record::Trace(..) | Record::Log(..) => true,
        }
    }

    /// Whether the history of this person is recorded.
    #[inline]
    pub(crate) fn wants(&self, person: PersonId) -> bool {
        match self {
            Record::Counts(_) => false,
            Record::Trace(..) => self.traced() == Some(person),
            Record::Log(..) => true,
        }
    }

    /// The person of a trace, once known.
    pub fn traced(&self) -> Option<PersonId> {
        match self {
            Record::Counts(_) | Record::Log(..) => None,
            Record::Trace(_, trace) => trace.person(),
        }
    }

    /// Adds a first profile: a trace may name its person by place among first profiles.
    pub(crate) fn meet(&mut self, person: PersonId) {
        match self {
            Record::Counts(_) | Record::Log(..) => {}
            Record::Trace(_, trace) => trace.meet(person),
        }
    }

    /// Adds an event of a person whose history is recorded.
    pub(crate) fn happened(&mut self, happening: Happening) {
        match self {
            Record::Counts(_) => {}
            Record::Trace(_, trace) => trace.happenings.push(happening),
            Record::Log(_, happenings) => happenings.push(happening),
        }
    }

    /// Events that a log holds, in the order in which they happened; none for other sinks.
    pub fn happenings(&self) -> &[Happening] {
        match self {
            Record::Log(_, happenings) => happenings,
            Record::Counts(_) | Record::Trace(..) => &[],
        }
    }

    /// Takes the events out of a log.
    pub fn take_happenings(&mut self) -> Vec<Happening> {
        match self {
            Record::Log(_, happenings) => std::mem::take(happenings),
            Record::Counts(_) | Record::Trace(..) => Vec::new(),
        }
    }

    /// Rounds and counts.
    pub fn into_counts(self) -> Counts {
        match self {
            Record::Counts(counts) | Record::Trace(counts, _) | Record::Log(counts, _) => counts,
        }
    }

    /// Rounds and counts, and the trace if there is one.
    pub fn into_trace(self) -> (Counts, Option<Trace>) {
        match self {
            Record::Trace(counts, trace) => (counts, Some(trace)),
            Record::Counts(counts) | Record::Log(counts, _) => (counts, None),
        }
    }

    fn counts_mut(&mut self) -> &mut Counts {
        match self {
            Record::Counts(counts) | Record::Trace(counts, _) | Record::Log(counts, _) => counts,
        }
    }
}
