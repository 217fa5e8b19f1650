//! Backtests: predictions from past days, each with the knowledge of its day, compared with the published
//! cutoffs.

mod era;
pub mod known;
pub mod learning;
mod origin;
pub mod outlook;
pub mod paths;
pub mod pit;
mod prior;
mod raw;
mod refit;
mod refused;
pub mod reliability;
pub mod row;
mod rows;
pub mod store;
pub mod summary;
mod trend;

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use self::era::Era;
pub use self::era::monthly;
use self::known::Archive;
use self::learning::{Chain, Forecast};
use self::origin::{Given, Task};
use self::outlook::Outlook;
use self::paths::CoupledRound;
use self::raw::Raw;
use self::refit::Refit;
use self::refused::{refuse_later, refuse_nothing};
use self::reliability::Said;
use self::row::BacktestRow;
use crate::document::problem::{InvalidInput, Problem, Problems};
use crate::document::sealed::{self, Kept};
use crate::document::tree::{self, Node, Source};
use crate::experiment::Workers;
use crate::experiment::calibrate::Spec;
use crate::experiment::forecast::learned::Learned;
use crate::model::{Assembly, Notice};
use crate::policy::instruction::{RoundNumber, RoundType};
use crate::policy::law::Law;
use crate::policy::levels::Levels;
use crate::population::Population;
use crate::published;
use crate::published::whole::refuse_gaps;
use crate::scenario::Scenario;
use crate::table::TableError;
use crate::time::Day;

/// A backtest ready to run.
#[derive(Clone, Debug)]
pub struct Backtest {
    given: Given,
    archive: Archive,
    eras: Vec<Era>,
}

/// The outcome of a backtest.
#[derive(Clone, Debug, PartialEq)]
pub struct Backtested {
    /// Each prediction of each round.
    pub rows: Vec<BacktestRow>,
    /// The coupled paths of the rounds within three months of each origin.
    pub paths: Vec<CoupledRound>,
    /// Chances of an invitation within three months, and whether it came.
    pub said: Vec<Said>,
    /// Model errors and weights, learned from all rounds published to the last day.
    pub learned: Learned,
}

impl Backtested {
    /// The same with what came of later origins, from which the last was learned.
    fn followed_by(mut self, later: Backtested) -> Backtested {
        self.rows.extend(later.rows);
        self.paths.extend(later.paths);
        self.said.extend(later.said);
        Backtested { learned: later.learned, ..self }
    }
}

/// Simulations of a backtest that need not be waited for any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Simulated {
    /// So many were kept from an earlier run.
    Kept(u64),
    /// So many were done.
    Done(u64),
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

impl Backtest {
    /// Checks a scenario and its origins. Rounds are predicted to the scenario's last day.
    ///
    /// # Errors
    /// - If a table is broken.
    /// - If there is no origin, or none with a later published round.
    /// - If the scenario reforms the law.
    /// - If its population uses figures published later than an origin, or does not say when they were
    ///   published.
    pub fn new(scenario: Scenario, origins: Vec<Day>, refit: Option<Spec>) -> Result<Backtest, InvalidInput> {
        let problems = Problems::new();
        refuse_gaps(&scenario, &problems);
        let archive = Archive::read(&scenario, &problems);
        let population = Population::read(&scenario.population, &Law::published(), &problems);
        let levels = Levels::with_restated(scenario.levels.as_ref(), &problems);
        let eras = Era::of(&scenario.population, population.as_ref(), &origins);
        let of_fitted = |origin: &&Day| eras.iter().any(|era| era.is_fitted && era.origins.contains(*origin));
        let stated: Vec<Day> = origins.iter().filter(|origin| !of_fitted(origin)).copied().collect();
        if let Some(population) = population.as_ref().filter(|_| !stated.is_empty()) {
            refuse_later(&scenario, population, &stated, &problems);
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
        let checked = archive.zip(population).zip(levels).map(|((archive, _), levels)| {
            let law = Law::published();
            let given = Given { scenario, law, levels: Arc::new(levels), refit };
            Backtest { given, archive, eras }
        });
        problems.finish(checked)
    }

    /// What a reader has to know of the people.
    pub fn notices(&self) -> Vec<Notice> {
        let fitted = self.eras.iter().filter(|era| era.is_fitted);
        let mut notices: Vec<Notice> =
            fitted.map(|era| Notice::FittedPeople { published: era.published }).collect();
        let end = self.given.scenario.end;
        let first = self.eras.iter().flat_map(|era| &era.origins).min();
        let later = first.map_or(Vec::new(), |first| self.archive.later(*first, end));
        let unknown = later.into_iter().filter(|round| !origin::has_type_of(&self.given.law, round));
        let mut types: Vec<RoundType> = unknown.map(|round| round.round_type.clone()).collect();
        types.sort_unstable();
        types.dedup();
        notices.extend((!types.is_empty()).then_some(Notice::UnknownTypes(types)));
        notices
    }

    /// The number of simulations in it.
    pub fn simulations(&self) -> u64 {
        self.eras.iter().map(|era| era.days().len() as u64).sum::<u64>() * self.runs()
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
        is_done: impl Fn(Simulated) + Sync,
    ) -> Result<Backtested, BacktestError> {
        let place = Place { folder, is_done: &is_done };
        workers.install(|| {
            let mut whole: Option<Backtested> = None;
            for era in &self.eras {
                let done = self.judged_era(era, place)?;
                whole = Some(match whole {
                    Some(before) => before.followed_by(done),
                    None => done,
                });
            }
            Ok(whole.expect("a backtest has an origin"))
        })
    }

    /// The predictions of an era, from the runs of its days.
    fn judged_era(&self, era: &Era, place: Place<'_>) -> Result<Backtested, BacktestError> {
        let chain = era.chain();
        let mut people: Option<Node> = era.is_fitted.then(|| era.population.document.clone());
        let mut outlooks = Vec::new();
        for day in era.days() {
            let origin = self.at(day, era, people.as_ref(), place)?;
            outlooks.push(origin.outlook);
            people = if chain.contains(&day) { origin.people } else { people };
        }
        trend::choose(&mut outlooks, |outlook| chain.contains(&outlook.origin));
        Ok(self.judged(era, &outlooks))
    }

    /// The rows of the origins of an era from what the methods say at all its days, and what its chain
    /// teaches to the last day.
    fn judged(&self, era: &Era, outlooks: &[Outlook<'_>]) -> Backtested {
        let chain = era.chain();
        let months = self.months_before(chain.first().copied());
        let origins: Vec<Outlook<'_>> =
            outlooks.iter().filter(|outlook| chain.contains(&outlook.origin)).cloned().collect();
        let before = era.is_fitted.then(Learned::carried);
        let past = Chain { months: &months, origins: &origins, before: before.as_ref() };
        let forecasts: Vec<Forecast<'_>> =
            outlooks.par_iter().map(|outlook| Forecast::new(outlook, past)).collect();
        let of_origin = |origin: &Day| {
            let earlier = forecasts.iter().filter(|forecast| {
                forecast.outlook.origin < *origin && chain.contains(&forecast.outlook.origin)
            });
            let own = forecasts.iter().find(|forecast| forecast.outlook.origin == *origin);
            let own = own.expect("each origin has a forecast");
            let stacked = rows::stacked(own, &earlier.collect::<Vec<_>>());
            let paths = paths::coupled(own, &stacked, self.given.scenario.seed);
            let said = reliability::said(own.outlook, &paths);
            (rows::rows(own, &stacked), paths, said)
        };
        let origins: Vec<_> = era.origins.par_iter().map(of_origin).collect();
        let (mut rows, mut paths, mut said) = (Vec::new(), Vec::new(), Vec::new());
        for (own_rows, own_paths, own_said) in origins {
            rows.extend(own_rows);
            paths.extend(own_paths);
            said.extend(own_said);
        }
        let of_chain: Vec<&Forecast<'_>> =
            forecasts.iter().filter(|forecast| chain.contains(&forecast.outlook.origin)).collect();
        Backtested { rows, paths, said, learned: learning::learned(self.last_known(), past, &of_chain) }
    }

    /// The last day up to the end of which a round was published.
    fn last_known(&self) -> Day {
        let end = self.given.scenario.end;
        let days = self.archive.rounds.iter().map(known::publication);
        days.filter(|day| *day <= end).max().unwrap_or(end)
    }

    /// What the methods but the simulation would have said at the first of each month of the three years
    /// before the chain, of the rounds of a year.
    fn months_before(&self, first: Option<Day>) -> Vec<Outlook<'_>> {
        let Some(first) = first else { return Vec::new() };
        let months: Vec<Day> = (-learning::MONTHS..0).map(|month| first.plus_months(month)).collect();
        let end = self.given.scenario.end;
        let outlook = |month: &Day| {
            let task = Task::new(&self.archive, *month, end.min(*month + outlook::MOST_DAYS));
            Outlook::new(&task, &self.given.law.known_on(*month), task.raw())
        };
        months.par_iter().map(outlook).collect()
    }

    /// What the methods say at a day, with people fitted anew from those of the month before.
    fn at(
        &self,
        day: Day,
        era: &Era,
        before: Option<&Node>,
        place: Place<'_>,
    ) -> Result<At<'_>, BacktestError> {
        let task = Task::new(&self.archive, day, self.given.scenario.end);
        let key = self.key(&task, era);
        let [path, people] =
            [store::name(day, &key), store::people(day, &key)].map(|name| place.folder.join(name));
        if store::holds(&path) && (self.given.refit.is_none() || store::holds(&people)) {
            (place.is_done)(Simulated::Kept(self.runs()));
        } else {
            let parts = task.parts(&self.given, &era.population)?;
            let refit = self.given.refit.as_ref();
            let refit = refit.map(|spec| Refit::new(spec, &parts, day, before)).transpose()?;
            let fit_runs = self.runs() - u64::from(self.given.scenario.replications);
            (place.is_done)(Simulated::Done(fit_runs));
            if let Some(refit) = &refit {
                sealed::write(&people, &refit.text()).map_err(|error| TableError::write(&people, error))?;
            }
            self.simulate(&task, People { parts: &parts, refit: refit.as_ref() }, place)?.write(&path)?;
        }
        // Read back, so that it is the same whether it was computed now or earlier.
        let outlook = Outlook::new(&task, &self.given.law.known_on(day), Raw::read(&path)?);
        let people = self.given.refit.as_ref().map(|_| read_people(&people)).transpose()?;
        Ok(At { outlook, people })
    }

    /// What the methods say at an origin: of the simulation a path for each replication and each way in which
    /// trends go on.
    fn simulate(&self, task: &Task<'_>, people: People<'_>, place: Place<'_>) -> Result<Raw, InvalidInput> {
        let mut raw = task.raw();
        let Some(world) = task.world(people.parts)? else { return Ok(raw) };
        let scenario = &self.given.scenario;
        let replications: Result<Vec<Vec<Cutoffs>>, InvalidInput> = (0..scenario.replications)
            .into_par_iter()
            .map(|replication| {
                let cutoffs = match people.refit {
                    Some(refit) => {
                        let people = refit.people(replication, scenario.population.scale)?;
                        world.cutoffs_with(&people, replication)
                    }
                    None => vec![world.cutoffs(replication)],
                };
                (place.is_done)(Simulated::Done(1));
                Ok(cutoffs)
            })
            .collect();
        for cutoffs in replications? {
            for (trend, cutoffs) in cutoffs.into_iter().enumerate() {
                raw.add_path(trend, cutoffs);
            }
        }
        Ok(raw)
    }

    /// Runs of a day: those of the fit at most, and the replications.
    fn runs(&self) -> u64 {
        let fit = self.given.refit.as_ref().map_or(0, refit::most_runs);
        fit + u64::from(self.given.scenario.replications)
    }

    /// The hash of all inputs of what the methods say at an origin.
    fn key(&self, task: &Task<'_>, era: &Era) -> String {
        let (resolved, population) = (&self.given.scenario.resolved, &era.population);
        let mut hasher = blake3::Hasher::new();
        let later: Vec<published::Round> = task.later.iter().copied().cloned().collect();
        let refit = self.given.refit.as_ref().map_or(String::new(), |spec| format!("{spec:?}"));
        for text in [
            &refit,
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

/// The cutoffs of a path.
type Cutoffs = Vec<(RoundNumber, f64)>;

/// What the methods say at a day.
struct At<'a> {
    outlook: Outlook<'a>,
    /// The people that were fitted.
    people: Option<Node>,
}

/// The folder that keeps the results of each day, and the callback that counts runs.
#[derive(Clone, Copy)]
struct Place<'a> {
    folder: &'a Path,
    is_done: &'a (dyn Fn(Simulated) + Sync),
}

/// The parts of an origin's model, and its people fitted anew.
#[derive(Clone, Copy)]
struct People<'a> {
    parts: &'a Assembly,
    refit: Option<&'a Refit>,
}

/// The population file of people that were fitted.
fn read_people(path: &Path) -> Result<Node, BacktestError> {
    let Kept::Whole(text) = sealed::read(path) else {
        return Err(TableError::read(path, "the file was changed").into());
    };
    let problems = Problems::new();
    let document = tree::recover(&Source::new(path.display().to_string(), &text), &problems);
    Ok(problems.finish(document)?)
}

#[cfg(test)]
mod tests;
