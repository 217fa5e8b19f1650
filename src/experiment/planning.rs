//! Inverse questions: which target keeps a cutoff, how steady rounds can be, what each admission costs in points.
//!
//! All runs of a question are on common random numbers: the same people with the same luck meet every plan. The searches
//! are Brent's, of the crate argmin.

mod point;
mod wish;

use std::cell::RefCell;

use argmin::core::{CostFunction, Error, Executor};
use argmin::solver::brent::{BrentOpt, BrentRoot};

use super::cutoffs::{spread_of_points, spread_unless_equal};
use super::targets::MET;
use super::{Ensemble, run_ensemble};
use crate::policy::levels::Line;
use crate::policy::plan::RoundType;
use crate::record::cutoffs::Spread;
use crate::record::planning::{CutoffPoint, PlanPoint};
use crate::scenario::problem::{InvalidInput, Problem};
use crate::simulation::Model;
use crate::time::Day;
use point::point;
pub use wish::Wish;

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

/// What keeps a cutoff, with the cutoff there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Found {
    /// The smallest factor of the Federal High Skilled targets that was found to keep it.
    Least(CutoffPoint),
    /// Every factor does: the smallest that was tried.
    All(CutoffPoint),
    /// None does: the largest that was tried.
    None(CutoffPoint),
}

/// The target that keeps a cutoff.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Which factors of the targets keep it.
    pub found: Found,
    /// Interval of the factor that follows from the spread of cutoffs between replications, at 95 %, which is taken for a
    /// point either way or more; none if the cutoff hardly moves with the target.
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
    /// The machine cannot run.
    #[error("cannot start threads: {0}")]
    Threads(String),
}

impl NoAnswer {
    /// Whether another question would have an answer; else the machine is to blame.
    pub fn is_users(&self) -> bool {
        match self {
            NoAnswer::Nobody(..) => true,
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
        Ok(CutoffPoint { factor, cutoff: spread_of_points(cutoffs) })
    };
    let trials = Trials::new(|logarithm: f64| at(logarithm.exp()));
    let (low, high) = FACTORS;
    let (at_low, at_high) = (trials.at(low.ln())?, trials.at(high.ln())?);
    // Where nobody is invited no score is enough. A cutoff counts as kept up to what a mean is rounded by, so that one that
    // is met exactly is on its side of the root.
    let excess = |point: &CutoffPoint| {
        point.cutoff.map_or(f64::from(MOST_POINTS), |cutoff| cutoff.mean - wish.cutoff - 0.005)
    };
    if at_high.cutoff.is_none() {
        return Err(NoAnswer::Nobody(wish.round_type.clone(), wish.by));
    }
    let outside =
        [(excess(&at_low) <= 0.0, Found::All(at_low)), (excess(&at_high) > 0.0, Found::None(at_high))];
    if let Some((_, found)) = outside.into_iter().rev().find(|(is_it, _)| *is_it) {
        let tried = trials.sorted();
        let runs = effort.replications * tried.len() as u32;
        return Ok(Answer { found, interval: None, tried, runs });
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
    Ok(Answer { found: Found::Least(found), interval, tried, runs })
}

/// Whether there is a year whose target rounds can be planned to meet: one that the run lives whole, after the first.
///
/// # Errors
/// If the run ends before.
pub fn check_years(model: &Model) -> Result<(), InvalidInput> {
    let first = model.targets.planning_days.first().map_or(model.start.year(), |day| day.year());
    let last = Day::new(first + 1, 12, 31).expect("every year has a last day");
    if model.end >= last {
        return Ok(());
    }
    Err(InvalidInput::one(Problem::without_place(
        format!("the run ends on {}, before the second year in which rounds are planned is over", model.end),
        format!(
            "expected `end` to be {last} or later: the first year is mostly decided by invitations already issued"
        ),
    )))
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
        let steadiness = logarithm.exp();
        let mut model = model.clone();
        model.targets = model.targets.with_steadiness(steadiness);
        let (ensemble, model) = run_at(&model, 1.0, effort)?;
        Ok(point(steadiness, &ensemble, &model))
    });
    let cost = Cost {
        trials: &trials,
        of: |point: &PlanPoint| swing_of(point) + MISS_WEIGHT * (point.miss - MET).max(0.0),
    };
    let solver = BrentOpt::new(STEADINESS.0.ln(), STEADINESS.1.ln()).set_tolerance(0.02, 0.2);
    search(Executor::new(cost, solver).configure(|state| state.max_iters(MOST_TRIALS)).run())?;
    let first = model.targets.periods.first().expect("a planner is told how");
    let own = trials.at(first.steadiness.ln())?;
    let tried = trials.sorted();
    let met = tried.iter().filter(|point| point.miss <= MET);
    let best = met.min_by(|a, b| swing_of(a).total_cmp(&swing_of(b))).cloned();
    let saved = best.as_ref().and_then(|best| {
        let pairs = own.swings.iter().zip(&best.swings);
        spread_unless_equal(pairs.filter_map(|(own, best)| Some((*own)? - (*best)?)).collect())
    });
    let runs = effort.replications * tried.len() as u32;
    Ok(Steadiest { best, own, saved, tried, runs })
}

/// Cutoffs that there are not do not swing.
fn swing_of(point: &PlanPoint) -> f64 {
    point.swing.map_or(0.0, |swing| swing.mean)
}

/// Plans for several factors of the target beside the scenario's own plan, in order.
///
/// # Errors
/// If the machine cannot start threads.
pub fn frontier(
    model: &Model,
    own: &PlanPoint,
    factors: &[f64],
    effort: Effort,
) -> Result<Vec<PlanPoint>, NoAnswer> {
    let mut points = vec![PlanPoint { value: 1.0, ..own.clone() }];
    for factor in factors {
        let (ensemble, model) = run_at(model, *factor, effort)?;
        points.push(point(*factor, &ensemble, &model));
    }
    points.sort_by(|one, other| one.value.total_cmp(&other.value));
    Ok(points)
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
