//! The errors of a backtest's methods, by rounds and horizon.

mod row;

use std::collections::BTreeMap;

pub use self::row::{Horizon, Skill, SummaryRow, table};
use crate::experiment::backtest::row::{BacktestRow, Method, Prediction};
use crate::policy::instruction::RoundNumber;
use crate::rng::{Purpose, Randomness};

/// Name of all round types together.
pub const ALL: &str = "all";
/// Name of all round types but PNP, whose cutoffs are those of nominees.
pub const ALL_BUT_PNP: &str = "all_but_pnp";

const RESAMPLES: u64 = 2000;

/// One row for each horizon, group of rounds and method that has scored predictions. The resamples depend on
/// the seed alone.
pub fn summarise(rows: &[BacktestRow], seed: u64) -> Vec<SummaryRow> {
    let mut groups: Vec<&str> = rows.iter().map(|row| row.round_type.name()).collect();
    groups.sort_unstable();
    groups.dedup();
    groups.extend([ALL_BUT_PNP, ALL]);
    let mut summary = Vec::new();
    for horizon in Horizon::ALL {
        for group in &groups {
            for method in Method::ALL {
                summary.extend(summary_row(rows, method, group, horizon, seed));
            }
        }
    }
    summary
}

fn summary_row(
    rows: &[BacktestRow],
    method: Method,
    group: &str,
    horizon: Horizon,
    seed: u64,
) -> Option<SummaryRow> {
    let is_in = |row: &&BacktestRow| {
        let name = row.round_type.name();
        row.is_scored
            && horizon.holds(row)
            && (group == ALL || (group == ALL_BUT_PNP && name != "pnp") || name == group)
    };
    let of = |method: Method| rows.iter().filter(is_in).filter(move |row| row.method == method);
    let scored: Vec<(&BacktestRow, Prediction)> =
        of(method).filter_map(|row| Some((row, row.prediction?))).collect();
    if scored.is_empty() {
        return None;
    }
    let count = scored.len() as f64;
    let mean =
        |part: &dyn Fn(&(&BacktestRow, Prediction)) -> f64| scored.iter().map(part).sum::<f64>() / count;
    let error = |(row, prediction): &(&BacktestRow, Prediction)| prediction.median - f64::from(row.published);
    let inside = |low: usize, high: usize| -> Option<f64> {
        let is_inside = |(row, prediction): &(&BacktestRow, Prediction)| {
            let quantiles = prediction.quantiles?;
            Some((quantiles[low]..=quantiles[high]).contains(&f64::from(row.published)))
        };
        let answers: Option<Vec<bool>> = scored.iter().map(is_inside).collect();
        Some(answers?.iter().filter(|is_inside| **is_inside).count() as f64 / count)
    };
    // Persistence of the same origin and round, so that both are judged on the same rows.
    let bars: BTreeMap<_, f64> = of(Method::Persistence)
        .filter_map(|row| Some(((row.origin, row.number), row.prediction?.crps)))
        .collect();
    let pairs: Vec<(RoundNumber, f64, f64)> = scored
        .iter()
        .filter_map(|(row, prediction)| {
            Some((row.number, prediction.crps, *bars.get(&(row.origin, row.number))?))
        })
        .collect();
    Some(SummaryRow {
        method,
        rounds: group.to_owned(),
        horizon,
        count: scored.len() as u32,
        mean_absolute_error: mean(&|row| error(row).abs()),
        bias: mean(&error),
        crps: mean(&|(_, prediction)| prediction.crps),
        inside_50: inside(1, 2),
        inside_80: inside(0, 3),
        skill: if method == Method::Persistence { None } else { skill(&pairs, seed) },
    })
}

/// Skill from pairs of a method's and persistence's CRPS, with a bootstrap interval. What is resampled are
/// rounds, with all their rows: a round that surprised from one origin surprised from all.
fn skill(pairs: &[(RoundNumber, f64, f64)], seed: u64) -> Option<Skill> {
    let mut rounds: BTreeMap<RoundNumber, (f64, f64)> = BTreeMap::new();
    for (number, own, bar) in pairs {
        let sums = rounds.entry(*number).or_default();
        (sums.0, sums.1) = (sums.0 + own, sums.1 + bar);
    }
    let sums: Vec<(f64, f64)> = rounds.into_values().collect();
    let of = |(own, bar): (f64, f64)| (bar > 0.0).then(|| 1.0 - own / bar);
    let add = |one: (f64, f64), other: &(f64, f64)| (one.0 + other.0, one.1 + other.1);
    let value = of(sums.iter().fold((0.0, 0.0), add))?;
    let randomness = Randomness::new(seed, 0);
    let mut resampled: Vec<f64> = (0..RESAMPLES)
        .filter_map(|resample| {
            let mut stream = randomness.stream(sums.len() as u64, Purpose::Resample, resample);
            let chosen = (0..sums.len()).map(|_| &sums[stream.below(sums.len() as u32) as usize]);
            of(chosen.fold((0.0, 0.0), add))
        })
        .collect();
    resampled.sort_by(f64::total_cmp);
    let at = |share: f64| resampled[((resampled.len() - 1) as f64 * share).round() as usize];
    let interval = (sums.len() > 1 && !resampled.is_empty()).then(|| (at(0.025), at(0.975)));
    Some(Skill { value, interval })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::judging::crps::{of_ensemble, of_point};
    use crate::policy::instruction::RoundType;
    use crate::time::Day;

    fn row(
        number: u32,
        days_ahead: i32,
        published: u16,
        method: Method,
        prediction: Prediction,
    ) -> BacktestRow {
        let origin = Day::new(2024, 1, 1).unwrap();
        BacktestRow {
            origin,
            number: RoundNumber::new(number),
            date: origin + days_ahead,
            round_type: RoundType::new("cec"),
            size: 1000,
            rounds_ahead: number,
            days_ahead,
            published,
            method,
            prediction: Some(prediction),
            is_scored: true,
        }
    }

    #[test]
    fn a_small_summary_is_the_one_computed_by_hand() {
        let point = |number, days, published, point: f64| {
            row(number, days, published, Method::Persistence, of_point(point, f64::from(published)))
        };
        let ensemble = |number, days, published, members: [f64; 2]| {
            let prediction = of_ensemble(members.to_vec(), f64::from(published)).unwrap();
            row(number, days, published, Method::Simulation, prediction)
        };
        let rows = [
            point(1, 10, 510, 500.0),
            point(2, 90, 506, 500.0),
            point(3, 200, 498, 500.0),
            ensemble(1, 10, 510, [508.0, 512.0]),
            ensemble(2, 90, 506, [500.0, 504.0]),
            ensemble(3, 200, 498, [497.0, 499.0]),
        ];
        let found = summarise(&rows, 1);
        let of = |method, horizon| {
            found
                .iter()
                .find(|row| (row.method, row.horizon, row.rounds.as_str()) == (method, horizon, "cec"))
                .unwrap()
        };
        let far = of(Method::Persistence, Horizon::Far);
        assert_eq!((far.count, far.mean_absolute_error, far.bias, far.crps), (2, 4.0, -2.0, 4.0));
        assert_eq!((far.inside_80, far.skill), (None, None));
        let far = of(Method::Simulation, Horizon::Far);
        // Medians 502 and 498: errors -4 and 0. CRPS: (6 + 2) / 2 - 1 = 3, and 1 - 0.5 = 0.5.
        assert_eq!((far.mean_absolute_error, far.bias, far.crps), (2.0, -2.0, 1.75));
        assert_eq!(far.inside_80, Some(0.5));
        let skill = far.skill.unwrap();
        assert_eq!(skill.value, 1.0 - 3.5 / 8.0);
        // Resampled, either round may stand alone: 1 - 3/6 and 1 - 0.5/2.
        assert_eq!(skill.interval, Some((0.5, 0.75)));
        let next = of(Method::Simulation, Horizon::Next);
        assert_eq!((next.count, next.crps), (1, 1.0));
        assert_eq!(next.skill.unwrap().interval, None, "one round has no interval");
    }

    #[test]
    fn rows_that_are_not_scored_or_have_no_prediction_do_not_count() {
        let mut rows = vec![
            row(1, 10, 510, Method::Persistence, of_point(500.0, 510.0)),
            row(1, 10, 510, Method::Simulation, of_point(500.0, 510.0)),
        ];
        rows[0].is_scored = false;
        rows[1].prediction = None;
        assert!(summarise(&rows, 1).is_empty());
    }
}
