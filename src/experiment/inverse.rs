//! Inverse questions: which target keeps a cutoff, how smooth rounds can be, what each admission costs in
//! points.
//!
//! All runs of a question are on common random numbers: the same people with the same luck meet every plan.
//! The searches are Brent's, of the crate argmin.

mod point;
mod question;
mod search;
pub mod table;
mod target;

use std::convert::Infallible;

use crate::document::problem::{InvalidInput, Problem};
use crate::experiment::Workers;
use crate::experiment::cutoffs::spread_unless_equal;
use crate::experiment::spread::Spread;
use crate::experiment::targets::MET;
use crate::model::Model;
use crate::policy::instruction::RoundType;
use crate::policy::levels::Line;
use crate::record::Counts;
use crate::time::Day;
use point::point;
pub use question::Question;
use search::Memo;
pub use table::{CutoffPoint, PlanPoint, PlannedSize};
pub use target::{Answer, FACTORS, Found, Interval, target_for};

/// Smoothing weights between which an answer is looked for.
pub const SMOOTHING: (f64, f64) = (1e-5, 10.0);

/// A cutoff is judged by the rounds of so many days up to the date asked for.
pub const WINDOW_DAYS: i32 = 91;

/// Weight of a missed target, in CRS points of variability for the whole target: a hundredth of it weighs as
/// much as 10 points. Only the part beyond [`MET`] counts.
const MISS_WEIGHT: f64 = 1000.0;

/// How much computing a question may take.
#[derive(Clone, Copy, Debug)]
pub struct Effort<'a> {
    /// Replications of each plan that is tried.
    pub replications: u32,
    /// Threads.
    pub workers: &'a Workers,
}

impl Effort<'_> {
    /// Gives the counts of each replication of a plan to `fold`, in order.
    fn run(&self, model: &Model, mut fold: impl FnMut(Counts) + Send) {
        let done = self.workers.fold(model, 0..self.replications, &|| (), |_, counts| {
            fold(counts);
            Ok::<(), Infallible>(())
        });
        match done {
            Ok(()) => {}
            Err(never) => match never {},
        }
    }
}

/// There is no answer: no replication issues an invitation.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("rounds of `{round_type}` invite nobody in the {WINDOW_DAYS} days up to {by}")]
pub struct NoInvitations {
    /// The type of rounds.
    pub round_type: RoundType,
    /// The day asked about.
    pub by: Day,
}

/// Checks that the planner can meet the target of a year: the run must simulate a whole year after the first.
///
/// # Errors
/// If the run ends earlier.
pub fn check_years(model: &Model) -> Result<(), InvalidInput> {
    let first = model.targets.planning_days.first().map_or(model.start.year(), |day| day.year());
    let last = Day::new(first + 1, 12, 31).expect("every year has a last day");
    if model.end >= last {
        return Ok(());
    }
    Err(InvalidInput::one(Problem::without_place(
        format!("the run ends on {}, before the second year in which rounds are planned is over", model.end),
        format!(
            "expected `end` to be {last} or later: the first year is mostly decided by invitations already \
             issued"
        ),
    )))
}

/// The sizes with the least variability of cutoffs.
#[derive(Clone, Debug, PartialEq)]
pub struct Smoothest {
    /// The plan with the least variability among those that meet the targets; none if no plan does.
    pub best: Option<PlanPoint>,
    /// The scenario's own plan, as `drawsim run` holds it.
    pub own: PlanPoint,
    /// Variability of the scenario's own plan less that of the best one, in CRS points, paired by
    /// replication.
    pub saved: Option<Spread>,
    /// All plans that were tried, by smoothing weight.
    pub tried: Vec<PlanPoint>,
    /// Runs of the whole search.
    pub runs: u32,
}

/// Looks for the smoothing weight whose rounds meet the targets with the least variability of cutoffs.
///
/// It is a minimum over the logarithm of the weight, found by Brent's method. A target missed by more than
/// [`MET`] weighs far more than any variability.
pub fn smoothest(model: &Model, effort: Effort<'_>) -> Smoothest {
    let own = model.targets.periods.first().expect("a planner has terms").smoothing;
    let tried = Memo::new(|smoothing: f64| {
        if smoothing == own {
            return point(smoothing, model, effort);
        }
        point(smoothing, &model.with_targets(model.targets.with_smoothing(smoothing)), effort)
    });
    tried.find_least(SMOOTHING, |point: &PlanPoint| {
        variability_of(point) + MISS_WEIGHT * (point.miss - MET).max(0.0)
    });
    let own = tried.at(own);
    let tried = tried.sorted();
    let met = tried.iter().filter(|point| point.miss <= MET);
    let best = met.min_by(|a, b| variability_of(a).total_cmp(&variability_of(b))).cloned();
    let saved = best.as_ref().and_then(|best| {
        let pairs = own.variabilities.iter().zip(&best.variabilities);
        spread_unless_equal(pairs.filter_map(|(own, best)| Some((*own)? - (*best)?)).collect())
    });
    let runs = effort.replications * tried.len() as u32;
    Smoothest { best, own, saved, tried, runs }
}

/// The variability of cutoffs; zero without cutoffs.
fn variability_of(point: &PlanPoint) -> f64 {
    point.variability.map_or(0.0, |variability| variability.mean)
}

/// Plans for several factors of the target and the scenario's own plan, in order.
pub fn frontier(model: &Model, own: &PlanPoint, factors: &[f64], effort: Effort<'_>) -> Vec<PlanPoint> {
    let mut points = vec![PlanPoint { value: 1.0, ..own.clone() }];
    points.extend(factors.iter().map(|factor| point(*factor, &with_targets_times(model, *factor), effort)));
    points.sort_by(|a, b| a.value.total_cmp(&b.value));
    points
}

/// The model with its targets multiplied, from the first planning on.
fn with_targets_times(model: &Model, factor: f64) -> Model {
    if factor == 1.0 {
        return model.clone();
    }
    let from = model.targets.planning_days.first().map_or(model.start.year(), |day| day.year());
    model.with_levels(model.levels.scaled(Line::FederalHighSkilled, from, factor))
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}
