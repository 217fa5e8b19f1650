//! The fit: searches from several starts, the optima that are kept, and members around them.

use std::path::{Component, Path};
use std::sync::Arc;

use super::asked::{Asked, parameters};
use super::check::check_errors;
use super::course::Beyond;
use super::evaluation::{Comparison, Evaluator};
use super::gauss_newton::{Optimum, Prior, Search, minimise};
use super::member::Sampling;
use super::parameter::Member;
use super::spec::{FreeRun, Spec};
use super::store::Store;
use super::target::Sources;
use crate::document::edited::edited;
use crate::document::problem::{InvalidInput, Problems};
use crate::document::tree::{Node, Value};
use crate::experiment::Workers;
use crate::experiment::one_step::OneStepSetup;
use crate::model::one_step::Window;
use crate::model::{Assembly, Notice};
use crate::policy::law::Law;
use crate::population::Population;
use crate::rng::{Purpose, Randomness};
use crate::scenario::{NominationForm, Overlay, PopulationForm, Scenario};

/// How far other starts lie from the prior means, in prior standard deviations.
const START_DISTANCE: f64 = 0.7;

/// Runs of a step at most, beside those of its derivatives.
pub const MOST_TRIALS: usize = 12;

/// Members below which the ends of an interval of 80 % are those of one or two of them.
const LEAST_MEMBERS: usize = 10;

/// A calibration ready to run.
pub struct Calibration {
    spec: Spec,
    /// The scenario that the spec names, with what the spec and the command lay over it.
    scenario: Scenario,
    evaluator: Evaluator,
    priors: Vec<(String, Prior)>,
    /// The one-step run, and the free run if there is one.
    comparisons: Vec<Comparison>,
}

/// What a calibration found.
pub struct Fitted {
    /// The optimum of each start, the best one first.
    pub optima: Vec<Optimum>,
    /// The members.
    pub members: Vec<Member>,
}

/// Why a calibration stopped.
#[derive(Debug, thiserror::Error)]
pub enum CalibrationError {
    /// The people of a point cannot be read: a prior reaches outside of what a population allows.
    #[error(transparent)]
    Input(#[from] InvalidInput),
    /// The errors of points that were run cannot be kept.
    #[error("cannot keep the runs of the calibration")]
    Store(#[from] std::io::Error),
}

/// The progress of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// A run is done.
    Run,
    /// A run was done before the search was stopped.
    KeptRun,
    /// The search from a start is over: so many of [`Calibration::most_runs`] are done or not needed.
    Starts(u64),
}

/// Means of a search: the store of its runs, a callback, and threads.
pub struct Running<'a> {
    /// The runs that are done.
    pub store: Store,
    /// Called with the progress, from any thread.
    pub report: &'a (dyn Fn(Done) + Sync),
    /// Threads for runs.
    pub workers: &'a Workers,
}

impl Calibration {
    /// Reads everything that a spec names; `overlay` lies over its scenario.
    ///
    /// # Errors
    /// Every problem of the scenario, of its people and of the parameters, each with its place.
    pub fn new(spec: Spec, overlay: &Overlay) -> Result<Calibration, InvalidInput> {
        let asked = Asked { spec: &spec, overlay };
        let scenario = asked.scenario(&[])?;
        let one_step = OneStepSetup::new(&scenario, &asked.window())?.model;
        let form = scenario.population.of_document(scenario.population.document.clone());
        let problems = Problems::new();
        let parameters = parameters(&spec, &form.document, &problems);
        let parameters = problems.finish(parameters)?;
        let sources = Sources {
            published: &one_step.published,
            errors: &spec.errors,
            scale: one_step.population.scale,
        };
        let mut comparisons = vec![Comparison {
            targets: sources.one_step(spec.window),
            model: one_step.clone(),
            window: Some(spec.window),
            weight: 1.0,
        }];
        if let Some(FreeRun { from, .. }) = spec.free_run {
            let window = Window { from, ..spec.window };
            let (model, targets) = (asked.free_model(from)?, sources.free_run(window));
            comparisons.push(Comparison { targets, model, window: None, weight: 0.0 });
        }
        for comparison in &mut comparisons {
            comparison.targets.retain(|target| spec.figures.contains(&target.figure.kind()));
        }
        let problems = Problems::new();
        check_errors(&spec.stated_errors, &comparisons, &problems);
        problems.finish(Some(()))?;
        let (priors, law) = (parameters.priors(), Arc::new(Law::published()));
        let evaluator = Evaluator { parameters, form, law, base: one_step.population };
        Ok(Calibration { spec, scenario, evaluator, priors, comparisons })
    }

    /// The one-step part of a calibration over known parts: their law, their published tables, and their
    /// people, which the parameters move. Of the spec, window, parameters and errors count.
    ///
    /// # Errors
    /// Every problem of the parameters and of the window, each with its place.
    pub fn of_parts(spec: Spec, parts: &Assembly) -> Result<Calibration, InvalidInput> {
        let scenario = Scenario {
            seed: spec.seed,
            nominations: NominationForm { margin: 0.0, ..parts.scenario.nominations.clone() },
            ..parts.scenario.clone()
        };
        let mut people = parts.population.clone();
        people.scale = spec.scale;
        let parts = Assembly { scenario, population: people, members: Vec::new(), ..parts.clone() };
        let model = OneStepSetup::model(&parts, spec.window)?;
        let form = parts.scenario.population.of_document(parts.scenario.population.document.clone());
        let form = PopulationForm { scale: spec.scale, ..form };
        let problems = Problems::new();
        let parameters = parameters(&spec, &form.document, &problems);
        let parameters = problems.finish(parameters)?;
        let sources =
            Sources { published: &model.published, errors: &spec.errors, scale: model.population.scale };
        let mut targets = sources.one_step(spec.window);
        targets.retain(|target| spec.figures.contains(&target.figure.kind()));
        let base = model.population.clone();
        let comparison = Comparison { targets, model, window: Some(spec.window), weight: 1.0 };
        let (priors, law) = (parameters.priors(), Arc::clone(&parts.law));
        let evaluator = Evaluator { parameters, form, law, base };
        let spec = Spec { free_run: None, ..spec };
        Ok(Calibration { spec, scenario: parts.scenario, evaluator, priors, comparisons: vec![comparison] })
    }

    /// Searches on from a population file, and samples members around what it finds.
    ///
    /// # Errors
    /// If people of a point cannot be read.
    pub fn fit_from(&self, start: &Node, steps: usize) -> Result<Fitted, InvalidInput> {
        let priors = self.prior_values();
        let point = self.evaluator.parameters.point_of(start);
        let search = Search { steps, ..Search::default() };
        let mut model = |points: &[Vec<f64>]| self.evaluator.errors(points, &self.comparisons, &|| ());
        let optima = vec![minimise(&priors, &point, &search, &mut model)?];
        let members = self.members(&optima, self.spec.widening);
        Ok(Fitted { optima, members })
    }

    /// The people of a member, whose trends go on in a way after the window. Where they are those of a known
    /// population, so are their eligible shares.
    ///
    /// # Errors
    /// If the member has numbers that people cannot have, each with its place.
    pub fn people_beyond(
        &self,
        member: &Member,
        beyond: Beyond,
        known: Option<&Population>,
    ) -> Result<Population, InvalidInput> {
        let document = self.evaluator.parameters.member_document(member, beyond);
        self.evaluator.people_like(document, known.unwrap_or(&self.evaluator.base))
    }

    /// The population file of a point: the text of the file that the fit starts from, with the numbers of the
    /// point, the title of the spec, and the last day of the window as the day up to which its sources were
    /// published.
    pub fn population(&self, point: &[f64]) -> String {
        let Evaluator { parameters, form, .. } = &self.evaluator;
        let mut document = parameters.document(point);
        if let Value::Table(keys) = &mut document.value {
            let values = [
                ("title", Value::Text(self.spec.title.clone())),
                ("published", Value::Date(self.spec.window.to)),
            ];
            for (key, value) in values {
                if let Some(entry) = keys.get_mut(key) {
                    entry.node.value = value;
                }
            }
        }
        edited(&form.source, &document)
    }

    /// Name and text of the table of occupations, where the population file names one that lies below its own
    /// folder.
    pub fn occupations(&self) -> Option<(&Path, &str)> {
        let form = &self.evaluator.form;
        let Value::Table(table) = &form.document.value else { return None };
        let Value::Text(name) = &table.get("occupations")?.node.value else { return None };
        let is_below = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        is_below.then_some((Path::new(name), form.occupations.text.as_str()))
    }

    /// Names and priors of the parameters.
    pub fn priors(&self) -> &[(String, Prior)] {
        &self.priors
    }

    /// The scenario that the spec names, with what the spec and the command lay over it.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// Everything that the errors of a point depend on.
    pub fn identity(&self) -> String {
        let inputs = self.scenario.inputs().all();
        let texts: Vec<&str> = inputs.iter().map(|source| source.text.as_str()).collect();
        let version = env!("CARGO_PKG_VERSION");
        format!("{version} {:?} {} {}", self.spec, self.scenario.resolved, texts.join("\n"))
    }

    /// What a reader of the result has to know of the published figures and of the members.
    pub fn notices(&self) -> Vec<Notice> {
        let warnings = self.comparisons[0].model.published.warnings.iter().cloned();
        let mut notices: Vec<Notice> = warnings.map(Notice::Published).collect();
        if self.spec.members < LEAST_MEMBERS {
            let (members, least) = (self.spec.members as u32, LEAST_MEMBERS as u32);
            notices.push(Notice::FewMembers { members, least });
        }
        notices
    }

    /// The spec.
    pub fn spec(&self) -> &Spec {
        &self.spec
    }

    /// The runs that are compared.
    pub fn comparisons(&self) -> &[Comparison] {
        &self.comparisons
    }

    /// The model as a function of the parameters.
    pub fn evaluator(&self) -> &Evaluator {
        &self.evaluator
    }

    /// Runs of the model that there will be at most.
    pub fn most_runs(&self) -> u64 {
        let Spec { starts, steps, .. } = self.spec;
        (starts * (steps * (self.priors.len() + MOST_TRIALS) + 4)) as u64
    }

    /// Searches from every start, and samples members around the optima that are kept.
    ///
    /// # Errors
    /// If people of a point cannot be read, or runs cannot be kept.
    pub fn fit(&mut self, running: &mut Running<'_>) -> Result<Fitted, CalibrationError> {
        let priors = self.prior_values();
        let mut optima = Vec::new();
        for start in 0..self.spec.starts {
            let mut point = match start {
                0 if self.spec.goes_on => self.evaluator.point_of_file(),
                _ => start_point(&priors, start, self.spec.seed),
            };
            let mut optimum = None;
            for (stage, steps) in self.stages().into_iter().enumerate().filter(|(_, steps)| *steps > 0) {
                self.weigh(stage, &point, running)?;
                let search = Search { steps, ..Search::default() };
                let mut model = |points: &[Vec<f64>]| self.errors(stage, points, running);
                let found = minimise(&priors, &point, &search, &mut model)?;
                point.clone_from(&found.point);
                optimum = Some(found);
            }
            optima.extend(optimum);
            (running.report)(Done::Starts(self.most_runs() * (start as u64 + 1) / self.spec.starts as u64));
        }
        optima.sort_by(|one, other| one.objective.total_cmp(&other.objective));
        let members = self.members(&optima, self.spec.widening);
        Ok(Fitted { optima, members })
    }

    /// Steps of each stage: on the one-step run alone, then with the free run.
    fn stages(&self) -> [usize; 2] {
        let free = self.spec.free_run.map_or(0, |free| free.steps.min(self.spec.steps));
        [self.spec.steps - free, free]
    }

    /// Errors of points in a stage; those that were run before are taken from the store.
    fn errors(
        &self,
        stage: usize,
        points: &[Vec<f64>],
        running: &mut Running<'_>,
    ) -> Result<Vec<Vec<f64>>, CalibrationError> {
        let comparisons = &self.comparisons[..self.comparisons.len().min(stage + 1)];
        let weight = comparisons.last().map_or(1.0, |comparison| comparison.weight);
        let name = format!("{stage} {weight}");
        let unknown: Vec<Vec<f64>> =
            points.iter().filter(|point| running.store.errors(&name, point).is_none()).cloned().collect();
        (unknown.len()..points.len()).for_each(|_| (running.report)(Done::KeptRun));
        let report = running.report;
        let is_done = || report(Done::Run);
        let run = running.workers.install(|| self.evaluator.errors(&unknown, comparisons, &is_done))?;
        for (point, errors) in unknown.iter().zip(&run) {
            running.store.keep(&name, point, errors)?;
        }
        let known = points.iter().map(|point| running.store.errors(&name, point));
        Ok(known.map(|errors| errors.expect("the point was just run")).collect())
    }

    /// In the stage of the free run, weighs it so that neither kind of target adds more than half of the
    /// misfit.
    fn weigh(
        &mut self,
        stage: usize,
        point: &[f64],
        running: &mut Running<'_>,
    ) -> Result<(), CalibrationError> {
        if stage == 0 || self.comparisons.len() < 2 {
            return Ok(());
        }
        self.comparisons[1].weight = 1.0;
        let errors = self.errors(stage, &[point.to_vec()], running)?.remove(0);
        let (one_step, free) = errors.split_at(self.comparisons[0].targets.len());
        self.comparisons[1].weight = (misfit(one_step) / misfit(free).max(1e-9)).sqrt().min(1.0);
        Ok(())
    }

    /// The members of optima, the best one first, with a factor on the standard deviations of Laplace's
    /// approximation.
    pub fn members(&self, optima: &[Optimum], widening: f64) -> Vec<Member> {
        let Spec { members, seed, .. } = self.spec;
        let walk_steps = self.evaluator.parameters.walk_steps();
        Sampling { priors: &self.prior_values(), members, widening, walk_steps, seed }.members(optima)
    }

    fn prior_values(&self) -> Vec<Prior> {
        self.priors.iter().map(|(_, prior)| *prior).collect()
    }
}

/// Sum of the squares of errors; large ones count as the largest that counts as a square.
fn misfit(errors: &[f64]) -> f64 {
    let limit = Search::default().huber;
    errors.iter().map(|error| error.clamp(-limit, limit).powi(2)).sum()
}

/// The first start is the prior means; others lie around them, in pairs on opposite sides.
fn start_point(priors: &[Prior], start: usize, seed: u64) -> Vec<f64> {
    if start == 0 {
        return priors.iter().map(|prior| prior.mean).collect();
    }
    let mut samples = Randomness::new(seed, 0).stream(start.div_ceil(2) as u64, Purpose::Calibration, 1);
    let side = if start % 2 == 1 { START_DISTANCE } else { -START_DISTANCE };
    priors.iter().map(|prior| prior.mean + side * prior.sd * samples.normal()).collect()
}
