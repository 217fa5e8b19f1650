//! Inverse questions: which target keeps a cutoff, how steady rounds can be, what each admission costs in points.
//!
//! All runs of a question are on common random numbers: the same people with the same luck meet every plan.

use super::cutoffs::spread;
use super::{Ensemble, run_ensemble};
use crate::policy::levels::Line;
use crate::policy::plan::RoundType;
use crate::record::Counts;
use crate::simulation::Model;
use crate::time::Day;

/// Factors of the target between which an answer is looked for.
pub const FACTORS: (f64, f64) = (0.4, 2.5);

/// A cutoff is judged by the rounds of so many days up to the date asked for.
pub const WINDOW_DAYS: i32 = 91;

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
    /// The score that their mean cutoff is to be at or below.
    pub cutoff: f64,
    /// The day by which.
    pub by: Day,
}

/// The target that keeps a cutoff.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Factor of the Federal High Skilled targets from the year after the start on.
    pub factor: f64,
    /// The mean cutoff there.
    pub cutoff: f64,
    /// Interval of the factor that follows from the spread of cutoffs between replications, at 95 %; none if the cutoff
    /// hardly moves with the target.
    pub interval: Option<(f64, f64)>,
    /// Runs that it took.
    pub runs: u32,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NoAnswer {
    /// There is nothing to judge.
    #[error("no round of `{0}` is held in the {WINDOW_DAYS} days up to {1}")]
    NoRound(RoundType, Day),
    /// Even the largest target leaves the cutoff above the score.
    #[error(
        "even {factor} times the targets leave the cutoff at {cutoff:.0}: rounds are at their largest or pool and family sizes do not allow it"
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

/// The smallest Federal High Skilled target that keeps a cutoff at or below a score: by bisection of its logarithm, since
/// a mean of whole-numbered cutoffs is a stairway on which no faster method has a slope to follow.
///
/// # Errors
/// If there is no such round, or no such target.
pub fn target_for(model: &Model, wish: &Wish, effort: Effort, tolerance: f64) -> Result<Answer, NoAnswer> {
    let mut runs = 0;
    let mut at = |factor: f64| -> Result<Vec<f64>, NoAnswer> {
        runs += effort.replications;
        let (ensemble, _) = run_at(model, factor, effort)?;
        let cutoffs: Vec<f64> =
            ensemble.replications.iter().filter_map(|counts| mean_cutoff(counts, wish)).collect();
        if cutoffs.is_empty() {
            Err(NoAnswer::NoRound(wish.round_type.clone(), wish.by))
        } else {
            Ok(cutoffs)
        }
    };
    let (mut low, mut high) = FACTORS;
    let (at_low, mut at_high) = (at(low)?, at(high)?);
    if mean(&at_low) <= wish.cutoff {
        return Err(NoAnswer::TooLow { factor: low, cutoff: mean(&at_low) });
    }
    if mean(&at_high) > wish.cutoff {
        return Err(NoAnswer::TooHigh { factor: high, cutoff: mean(&at_high) });
    }
    while high / low > 1.0 + tolerance {
        let middle = (low * high).sqrt();
        let cutoffs = at(middle)?;
        if mean(&cutoffs) > wish.cutoff {
            low = middle;
        } else {
            (high, at_high) = (middle, cutoffs);
        }
    }
    // The slope over a stretch of a tenth on both sides tells more than that of the last, tiny step.
    let (below, above) = (at(high * 0.9)?, at(high * 1.1)?);
    let slope = (mean(&above) - mean(&below)) / (0.2 * high);
    let half = spread(at_high.clone()).and_then(|spread| Some(spread.ci95_high? - spread.mean));
    let interval = half.filter(|_| slope < -1e-6).map(|half| (high + half / slope, high - half / slope));
    Ok(Answer { factor: high, cutoff: mean(&at_high), interval, runs })
}

/// What a plan of a steadiness or size comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// What was varied: the steadiness, or the factor of the target.
    pub value: f64,
    /// Largest miss of a Federal High Skilled target from the second year on, as a part of it.
    pub miss: f64,
    /// Mean change of a cutoff from one round to the next of its type, in CRS points, over the planned types.
    pub swing: f64,
    /// Mean CRS of those invited under a federal program.
    pub score: f64,
    /// Persons landed under Federal High Skilled in a year, from the second year on.
    pub landed: f64,
    /// Mean size of the rounds of each planned type and quarter: first day of the quarter, type, size.
    pub sizes: Vec<(Day, RoundType, f64)>,
}

/// Plans of several degrees of steadiness.
///
/// # Errors
/// If the machine cannot start threads.
pub fn steadiness(model: &Model, values: &[f64], effort: Effort) -> Result<Vec<Point>, NoAnswer> {
    let run = |value: &f64| {
        let mut model = model.clone();
        model.targets.steadiness = *value;
        let (ensemble, model) = run_at(&model, 1.0, effort)?;
        Ok(point(*value, &ensemble, &model))
    };
    values.iter().map(run).collect()
}

/// Plans for several factors of the target.
///
/// # Errors
/// If the machine cannot start threads.
pub fn frontier(model: &Model, factors: &[f64], effort: Effort) -> Result<Vec<Point>, NoAnswer> {
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

fn mean_cutoff(counts: &Counts, wish: &Wish) -> Option<f64> {
    let window = wish.by - WINDOW_DAYS + 1..=wish.by;
    let rounds = counts.rounds.iter().filter(|round| round.round_type == wish.round_type);
    let cutoffs: Vec<f64> = rounds
        .filter(|round| window.contains(&round.date))
        .filter_map(|round| round.cutoff.map(f64::from))
        .collect();
    (!cutoffs.is_empty()).then(|| mean(&cutoffs))
}

fn point(value: f64, ensemble: &Ensemble, model: &Model) -> Point {
    let first = model.targets.planning_days.first().map_or(model.start.year(), |day| day.year());
    let rows = super::targets::rows(ensemble, model);
    let federal: Vec<_> =
        rows.iter().filter(|row| row.line == Line::FederalHighSkilled.name() && row.year > first).collect();
    let misses = federal.iter().filter_map(|row| row.error()).map(f64::abs);
    let landed: Vec<f64> = federal.iter().map(|row| row.landed).collect();
    let scores = ensemble.replications.iter().flat_map(|counts| counts.federal_scores.iter());
    let (sum, number) = scores
        .filter(|(year, _)| **year >= first)
        .fold((0, 0), |(sum, number), (_, (more, others))| (sum + more, number + others));
    Point {
        value,
        miss: misses.fold(0.0, f64::max),
        swing: swing(ensemble, model),
        score: sum as f64 / f64::max(number as f64, 1.0),
        landed: mean(&landed),
        sizes: sizes(ensemble, model),
    }
}

fn swing(ensemble: &Ensemble, model: &Model) -> f64 {
    let mut changes = Vec::new();
    for counts in &ensemble.replications {
        for (name, share) in &model.targets.split {
            let rounds = counts.rounds.iter().filter(|round| round.round_type == *name);
            let planned = rounds.filter(|round| model.targets.planning_days.first() <= Some(&round.date));
            let cutoffs: Vec<f64> = planned.filter_map(|round| round.cutoff.map(f64::from)).collect();
            changes.extend(cutoffs.windows(2).filter(|_| *share > 0.0).map(|pair| (pair[1] - pair[0]).abs()));
        }
    }
    mean(&changes)
}

fn sizes(ensemble: &Ensemble, model: &Model) -> Vec<(Day, RoundType, f64)> {
    let days = &model.targets.planning_days;
    let mut sizes = Vec::new();
    for (place, day) in days.iter().enumerate() {
        let until = days.get(place + 1).copied().unwrap_or(model.end + 1);
        for (name, _) in &model.targets.split {
            let all = ensemble.replications.iter().flat_map(|counts| &counts.rounds);
            let of_quarter =
                all.filter(|round| round.round_type == *name && *day <= round.date && round.date < until);
            let held: Vec<f64> = of_quarter.map(|round| f64::from(round.size)).collect();
            if !held.is_empty() {
                sizes.push((*day, name.clone(), mean(&held)));
            }
        }
    }
    sizes
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}
