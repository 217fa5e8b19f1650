//! Whether chances hold: what a backtest said of an invitation within three months, and how often it came.
//!
//! At each origin the paths of each type are coupled to its stacked forecast, as for odds. A score is invited
//! in a path if the lowest cutoff of the type within three months is below it; at the cutoff itself it counts
//! half. Scores are those around the type's last cutoff.

use std::collections::BTreeMap;

use super::learning::Forecast;
use super::outlook::Ahead;
use crate::experiment::backtest::row::Method;
use crate::experiment::backtest::summary::{ALL, ALL_BUT_PNP};
use crate::experiment::forecast::coupling::{Coupling, Keys};
use crate::experiment::forecast::distribution::Distribution;
use crate::experiment::forecast::model_error::ModelError;
use crate::policy::instruction::RoundType;
use crate::table::{About, Table};

/// Days within which an invitation counts.
const DAYS: i32 = 91;
/// Points below and above the last cutoff, and the step between scores.
const POINTS: i32 = 40;
const STEP: usize = 5;
/// Paths that a replication stands for.
const OF_REPLICATION: usize = 40;
/// Tenths of the chances.
pub const BINS: usize = 10;

/// A chance that was said, and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// The type of rounds.
    pub round_type: RoundType,
    /// The chance of an invitation within three months.
    pub chance: f64,
    /// Whether it came: 0 or 1, and a half at the cutoff.
    pub came: f64,
}

/// The chances of a tenth, for a group of rounds.
#[derive(Clone, Debug, PartialEq)]
pub struct ReliabilityRow {
    /// Round type, or `all`, or `all_but_pnp`.
    pub rounds: String,
    /// The tenth, from 0.
    pub bin: usize,
    /// Chances in it.
    pub count: u32,
    /// Their mean.
    pub chance: f64,
    /// The share that came true.
    pub came: f64,
}

const BACKTEST_RELIABILITY: About = About {
    name: "backtest_reliability",
    row: "One row for each group of rounds and tenth of the chances of an invitation within three months.",
    key: &["round_type", "bin"],
    written: "By `drawsim backtest`.",
};

/// `backtest_reliability`: the chances of each group of rounds, and how often they came true.
pub fn table(rows: &[ReliabilityRow]) -> Table {
    Table::of(&BACKTEST_RELIABILITY, rows)
        .text("round_type", "Round type, `all`, or `all_but_pnp`.", |row| Some(&row.rounds))
        .number("bin", "Lower end of the tenth of the chances, 0 to 0.9.", |row| {
            Some(row.bin as f64 / BINS as f64)
        })
        .integer(
            "n",
            "Chances in it: of scores from 40 below to 40 above the last cutoff, every 5 points, at each \
             origin.",
            |row| Some(row.count),
        )
        .number("chance", "Their mean, 0 to 1.", |row| Some(row.chance))
        .number(
            "invited",
            "Share of them in which a published cutoff within three months was below the score; one half at \
             the cutoff.",
            |row| Some(row.came),
        )
        .finish()
}

/// The chances that a forecast said of scores around the last cutoff of each type. `stacked` are the
/// distributions of the rounds ahead, in their order.
pub fn said(forecast: &Forecast<'_>, stacked: &[Option<Distribution>], seed: u64) -> Vec<Said> {
    let outlook = forecast.outlook;
    let mut by_type: BTreeMap<&RoundType, Vec<(&Ahead<'_>, &Distribution)>> = BTreeMap::new();
    for (ahead, stacked) in outlook.ahead.iter().zip(stacked) {
        let is_soon = ahead.days <= DAYS && ahead.is_scored;
        if let Some(stacked) = stacked.as_ref().filter(|_| is_soon) {
            by_type.entry(&ahead.round.round_type).or_default().push((ahead, stacked));
        }
    }
    let mut found = Vec::new();
    for (place, (round_type, rounds)) in by_type.into_iter().enumerate() {
        let Some(last) = outlook.figure(rounds[0].0, Method::Persistence) else { continue };
        let mut lowest: Vec<Option<u16>> = Vec::new();
        for (ahead, stacked) in &rounds {
            let simulated: Vec<Option<f64>> =
                outlook.raw.of(ahead.round.number, Method::Simulation).iter().copied().map(Some).collect();
            let learned = forecast.simulation_error(round_type);
            let error = ModelError { constant: learned.constant + ahead.change, ..learned };
            let keys = Keys { seed, round: ahead.round.drawn_at.unix() as u64, of_type: place as u64 };
            let (days, of_replication) = (ahead.days, OF_REPLICATION);
            let coupling =
                Coupling { simulated: &simulated, forecast: stacked, error, days, keys, of_replication };
            let cutoffs = coupling.cutoffs();
            lowest.resize(cutoffs.len().max(lowest.len()), None);
            for (lowest, cutoff) in lowest.iter_mut().zip(cutoffs) {
                *lowest = (*lowest).into_iter().chain(cutoff).min();
            }
        }
        let published = rounds.iter().map(|(ahead, _)| ahead.published).min();
        let paths: Vec<u16> = lowest.into_iter().flatten().collect();
        let Some(published) = published.filter(|_| !paths.is_empty()) else { continue };
        for score in (last as i32 - POINTS..=last as i32 + POINTS).step_by(STEP) {
            let chance = paths.iter().map(|cutoff| invited(score, *cutoff)).sum::<f64>();
            found.push(Said {
                round_type: round_type.clone(),
                chance: chance / paths.len() as f64,
                came: invited(score, published),
            });
        }
    }
    found
}

/// Whether a score is invited at a cutoff; at the cutoff itself half of the time.
fn invited(score: i32, cutoff: u16) -> f64 {
    match score.cmp(&i32::from(cutoff)) {
        std::cmp::Ordering::Less => 0.0,
        std::cmp::Ordering::Equal => 0.5,
        std::cmp::Ordering::Greater => 1.0,
    }
}

/// The chances by tenth, of each type and of groups of types.
pub fn reliability(said: &[Said]) -> Vec<ReliabilityRow> {
    let mut groups: Vec<&str> = said.iter().map(|said| said.round_type.name()).collect();
    groups.sort_unstable();
    groups.dedup();
    groups.extend([ALL_BUT_PNP, ALL]);
    let mut rows = Vec::new();
    for group in groups {
        let own: Vec<&Said> = said.iter().filter(|said| is_in(&said.round_type, group)).collect();
        for bin in 0..BINS {
            let within = own.iter().filter(|said| bin_of(said.chance) == bin);
            let (mut count, mut chance, mut came) = (0u32, 0.0, 0.0);
            for said in within {
                (count, chance, came) = (count + 1, chance + said.chance, came + said.came);
            }
            if count > 0 {
                let (rounds, mean) = (group.to_owned(), |sum: f64| sum / f64::from(count));
                rows.push(ReliabilityRow { rounds, bin, count, chance: mean(chance), came: mean(came) });
            }
        }
    }
    rows
}

fn bin_of(chance: f64) -> usize {
    ((chance * BINS as f64 + 1e-9) as usize).min(BINS - 1)
}

fn is_in(round_type: &RoundType, group: &str) -> bool {
    group == ALL || (group == ALL_BUT_PNP && round_type.is_federal()) || round_type.name() == group
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_are_counted_by_tenth_and_ties_count_half() {
        assert_eq!([499, 500, 501].map(|score| invited(score, 500)), [0.0, 0.5, 1.0]);
        let said = |chance: f64, came: f64| Said { round_type: RoundType::new("cec"), chance, came };
        let rows = reliability(&[said(0.05, 0.0), said(0.95, 1.0), said(1.0, 0.5), said(0.3, 1.0)]);
        let cec: Vec<_> = rows.iter().filter(|row| row.rounds == "cec").collect();
        let bins: Vec<(usize, u32, f64)> = cec.iter().map(|row| (row.bin, row.count, row.came)).collect();
        assert_eq!(bins, [(0, 1, 0.0), (3, 1, 1.0), (9, 2, 0.75)]);
        assert!((cec[2].chance - 0.975).abs() < 1e-12);
        // The same three tenths for each of all rounds and all but PNP.
        assert_eq!(rows.len(), 9);
    }
}
