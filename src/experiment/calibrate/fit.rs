//! The fit: searches from several starts, the optima that are kept, and members around them.

use std::sync::Arc;

use nalgebra::{Cholesky, DVector};

use super::evaluation::{Comparison, Evaluator};
use super::gauss_newton::{Optimum, Prior, Search, minimise};
use super::parameter::{Member, Parameters};
use super::spec::{FreeRun, Spec};
use super::store::Store;
use super::target::Sources;
use crate::document::edited::edited;
use crate::document::problem::{InvalidInput, Problem, Problems};
use crate::document::tree::Value;
use crate::experiment::Workers;
use crate::model::one_step::Window;
use crate::model::{Assembly, Model};
use crate::policy::law::Law;
use crate::rng::{Purpose, Randomness, Stream};
use crate::scenario::{Overlay, Scenario};
use crate::time::Day;

/// How far other starts lie from the prior means, in prior standard deviations.
const START_DISTANCE: f64 = 0.7;
/// An optimum is kept if its objective lies at most so far above that of the best.
const KEPT: f64 = 4.0;

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

/// Means of a search: the store of its runs, a callback after each run, and threads.
pub struct Running<'a> {
    /// The runs that are done.
    pub store: Store,
    /// Called after each run, from any thread.
    pub is_done: &'a (dyn Fn() + Sync),
    /// Threads for runs.
    pub workers: &'a Workers,
}

impl Calibration {
    /// Reads everything that a spec names; `overlay` lies over its scenario.
    ///
    /// # Errors
    /// Every problem of the scenario, of its people and of the parameters, each with its place.
    pub fn new(spec: Spec, overlay: &Overlay) -> Result<Calibration, InvalidInput> {
        let law = Arc::new(Law::published());
        let asked = Asked { spec: &spec, overlay };
        let one_step = asked.one_step_model()?;
        let scenario = asked.scenario(&[])?;
        let form = scenario.population.of_document(scenario.population.document.clone());
        let problems = Problems::new();
        let (blocks, places): (Vec<_>, Vec<_>) = spec.blocks.iter().cloned().unzip();
        let parameters = Parameters::new(blocks, &form.document).map_err(|(place, error)| {
            let expected = "expected a number of the population file that the spec names";
            problems.push(Problem::new(places[place].clone(), error.to_string(), expected));
        });
        let parameters = problems.finish(parameters.ok())?;
        let base = one_step.population.clone();
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
            let free = asked.free_model(from)?;
            let window = Window { from, ..spec.window };
            comparisons.push(Comparison {
                targets: sources.free_run(window),
                model: free,
                window: None,
                weight: 0.0,
            });
        }
        let priors = parameters.priors();
        let evaluator = Evaluator { parameters, form, law, base };
        Ok(Calibration { spec, scenario, evaluator, priors, comparisons })
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
        (starts * (steps * (self.priors.len() + 3) + 4)) as u64
    }

    /// Searches from every start, and samples members around the optima that are kept.
    ///
    /// # Errors
    /// If people of a point cannot be read, or runs cannot be kept.
    pub fn fit(&mut self, running: &mut Running<'_>) -> Result<Fitted, CalibrationError> {
        let priors: Vec<Prior> = self.priors.iter().map(|(_, prior)| *prior).collect();
        let mut optima = Vec::new();
        for start in 0..self.spec.starts {
            let mut point = start_point(&priors, start, self.spec.seed);
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
        }
        optima.sort_by(|one, other| one.objective.total_cmp(&other.objective));
        let members = self.members(&priors, &optima);
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
        let is_done = running.is_done;
        let run = running.workers.install(|| self.evaluator.errors(&unknown, comparisons, is_done))?;
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

    /// Points of members: divided among the kept optima by exp(-difference / 2), each a sample of Laplace's
    /// approximation with its standard deviations widened, and a walk after the window.
    fn members(&self, priors: &[Prior], optima: &[Optimum]) -> Vec<Member> {
        let best = optima[0].objective;
        let kept: Vec<&Optimum> = optima.iter().filter(|one| one.objective - best <= KEPT).collect();
        let weights: Vec<f64> = kept.iter().map(|one| (-(one.objective - best) / 2.0).exp()).collect();
        let total: f64 = weights.iter().sum();
        let randomness = Randomness::new(self.spec.seed, 1);
        let walk_steps = self.evaluator.parameters.walk_steps();
        let mut members = Vec::new();
        for member in 0..self.spec.members {
            let place = (member as f64 + 0.5) / self.spec.members as f64 * total;
            let mut sum = 0.0;
            let chosen = weights.iter().position(|weight| {
                sum += weight;
                place < sum
            });
            let optimum = kept[chosen.unwrap_or(0)];
            let samples = randomness.stream(member as u64, Purpose::Calibration, 0);
            let point = sample(optimum, priors, self.spec.widening, samples);
            let mut steps = randomness.stream(member as u64, Purpose::Calibration, 1);
            members.push(Member { point, walk: (0..walk_steps).map(|_| steps.normal()).collect() });
        }
        members
    }
}

/// Sum of the squares of errors; large ones count as the largest that counts as a square.
fn misfit(errors: &[f64]) -> f64 {
    let limit = Search::default().huber;
    errors.iter().map(|error| error.clamp(-limit, limit).powi(2)).sum()
}

/// A sample around an optimum, within three prior standard deviations of the prior means.
fn sample(optimum: &Optimum, priors: &[Prior], widening: f64, mut samples: Stream) -> Vec<f64> {
    let normals = DVector::from_iterator(priors.len(), (0..priors.len()).map(|_| samples.normal()));
    let factor = Cholesky::new(optimum.covariance.clone()).expect("a covariance is definite");
    let moved = factor.l() * normals * widening;
    let mut point = Vec::new();
    for (place, prior) in priors.iter().enumerate() {
        let bound = 3.0 * prior.sd;
        point.push((optimum.point[place] + moved[place]).clamp(prior.mean - bound, prior.mean + bound));
    }
    point
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

/// A spec, and what a command lays over its scenario.
struct Asked<'a> {
    spec: &'a Spec,
    overlay: &'a Overlay,
}

impl Asked<'_> {
    fn scenario(&self, more: &[String]) -> Result<Scenario, InvalidInput> {
        let mut set = vec![
            format!("population.file={:?}", self.spec.population),
            format!("population.scale={:?}", self.spec.scale),
            format!("seed={}", self.spec.seed),
            "nominations.margin=0".to_owned(),
        ];
        set.extend(self.overlay.set.iter().chain(more).cloned());
        Scenario::load(&self.spec.scenario, &Overlay { set, ..self.overlay.clone() })
    }

    /// The model of one-step runs: no plan of the scenario, no warm-up of its own.
    fn one_step_model(&self) -> Result<Model, InvalidInput> {
        let Window { from, to, .. } = self.spec.window;
        let mut scenario = self.scenario(&[format!("start={from}"), format!("end={to}")])?;
        scenario.plans.clear();
        Assembly::read(&scenario)?.model()
    }

    /// The model of free runs: published sizes from a published pool.
    fn free_model(&self, from: Day) -> Result<Model, InvalidInput> {
        let end = format!("end={}", self.spec.window.to);
        Assembly::read(&self.scenario(&[format!("start={from}"), end])?)?.model()
    }
}
