//! Rounds, censuses and flows of one replication.

use std::collections::BTreeMap;

use super::QuarterPlan;
use super::invited::InvitedCounts;
use super::invited_people::InvitedPeople;
use crate::policy::instruction::RoundNumber;
use crate::policy::program::Program;
use crate::published::submissions::SUBMITTED_SCORES;
use crate::published::{Census, Round};
use crate::time::Day;

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
    /// Facts of the invited, in simulated candidates at every scale.
    pub invited_people: InvitedPeople,
    /// Nominations by year and place of the province in the population.
    pub nominated: Nominated,
    /// The planner's expectations, by quarter.
    pub quarter_plans: Vec<QuarterPlan>,
    /// Sum of the scores of candidates invited under a federal program, and their number, by year.
    pub federal_scores: BTreeMap<i16, (u64, u64)>,
    /// Scores at submission, by year.
    pub submitted_scores: BTreeMap<i16, SubmittedScores>,
}

/// Eligible profiles of a year by their score at submission.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SubmittedScores {
    /// Profiles in each of [`SUBMITTED_SCORES`].
    pub within: [u32; SUBMITTED_SCORES.len()],
    /// All profiles.
    pub all: u32,
}

impl SubmittedScores {
    pub(super) fn add(&mut self, score: u16) {
        self.all += 1;
        let range = SUBMITTED_SCORES.iter().position(|(low, high)| (*low..=*high).contains(&score));
        if let Some(range) = range {
            self.within[range] += 1;
        }
    }

    /// The share of the profiles in a range; none without a profile.
    pub fn share(&self, range: usize) -> Option<f64> {
        (self.all > 0).then(|| f64::from(self.within[range]) / f64::from(self.all))
    }
}

impl Counts {
    pub(super) fn flows_of(&mut self, day: Day) -> &mut Flows {
        let month = (day.year(), day.month());
        if self.flows.last().is_none_or(|flows| (flows.year, flows.month) != month) {
            self.flows.push(Flows { year: month.0, month: month.1, ..Flows::default() });
        }
        self.flows.last_mut().expect("a month was just added")
    }

    pub(super) fn land(&mut self, admission: Admission) {
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
        for month in &self.flows {
            total.add(month);
        }
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
