//! Plain rows of what happened, and the closed set of sinks they go to.

pub mod admissions;
pub mod cutoffs;
pub mod invited;

use self::invited::InvitedCounts;
use crate::policy::program::Program;
use crate::published::attribute::Invitation;
use crate::published::{Census, Round};
use crate::time::Day;

/// Where a run's events are written.
#[derive(Clone, Debug)]
pub enum Record {
    /// Rounds and counts only.
    Counts(Counts),
}

impl Record {
    /// A sink for rounds and counts of a run that starts on a day.
    pub fn counts() -> Record {
        Record::Counts(Counts::default())
    }

    /// Adds a round.
    pub fn round(&mut self, round: Round) {
        match self {
            Record::Counts(counts) => counts.rounds.push(round),
        }
    }

    /// Adds a census.
    pub fn census(&mut self, census: Census) {
        match self {
            Record::Counts(counts) => counts.censuses.push(census),
        }
    }

    /// Adds a day's flows to those of its month.
    pub fn flows(&mut self, day: Day, flows: &Flows) {
        match self {
            Record::Counts(counts) => counts.flows_of(day).add(flows),
        }
    }

    /// Adds an invitation and, if it leads to an application, the day of that; `last` is the last day of the run.
    pub fn invitation(&mut self, invitation: &Invitation<'_>, applies_on: Option<Day>, last: Day) {
        match self {
            Record::Counts(counts) => counts.invited.add(invitation, applies_on, last),
        }
    }

    /// Adds an applicant who lands with family.
    pub fn landing(&mut self, day: Day, program: Program, speaks_french: bool, persons: u8) {
        match self {
            Record::Counts(counts) => counts.land(day, program, speaks_french, persons),
        }
    }

    /// What was written.
    pub fn into_counts(self) -> Counts {
        match self {
            Record::Counts(counts) => counts,
        }
    }
}

/// Rounds, censuses and monthly flows of one replication, in order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rounds held.
    pub rounds: Vec<Round>,
    /// Counts of the pool.
    pub censuses: Vec<Census>,
    /// Flows by month.
    pub flows: Vec<Flows>,
    /// Landings by month, program and language, in no stated order within a month.
    pub landings: Vec<Landing>,
    /// Who was invited.
    pub invited: InvitedCounts,
}

impl Counts {
    fn flows_of(&mut self, day: Day) -> &mut Flows {
        let month = (day.year(), day.month());
        if self.flows.last().is_none_or(|flows| (flows.year, flows.month) != month) {
            self.flows.push(Flows { year: month.0, month: month.1, ..Flows::default() });
        }
        self.flows.last_mut().expect("a month was just added")
    }

    fn land(&mut self, day: Day, program: Program, speaks_french: bool, persons: u8) {
        let (year, month) = (day.year(), day.month());
        let is_same = |landing: &&mut Landing| {
            (landing.year, landing.month, landing.program, landing.speaks_french)
                == (year, month, program, speaks_french)
        };
        // At most eight kinds a month, so the last eight rows hold the month's.
        let recent = self.landings.iter_mut().rev().take(8).find(is_same);
        match recent {
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

/// What came and went in a month, in simulated candidates.
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
    /// Persons landed, family included.
    pub landed_persons: u32,
}

/// Who landed in a month under a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Landing {
    /// Calendar year.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// Program of the invitation.
    pub program: Program,
    /// Whether they count as French speakers outside Quebec.
    pub speaks_french: bool,
    /// Principal applicants.
    pub principals: u32,
    /// Principal applicants and family.
    pub persons: u32,
}

impl Flows {
    /// Adds another's counts; year and month stay.
    pub fn add(&mut self, other: &Flows) {
        for (count, more) in self.counts_mut().into_iter().zip(other.counts()) {
            *count += more;
        }
    }

    /// Replaces every count by what a function makes of it.
    pub fn map(&mut self, of: impl Fn(u32) -> u32) {
        for count in self.counts_mut() {
            *count = of(*count);
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
