//! One-step runs: published rounds at their published cutoffs over a window, from an empty pool before it.

use std::collections::BTreeSet;

use crate::document::problem::{InvalidInput, Problems};
use crate::model::Model;
use crate::model::nominee_stock::{NomineeStock, StockSources, nominee_stocks};
use crate::model::plan::{PlannedRound, UnknownType, resolve};
use crate::policy::law::Law;
use crate::published::Round;
use crate::published::form::Places;
use crate::round::Cutoff;
use crate::scenario::Sizing;
use crate::time::Day;

/// The days of a one-step run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first day that is recorded.
    pub from: Day,
    /// The last one.
    pub to: Day,
    /// Months before it, simulated from an empty pool and not recorded.
    pub warm_up_months: i32,
}

/// What happens in a one-step run, whatever the scenario plans.
#[derive(Clone, Debug, PartialEq)]
pub struct OneStep {
    /// The days.
    pub window: Window,
    /// The published rounds from the first day of the warm-up on, each with its published cutoff, but for
    /// those of nominees.
    pub rounds: Vec<PlannedRound>,
    /// Nominees wanted, in order of day.
    pub nominee_stocks: Vec<NomineeStock>,
    /// Days of the window with a published count of the pool or of applications in progress.
    pub census_days: Vec<Day>,
}

impl Window {
    /// The first day of the warm-up: no earlier than the launch of Express Entry.
    pub fn first(self) -> Day {
        Day::LAUNCH.max(self.from.plus_months(-self.warm_up_months))
    }
}

impl OneStep {
    /// Whether a round is compared: it lies in the window and has a published cutoff, and it does not select
    /// among nominees, whose number is an input.
    pub fn is_compared(&self, round: &PlannedRound, law: &Law) -> bool {
        let is_inside = round.instruction.drawn_at.day() >= self.window.from;
        is_inside && round.published_cutoff.is_some() && round.eligible.admitted != law.nominees()
    }
}

impl Model {
    /// The one-step run of a window.
    ///
    /// # Errors
    /// If the law does not know the type of a published round.
    pub fn one_step(&self, window: Window) -> Result<OneStep, InvalidInput> {
        let problems = Problems::new();
        let days = window.first()..=window.to;
        let within = self.published.rounds.iter().filter(|round| days.contains(&round.drawn_at.day()));
        let places = self.published.places();
        let rounds: Vec<PlannedRound> =
            within.filter_map(|round| self.held_at_cutoff(round, &places, &problems)).collect();
        let known = StockSources {
            law: &self.law,
            population: &self.population,
            censuses: &self.published.censuses,
            margin: self.nominees_left_over,
        };
        let held: Vec<&PlannedRound> = rounds.iter().collect();
        let nominee_stocks = nominee_stocks(&known, &held, window.first());
        let pools = self.published.censuses.iter().map(|census| census.date);
        let in_progress = self.published.inventories.iter().map(|inventory| inventory.counted_on());
        let counted: BTreeSet<Day> = pools.chain(in_progress).collect();
        let census_days = counted.range(window.from..=window.to).copied().collect();
        problems.finish(Some(OneStep { window, rounds, nominee_stocks, census_days }))
    }

    fn held_at_cutoff(
        &self,
        round: &Round,
        places: &Places<'_>,
        problems: &Problems,
    ) -> Option<PlannedRound> {
        let resolved = resolve(round.instruction(), Sizing::Persons(round.size), &self.law);
        let reported = |unknown: UnknownType| unknown.report(&self.law, problems, || places.of(round.number));
        let planned = resolved.map_err(reported).ok()?;
        // The number of nominees is an input: a round of them invites the published number.
        let cutoff = round.cutoff.filter(|_| round.round_type.is_federal());
        let published_cutoff = cutoff.map(|score| Cutoff { score, tie_break: round.tie_break });
        Some(PlannedRound { published_cutoff, is_replayed: true, ..planned })
    }
}
