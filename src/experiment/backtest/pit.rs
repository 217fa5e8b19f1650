//! How often published cutoffs lie in each tenth of the predicted distributions: the histogram of the
//! probability integral transform (PIT).

use crate::experiment::backtest::row::{BacktestRow, Method};
use crate::experiment::backtest::summary::{ALL, groups, has_type_in};
use crate::table::{About, Table};

/// Bins of the histogram.
pub const BINS: usize = 10;

/// A tenth of the predicted distributions of a method for a group of rounds.
#[derive(Clone, Debug, PartialEq)]
pub struct PitRow {
    /// The method.
    pub method: Method,
    /// Round type, or `all`, or `all_but_pnp`.
    pub rounds: String,
    /// The bin, from 0: the first tenth.
    pub bin: usize,
    /// Scored predictions in all bins together.
    pub count: u32,
    /// Share of published cutoffs in it.
    pub share: f64,
}

const BACKTEST_PIT: About = About {
    name: "backtest_pit",
    row: "One row for each group of rounds, method that predicts distributions, and tenth of these.",
    key: &["round_type", "method", "bin"],
    written: "By `drawsim backtest`.",
};

/// `backtest_pit`: the histogram of each method and group of rounds.
pub fn table(rows: &[PitRow]) -> Table {
    Table::of(&BACKTEST_PIT, rows)
        .text("round_type", "Round type, `all`, or `all_but_pnp`.", |row| Some(&row.rounds))
        .text("method", "As in `backtest`.", |row| Some(row.method.name()))
        .number("bin", "Lower end of the tenth of the distribution, 0 to 0.9.", |row| {
            Some(row.bin as f64 / BINS as f64)
        })
        .integer("n", "Predictions that are scored, in all tenths together.", |row| Some(row.count))
        .number(
            "share",
            "Part of published cutoffs in this tenth of the predicted distribution; 0.1 if predictions hold.",
            |row| Some(row.share),
        )
        .finish()
}

/// The histograms of all methods that predict distributions, by group of rounds.
pub fn histograms(rows: &[BacktestRow]) -> Vec<PitRow> {
    let mut found = Vec::new();
    for group in groups(rows) {
        for method in Method::ALL {
            // A method for nominees alone says nothing of all rounds together.
            if method == Method::PnpRegression && group == ALL {
                continue;
            }
            let own = rows.iter().filter(|row| row.method == method && row.is_scored);
            let own = own.filter(|row| has_type_in(row, group)).filter_map(|row| row.share_below);
            let counts = own.fold([0u32; BINS], |mut counts, share| {
                counts[((share * BINS as f64 + 1e-9) as usize).min(BINS - 1)] += 1;
                counts
            });
            let count: u32 = counts.iter().sum();
            if count > 0 {
                found.extend(counts.into_iter().enumerate().map(|(bin, inside)| PitRow {
                    method,
                    rounds: group.to_owned(),
                    bin,
                    count,
                    share: f64::from(inside) / f64::from(count),
                }));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::instruction::{RoundNumber, RoundType};

    #[test]
    fn a_tenth_holds_the_scored_cutoffs_of_its_levels() {
        let origin = "2024-01-01".parse().unwrap();
        let row = |share: f64, is_scored: bool| BacktestRow {
            origin,
            number: RoundNumber::new(1),
            date: origin,
            round_type: RoundType::new("cec"),
            size: 1,
            rounds_ahead: 1,
            days_ahead: 0,
            published: 500,
            method: Method::Stacked,
            prediction: None,
            share_below: Some(share),
            is_scored,
        };
        let rows = [row(0.0, true), row(0.09, true), row(0.1, true), row(0.99, true), row(0.5, false)];
        let found = histograms(&rows);
        let shares = |rounds: &str| -> Vec<f64> {
            found.iter().filter(|row| row.rounds == rounds).map(|row| row.share).collect()
        };
        let expected = [0.5, 0.25, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.25];
        assert_eq!(shares("cec"), expected);
        assert_eq!(shares("all"), expected);
        assert!(found.iter().all(|row| row.count == 4));
    }
}
