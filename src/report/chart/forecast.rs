//! The chart of a forecast: predicted cutoffs with their band, after those that were published.

use super::cutoff_trend;
use super::drawing::Chart;
use super::page::{Event, Page};
use crate::experiment::cutoffs::CutoffRow;
use crate::experiment::forecast::row::ForecastRow;
use crate::experiment::spread::Spread;
use crate::published::Round;
use crate::report::words::{Words, message};
use crate::time::Day;

/// Days before the origin whose published cutoffs are shown.
const DAYS_BEFORE: i32 = 365;

/// The published rounds behind a forecast.
#[derive(Clone, Copy)]
pub struct Before<'a> {
    /// The day of the newest count.
    pub origin: Day,
    /// All published rounds.
    pub rounds: &'a [Round],
}

/// Median and 80 % band of the forecast, and the published cutoffs of the year before; `notes` stand at its
/// foot.
pub fn forecast(before: Before<'_>, rows: &[ForecastRow], notes: &[String], words: &Words) -> Chart {
    let first = before.origin - DAYS_BEFORE;
    let published = before.rounds.iter().filter(|round| round.date >= first);
    let mut all: Vec<CutoffRow> = published.map(published_row).collect();
    all.extend(rows.iter().map(forecast_row));
    let [from, to] = [rows.first(), rows.last()].map(|row| row.map_or(before.origin, |row| row.date));
    let mut caption = vec![notes[0].clone(), words.text(&message!("forecast-band"))];
    caption.extend(notes[1..].iter().cloned());
    caption.push(words.text(&message!("source-cutoffs")));
    Page {
        title: words.text(&message!("forecast-chart", from = from, to = to)).into(),
        simulated: Some(words.text(&message!("forecast-line"))),
        has_band: true,
        published: Some(words.text(&message!("chart-published"))),
        columns: cutoff_trend::columns(&all, words),
        event: Event::Round,
        mark: Some(before.origin),
        caption,
    }
    .draw(words)
}

fn published_row(round: &Round) -> CutoffRow {
    CutoffRow {
        number: round.number,
        date: round.date,
        round_type: round.round_type.clone(),
        size: f64::from(round.size),
        cutoff: None,
        components: None,
        size_interval: None,
        replications: 0,
        published: round.cutoff,
    }
}

fn forecast_row(row: &ForecastRow) -> CutoffRow {
    let cutoff = row.forecast.cutoff.as_ref().map(|cutoff| {
        let [p10, p25, p50, p75, p90] =
            [0.1, 0.25, 0.5, 0.75, 0.9].map(|level| cutoff.distribution.quantile(level));
        let mean = cutoff.distribution.mean();
        Spread { mean, sd: None, p10, p25, p50, p75, p90, ci95_low: None, ci95_high: None }
    });
    CutoffRow {
        number: row.number,
        date: row.date,
        round_type: row.round_type.clone(),
        size: row.forecast.size.unwrap_or(0.0),
        cutoff,
        components: None,
        size_interval: None,
        replications: 2,
        published: None,
    }
}
