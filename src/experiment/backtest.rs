//! Backtests: predictions from past days, each with the knowledge of its day, compared with the published
//! cutoffs.

pub mod known;
mod learning;
mod origin;
mod outlook;
pub mod pit;
mod raw;
pub mod row;
mod rows;
pub mod store;
pub mod summary;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use self::known::Archive;
use self::learning::{Chain, Forecast};
use self::origin::{Given, Task};
use self::outlook::Outlook;
use self::raw::Raw;
use self::row::BacktestRow;
use crate::document::problem::{InvalidInput, Problem, Problems};
use crate::document::tree::{Origin, Source};
use crate::experiment::Workers;
use crate::policy::instruction::RoundNumber;
use crate::policy::law::Law;
use crate::policy::levels::Levels;
use crate::population::Population;
use crate::published;
use crate::scenario::Scenario;
use crate::table::TableError;
use crate::time::Day;

/// A backtest ready to run.
#[derive(Clone, Debug)]
pub struct Backtest {
    given: Given,
    archive: Archive,
    origins: Vec<Day>,
}

/// A backtest that could not be run to its end.
#[derive(Debug, thiserror::Error)]
pub enum BacktestError {
    /// Something of the input is wrong.
    #[error(transparent)]
    Input(#[from] InvalidInput),
    /// What the methods say at an origin could not be written or read.
    #[error(transparent)]
    Table(#[from] TableError),
}

/// The first of each month of a period.
pub fn monthly(from: Day, to: Day) -> Vec<Day> {
    let first = from + (1 - i32::from(from.day_of_month()));
    let months = (0..).map(|month| first.plus_months(month)).take_while(|day| *day <= to);
    months.filter(|day| *day >= from).collect()
}

impl Backtest {
    /// Checks a scenario and its origins. Rounds are predicted to the scenario's last day.
    ///
    /// # Errors
    /// - If a table is broken.
    /// - If there is no origin, or none with a later published round.
    /// - If the scenario reforms the law.
    /// - If its population uses figures published later than an origin, or does not say when they were
    ///   published.
    pub fn new(scenario: Scenario, origins: Vec<Day>) -> Result<Backtest, InvalidInput> {
        let problems = Problems::new();
        let archive = Archive::read(&scenario, &problems);
        let population = Population::read(&scenario.population, &Law::published(), &problems);
        let levels = Levels::with_restated(scenario.levels.as_ref(), &problems);
        if let Some(population) = &population {
            refuse_later(&scenario, population, &origins, &problems);
        }
        if let Some(reform) = scenario.reforms.first() {
            let title = "a backtest takes no reform";
            let expected = "expected a scenario with the published law";
            problems.push(Problem::new(reform.origin.clone(), title, expected));
        }
        if origins.is_empty() {
            problems.push(Problem::without_place(
                "there is no origin",
                format!("expected a first of a month up to {}, or days given with `--origins`", scenario.end),
            ));
        }
        if let Some(archive) = &archive {
            refuse_nothing(archive, &origins, scenario.end, &problems);
        }
        let checked = archive.zip(population).zip(levels).map(|((archive, population), levels)| {
            let law = Law::published();
            let given = Given { scenario, population, law, levels: Arc::new(levels) };
            Backtest { given, archive, origins }
        });
        problems.finish(checked)
    }

    /// The number of simulations in it.
    pub fn simulations(&self) -> u64 {
        self.days().len() as u64 * u64::from(self.given.scenario.replications)
    }

    /// The rows of all origins, in order. What the methods say at a day is written to `folder` as soon as it
    /// is complete; what is there for the same inputs is not computed again. `is_done` is called with the
    /// number of simulations that were done.
    ///
    /// An origin learns from the chain: the first of each month since the newest figures of the population.
    /// The chain is simulated as far as the last origin needs it, so that a prediction does not depend on the
    /// list of origins.
    ///
    /// # Errors
    /// If a file cannot be written or read.
    ///
    /// # Panics
    /// If a replication breaks an invariant.
    pub fn run(
        &self,
        workers: &Workers,
        folder: &Path,
        is_done: impl Fn(u64) + Sync,
    ) -> Result<Vec<BacktestRow>, BacktestError> {
        workers.install(|| {
            let outlooks: Result<Vec<Outlook<'_>>, BacktestError> =
                self.days().par_iter().map(|day| self.outlook(*day, folder, &is_done)).collect();
            Ok(self.rows(&outlooks?))
        })
    }

    /// The days of the chain: the first of each month since the newest figures of the population, up to the
    /// last origin.
    fn chain(&self) -> Vec<Day> {
        let published = self.given.population.published.expect("a backtest has checked it");
        let last = self.origins.iter().max().expect("a backtest has an origin");
        monthly(published + 1, *last)
    }

    /// The days of the chain and the origins, in order.
    fn days(&self) -> Vec<Day> {
        let days: BTreeSet<Day> = self.chain().into_iter().chain(self.origins.iter().copied()).collect();
        days.into_iter().collect()
    }

    /// The rows of the origins from what the methods say at all days.
    fn rows(&self, outlooks: &[Outlook<'_>]) -> Vec<BacktestRow> {
        let chain = self.chain();
        let months = self.months_before(chain.first().copied());
        let origins: Vec<Outlook<'_>> =
            outlooks.iter().filter(|outlook| chain.contains(&outlook.origin)).cloned().collect();
        let past = Chain { months: &months, origins: &origins };
        let forecasts: Vec<Forecast<'_>> =
            outlooks.par_iter().map(|outlook| Forecast::new(outlook, past)).collect();
        let rows = self.origins.par_iter().map(|origin| {
            let earlier = forecasts.iter().filter(|forecast| {
                forecast.outlook.origin < *origin && chain.contains(&forecast.outlook.origin)
            });
            let own = forecasts.iter().find(|forecast| forecast.outlook.origin == *origin);
            rows::rows(own.expect("each origin has a forecast"), &earlier.collect::<Vec<_>>())
        });
        rows.collect::<Vec<_>>().into_iter().flatten().collect()
    }

    /// What the methods but the simulation would have said at the first of each month of the three years
    /// before the chain, of the rounds of a year.
    fn months_before(&self, first: Option<Day>) -> Vec<Outlook<'_>> {
        let Some(first) = first else { return Vec::new() };
        let months: Vec<Day> = (-learning::MONTHS..0).map(|month| first.plus_months(month)).collect();
        let end = self.given.scenario.end;
        let outlook = |month: &Day| {
            let task = Task::new(&self.archive, *month, end.min(*month + outlook::MOST_DAYS));
            let raw = task.raw(BTreeMap::new());
            Outlook::new(&task, &self.given.law.known_on(*month), raw)
        };
        months.par_iter().map(outlook).collect()
    }

    fn outlook(
        &self,
        origin: Day,
        folder: &Path,
        is_done: &(impl Fn(u64) + Sync),
    ) -> Result<Outlook<'_>, BacktestError> {
        let task = Task::new(&self.archive, origin, self.given.scenario.end);
        let path = folder.join(store::name(origin, &self.key(&task)));
        if store::holds(&path) {
            is_done(u64::from(self.given.scenario.replications));
        } else {
            task.raw(self.simulate(&task, is_done)?).write(&path)?;
        }
        // Read back, so that it is the same whether it was computed now or earlier.
        Ok(Outlook::new(&task, &self.given.law.known_on(origin), Raw::read(&path)?))
    }

    fn simulate(
        &self,
        task: &Task<'_>,
        is_done: &(impl Fn(u64) + Sync),
    ) -> Result<BTreeMap<RoundNumber, Vec<f64>>, InvalidInput> {
        let mut simulated: BTreeMap<RoundNumber, Vec<f64>> = BTreeMap::new();
        let Some(world) = task.world(&self.given)? else { return Ok(simulated) };
        let replications: Vec<Vec<(RoundNumber, f64)>> = (0..self.given.scenario.replications)
            .into_par_iter()
            .map(|replication| {
                let cutoffs = world.cutoffs(replication);
                is_done(1);
                cutoffs
            })
            .collect();
        for (number, cutoff) in replications.into_iter().flatten() {
            simulated.entry(number).or_default().push(cutoff);
        }
        Ok(simulated)
    }

    /// The hash of all inputs of what the methods say at an origin.
    fn key(&self, task: &Task<'_>) -> String {
        let Scenario { population, resolved, .. } = &self.given.scenario;
        let mut hasher = blake3::Hasher::new();
        let later: Vec<published::Round> = task.later.iter().copied().cloned().collect();
        for text in [
            env!("CARGO_PKG_VERSION"),
            option_env!("DRAWSIM_COMMIT").unwrap_or_default(),
            resolved.as_str(),
            &population.source.text,
            &population.occupations.text,
            &published::rounds::write(&task.known.rounds),
            &published::snapshots::write(&task.known.censuses),
            &published::rounds::write(&later),
        ] {
            hasher.update(text.as_bytes());
            hasher.update(&[0]);
        }
        hasher.finalize().to_hex().to_string()
    }
}

/// Refuses an origin after the last day, and a period without a published round.
fn refuse_nothing(archive: &Archive, origins: &[Day], last: Day, problems: &Problems) {
    if let Some(late) = origins.iter().find(|origin| **origin > last) {
        let title = format!("the origin {late} is later than the last day, {last}");
        problems.push(Problem::without_place(title, "expected origins up to it, or another `--to`"));
        return;
    }
    let Some(first) = origins.iter().min() else { return };
    if archive.later(*first, last).is_empty() {
        let title = format!("no round was published from the origin {first} to {last}");
        let expected = match archive.rounds.last() {
            Some(newest) => {
                format!("expected a period with published rounds; the newest is of {}", newest.date)
            }
            None => "expected a period with published rounds".to_owned(),
        };
        problems.push(Problem::without_place(title, expected));
    }
}

/// Refuses a population from figures that were published later than an origin: it would know the outcome.
fn refuse_later(scenario: &Scenario, population: &Population, origins: &[Day], problems: &Problems) {
    let source = &scenario.population.source;
    let Some(published) = population.published else {
        let title = "the population does not say when its newest figures were published";
        let expected = "expected a key `published`, a date, as in the population `prior.toml`";
        problems.push(Problem::new(line_of("title", source), title, expected));
        return;
    };
    if let Some(origin) = origins.iter().find(|origin| published >= **origin) {
        let title =
            format!("the population uses figures published on {published}, not before the origin {origin}");
        let expected = "expected a population from figures that were published before the first origin";
        problems.push(Problem::new(line_of("published", source), title, expected));
    }
}

/// The line of a file that begins with a key.
fn line_of(key: &str, source: &Arc<Source>) -> Origin {
    let is_first = source.text.starts_with(key);
    let start = if is_first { 0 } else { source.text.find(&format!("\n{key}")).map_or(0, |end| end + 1) };
    let line = &source.text[start..];
    let end = start + line.find(['\n', '\r']).unwrap_or(line.len());
    Origin { source: Arc::clone(source), span: start..end }
}

#[cfg(test)]
mod tests;
