//! The tables of `drawsim plan`.

use super::Table;
use crate::record::cutoffs::Spread;
use crate::record::planning::{CutoffPoint, PlanPoint, PlannedSize};
use crate::record::target::TargetRow;

/// `frontier` and `steadiness`: mean CRS of the invited against persons admitted in a year, one row for each plan that was
/// tried. The column `varied` names what was varied: the factor of the target, or the steadiness.
pub fn points(scenario: &str, varied: &str, points: &[PlanPoint]) -> Table {
    let low = |spread: &Spread| spread.ci95_low;
    let high = |spread: &Spread| spread.ci95_high;
    Table::of(points)
        .text("scenario", |_| Some(scenario))
        .number_to(6, varied, |row: &PlanPoint| Some(row.value))
        .number("landed_persons_per_year", |row| Some(row.landed.mean))
        .number("landed_ci95_low", |row| low(&row.landed))
        .number("landed_ci95_high", |row| high(&row.landed))
        .number("mean_crs_invited", |row| row.score.map(|score| score.mean))
        .number("crs_ci95_low", |row| low(row.score.as_ref()?))
        .number("crs_ci95_high", |row| high(row.score.as_ref()?))
        .number("swing", |row| row.swing.map(|swing| swing.mean))
        .number("swing_ci95_low", |row| low(row.swing.as_ref()?))
        .number("swing_ci95_high", |row| high(row.swing.as_ref()?))
        .number_to(5, "largest_miss_share", |row| Some(row.miss))
        .integer("crs_replications", |row| Some(row.score_replications))
        .integer("swing_replications", |row| Some(row.swing_replications()))
        .finish()
}

/// `sizes`: invitations by type between one planning and the next, of the plan with the least swing.
pub fn sizes(scenario: &str, sizes: &[PlannedSize]) -> Table {
    Table::of(sizes)
        .text("scenario", |_| Some(scenario))
        .day("from", |row: &PlannedSize| Some(row.from))
        .text("round_type", |row| Some(&row.round_type))
        .number("rounds", |row| Some(row.rounds))
        .number("invited", |row| Some(row.invited.mean))
        .number("invited_ci95_low", |row| row.invited.ci95_low)
        .number("invited_ci95_high", |row| row.invited.ci95_high)
        .number("invited_per_round", |row| Some(row.invited_per_round()))
        .finish()
}

/// `targets`: landings beside the targets across replications, what is missed and why; one row for each year and line.
pub fn targets(scenario: &str, rows: &[TargetRow]) -> Table {
    Table::of(rows)
        .text("scenario", |_| Some(scenario))
        .integer("year", |row: &TargetRow| Some(row.year))
        .text("line", |row| Some(row.line.table_name()))
        .number("landed_persons", |row| Some(row.landed))
        .number("target_low", |row| row.level.low)
        .number("target", |row| row.level.target)
        .number("target_high", |row| row.level.high)
        .number_to(5, "difference_share", TargetRow::error)
        .truth("is_missed", |row| Some(row.is_missed()))
        .text("reason", |row| row.reason.as_ref())
        .finish()
}

/// `cutoff_by_target`: the mean cutoff of the rounds asked about under each target that was tried.
pub fn cutoffs(scenario: &str, points: &[CutoffPoint]) -> Table {
    Table::of(points)
        .text("scenario", |_| Some(scenario))
        .number_to(6, "target_factor", |row: &CutoffPoint| Some(row.factor))
        .number("cutoff", |row| row.cutoff.map(|cutoff| cutoff.mean))
        .number("cutoff_ci95_low", |row| row.cutoff.and_then(|cutoff| cutoff.ci95_low))
        .number("cutoff_ci95_high", |row| row.cutoff.and_then(|cutoff| cutoff.ci95_high))
        .integer("replications", |row| Some(row.replications))
        .finish()
}
