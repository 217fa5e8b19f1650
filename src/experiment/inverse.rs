//! Inverse questions: which target keeps a cutoff, how steady rounds can be, what each admission costs in points.
//!
//! All runs of a question are on common random numbers: the same people with the same luck meet every plan. The searches
//! are Brent's, of the crate argmin.

mod point;
mod question;
mod search;
pub mod table;
mod target;

use crate::document::problem::{InvalidInput, Problem};
use crate::experiment::cutoffs::spread_unless_equal;
use crate::experiment::spread::Spread;
use crate::experiment::targets::MET;
use crate::experiment::{Ensemble, run_ensemble};
use crate::model::Model;
use crate::policy::instruction::RoundType;
use crate::policy::levels::Line;
use crate::time::Day;
use point::point;
pub use question::Wish;
use search::Tried;
pub use table::{CutoffPoint, PlanPoint, PlannedSize};
pub use target::{Answer, FACTORS, Found, Interval, target_for};

/// Degrees of steadiness between which an answer is looked for.
pub const STEADINESS: (f64, f64) = (1e-5, 10.0);

/// A cutoff is judged by the rounds of so many days up to the date asked for.
pub const WINDOW_DAYS: i32 = 91;

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
    /// The scenario's own plan, as `drawsim run` holds it.
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
    let own = model.targets.periods.first().expect("a planner is told how").steadiness;
    let tried = Tried::new(|steadiness: f64| {
        let other = model.with_targets(model.targets.with_steadiness(steadiness));
        let (ensemble, model) = run_at(if steadiness == own { model } else { &other }, 1.0, effort)?;
        Ok(point(steadiness, &ensemble, &model))
    });
    tried.find_least(STEADINESS, |point: &PlanPoint| {
        swing_of(point) + MISS_WEIGHT * (point.miss - MET).max(0.0)
    })?;
    let own = tried.at(own)?;
    let tried = tried.sorted();
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
    let model = if factor == 1.0 {
        model.clone()
    } else {
        // The planner does not plan for years before its first planning day.
        let from = model.targets.planning_days.first().map_or(model.start.year(), |day| day.year());
        model.with_levels(model.levels.scaled(Line::FederalHighSkilled, from, factor))
    };
    let ensemble = run_ensemble(&model, effort.replications, effort.threads, || ())
        .map_err(|error| NoAnswer::Threads(error.to_string()))?;
    Ok((ensemble, model))
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}
