//! Inverse questions: which target keeps a cutoff, how steady rounds can be, what each admission costs in points.
//!
//! All runs of a question are on common random numbers: the same people with the same luck meet every plan. The searches
//! are Brent's, of the crate argmin.

mod point;

use std::cell::RefCell;

use argmin::core::{CostFunction, Error, Executor};
use argmin::solver::brent::{BrentOpt, BrentRoot};

use super::cutoffs::spread;
use super::targets::MET;
use super::{Ensemble, run_ensemble};
use crate::policy::levels::Line;
use crate::policy::plan::RoundType;
use crate::record::Counts;
use crate::record::cutoffs::Spread;
use crate::record::planning::{CutoffPoint, PlanPoint};
use crate::scenario::problem::{InvalidInput, Problem};
use crate::scenario::reader::{nearest, one_of};
use crate::simulation::Model;
use crate::time::Day;
use point::point;

/// Factors of the target between which an answer is looked for.
pub const FACTORS: (f64, f64) = (0.4, 2.5);

/// Degrees of steadiness between which an answer is looked for.
pub const STEADINESS: (f64, f64) = (1e-5, 10.0);

/// A cutoff is judged by the rounds of so many days up to the date asked for.
pub const WINDOW_DAYS: i32 = 91;

/// Points that nobody exceeds.
const MOST_POINTS: u16 = 1200;

/// A factor is found to this part of itself.
const FACTOR_TOLERANCE: f64 = 0.01;

/// Plans that a search tries at most.
const MOST_TRIALS: u64 = 12;

/// CRS points of swing that each part of a target missed beyond what counts as met weighs: a hundredth is 10 points.
const MISS_WEIGHT: f64 = 1000.0;

/// How much computing a question may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// Replications of each plan that is tried.
    pub replications: u32,
    /// Threads.
    pub threads: usize,
}

/// A cutoff that is to be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// The type of rounds.
    pub round_type: RoundType,
    /// The score that their mean cutoff is to be at or below, in CRS points.
    pub cutoff: f64,
    /// The day by which.
    pub by: Day,
}

impl Wish {
    /// Whether the question has a meaning for a scenario.
    ///
    /// # Errors
    /// If the type is none that the planner sizes, or no such round is held in the days up to the date.
    pub fn check(&self, model: &Model) -> Result<(), InvalidInput> {
        let name = self.round_type.name();
        let planned: Vec<&str> = model
            .targets
            .split
            .iter()
            .filter(|(_, share)| *share > 0.0)
            .map(|(name, _)| name.name())
            .collect();
        let expected = format!("expected {}, whose sizes the planner sets", one_of(&planned));
        if !planned.contains(&name) {
            let is_known = model.law.target(name).is_some();
            let title = if is_known {
                format!("the federal target decides no rounds of the type `{name}`")
            } else {
                format!("there are no rounds of the type `{name}`")
            };
            let problem = Problem::without_place(title, expected);
            let near = nearest(name, &planned).filter(|_| !is_known);
            return Err(InvalidInput::one(match near {
                Some(near) => problem.with_help(format!("did you mean `{near}`?")),
                None => problem,
            }));
        }
        let first = model.targets.planning_days.first().copied().unwrap_or(model.start);
        let days = first..=model.end;
        if !days.contains(&self.by) {
            return Err(InvalidInput::one(Problem::without_place(
                format!("{} is outside the days that are planned", self.by),
                format!("expected a date from {first} to {}, the end of the run", model.end),
            )));
        }
        let held = model.plan.iter().map(|round| &round.instruction);
        if !held.filter(|round| round.round_type == self.round_type).any(|round| self.holds(round.date)) {
            return Err(InvalidInput::one(Problem::without_place(
                format!("no round of `{name}` is held in the {WINDOW_DAYS} days up to {}", self.by),
                "expected a date with such rounds before it, by which the cutoff is judged",
            )));
        }
        Ok(())
    }

    fn holds(&self, date: Day) -> bool {
        (self.by - WINDOW_DAYS + 1..=self.by).contains(&date)
    }

    fn mean_cutoff(&self, counts: &Counts) -> Option<f64> {
        let rounds = counts.rounds.iter().filter(|round| round.round_type == self.round_type);
        let cutoffs: Vec<f64> = rounds
            .filter(|round| self.holds(round.date))
            .filter_map(|round| round.cutoff.map(f64::from))
            .collect();
        (!cutoffs.is_empty()).then(|| mean(&cutoffs))
    }
}

/// The target that keeps a cutoff.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The smallest factor of the Federal High Skilled targets that was found to keep it, and the cutoff there.
    pub found: CutoffPoint,
    /// Interval of the factor that follows from the spread of cutoffs between replications, at 95 %; none if the cutoff
    /// hardly moves with the target.
    pub interval: Option<(f64, f64)>,
    /// All that was tried, by factor.
    pub tried: Vec<CutoffPoint>,
    /// Runs that it took.
    pub runs: u32,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NoAnswer {
    /// Nobody was invited in any replication.
    #[error("rounds of `{0}` invite nobody in the {WINDOW_DAYS} days up to {1}")]
    Nobody(RoundType, Day),
    /// Even the largest target leaves the cutoff above the score.
    #[error(
        "even {factor} times the targets leave the cutoff at {cutoff:.0}: rounds are at their largest or pool and family \
         sizes do not allow it"
    )]
    TooHigh {
        /// The largest factor tried.
        factor: f64,
        /// The cutoff there.
        cutoff: f64,
    },
    /// Even the smallest target has a cutoff below the score.
    #[error("already {factor} times the targets bring the cutoff down to {cutoff:.0}")]
    TooLow {
        /// The smallest factor tried.
        factor: f64,
        /// The cutoff there.
        cutoff: f64,
    },
    /// The machine cannot run.
    #[error("cannot start threads: {0}")]
    Threads(String),
}

impl NoAnswer {
    /// Whether another question would have an answer; else the machine is to blame.
    pub fn is_users(&self) -> bool {
        match self {
            NoAnswer::Nobody(..) | NoAnswer::TooHigh { .. } | NoAnswer::TooLow { .. } => true,
            NoAnswer::Threads(_) => false,
        }
    }
}

/// The smallest Federal High Skilled target that keeps a cutoff at or below a score: a root of cutoff less score over the
/// logarithm of the factor, by Brent's method, which halves the bracket where a stairway of whole-numbered cutoffs has no
/// slope to follow.
///
/// # Errors
/// If there is no such target.
pub fn target_for(model: &Model, wish: &Wish, effort: Effort) -> Result<Answer, NoAnswer> {
    let at = |factor: f64| -> Result<CutoffPoint, NoAnswer> {
        let (ensemble, _) = run_at(model, factor, effort)?;
        let cutoffs = ensemble.replications.iter().filter_map(|counts| wish.mean_cutoff(counts)).collect();
        Ok(CutoffPoint { factor, cutoff: spread(cutoffs) })
    };
    let trials = Trials::new(|logarithm: f64| at(logarithm.exp()));
    let (low, high) = FACTORS;
    let (at_low, at_high) = (trials.at(low.ln())?, trials.at(high.ln())?);
    // Where nobody is invited no score is enough. A cutoff counts as kept up to what a mean is rounded by, so that one that
    // is met exactly is on its side of the root.
    let excess = |point: &CutoffPoint| {
        point.cutoff.map_or(f64::from(MOST_POINTS), |cutoff| cutoff.mean - wish.cutoff - 0.005)
    };
    let Some(at_most) = at_high.cutoff else {
        return Err(NoAnswer::Nobody(wish.round_type.clone(), wish.by));
    };
    if excess(&at_high) > 0.0 {
        return Err(NoAnswer::TooHigh { factor: high, cutoff: at_most.mean });
    }
    if let Some(cutoff) = at_low.cutoff.filter(|_| excess(&at_low) <= 0.0) {
        return Err(NoAnswer::TooLow { factor: low, cutoff: cutoff.mean });
    }
    let cost = Cost { trials: &trials, of: excess };
    let solver = BrentRoot::new(low.ln(), high.ln(), FACTOR_TOLERANCE);
    search(Executor::new(cost, solver).configure(|state| state.max_iters(MOST_TRIALS)).run())?;
    let kept = trials.sorted().into_iter().filter(|point| excess(point) <= 0.0);
    let found = kept.min_by(|a, b| a.factor.total_cmp(&b.factor)).expect("the largest factor keeps it");
    // The slope over a stretch of a tenth on both sides tells more than that of the last, tiny step.
    let (below, above) = (trials.at((found.factor * 0.9).ln())?, trials.at((found.factor * 1.1).ln())?);
    let change = below.cutoff.zip(above.cutoff).map(|(below, above)| above.mean - below.mean);
    let slope = change.map_or(0.0, |change| change / (0.2 * found.factor));
    let half = found.cutoff.and_then(|cutoff| Some(cutoff.ci95_high? - cutoff.mean));
    let interval =
        half.filter(|_| slope < -1e-6).map(|half| (found.factor + half / slope, found.factor - half / slope));
    let tried = trials.sorted();
    let runs = effort.replications * tried.len() as u32;
    Ok(Answer { found, interval, tried, runs })
}

/// The sizes with the least swing of cutoffs.
#[derive(Clone, Debug, PartialEq)]
pub struct Steadiest {
    /// The plan with the least swing among those that meet the targets; none if no plan does.
    pub best: Option<PlanPoint>,
    /// The scenario's own plan.
    pub own: PlanPoint,
    /// How much less the best one swings than the scenario's own, in CRS points, paired by replication.
    pub saved: Option<Spread>,
    /// All that was tried, by steadiness.
    pub tried: Vec<PlanPoint>,
    /// Runs that it took.
    pub runs: u32,
}

/// Looks for the steadiness whose rounds meet the targets with the least swing of cutoffs: a minimum over its logarithm, by
/// Brent's method, where a target missed by more than [`MET`] weighs far more than any swing.
///
/// # Errors
/// If the machine cannot start threads.
pub fn least_swing(model: &Model, effort: Effort) -> Result<Steadiest, NoAnswer> {
    let trials = Trials::new(|logarithm: f64| {
        let mut model = model.clone();
        model.targets.steadiness = logarithm.exp();
        let (ensemble, model) = run_at(&model, 1.0, effort)?;
        Ok(point(model.targets.steadiness, &ensemble, &model))
    });
    let cost = Cost {
        trials: &trials,
        of: |point: &PlanPoint| point.swing.mean + MISS_WEIGHT * (point.miss - MET).max(0.0),
    };
    let solver = BrentOpt::new(STEADINESS.0.ln(), STEADINESS.1.ln()).set_tolerance(0.02, 0.2);
    search(Executor::new(cost, solver).configure(|state| state.max_iters(MOST_TRIALS)).run())?;
    let own = trials.at(model.targets.steadiness.ln())?;
    let tried = trials.sorted();
    let met = tried.iter().filter(|point| point.miss <= MET);
    let best = met.min_by(|a, b| a.swing.mean.total_cmp(&b.swing.mean)).cloned();
    let saved = best
        .as_ref()
        .and_then(|best| spread(own.swings.iter().zip(&best.swings).map(|(own, best)| own - best).collect()));
    let runs = effort.replications * tried.len() as u32;
    Ok(Steadiest { best, own, saved, tried, runs })
}

/// Plans for several factors of the target.
///
/// # Errors
/// If the machine cannot start threads.
pub fn frontier(model: &Model, factors: &[f64], effort: Effort) -> Result<Vec<PlanPoint>, NoAnswer> {
    let run = |factor: &f64| {
        let (ensemble, model) = run_at(model, *factor, effort)?;
        Ok(point(*factor, &ensemble, &model))
    };
    factors.iter().map(run).collect()
}

/// The runs of a plan whose targets are multiplied, and the model with those targets.
fn run_at(model: &Model, factor: f64, effort: Effort) -> Result<(Ensemble, Model), NoAnswer> {
    let mut model = model.clone();
    // Targets of years before the first planning are no business of the planner's.
    let from = model.targets.planning_days.first().map_or(model.start.year(), |day| day.year());
    model.levels = model.levels.scaled(Line::FederalHighSkilled, from, factor);
    let ensemble = run_ensemble(&model, effort.replications, effort.threads, || ())
        .map_err(|error| NoAnswer::Threads(error.to_string()))?;
    Ok((ensemble, model))
}

/// What was tried: nothing is run twice.
struct Trials<T, F> {
    run: F,
    done: RefCell<Vec<(f64, T)>>,
}

impl<T: Clone, F: Fn(f64) -> Result<T, NoAnswer>> Trials<T, F> {
    fn new(run: F) -> Trials<T, F> {
        Trials { run, done: RefCell::new(Vec::new()) }
    }

    fn at(&self, value: f64) -> Result<T, NoAnswer> {
        let known =
            self.done.borrow().iter().find(|(tried, _)| *tried == value).map(|(_, done)| done.clone());
        if let Some(known) = known {
            return Ok(known);
        }
        let done = (self.run)(value)?;
        self.done.borrow_mut().push((value, done.clone()));
        Ok(done)
    }

    /// All trials, by value.
    fn sorted(&self) -> Vec<T> {
        let mut done = self.done.borrow().clone();
        done.sort_by(|a, b| a.0.total_cmp(&b.0));
        done.into_iter().map(|(_, done)| done).collect()
    }
}

/// What a search makes least, or brings to nothing.
struct Cost<'a, T, F, G> {
    trials: &'a Trials<T, F>,
    of: G,
}

impl<T, F, G> CostFunction for Cost<'_, T, F, G>
where
    T: Clone,
    F: Fn(f64) -> Result<T, NoAnswer>,
    G: Fn(&T) -> f64,
{
    type Param = f64;
    type Output = f64;

    fn cost(&self, value: &f64) -> Result<f64, Error> {
        Ok((self.of)(&self.trials.at(*value)?))
    }
}

/// Lets only our own errors through: nothing else can go wrong in a search between sound bounds.
fn search<T>(done: Result<T, Error>) -> Result<(), NoAnswer> {
    match done {
        Ok(_) => Ok(()),
        Err(error) => {
            Err(error.downcast::<NoAnswer>().unwrap_or_else(|error| panic!("a search failed: {error}")))
        }
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}
