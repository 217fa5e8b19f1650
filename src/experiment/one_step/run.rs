//! A replication of a one-step run: what its rounds reached, and its pool, both compared with published
//! figures.

use crate::experiment::full_scale::at_full_scale;
use crate::experiment::judging::pool_fit::{ScoreRange, count};
use crate::model::one_step::OneStep;
use crate::model::{Model, PlannedRound};
use crate::policy::instruction::{RoundNumber, RoundType};
use crate::published::{BANDS, Census};
use crate::record::{Counts, HeldAtCutoff, Record};
use crate::simulation::{Replication, run_one_step};
use crate::time::Day;

/// A count in simulated candidates is at least this much in a logarithm: none at all has a ratio too.
const LEAST_CANDIDATES: f64 = 0.5;

/// A replication of a one-step run.
#[derive(Clone, Debug, PartialEq)]
pub struct OneStepRun {
    /// Its index.
    pub replication: Replication,
    /// Rounds of the window, in the order in which they were held; those of nominees are left out, since
    /// their number is an input.
    pub rounds: Vec<ComparedRound>,
    /// Published counts of the window, in order of date.
    pub pools: Vec<ComparedPool>,
    /// Flows, admissions and other counts of the window, at full scale.
    pub counts: Counts,
}

/// A round that was held at its published cutoff.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedRound {
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
    /// Eligible candidates at or above the published cutoff and tie-break just before the round, at full
    /// scale.
    pub reached: u32,
    /// Eligible candidates just before the round, at full scale.
    pub eligible: u32,
    /// Natural logarithm of reached over size; at least half a simulated candidate counts as reached.
    pub log_ratio: f64,
}

/// The pool on the morning of a published count.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedPool {
    /// The day of the count.
    pub date: Day,
    simulated: Census,
    published: Census,
    scale: f64,
}

/// Candidates in a range of scores on the day of a published count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ComparedCount {
    /// The range.
    pub range: ScoreRange,
    /// Simulated candidates, at full scale.
    pub simulated: f64,
    /// Published candidates.
    pub published: f64,
    /// Natural logarithm of simulated over published, of at least half a simulated candidate; none if no
    /// candidate was published.
    pub log_ratio: Option<f64>,
}

impl OneStepRun {
    /// Simulates a replication of a one-step run.
    ///
    /// # Panics
    /// If the window ends after the model, or the replication breaks an invariant.
    pub fn simulate(model: &Model, plan: &OneStep, replication: Replication) -> OneStepRun {
        let model = model.of_replication(replication);
        let mut record = Record::counts();
        run_one_step(model, plan, replication, &mut record);
        let counts = record.into_counts();
        OneStepRun {
            replication,
            rounds: compared_rounds(&counts.held, plan, model),
            pools: compared_pools(&counts.censuses, model),
            counts: at_full_scale(counts, model),
        }
    }
}

impl ComparedPool {
    /// The count in a range of whole bands; none if the count of one of its bands was not published.
    pub fn in_range(&self, range: ScoreRange) -> Option<ComparedCount> {
        let (candidates, published) = (count(&self.simulated, range)?, count(&self.published, range)?);
        let log_ratio = (published > 0.0).then(|| log_ratio(candidates, self.scale, published));
        Some(ComparedCount { range, simulated: candidates / self.scale, published, log_ratio })
    }

    /// The bands with a published count, from the lowest.
    pub fn bands(&self) -> Vec<ComparedCount> {
        let ranges = BANDS.iter().rev().map(|(low, high)| ScoreRange { low: *low, high: *high });
        ranges.filter_map(|range| self.in_range(range)).collect()
    }
}

/// The logarithm of simulated candidates, at full scale, over a published number.
fn log_ratio(candidates: f64, scale: f64, published: f64) -> f64 {
    (candidates.max(LEAST_CANDIDATES) / (scale * published)).ln()
}

fn compared_rounds(held: &[HeldAtCutoff], plan: &OneStep, model: &Model) -> Vec<ComparedRound> {
    let scale = model.population.scale;
    let mut rounds = Vec::new();
    for held in held {
        let planned = plan.rounds.iter().find(|planned| planned.instruction.number == held.number);
        let planned = planned.expect("a round that is held is planned");
        if plan.is_compared(planned, &model.law) {
            rounds.push(compared_round(held, planned, scale));
        }
    }
    rounds
}

fn compared_round(held: &HeldAtCutoff, planned: &PlannedRound, scale: f64) -> ComparedRound {
    let PlannedRound { instruction, sizing, published_cutoff, .. } = planned;
    let size = sizing.stated().expect("a published round has a size");
    ComparedRound {
        number: held.number,
        date: instruction.date,
        round_type: instruction.round_type.clone(),
        size,
        cutoff: published_cutoff.expect("a round held at its cutoff has one").score,
        reached: full(held.reached, scale),
        eligible: full(held.eligible, scale),
        log_ratio: log_ratio(f64::from(held.reached), scale, f64::from(size)),
    }
}

/// Simulated candidates as real ones.
fn full(candidates: u32, scale: f64) -> u32 {
    (f64::from(candidates) / scale).round() as u32
}

fn compared_pools(censuses: &[Census], model: &Model) -> Vec<ComparedPool> {
    let mut pools = Vec::new();
    for simulated in censuses {
        let published = model.published.censuses.iter().find(|census| census.date == simulated.date);
        if let Some(published) = published.cloned() {
            let (date, simulated) = (simulated.date, simulated.clone());
            pools.push(ComparedPool { date, simulated, published, scale: model.population.scale });
        }
    }
    pools
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::judging::pool_fit::ALL_SCORES;

    fn census(candidates: [Option<u32>; BANDS.len()], total: u32) -> Census {
        Census { date: "2024-03-05".parse().unwrap(), candidates, total }
    }

    fn pool() -> ComparedPool {
        let mut simulated = [Some(0); BANDS.len()];
        simulated[..5].copy_from_slice(&[Some(1), Some(20), Some(0), Some(3), Some(5)]);
        let mut published = [None; BANDS.len()];
        published[..5].copy_from_slice(&[Some(0), Some(100), Some(40), Some(30), Some(20)]);
        let (simulated, published) = (census(simulated, 60), census(published, 400));
        ComparedPool { date: simulated.date, simulated, published, scale: 0.1 }
    }

    #[test]
    fn bands_are_compared_where_a_count_was_published() {
        let bands = pool().bands();
        let lows: Vec<u16> = bands.iter().map(|band| band.range.low).collect();
        assert_eq!(lows, [471, 481, 491, 501, 601]);
        // 5, 3, 0 and 20 simulated candidates at scale 0.1 are 50, 30, 0 and 200 real ones; none counts as
        // half a simulated candidate, which is 5 real ones of 40. No nominee was published.
        assert_eq!(
            bands.iter().map(|band| band.simulated).collect::<Vec<_>>(),
            [50.0, 30.0, 0.0, 200.0, 10.0]
        );
        let ratios: Vec<Option<f64>> = bands.iter().map(|band| band.log_ratio.map(f64::exp)).collect();
        let expected = [Some(2.5), Some(1.0), Some(0.125), Some(2.0), None];
        for (ratio, expected) in ratios.into_iter().zip(expected) {
            assert_eq!(ratio.is_some(), expected.is_some());
            assert!(ratio.zip(expected).is_none_or(|(ratio, expected)| (ratio - expected).abs() < 1e-12));
        }
    }

    #[test]
    fn a_range_adds_its_bands_up_and_all_scores_are_the_total() {
        let pool = pool();
        let range = pool.in_range(ScoreRange { low: 481, high: 600 }).unwrap();
        assert_eq!((range.simulated, range.published), (230.0, 170.0));
        let all = pool.in_range(ALL_SCORES).unwrap();
        assert_eq!((all.simulated, all.published, all.log_ratio), (600.0, 400.0, Some(1.5_f64.ln())));
        assert_eq!(pool.in_range(ScoreRange { low: 461, high: 480 }), None);
    }
}
