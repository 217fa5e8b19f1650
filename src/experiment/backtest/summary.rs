//! The errors of a backtest's methods, by rounds and horizon.

mod row;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

pub use self::row::{Horizon, Skill, SummaryRow, table};
use crate::experiment::backtest::row::{BacktestRow, Method};
use crate::experiment::judging::compared::{Compared, Errors};
use crate::experiment::judging::prediction::{Prediction, Quantiles};
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
    let groups = groups(rows);
    let mut summary = Vec::new();
    for horizon in Horizon::ALL {
        for group in &groups {
            let scored: Vec<&BacktestRow> = rows
                .iter()
                .filter(|row| row.is_scored && horizon.holds(row) && has_type_in(row, group))
                .collect();
            for method in Method::ALL {
                // A method for nominees alone says nothing of all rounds together.
                if method == Method::PnpRegression && *group == ALL {
                    continue;
                }
                let predictions = Predictions::of_method(method, &scored);
                if predictions.rows.is_empty() {
                    continue;
                }
                let errors = predictions.errors();
                summary.push(SummaryRow {
                    method,
                    rounds: (*group).to_owned(),
                    horizon,
                    count: errors.count,
                    mean_absolute_error: errors.mean_absolute,
                    bias: errors.bias,
                    crps: predictions.mean_crps(),
                    inside_50: predictions.coverage(|quantiles| quantiles.p25..=quantiles.p75),
                    inside_80: predictions.coverage(|quantiles| quantiles.p10..=quantiles.p90),
                    skill: (method != Method::Persistence).then(|| predictions.skill(seed)).flatten(),
                });
            }
        }
    }
    summary
}

/// The round types of some rows by name, then all but PNP and all.
pub fn groups(rows: &[BacktestRow]) -> Vec<&str> {
    let mut groups: Vec<&str> = rows.iter().map(|row| row.round_type.name()).collect();
    groups.sort_unstable();
    groups.dedup();
    groups.extend([ALL_BUT_PNP, ALL]);
    groups
}

/// Whether the type of a row's round is in a group: a type, [`ALL`] or [`ALL_BUT_PNP`].
pub fn has_type_in(row: &BacktestRow, group: &str) -> bool {
    let name = row.round_type.name();
    group == ALL || (group == ALL_BUT_PNP && name != "pnp") || name == group
}

/// The predictions of a method for a group of rounds.
struct Predictions {
    rows: Vec<ScoredRow>,
}

/// One prediction with the published cutoff.
struct ScoredRow {
    number: RoundNumber,
    published: f64,
    prediction: Prediction,
    /// CRPS of persistence from the same origin for the same round; none without such a prediction.
    persistence: Option<f64>,
}

impl Predictions {
    fn of_method(method: Method, rows: &[&BacktestRow]) -> Predictions {
        // The same origin and round, so that both methods are judged on the same rows.
        let mut persistence = BTreeMap::new();
        for row in rows.iter().filter(|row| row.method == Method::Persistence) {
            persistence.extend(row.prediction.map(|prediction| ((row.origin, row.number), prediction.crps)));
        }
        let mut scored = Vec::new();
        for row in rows.iter().filter(|row| row.method == method) {
            scored.extend(row.prediction.map(|prediction| ScoredRow {
                number: row.number,
                published: f64::from(row.published),
                prediction,
                persistence: persistence.get(&(row.origin, row.number)).copied(),
            }));
        }
        Predictions { rows: scored }
    }

    /// Errors of the predicted medians.
    fn errors(&self) -> Errors {
        let medians = self
            .rows
            .iter()
            .map(|row| Compared { simulated: row.prediction.median, published: row.published });
        Errors::of(&medians.collect::<Vec<Compared>>())
    }

    fn mean_crps(&self) -> f64 {
        self.rows.iter().map(|row| row.prediction.crps).sum::<f64>() / self.rows.len() as f64
    }

    /// Share of published cutoffs inside an interval of the prediction; none if a prediction has none.
    fn coverage(&self, interval: fn(Quantiles) -> RangeInclusive<f64>) -> Option<f64> {
        let mut inside = 0;
        for row in &self.rows {
            inside += usize::from(interval(row.prediction.quantiles?).contains(&row.published));
        }
        Some(inside as f64 / self.rows.len() as f64)
    }

    /// Skill compared with persistence, with a bootstrap interval. Rounds are resampled with all their rows:
    /// a round that surprised from one origin surprised from all.
    fn skill(&self, seed: u64) -> Option<Skill> {
        let mut rounds: BTreeMap<RoundNumber, CrpsSums> = BTreeMap::new();
        for row in &self.rows {
            let Some(persistence) = row.persistence else { continue };
            let sums = rounds.entry(row.number).or_default();
            *sums = sums.plus(&CrpsSums { own: row.prediction.crps, persistence });
        }
        let rounds: Vec<CrpsSums> = rounds.into_values().collect();
        let value = CrpsSums::total(rounds.iter()).skill()?;
        let randomness = Randomness::new(seed, 0);
        let mut resampled: Vec<f64> = (0..RESAMPLES)
            .filter_map(|resample| {
                let mut stream = randomness.stream(rounds.len() as u64, Purpose::Resample, resample);
                let chosen = (0..rounds.len()).map(|_| &rounds[stream.below(rounds.len() as u32) as usize]);
                CrpsSums::total(chosen).skill()
            })
            .collect();
        resampled.sort_by(f64::total_cmp);
        let has_interval = rounds.len() > 1 && !resampled.is_empty();
        let interval = has_interval.then(|| (quantile(&resampled, 0.025), quantile(&resampled, 0.975)));
        Some(Skill { value, interval })
    }
}

/// Sums of the CRPS of a method and of persistence.
#[derive(Clone, Copy, Default)]
struct CrpsSums {
    own: f64,
    persistence: f64,
}

impl CrpsSums {
    fn plus(self, other: &CrpsSums) -> CrpsSums {
        CrpsSums { own: self.own + other.own, persistence: self.persistence + other.persistence }
    }

    fn total<'a>(rounds: impl Iterator<Item = &'a CrpsSums>) -> CrpsSums {
        rounds.fold(CrpsSums::default(), CrpsSums::plus)
    }

    fn skill(self) -> Option<f64> {
        (self.persistence > 0.0).then(|| 1.0 - self.own / self.persistence)
    }
}

/// The value at a share of a sorted sample.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    sorted[((sorted.len() - 1) as f64 * share).round() as usize]
}

#[cfg(test)]
mod tests {
    use super::*;
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
            share_below: None,
            is_scored: true,
        }
    }

    #[test]
    fn a_small_summary_is_the_one_computed_by_hand() {
        let mut rows = Vec::new();
        for (number, days, published, members) in
            [(1, 10, 510, [508.0, 512.0]), (2, 90, 506, [500.0, 504.0]), (3, 200, 498, [497.0, 499.0])]
        {
            let point = Prediction::of_point(500.0, f64::from(published));
            rows.push(row(number, days, published, Method::Persistence, point));
            let ensemble = Prediction::of_ensemble(members.to_vec(), f64::from(published)).unwrap();
            rows.push(row(number, days, published, Method::Simulation, ensemble));
        }
        let found = summarise(&rows, 1);
        let far = find(&found, Method::Persistence, Horizon::Far);
        assert_eq!((far.count, far.mean_absolute_error, far.bias, far.crps), (2, 4.0, -2.0, 4.0));
        assert_eq!((far.inside_80, far.skill), (None, None));
        let far = find(&found, Method::Simulation, Horizon::Far);
        // Medians 502 and 498: errors -4 and 0. CRPS: (6 + 2) / 2 - 1 = 3, and 1 - 0.5 = 0.5.
        assert_eq!((far.mean_absolute_error, far.bias, far.crps), (2.0, -2.0, 1.75));
        assert_eq!(far.inside_80, Some(0.5));
        let skill = far.skill.unwrap();
        assert_eq!(skill.value, 1.0 - 3.5 / 8.0);
        // Resampled, either round may stand alone: 1 - 3/6 and 1 - 0.5/2.
        assert_eq!(skill.interval, Some((0.5, 0.75)));
        let next = find(&found, Method::Simulation, Horizon::Next);
        assert_eq!((next.count, next.crps), (1, 1.0));
        assert_eq!(next.skill.unwrap().interval, None, "one round has no interval");
    }

    fn find(summary: &[SummaryRow], method: Method, horizon: Horizon) -> &SummaryRow {
        let mut rows = summary.iter().filter(|row| row.method == method && row.horizon == horizon);
        rows.find(|row| row.rounds == "cec").unwrap()
    }

    #[test]
    fn rows_that_are_not_scored_or_have_no_prediction_do_not_count() {
        let mut rows = vec![
            row(1, 10, 510, Method::Persistence, Prediction::of_point(500.0, 510.0)),
            row(1, 10, 510, Method::Simulation, Prediction::of_point(500.0, 510.0)),
        ];
        rows[0].is_scored = false;
        rows[1].prediction = None;
        assert!(summarise(&rows, 1).is_empty());
    }
}
