//! The dimension on which an outcome depends most.

use crate::experiment::sensitivity::{Estimate, Indices, OutcomeSensitivity, SweptIndices};
use crate::experiment::sweep::SweepPlan;
use crate::report::outcome_name::{outcome_name, shown, unit, value_figure};
use crate::report::words::{Argument, Words, decimal, message};

/// With a larger part of interactions the sentence is on the total index.
const MOST_INTERACTION: f64 = 0.1;

/// What a dimension does to an outcome, for tables and charts.
#[derive(Clone, Debug, PartialEq)]
pub struct DimensionFigures {
    /// Its place among the dimensions.
    pub place: usize,
    /// First-order index, or mu*.
    pub first: Estimate,
    /// Total index; none for a Morris design.
    pub total: Option<Estimate>,
    /// Standard deviation of elementary effects; none for Sobol' indices.
    pub sigma: Option<f64>,
}

impl DimensionFigures {
    /// By what dimensions are sorted: the total index, or mu*.
    fn weight(&self) -> f64 {
        self.total.map_or(self.first.value, |total| total.value)
    }
}

/// The dimensions of an outcome, the weightiest first; none without indices.
pub fn figures(of: &OutcomeSensitivity) -> Vec<DimensionFigures> {
    let mut found: Vec<DimensionFigures> = match &of.indices {
        Ok(Indices::Sobol(indices)) => (indices.dimensions.iter().enumerate())
            .map(|(place, own)| DimensionFigures {
                place,
                first: own.first_order,
                total: Some(own.total),
                sigma: None,
            })
            .collect(),
        Ok(Indices::Morris(indices)) => (indices.dimensions.iter().enumerate())
            .map(|(place, own)| DimensionFigures {
                place,
                first: own.mu_star,
                total: None,
                sigma: Some(own.sigma),
            })
            .collect(),
        Err(_) => Vec::new(),
    };
    found.sort_by(|one, other| other.weight().total_cmp(&one.weight()));
    found
}

/// The outcomes that are shown, the main one first.
pub fn shown_outcomes<'a>(plan: &SweepPlan, found: &'a SweptIndices) -> Vec<&'a OutcomeSensitivity> {
    let has_indices: Vec<bool> = found.outcomes.iter().map(|outcome| outcome.indices.is_ok()).collect();
    let places = shown(&plan.outcomes, &has_indices);
    places.into_iter().map(|place| &found.outcomes[place]).filter(|of| of.indices.is_ok()).collect()
}

/// The finding on an outcome, without a full stop.
pub fn finding(plan: &SweepPlan, of: &OutcomeSensitivity, words: &Words) -> Option<String> {
    let figures = figures(of);
    let most = figures.first()?;
    let lever = plan.dimensions()[most.place].name.as_str();
    let outcome = outcome_name(&of.outcome, words);
    let first = most.first;
    Some(words.text(&match (most.total, unit(of.outcome.kind())) {
        (Some(_), _) => {
            let [share, low, high] = [first.value, first.low, first.high].map(percent);
            if let Some(total) = most.total.filter(|total| total.value - first.value > MOST_INTERACTION) {
                let (together, alone) = (percent(total.value), share);
                return Some(words.text(&message!(
                    "sensitivity-finding-together",
                    lever = lever,
                    share = together,
                    outcome = outcome,
                    alone = alone
                )));
            }
            message!(
                "sensitivity-finding-sobol",
                lever = lever,
                share = share,
                outcome = outcome,
                low = low,
                high = high
            )
        }
        (None, unit) => {
            let unit = unit.map_or_else(String::new, |unit| format!(" {}", words.text(&unit)));
            let [value, low, high] =
                [first.value, first.low, first.high].map(|value| value_figure(&of.outcome, value));
            message!(
                "sensitivity-finding-morris",
                lever = lever,
                outcome = outcome,
                value = value,
                unit = unit,
                low = low,
                high = high
            )
        }
    }))
}

/// A part in percent, which is one of 0 to 100 whatever chance makes of its estimate.
pub fn percent(part: f64) -> Argument {
    decimal(100.0 * part.clamp(0.0, 1.0), 0)
}
