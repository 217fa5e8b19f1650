//! The points of a sweep that was joined: their settings, outcomes and effects.

use crate::experiment::mean::MeanSums;
use crate::experiment::sweep::{CellSummary, Design, Dimension, Merged, Setting, SweepPlan, YearlyOutcome};
use crate::report::outcome_name::shown;
use crate::report::words::{Words, short};

/// Significant digits of a setting.
const DIGITS: i32 = 5;

/// The points of a sweep with their outcomes.
#[derive(Clone, Copy)]
pub struct Points<'a> {
    pub plan: &'a SweepPlan,
    pub cells: &'a [CellSummary],
}

impl<'a> Points<'a> {
    pub fn of(plan: &'a SweepPlan, merged: &'a Merged) -> Points<'a> {
        Points { plan, cells: &merged.cells }
    }

    pub fn dimensions(self) -> &'a [Dimension] {
        self.plan.dimensions()
    }

    pub fn outcome(self, place: usize) -> &'a YearlyOutcome {
        &self.plan.outcomes[place]
    }

    /// The points, without the bases.
    pub fn iter(self) -> impl Iterator<Item = &'a CellSummary> {
        self.cells.iter().filter(|cell| cell.cell != cell.base)
    }

    /// The mean of an outcome in the base, if there is one base.
    pub fn base(self, outcome: usize) -> Option<f64> {
        let base =
            self.cells.first().filter(|cell| self.plan.cells.bases() == 1 && cell.cell == cell.base)?;
        base.outcomes[outcome].mean()
    }

    /// Whether all settings of a dimension are numbers.
    pub fn is_of_numbers(self, dimension: usize) -> bool {
        self.plan.cells.is_of_numbers(dimension)
    }

    /// Whether the points are sampled, and do not lie on a grid.
    pub fn is_sampled(self) -> bool {
        matches!(self.plan.spec.design, Design::Sampled(_))
    }

    /// The mean of an outcome over the points that have it.
    pub fn overall(self, outcome: usize) -> Option<f64> {
        let mut sums = MeanSums::default();
        self.iter().filter_map(|cell| cell.outcomes[outcome].mean()).for_each(|mean| sums.add(mean));
        sums.mean()
    }

    /// The outcomes that are shown, the main one first.
    pub fn shown(self) -> Vec<usize> {
        let varies: Vec<bool> = (0..self.plan.outcomes.len()).map(|place| self.varies(place)).collect();
        shown(&self.plan.outcomes, &varies)
    }

    fn varies(self, outcome: usize) -> bool {
        let mut means = self.iter().filter_map(|cell| cell.outcomes[outcome].mean());
        let first = means.next();
        means.any(|mean| Some(mean) != first)
    }

    /// The points with the lowest and the highest mean of an outcome.
    pub fn extremes(self, outcome: usize) -> Option<[Extreme<'a>; 2]> {
        let mut found: Option<[Extreme<'a>; 2]> = None;
        for cell in self.iter() {
            let Some(mean) = cell.outcomes[outcome].mean() else { continue };
            let own = Extreme { cell, mean };
            let [lowest, highest] = found.unwrap_or([own, own]);
            found = Some([
                if mean < lowest.mean { own } else { lowest },
                if mean > highest.mean { own } else { highest },
            ]);
        }
        found
    }
}

/// A point with the mean of an outcome.
#[derive(Clone, Copy)]
pub struct Extreme<'a> {
    pub cell: &'a CellSummary,
    pub mean: f64,
}

/// The setting of a dimension at a cell.
///
/// # Panics
/// If the cell is a base, which leaves the dimension as it is.
pub fn setting(cell: &CellSummary, dimension: usize) -> &Setting {
    cell.settings[dimension].as_ref().expect("a point sets every dimension")
}

/// A setting of a dimension of numbers.
///
/// # Panics
/// If the cell is a base.
pub fn number(cell: &CellSummary, dimension: usize) -> f64 {
    setting(cell, dimension).number.unwrap_or(0.0)
}

/// A setting in words: a number to five digits, at least to its whole part.
pub fn setting_text(setting: &Setting, words: &Words) -> String {
    setting.number.map_or_else(|| setting.text.clone(), |number| number_text(number, DIGITS, words))
}

/// A number to so many significant digits, at least to its whole part.
pub fn number_text(number: f64, significant: i32, words: &Words) -> String {
    let magnitude = if number == 0.0 { 0 } else { number.abs().log10().floor() as i32 };
    let digits = (significant - 1 - magnitude).clamp(0, 12) as usize;
    words.argument(&short(number, digits))
}
