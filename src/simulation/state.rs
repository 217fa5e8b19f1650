//! The state of a run: everything that changes in it.

use super::observed::Observed;
use crate::calendar::{Calendar, NominationQueue, Return};
use crate::government::{Department, Knowledge, View};
use crate::model::{Model, NomineeStock, PlannedRound};
use crate::policy::rules::Rules;
use crate::pool::{CandidateId, Pool};
use crate::record::Flows;
use crate::rng::Randomness;
use crate::round::PoolView;
use crate::time::{Day, Instant, Month};

/// Index of one run of a scenario, counted from 0.
pub type Replication = u32;

/// Everything that changes during a run. A clone continues independently: that is how a run forks at a
/// reform.
#[derive(Clone, Debug)]
pub struct State<'model> {
    pub(super) model: &'model Model,
    pub(super) agenda: Agenda<'model>,
    pub(super) randomness: Randomness,
    /// The day that is simulated next.
    pub(super) today: Day,
    /// Whether today has been simulated up to its census.
    pub(super) is_morning_over: bool,
    pub(super) midnight: Instant,
    pub(super) next_midnight: Instant,
    /// The first day on which a profile submitted today is no longer valid.
    pub(super) expiry_of_today: Day,
    /// The month of today.
    pub(super) month: Month,
    /// The law in force today.
    pub(super) rules: &'model Rules,
    pub(super) pool: Pool,
    pub(super) calendar: Calendar,
    pub(super) nominations: NominationQueue,
    /// Persons who come back today.
    pub(super) returns: Vec<Return>,
    /// Factor on the population's arrivals: above 1 only during the warm-up.
    pub(super) arrivals_multiplier: f64,
    /// Factor on the number of nominees wanted: above 1 only during the warm-up.
    pub(super) nominee_multiplier: f64,
    /// Number of duplicates added during the warm-up.
    pub(super) duplicates: u32,
    /// Candidates and applications at the start of the run.
    pub(super) opening: Opening,
    /// Cutoffs that candidates and future applicants remember.
    pub(super) observed: Observed,
    /// Invitations not yet answered, by program.
    pub(super) invitations_open: [u32; 4],
    /// Applications made and not yet decided, by program.
    pub(super) applications_open: [u32; 4],
    /// Persons of these applications, family included, by program.
    pub(super) persons_open: [u32; 4],
    /// Persons approved and not yet admitted, by program.
    pub(super) persons_approved: [u32; 4],
    /// The department, with its ledger and its decisions.
    pub(super) department: Department,
    /// Fraction of a nomination carried over to the next day.
    pub(super) nominations_owed: f64,
    pub(super) next_round: usize,
    pub(super) next_census: usize,
    pub(super) next_stock: usize,
    /// Low-scoring candidates still to be nominated so that the next nominee round leaves a margin; none
    /// before they are chosen.
    pub(super) left_over: Option<Vec<CandidateId>>,
    /// Flows of today so far.
    pub(super) flows: Flows,
    /// Flows of all earlier days.
    pub(super) total: Flows,
}

/// The rounds and dates of a scenario: of the run, or of its warm-up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Agenda<'model> {
    pub plan: &'model [PlannedRound],
    pub nominee_stocks: &'model [NomineeStock],
    pub census_days: &'model [Day],
}

impl<'model> Agenda<'model> {
    pub fn of(model: &'model Model) -> Agenda<'model> {
        Agenda { plan: &model.plan, nominee_stocks: &model.nominee_stocks, census_days: &model.census_days }
    }
}

/// Candidates and applications at the start of a run, for the audit. During the warm-up: duplicates added,
/// less the candidates who vanished.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Opening {
    /// Candidates in the pool and with an open invitation.
    pub candidates: i64,
    /// Applications in progress.
    pub applications: u32,
}

impl<'model> State<'model> {
    /// The present pool.
    pub fn pool(&self) -> &Pool {
        &self.pool
    }

    /// The day that is simulated next.
    pub fn today(&self) -> Day {
        self.today
    }

    /// Asks the department a question about today, and keeps its decisions.
    pub(super) fn ask<T>(&mut self, question: impl FnOnce(&mut Department, View<'_>) -> T) -> T {
        let mut department = std::mem::take(&mut self.department);
        let answer = question(&mut department, self.view());
        self.department = department;
        answer
    }

    /// The department's view of today.
    pub(super) fn view(&self) -> View<'_> {
        View {
            known: Knowledge::on(self.today, self.model),
            rules: self.rules,
            pool: PoolView::new(&self.pool),
            nominee_stocks: self.agenda.nominee_stocks,
        }
    }

    /// Counts something of today.
    pub(super) fn count(&mut self, add: impl FnOnce(&mut Flows)) {
        add(&mut self.flows);
    }
}
