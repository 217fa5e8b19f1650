//! The rows of an origin: every later round by every method, each a distribution.

use std::collections::BTreeMap;

use super::learning::{Forecast, Weights};
use super::outlook::Ahead;
use crate::experiment::backtest::row::{BacktestRow, Method};
use crate::experiment::forecast::distribution::Distribution;
use crate::experiment::judging::prediction::{Prediction, Quantiles};
use crate::policy::instruction::RoundType;

/// The stacked forecast of each round ahead; `earlier` are the forecasts of the chain before it.
pub fn stacked(forecast: &Forecast<'_>, earlier: &[&Forecast<'_>]) -> Vec<Option<Distribution>> {
    let mut weights: BTreeMap<&RoundType, Weights> = BTreeMap::new();
    let stacked = forecast.outlook.ahead.iter().map(|ahead| {
        let round_type = &ahead.round.round_type;
        let learn = || Weights::learn(round_type, forecast, earlier);
        forecast.stacked(ahead, weights.entry(round_type).or_insert_with(learn))
    });
    stacked.collect()
}

/// The rows of a forecast, by round and method, with the stacked forecast of each round.
pub fn rows(forecast: &Forecast<'_>, stacked: &[Option<Distribution>]) -> Vec<BacktestRow> {
    let mut rows = Vec::new();
    for (ahead, stacked) in forecast.outlook.ahead.iter().zip(stacked) {
        let observed = f64::from(ahead.published);
        for method in Method::ALL {
            let distribution = match method {
                Method::Stacked => stacked.as_ref(),
                // The bar of skill is the last cutoff itself.
                Method::Persistence => None,
                Method::Simulation | Method::StockFlow | Method::PnpRegression => {
                    forecast.of(ahead.round.number, method)
                }
            };
            let last = (method == Method::Persistence).then(|| forecast.outlook.figure(ahead, method));
            let point = last.flatten().map(|last| Prediction::of_point(last, observed));
            let prediction = distribution.map(|found| prediction(found, observed)).or(point);
            let share_below = distribution.map(|found| found.share_below(observed));
            rows.push(BacktestRow { prediction, share_below, ..empty_row(forecast, ahead, method) });
        }
    }
    rows
}

/// A row without a prediction.
fn empty_row(forecast: &Forecast<'_>, ahead: &Ahead<'_>, method: Method) -> BacktestRow {
    BacktestRow {
        origin: forecast.outlook.origin,
        number: ahead.round.number,
        date: ahead.round.date,
        round_type: ahead.round.round_type.clone(),
        size: ahead.round.size,
        rounds_ahead: ahead.rounds,
        days_ahead: ahead.days,
        published: ahead.published,
        method,
        prediction: None,
        share_below: None,
        is_scored: ahead.is_scored,
    }
}

fn prediction(distribution: &Distribution, observed: f64) -> Prediction {
    let [p10, p25, median, p75, p90] = [0.1, 0.25, 0.5, 0.75, 0.9].map(|level| distribution.quantile(level));
    Prediction {
        quantiles: Some(Quantiles { p10, p25, p75, p90 }),
        median,
        mean: distribution.mean(),
        crps: distribution.crps(observed),
    }
}
