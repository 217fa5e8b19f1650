//! The table `forecast`: the cutoff of each round ahead.

use super::ahead::Paths;
use super::rounds::{CutoffForecast, RoundForecast};
use crate::experiment::column::of_scenario;
use crate::policy::instruction::{RoundNumber, RoundType};
use crate::table::{About, Table};
use crate::time::Day;

/// The forecast of a round, in CRS points.
#[derive(Clone, Debug)]
pub struct ForecastRow {
    /// The round.
    pub number: RoundNumber,
    /// Its day.
    pub date: Day,
    /// Its type.
    pub round_type: RoundType,
    /// Its forecast.
    pub forecast: RoundForecast,
}

/// The rows of all rounds ahead, in order.
pub fn rows(paths: &Paths, forecasts: Vec<RoundForecast>) -> Vec<ForecastRow> {
    let rounds = paths.rounds.iter().zip(forecasts);
    rounds
        .map(|(round, forecast)| {
            let instruction = &round.planned.instruction;
            ForecastRow {
                number: instruction.number,
                date: instruction.date,
                round_type: instruction.round_type.clone(),
                forecast,
            }
        })
        .collect()
}

const FORECAST: About = About {
    name: "forecast",
    row: "One row for each round after the published ones.",
    key: &["scenario", "round_number"],
    written: "By `drawsim forecast`.",
};

/// `forecast`: one row for each round ahead.
pub fn forecast(scenario: &str, rows: &[ForecastRow]) -> Table {
    of_scenario(&FORECAST, scenario, rows)
        .text("round_number", "Number after the published rounds, as in `rounds`.", |row| Some(row.number))
        .day("date", "Day for which the round is planned.", |row| Some(row.date))
        .text("round_type", "As in `rounds`.", |row| Some(&row.round_type))
        .number("size", "Median size over the replications that hold the round; empty if none does.", |row| {
            row.forecast.size
        })
        .number(
            "held",
            "Share of the replications that hold the round, 0 to 1; the forecast is that of these.",
            |row| Some(row.forecast.held),
        )
        .number(
            "p10",
            "10th percentile of the cutoff, in CRS points; empty, like all that follows, if no replication \
             holds the round.",
            |row| quantile(row, 0.10),
        )
        .number("p25", "25th percentile.", |row| quantile(row, 0.25))
        .number("p50", "Median.", |row| quantile(row, 0.50))
        .number("p75", "75th percentile.", |row| quantile(row, 0.75))
        .number("p90", "90th percentile.", |row| quantile(row, 0.90))
        .number(
            "sd_chance",
            "Standard deviation of the simulation by chance, in CRS points; all of it where members of a \
             calibrated population are not told apart.",
            |row| Some(cutoff(row)?.chance),
        )
        .number(
            "sd_parameters",
            "Standard deviation of the simulation by parameters, in CRS points; empty with fewer than two \
             cutoffs of a member.",
            |row| cutoff(row)?.parameters,
        )
        .number(
            "sd_model",
            "Standard deviation that both leave of the forecast, in CRS points: the error of the model.",
            |row| Some(cutoff(row)?.model),
        )
        .text(
            "method",
            "`stacked`, the weighted mean of all methods, or `simulation`, the simulation with its model \
             error: of a reform.",
            |row| Some(cutoff(row)?.method.name()),
        )
        .finish()
}

fn cutoff(row: &ForecastRow) -> Option<&CutoffForecast> {
    row.forecast.cutoff.as_ref()
}

fn quantile(row: &ForecastRow, level: f64) -> Option<f64> {
    Some(cutoff(row)?.distribution.quantile(level))
}
