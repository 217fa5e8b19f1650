//! The record of a run: the closed set of sinks, and the rows that they hold.

mod fact;
mod happening;
pub mod invited;
mod quarter_plan;
mod trace;

pub use fact::changed_facts;
pub use happening::{Happening, Miss, Standing, What};
pub use quarter_plan::{Bound, QuarterPlan};
pub use trace::{Trace, Traced, UnknownCandidate};

use std::collections::BTreeMap;

use self::invited::InvitedCounts;
use crate::policy::instruction::RoundNumber;
use crate::policy::program::Program;
use crate::population::PersonId;
use crate::published::attribute::Invitation;
use crate::published::{Census, Round};
use crate::time::Day;

/// Where a run's events are written. Every sink holds rounds and counts, and they are the same in each.
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
    pub fn nomination(&mut self, day: Day, province: u8) {
        *self.counts_mut().nominated.entry((day.year(), province)).or_default() += 1;
    }

    /// Adds a round.
    pub fn round(&mut self, round: Round) {
        self.counts_mut().rounds.push(round);
    }

    /// Adds a round that was held at its published cutoff.
    pub fn held_at_cutoff(&mut self, held: HeldAtCutoff) {
        self.counts_mut().held.push(held);
    }

    /// Adds a census.
    pub fn census(&mut self, census: Census) {
        self.counts_mut().censuses.push(census);
    }

    /// Adds the invitations and applications in progress on a day of a census.
    pub fn inventory(&mut self, inventory: Inventory) {
        self.counts_mut().inventories.push(inventory);
    }

    /// Adds the plan of a quarter for a year.
    pub fn quarter_plan(&mut self, plan: QuarterPlan) {
        self.counts_mut().quarter_plans.push(plan);
    }

    /// Adds a day's flows to those of its month.
    pub fn flows(&mut self, day: Day, flows: &Flows) {
        self.counts_mut().flows_of(day).add(flows);
    }

    /// Adds an invitation and, if it leads to an application, the day of that; `last` is the last day of the
    /// run.
    pub fn invitation(&mut self, invitation: &Invitation<'_>, applies_on: Option<Day>, last: Day) {
        let counts = self.counts_mut();
        counts.invited.add(invitation, applies_on, last);
        if invitation.program != Program::Pnp {
            let (sum, number) = counts.federal_scores.entry(invitation.day.year()).or_default();
            (*sum, *number) = (*sum + u64::from(invitation.score), *number + 1);
        }
    }

    /// Adds the admission of an applicant with family.
    pub fn landing(&mut self, admission: Admission) {
        self.counts_mut().land(admission);
    }

    /// Whether the history of any person is recorded.
    #[inline]
    pub fn wants_people(&self) -> bool {
        match self {
            Record::Counts(_) => false,
            Record::Trace(..) | Record::Log(..) => true,
        }
    }

    /// Whether the history of this person is recorded.
    #[inline]
    pub fn wants(&self, person: PersonId) -> bool {
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
    pub fn meet(&mut self, person: PersonId) {
        match self {
            Record::Counts(_) | Record::Log(..) => {}
            Record::Trace(_, trace) => trace.meet(person),
        }
    }

    /// Adds an event of a person whose history is recorded.
    pub fn happened(&mut self, happening: Happening) {
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

/// Nominations by year and place of the province in the population.
pub type Nominated = BTreeMap<(i16, u8), u32>;

/// Rounds, censuses and monthly flows of one replication, in order of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    /// Rounds held.
    pub rounds: Vec<Round>,
    /// Rounds held at their published cutoff: those of a one-step run.
    pub held: Vec<HeldAtCutoff>,
    /// Counts of the pool.
    pub censuses: Vec<Census>,
    /// Invitations and applications in progress on the same days.
    pub inventories: Vec<Inventory>,
    /// Flows by month.
    pub flows: Vec<Flows>,
    /// Admissions by month, program and language, in no stated order within a month.
    pub landings: Vec<Landing>,
    /// The invited and the applicants, by group.
    pub invited: InvitedCounts,
    /// Nominations by year and place of the province in the population.
    pub nominated: Nominated,
    /// The planner's expectations, by quarter.
    pub quarter_plans: Vec<QuarterPlan>,
    /// Sum of the scores of candidates invited under a federal program, and their number, by year.
    pub federal_scores: BTreeMap<i16, (u64, u64)>,
}

impl Counts {
    fn flows_of(&mut self, day: Day) -> &mut Flows {
        let month = (day.year(), day.month());
        if self.flows.last().is_none_or(|flows| (flows.year, flows.month) != month) {
            self.flows.push(Flows { year: month.0, month: month.1, ..Flows::default() });
        }
        self.flows.last_mut().expect("a month was just added")
    }

    fn land(&mut self, admission: Admission) {
        let Admission { day, program, speaks_french, persons } = admission;
        let (year, month) = (day.year(), day.month());
        // At most eight kinds a month, so the last eight rows hold the month's.
        let mut recent = self.landings.iter_mut().rev().take(8);
        let row = recent.find(|landing| {
            (landing.year, landing.month, landing.program, landing.speaks_french)
                == (year, month, program, speaks_french)
        });
        match row {
            Some(landing) => {
                landing.principals += 1;
                landing.persons += u32::from(persons);
            }
            None => self.landings.push(Landing {
                year,
                month,
                program,
                speaks_french,
                principals: 1,
                persons: u32::from(persons),
            }),
        }
    }

    /// All flows added up.
    pub fn total(&self) -> Flows {
        let mut total = Flows::default();
        self.flows.iter().for_each(|month| total.add(month));
        total
    }
}

/// What a round met that was held at its published cutoff, in simulated candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldAtCutoff {
    /// Its number.
    pub number: RoundNumber,
    /// Eligible candidates at or above the cutoff just before it.
    pub reached: u32,
    /// Eligible candidates.
    pub eligible: u32,
}

/// Open invitations and applications on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inventory {
    /// The day, before its arrivals and rounds.
    pub date: Day,
    /// Invitations not yet answered, in the order of [`Program::ALL`].
    pub invitations: [u32; 4],
    /// Applications in progress, in the order of [`Program::ALL`].
    pub applications: [u32; 4],
    /// Persons of these applications, family included.
    pub persons: [u32; 4],
    /// Persons approved and not yet admitted.
    pub persons_approved: [u32; 4],
}

/// Flows of a month, in simulated candidates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flows {
    /// Calendar year.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// First profiles submitted.
    pub submitted: u32,
    /// Profiles of persons who had one before.
    pub resubmitted: u32,
    /// Nominations issued.
    pub nominated: u32,
    /// Invitations issued.
    pub invited: u32,
    /// Profiles whose validity ended.
    pub expired: u32,
    /// Profiles withdrawn.
    pub withdrawn: u32,
    /// Profiles removed because no program's criteria were met any more.
    pub removed: u32,
    /// Applications after an invitation.
    pub applied: u32,
    /// Invitations declined: the candidate is back in the pool.
    pub declined: u32,
    /// Invitations that lapsed.
    pub lapsed: u32,
    /// Applications approved.
    pub approved: u32,
    /// Applications refused or withdrawn.
    pub refused: u32,
    /// Persons admitted, family included.
    pub landed_persons: u32,
}

/// The admission of an applicant with family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Admission {
    /// The day.
    pub day: Day,
    /// Program of the invitation.
    pub program: Program,
    /// Whether the applicant counts as a French speaker outside Quebec.
    pub speaks_french: bool,
    /// Principal applicant and family.
    pub persons: u8,
}

/// Admissions of a month under a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Landing {
    /// Calendar year.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// Program of the invitation.
    pub program: Program,
    /// Whether the applicants count as French speakers outside Quebec.
    pub speaks_french: bool,
    /// Principal applicants.
    pub principals: u32,
    /// Principal applicants and family.
    pub persons: u32,
}

impl Flows {
    /// Adds the counts of other flows; year and month stay.
    pub fn add(&mut self, other: &Flows) {
        for (count, more) in self.counts_mut().into_iter().zip(other.counts()) {
            *count += more;
        }
    }

    /// Replaces each count by its value under a function.
    pub fn map(&mut self, change: impl Fn(u32) -> u32) {
        for count in self.counts_mut() {
            *count = change(*count);
        }
    }

    fn counts(&self) -> [u32; 13] {
        let mut copy = *self;
        copy.counts_mut().map(|count| *count)
    }

    fn counts_mut(&mut self) -> [&mut u32; 13] {
        [
            &mut self.submitted,
            &mut self.resubmitted,
            &mut self.nominated,
            &mut self.invited,
            &mut self.expired,
            &mut self.withdrawn,
            &mut self.removed,
            &mut self.applied,
            &mut self.declined,
            &mut self.lapsed,
            &mut self.approved,
            &mut self.refused,
            &mut self.landed_persons,
        ]
    }

    /// Profiles that left the pool or an open invitation for good.
    pub fn exits(&self) -> u32 {
        self.expired + self.withdrawn + self.removed + self.applied + self.lapsed
    }
}
