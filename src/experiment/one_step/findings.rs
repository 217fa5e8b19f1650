//! The findings of a one-step run across replications: what its tables, chart and summary show.

use std::collections::BTreeMap;

use super::innovation::{Innovation, RANGES, by_month, by_year};
use super::run::OneStepRun;
use super::setup::OneStepSetup;
use crate::experiment::spread::Spread;
use crate::model::one_step::Window;
use crate::policy::instruction::{RoundNumber, RoundType};
use crate::time::{Day, Month};

/// The findings of a one-step run.
#[derive(Clone, Debug)]
pub struct OneStepFindings {
    /// Name of the scenario.
    pub scenario: String,
    /// Simulated candidates for each real one; all counts are divided by it.
    pub scale: f64,
    /// Seed of all random streams.
    pub seed: u64,
    /// Replications that were run.
    pub replications: u32,
    /// The days.
    pub window: Window,
    /// Each compared round, in the order in which they were held.
    pub rounds: Vec<RoundInnovation>,
    /// The pool by month.
    pub pool: Vec<PoolMonth>,
    /// Innovations by month and subject.
    pub months: Vec<Innovation<Day>>,
    /// Innovations by year and subject.
    pub years: Vec<Innovation<i16>>,
}

/// A round across replications.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundInnovation {
    /// Its number.
    pub number: RoundNumber,
    /// Day of the round.
    pub date: Day,
    /// Its type.
    pub round_type: RoundType,
    /// Published number of invitations.
    pub size: u32,
    /// Published cutoff, in CRS points.
    pub cutoff: u16,
    /// Eligible candidates at or above the published cutoff, on average.
    pub reached: f64,
    /// The logarithm of reached over size.
    pub log_ratio: Spread,
}

/// The pool of a month across replications.
#[derive(Clone, Debug, PartialEq)]
pub struct PoolMonth {
    /// First day of the month.
    pub month: Day,
    /// Mean logarithm of simulated over published candidates in each of [`RANGES`], over the published counts
    /// of the month; none without a count.
    pub log_ratios: [Option<Spread>; RANGES.len()],
}

impl OneStepFindings {
    /// The findings of all replications of a one-step run.
    ///
    /// # Panics
    /// If there is no replication.
    pub fn of(setup: &OneStepSetup, runs: &[OneStepRun]) -> OneStepFindings {
        let OneStepSetup { model, plan } = setup;
        assert!(!runs.is_empty(), "a one-step run has at least one replication");
        OneStepFindings {
            scenario: model.name.clone(),
            scale: model.population.scale,
            seed: model.seed,
            replications: runs.len() as u32,
            window: plan.window,
            rounds: rounds(runs),
            pool: pool(runs),
            months: by_month(runs),
            years: by_year(runs),
        }
    }
}

fn rounds(runs: &[OneStepRun]) -> Vec<RoundInnovation> {
    let mut rounds = Vec::new();
    for (place, round) in runs[0].rounds.iter().enumerate() {
        // Every replication holds the same rounds.
        let same: Vec<_> = runs.iter().map(|run| &run.rounds[place]).collect();
        assert!(same.iter().all(|other| other.number == round.number), "round {} is missing", round.number);
        let reached: f64 = same.iter().map(|other| f64::from(other.reached)).sum();
        let log_ratio = Spread::of(same.iter().map(|other| other.log_ratio).collect());
        rounds.push(RoundInnovation {
            number: round.number,
            date: round.date,
            round_type: round.round_type.clone(),
            size: round.size,
            cutoff: round.cutoff,
            reached: reached / runs.len() as f64,
            log_ratio: log_ratio.expect("there is a replication"),
        });
    }
    rounds
}

fn pool(runs: &[OneStepRun]) -> Vec<PoolMonth> {
    let mut months: BTreeMap<Day, [Vec<f64>; RANGES.len()]> = BTreeMap::new();
    for run in runs {
        for (month, means) in monthly_means(run) {
            let all = months.entry(month).or_default();
            for (means_of_range, mean) in all.iter_mut().zip(means) {
                means_of_range.extend(mean);
            }
        }
    }
    let months = months.into_iter();
    months.map(|(month, means)| PoolMonth { month, log_ratios: means.map(Spread::of) }).collect()
}

/// Mean logarithms of a replication by month, in each of [`RANGES`].
fn monthly_means(run: &OneStepRun) -> BTreeMap<Day, [Option<f64>; RANGES.len()]> {
    let mut months: BTreeMap<Day, [Vec<f64>; RANGES.len()]> = BTreeMap::new();
    for pool in &run.pools {
        let month = months.entry(Month::of(pool.date).first_day()).or_default();
        for (log_ratios, range) in month.iter_mut().zip(RANGES) {
            log_ratios.extend(pool.in_range(range).and_then(|count| count.log_ratio));
        }
    }
    let months = months.into_iter();
    months.map(|(month, log_ratios)| (month, log_ratios.map(|log_ratios| mean(&log_ratios)))).collect()
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}
