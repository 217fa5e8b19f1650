//! The findings of a run: the figures behind the tables, charts and sentences of a report, computed once.

use std::convert::Infallible;

use super::cutoffs::{CutoffRow, CutoffTally, CutoffYear};
use super::fold::{NoThreads, Workers};
use super::inventory::{InventoryDay, InventoryTally};
use super::judging::cutoff_error::{BelowSize, BiasTally, CutoffError, SizeTally, Span};
use super::judging::in_progress::{InProgressRow, InProgressTally};
use super::judging::invited::{ShareRow, ShareTally};
use super::judging::landings::{LandingsRow, LandingsTally};
use super::judging::outcomes::{AdmissionRow, ApplicationRow, OutcomeTally};
use super::judging::planned_years::{IssuedRow, IssuedTally};
use super::judging::pool_fit::{PoolFitRow, PoolFitTally};
use super::pool_course::{PoolCourse, PoolDay};
use super::targets::{LandedYear, TargetRow, TargetTally};
use super::year::replayed_years;
use crate::model::Model;
use crate::policy::instruction::RoundType;
use crate::record::Counts;
use crate::time::Day;

/// Runs replications on `threads` threads and folds them into findings: the way to run many, since the counts
/// of a replication are dropped once they are gathered. `is_done` is called after each, from any thread. The
/// front page of the crate has an example.
///
/// # Errors
/// If the machine cannot start the threads.
///
/// # Panics
/// If there are no replications, or if one breaks an invariant.
pub fn gather(
    model: &Model,
    replications: u32,
    threads: usize,
    is_done: impl Fn() + Sync,
) -> Result<Findings, NoThreads> {
    let mut gathering = Gathering::start(model);
    let folded = Workers::start(threads)?.fold(model, 0..replications, &is_done, |_, counts| {
        gathering.add(&counts);
        Ok::<(), Infallible>(())
    });
    match folded {
        Ok(()) => Ok(gathering.finish()),
        Err(never) => match never {},
    }
}

/// The findings of a run. A list is empty if it does not apply.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Name of the scenario.
    pub scenario: String,
    /// Simulated candidates for each real one; all counts are divided by it.
    pub scale: f64,
    /// Replications that were run.
    pub replications: u32,
    /// Whether the run replays published rounds.
    pub is_replay: bool,
    /// The first day on which law or rounds are no longer those of history: from then on published figures do
    /// not measure the model.
    pub departs_on: Option<Day>,
    /// Each round across replications.
    pub cutoffs: Vec<CutoffRow>,
    /// Cutoffs of rounds without a published one, by type and year.
    pub cutoff_years: Vec<CutoffYear>,
    /// Errors of cutoffs against the published ones, by type and year.
    pub cutoff_errors: Vec<CutoffError>,
    /// Rounds with fewer eligible candidates than their size.
    pub short_rounds: Span,
    /// The same by type, of the types that have such rounds.
    pub short_types: Vec<(RoundType, Span)>,
    /// Rounds that stopped below their size, if any did.
    pub below_size: Option<BelowSize>,
    /// The pool by score on each counted day.
    pub pool: Vec<PoolDay>,
    /// The pool against the published counts, in a replay without a reform.
    pub pool_fit: Vec<PoolFitRow>,
    /// Shares of the invited against the published ones, in a replay without a reform.
    pub shares: Vec<ShareRow>,
    /// Applications against the published ones, in a replay without a reform.
    pub applications: Vec<ApplicationRow>,
    /// Admissions against the published ones, in a replay without a reform.
    pub admissions: Vec<AdmissionRow>,
    /// Admissions of the published periods, in a replay without a reform.
    pub landings: Vec<LandingsRow>,
    /// Persons with an application in progress against the published ones, in a replay without a reform.
    pub in_progress: Vec<InProgressRow>,
    /// Admissions against targets, in a run that is no replay.
    pub targets: Vec<TargetRow>,
    /// The same across replications.
    pub landed: Vec<LandedYear>,
    /// Invitations of planned years against the published ones, in a run that is no replay.
    pub planned_years: Vec<IssuedRow>,
    /// Applications in progress on each counted day.
    pub inventory: Vec<InventoryDay>,
}

impl Findings {
    /// Rounds before law or rounds depart from history: those whose published cutoffs measure the model.
    pub(crate) fn judged_rounds(&self) -> impl Iterator<Item = &CutoffRow> {
        self.cutoffs.iter().filter(|row| measures_model(row, self.departs_on))
    }
}

/// Whether the published cutoff of a round measures the model.
fn measures_model(row: &CutoffRow, departs_on: Option<Day>) -> bool {
    departs_on.is_none_or(|on| row.date < on)
}

/// Gathers findings, replication by replication. Cutoffs are counted by score, the pool and admissions by
/// value in a bounded number of buckets, and other figures are summed: all take the same memory for any
/// number of replications.
#[derive(Clone, Debug)]
pub struct Gathering<'a> {
    model: &'a Model,
    /// The first day on which law or rounds are no longer those of history.
    departs_on: Option<Day>,
    replications: u32,
    cutoffs: CutoffTally,
    biases: BiasTally,
    sizes: SizeTally,
    pool: PoolCourse,
    pool_fit: PoolFitTally,
    shares: ShareTally,
    outcomes: OutcomeTally,
    landings: LandingsTally,
    targets: TargetTally,
    issued: IssuedTally,
    inventory: InventoryTally,
    in_progress: InProgressTally,
}

impl<'a> Gathering<'a> {
    /// A gathering without a replication.
    pub fn start(model: &'a Model) -> Gathering<'a> {
        Gathering {
            model,
            departs_on: model.departs_on(),
            replications: 0,
            cutoffs: CutoffTally::of_members(model.members()),
            biases: BiasTally::default(),
            sizes: SizeTally::default(),
            pool: PoolCourse::default(),
            pool_fit: PoolFitTally::with(&model.published.censuses),
            shares: ShareTally::with(&model.published.shares, &replayed_years(model)),
            outcomes: OutcomeTally::with(model),
            landings: LandingsTally::with(model),
            targets: TargetTally::with(model),
            issued: IssuedTally::with(model),
            inventory: InventoryTally::default(),
            in_progress: InProgressTally::with(model),
        }
    }

    /// Adds a replication, at full scale. Replications are added in order, from 0.
    pub fn add(&mut self, counts: &Counts) {
        let member = self.model.member(self.replications);
        self.replications += 1;
        self.cutoffs.add(&counts.rounds, member);
        self.biases.add(&counts.rounds, |number| {
            let round = self.model.published_round(number)?;
            round.cutoff.filter(|_| self.departs_on.is_none_or(|on| round.date < on))
        });
        self.sizes.add(&counts.rounds);
        self.pool.add(&counts.censuses);
        self.pool_fit.add(&counts.censuses);
        self.shares.add(&counts.invited);
        self.outcomes.add(counts);
        self.landings.add(counts);
        self.targets.add(counts);
        self.issued.add(&counts.rounds, self.model);
        self.inventory.add(&counts.inventories);
        self.in_progress.add(&counts.inventories);
    }

    /// Most bytes of the counts by value, for any number of replications.
    pub fn most_bytes(&self) -> u64 {
        self.pool.most_bytes()
    }

    /// The findings.
    ///
    /// # Panics
    /// If no replication was added.
    pub fn finish(self) -> Findings {
        assert!(self.replications > 0, "a run has at least one replication");
        let model = self.model;
        let (is_replay, departs_on) = (model.is_replay(), self.departs_on);
        // A reform changes the pool and the invited, so that a comparison would not judge the replay.
        let is_judged = is_replay && departs_on.is_none();
        let cutoffs =
            self.cutoffs.rows(|number| model.published_round(number).and_then(|round| round.cutoff));
        let judged: Vec<CutoffRow> =
            cutoffs.iter().filter(|row| measures_model(row, departs_on)).cloned().collect();
        let targets = if is_replay { Vec::new() } else { self.targets.rows(model) };
        Findings {
            scenario: model.name.clone(),
            scale: model.population.scale,
            replications: self.replications,
            is_replay,
            departs_on,
            cutoff_years: self.cutoffs.ahead(&cutoffs, departs_on),
            cutoff_errors: self.biases.errors(&judged),
            cutoffs,
            short_rounds: self.sizes.short(),
            short_types: self.sizes.short_types(),
            below_size: self.sizes.below(),
            pool: self.pool.days(),
            pool_fit: if is_judged { self.pool_fit.rows() } else { Vec::new() },
            shares: if is_judged { self.shares.rows() } else { Vec::new() },
            applications: if is_judged { self.outcomes.applications(model) } else { Vec::new() },
            admissions: if is_judged { self.outcomes.admissions(model) } else { Vec::new() },
            landings: if is_judged { self.landings.rows() } else { Vec::new() },
            in_progress: if is_judged { self.in_progress.rows() } else { Vec::new() },
            landed: self.targets.across(&targets),
            targets,
            planned_years: if is_replay { Vec::new() } else { self.issued.rows(model) },
            inventory: self.inventory.days(),
        }
    }
}
