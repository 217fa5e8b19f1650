//! What a sweep costs and how precise it is, measured on its base.

use std::sync::Arc;

use super::outcome::YearlyOutcome;
use super::plan::SweepPlan;
use super::point::first_values;
use super::row::{FullRow, SweepRow, sweep};
use super::summary::{CellTally, summary};
use crate::experiment::mean::{MeanSums, half_width};
use crate::model::Model;

/// Bytes of a Parquet file for each byte of the same table as text.
const PARQUET_PART: f64 = 0.5;
/// Replications from which the spread of an outcome is taken.
const REPLICATIONS: u32 = 4;

/// Bytes of a row in all files of the result: a row of a point with values of the usual length.
pub fn bytes_of_rows(plan: &SweepPlan) -> f64 {
    let cell = plan.cells.cell(plan.cells.count() - 1);
    let settings = Arc::new(cell.settings);
    let values = vec![Some(1_234.567_891); plan.outcomes.len()];
    let row = SweepRow { cell: cell.number, replication: Some(0), member: None, values, error: None };
    let full = FullRow { row, settings, effects: vec![Some(12.345_678); plan.outcomes.len()] };
    let mut tally = CellTally::start(&full, cell.base, plan);
    tally.add(&full);
    let length = |text: String| text.lines().skip(1).map(|line| line.len() + 1).sum::<usize>() as f64;
    let rows = length(sweep(plan, std::slice::from_ref(&full)).to_csv());
    let of_cell = length(summary(plan, &[tally.finish()]).to_csv());
    (rows + of_cell / f64::from(plan.replications)) * (1.0 + PARQUET_PART)
}

/// The first cutoff of a plan that varies by chance, else the first outcome that does, and half the width of
/// its interval at one point, by the spread of a few replications of the base; none for one replication.
pub fn half_width_of(base: &Model, plan: &SweepPlan) -> Option<(YearlyOutcome, f64)> {
    if plan.replications < 2 {
        return None;
    }
    let values = first_values(base, 0..REPLICATIONS);
    let spread = |outcome: &YearlyOutcome| {
        let mut sums = MeanSums::default();
        values.iter().filter_map(|values| values.get(outcome)).for_each(|value| sums.add(*value));
        sums.sd().filter(|sd| *sd > 0.0)
    };
    let varying = |outcome: &&YearlyOutcome| spread(outcome).is_some();
    let cutoff = plan.outcomes.iter().filter(|outcome| outcome.is_cutoff()).find(varying);
    let outcome = cutoff.or_else(|| plan.outcomes.iter().find(varying))?;
    Some((outcome.clone(), half_width(f64::from(plan.replications), spread(outcome)?)))
}
