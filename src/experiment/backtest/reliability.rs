//! Whether chances hold: what a backtest said of an invitation within three months, and how often it came.
//!
//! At each origin the paths of each type are coupled to its stacked forecast, as for odds. A score is invited
//! in a path if the lowest cutoff of the type within three months is below it; at the cutoff itself it counts
//! half. Scores are those around the type's last cutoff.

use std::collections::BTreeMap;

use super::outlook::Outlook;
use super::paths::CoupledRound;
use crate::experiment::backtest::row::Method;
use crate::experiment::backtest::summary::{ALL, ALL_BUT_PNP};
use crate::policy::instruction::RoundType;
use crate::table::{About, Table};

/// Points below and above the last cutoff, and the step between scores.
const POINTS: i32 = 40;
const STEP: usize = 5;
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

/// The chances that a forecast said of scores around the last cutoff of each type, counted over its paths.
pub fn said(outlook: &Outlook<'_>, rounds: &[CoupledRound]) -> Vec<Said> {
    let mut by_type: BTreeMap<&RoundType, Vec<&CoupledRound>> = BTreeMap::new();
    for round in rounds {
        by_type.entry(&round.round_type).or_default().push(round);
    }
    let mut found = Vec::new();
    for (round_type, rounds) in by_type {
        let first = outlook.ahead.iter().find(|ahead| ahead.round.number == rounds[0].number);
        let last = first.and_then(|ahead| outlook.figure(ahead, Method::Persistence));
        let published = rounds.iter().map(|round| round.published).min();
        let paths = lowest(&rounds);
        let (Some(last), Some(published), false) = (last, published, paths.is_empty()) else { continue };
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

/// The lowest cutoff of some rounds in each path that has one.
fn lowest(rounds: &[&CoupledRound]) -> Vec<u16> {
    let paths = rounds.iter().map(|round| round.cutoffs.len()).max().unwrap_or(0);
    let lowest = |path: usize| rounds.iter().filter_map(|round| *round.cutoffs.get(path)?).min();
    (0..paths).filter_map(lowest).collect()
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
    use crate::policy::instruction::RoundNumber;

    #[test]
    fn a_path_counts_with_its_lowest_cutoff() {
        let round = |cutoffs: &[Option<u16>]| CoupledRound {
            origin: "2025-01-01".parse().unwrap(),
            number: RoundNumber::new(331),
            round_type: RoundType::new("cec"),
            published: 500,
            cutoffs: cutoffs.to_vec(),
        };
        let rounds = [round(&[Some(510), None, Some(498)]), round(&[Some(505), None, Some(520)])];
        assert_eq!(lowest(&rounds.iter().collect::<Vec<_>>()), [505, 498]);
    }

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
