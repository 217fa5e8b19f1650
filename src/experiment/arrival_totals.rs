//! Solves two numbers of a population file, so that the simulated profiles of each year equal the published
//! total.
//!
//! Two kinds are solved: the share of sampled people who are eligible on arrival, by stream and year, and the
//! expected returns to be taken off a year's published total.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::experiment::year::first_day;
use crate::model::Model;
use crate::population::{ByYear, PersonId};
use crate::record::Record;
use crate::rng::Randomness;
use crate::simulation::run;

/// People sampled for a share.
const SAMPLES: u32 = 200_000;
/// Seed of these people, so that the share is not fitted to the people of any run.
const SEED: u64 = 20_150_131;

/// Runs of one step towards the returns.
///
/// After a step the rest of a year's difference is the part of its people who return in that year and the
/// years before. This part is small, so few steps are enough. The last step only shows the difference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Simulated candidates for each real one.
    pub scale: f64,
    /// Replications.
    pub replications: u32,
}

/// The steps, from coarse to fine.
pub const STEPS: [Step; 6] = [
    Step { scale: 0.1, replications: 8 },
    Step { scale: 0.25, replications: 8 },
    Step { scale: 0.25, replications: 12 },
    Step { scale: 1.0, replications: 8 },
    Step { scale: 1.0, replications: 20 },
    Step { scale: 1.0, replications: 20 },
];

/// The eligible shares of a stream.
#[derive(Clone, Debug, PartialEq)]
pub struct EligibleShares {
    /// Name of the stream.
    pub stream: String,
    /// Share of sampled people who are eligible on the day of arrival, by year.
    pub shares: Vec<(i16, f64)>,
}

/// Simulated and published profiles of a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearTotal {
    /// The year.
    pub year: i16,
    /// The expected returns that were simulated.
    pub returns: f64,
    /// Eligible profiles as published.
    pub published: f64,
    /// Mean of simulated profiles, in real candidates.
    pub simulated: f64,
}

/// Solves the eligible shares of every stream in the years with a stated total, and sets them in the model.
pub fn solve_eligible_shares(model: &mut Model) -> Vec<EligibleShares> {
    let years: Vec<i16> = model.population.arrivals.years.iter().map(|stated| stated.year).collect();
    let mut solved = Vec::new();
    for stream in 0..model.population.streams.len() {
        let shares: Vec<(i16, f64)> =
            years.par_iter().map(|year| (*year, eligible_share(model, stream, *year))).collect();
        let stream = &mut model.population.streams[stream];
        stream.eligible_share = ByYear::new(shares.clone());
        solved.push(EligibleShares { stream: stream.name.clone(), shares });
    }
    solved
}

/// Simulates a step and moves the expected returns of each year by the difference from the published total.
pub fn solve_returns(model: &mut Model, step: Step) -> Vec<YearTotal> {
    let totals = year_totals(model, step);
    for (stated, total) in model.population.arrivals.years.iter_mut().zip(&totals) {
        let returns = stated.returns + total.simulated - total.published;
        stated.returns = returns.clamp(0.0, stated.eligible).round();
    }
    totals
}

/// Simulates a step and compares each year with its published total.
pub fn year_totals(model: &mut Model, step: Step) -> Vec<YearTotal> {
    model.population.scale = step.scale;
    let runs: Vec<BTreeMap<i16, u32>> =
        (0..step.replications).into_par_iter().map(|replication| profiles(model, replication)).collect();
    let mut totals = Vec::new();
    for stated in &model.population.arrivals.years {
        let sum: u64 =
            runs.iter().filter_map(|run| run.get(&stated.year)).map(|count| u64::from(*count)).sum();
        totals.push(YearTotal {
            year: stated.year,
            returns: stated.returns,
            published: stated.eligible,
            simulated: sum as f64 / f64::from(step.replications) / step.scale,
        });
    }
    totals
}

/// Profiles submitted and re-submitted in each year of a replication, in simulated candidates.
fn profiles(model: &Model, replication: u32) -> BTreeMap<i16, u32> {
    let mut record = Record::counts();
    run(model, replication, &mut record);
    let mut profiles = BTreeMap::new();
    for month in record.into_counts().flows {
        *profiles.entry(month.year).or_default() += month.submitted + month.resubmitted;
    }
    profiles
}

/// Share of the people sampled over a year who meet a program on the day of arrival.
fn eligible_share(model: &Model, stream: usize, year: i16) -> f64 {
    let first = first_day(year);
    let randomness = Randomness::new(SEED, 0);
    let mut eligible = 0;
    for index in 0..SAMPLES {
        let day = first + (index % 365) as i32;
        // Indices far beyond those that a run samples: other people.
        let person = PersonId::new(stream, day, u32::MAX - index / 365);
        let profile = model.population.sample(person, day, randomness);
        eligible += u32::from(!model.law.rules_on(day).eligibility(&profile, day).is_empty());
    }
    f64::from(eligible) / f64::from(SAMPLES)
}
