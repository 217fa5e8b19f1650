//! The content of a heat map: the points of two dimensions in rows and columns.

use super::points::{Points, number_text, setting, setting_text};
use crate::experiment::mean::MeanSums;
use crate::experiment::sweep::{CellSummary, YearlyOutcome};
use crate::report::chart::{HeatAxis, HeatCell, HeatMap};
use crate::report::outcome_name::{effect_figure, outcome_heading, value_figure};
use crate::report::words::{Words, message};

/// Most settings of a dimension that have a row or a column of their own.
const MOST_LISTED: usize = 12;
/// Most categories.
const MOST_CATEGORIES: usize = 24;
/// Parts of a range with more settings.
const BINS: usize = 6;
/// Significant digits of the ends of a bin.
const DIGITS: i32 = 3;

/// The rows or columns of a dimension.
pub struct MapAxis {
    pub axis: HeatAxis,
    dimension: usize,
    form: Form,
}

enum Form {
    /// A place for each text of a setting.
    Listed(Vec<String>),
    /// Equal parts of a range.
    Bins { low: f64, high: f64 },
}

impl MapAxis {
    /// The axis of a dimension; none without a point.
    pub fn of(points: Points<'_>, dimension: usize, words: &Words) -> Option<MapAxis> {
        let mut settings: Vec<(Option<f64>, String, String)> = Vec::new();
        for cell in points.iter() {
            let own = setting(cell, dimension);
            if !settings.iter().any(|(_, text, _)| *text == own.text) {
                settings.push((own.number, own.text.clone(), setting_text(own, words)));
            }
            if settings.len() > MOST_CATEGORIES {
                break;
            }
        }
        let name = points.dimensions()[dimension].name.clone();
        if points.is_of_numbers(dimension) {
            if settings.len() > MOST_LISTED {
                return MapAxis::in_bins(points, dimension, words);
            }
            settings.sort_by(|one, other| one.0.unwrap_or(0.0).total_cmp(&other.0.unwrap_or(0.0)));
        }
        settings.truncate(MOST_CATEGORIES);
        let (texts, labels) = settings.into_iter().map(|(_, text, label)| (text, label)).unzip();
        Some(MapAxis { axis: HeatAxis { name, labels }, dimension, form: Form::Listed(texts) })
            .filter(|axis| !axis.axis.labels.is_empty())
    }

    fn in_bins(points: Points<'_>, dimension: usize, words: &Words) -> Option<MapAxis> {
        let numbers = points.iter().filter_map(|cell| setting(cell, dimension).number);
        let (low, high) = numbers.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), number| {
            (low.min(number), high.max(number))
        });
        let width = (high - low) / BINS as f64;
        let labels = (0..BINS).map(|bin| {
            let [from, to] = [bin, bin + 1].map(|edge| number_text(low + width * edge as f64, DIGITS, words));
            words.text(&message!("sweep-range", low = from, high = to))
        });
        let name = points.dimensions()[dimension].name.clone();
        let axis = HeatAxis { name, labels: labels.collect() };
        (high > low).then_some(MapAxis { axis, dimension, form: Form::Bins { low, high } })
    }

    /// The place of a cell; none if its setting has none.
    fn place(&self, cell: &CellSummary) -> Option<usize> {
        let own = setting(cell, self.dimension);
        match &self.form {
            Form::Listed(texts) => texts.iter().position(|text| *text == own.text),
            Form::Bins { low, high } => {
                let part = (own.number? - low) / (high - low);
                Some(((part * BINS as f64) as usize).min(BINS - 1))
            }
        }
    }

    /// Whether several settings share a place.
    pub fn is_in_bins(&self) -> bool {
        matches!(self.form, Form::Bins { .. })
    }
}

/// The two axes of a map.
#[derive(Clone, Copy)]
pub struct MapAxes<'a> {
    pub across: &'a MapAxis,
    pub up: &'a MapAxis,
}

/// What a map shows of an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Its effect against the base.
    Effect,
    /// Its mean, where no point has an effect.
    Mean,
}

impl Shown {
    /// What can be shown of an outcome.
    pub fn of(points: Points<'_>, outcome: usize) -> Shown {
        let has_effect = points.iter().any(|cell| cell.effects[outcome].mean().is_some());
        if has_effect { Shown::Effect } else { Shown::Mean }
    }

    fn cell(self, name: &YearlyOutcome, value: f64, words: &Words) -> HeatCell {
        let figure = match self {
            Shown::Effect => effect_figure(name, value, words),
            Shown::Mean => words.argument(&value_figure(name, value)),
        };
        HeatCell { value, figure }
    }
}

/// The map of an outcome: in each place the mean over its points, none where no point has the outcome.
pub fn map(points: Points<'_>, outcome: usize, axes: MapAxes<'_>, words: &Words) -> HeatMap {
    let shown = Shown::of(points, outcome);
    let (columns, rows) = (axes.across.axis.labels.len(), axes.up.axis.labels.len());
    let mut sums = vec![vec![MeanSums::default(); columns]; rows];
    for cell in points.iter() {
        let value = match shown {
            Shown::Effect => cell.effects[outcome].mean(),
            Shown::Mean => cell.outcomes[outcome].mean(),
        };
        let place = axes.up.place(cell).zip(axes.across.place(cell));
        if let (Some(value), Some((row, column))) = (value, place) {
            sums[row][column].add(value);
        }
    }
    let name = points.outcome(outcome);
    let mut rows = Vec::new();
    for row in sums {
        let values = row.iter().map(MeanSums::mean);
        rows.push(values.map(|value| Some(shown.cell(name, value?, words))).collect());
    }
    HeatMap { heading: heading(points, outcome, words), rows }
}

/// What the map shows of an outcome, with the base.
fn heading(points: Points<'_>, outcome: usize, words: &Words) -> String {
    let name = points.outcome(outcome);
    let heading = outcome_heading(name, words);
    words.text(&match (Shown::of(points, outcome), points.base(outcome)) {
        (Shown::Effect, Some(base)) => {
            message!("sweep-map-effect", outcome = heading, base = value_figure(name, base))
        }
        (Shown::Effect, None) => message!("sweep-map-effects", outcome = heading),
        (Shown::Mean, _) => message!("sweep-map-mean", outcome = heading),
    })
}
