//! The table `targets`: admissions compared with the targets of the Levels Plan.

use super::cause::Cause;
use super::row::TargetRow;
use crate::experiment::column::{SHARE_DECIMALS, of_scenario};
use crate::experiment::mean::with_interval;
use crate::table::{About, Table};

const TARGETS: About = About {
    name: "targets",
    row: "One row for each line of the Levels Plan and each year that lies wholly in the run and has a \
          target.",
    key: &["scenario", "year", "line"],
    written: "By `drawsim run`, unless the run is a replay.",
};

/// `targets`: admissions and targets across replications, what is missed and why; one row for each year and
/// line.
pub fn targets(scenario: &str, rows: &[TargetRow]) -> Table {
    let table = of_scenario(&TARGETS, scenario, rows)
        .integer("year", "Calendar year.", |row| Some(row.year))
        .text("line", "As in `admissions`.", |row| Some(row.line.table_name()))
        .number("landed_persons", "Persons admitted, family included: mean over replications.", |row| {
            Some(row.landed)
        })
        .number("target_low", "Lower end of the target's range in persons; empty if none is stated.", |row| {
            row.level.low
        })
        .number("target", "Target in persons, unrounded; empty if only a range is stated.", |row| {
            row.level.target
        })
        .number(
            "target_high",
            "Upper end of the target's range in persons; empty if none is stated.",
            |row| row.level.high,
        )
        .number_to(
            SHARE_DECIMALS,
            "difference_share",
            "Admissions less target, as a part of the target. If only a range is stated or aimed at \
             (`targets.aim`), its nearer end takes the target's place, and the difference within it is 0.",
            TargetRow::error,
        )
        .truth(
            "is_missed",
            "Whether the difference is more than 2 %; of a range that is aimed at, whether it is not 0.",
            |row| Some(row.is_missed()),
        )
        .text(
            "causes",
            "Why the target is missed: names with blanks between them, the strongest reason first; \
             empty if it is met. Of too many: `decided_before`, `decided` alone is more than the \
             target. Of too few: `share_not_planned`, the planner sizes no round for a share of the \
             target; `largest_size`, rounds were at `targets.most`; \
             `fewer_than_smallest_size`, invitations were too few for a round of `targets.least`; \
             `nominations_too_late`, more nominees would be admitted after the year; `pause`, no \
             round was held from `pause_from` to `pause_to`. Of both: `not_planned`, the planner \
             sizes no round; `expected`, none of these, so compare `expected`; `nominations`, they \
             set the number; `french_rounds`, rounds of `french` set it, and none is sized for the \
             target.",
            |row| Some(names(&row.causes())).filter(|names| !names.is_empty()),
        )
        .day(
            "announced_on",
            "Last announcement that changed the target during the run; empty if there was none.",
            |row| row.progress.announced_on,
        )
        .day(
            "planned_on",
            "Day on which the year was first planned with its target known, or else last planned; empty if \
             it never was.",
            |row| row.progress.planned_on,
        )
        .number("decided", "Persons admitted by then, or expected from decisions already made.", |row| {
            row.progress.decided
        })
        .number("expected", "Persons then expected with all that was still to be planned.", |row| {
            row.progress.expected
        })
        .text("bound", "Bound that the plannings for the year reached most, as in `plan`.", |row| {
            row.progress.bound.map(|bounded| bounded.bound.name())
        })
        .number_to(5, "bound_share", "Part of these plannings in which it was reached.", |row| {
            row.progress.bound.map(|bounded| bounded.share)
        })
        .day(
            "pause_from",
            "First day of the longest time without a round that leads to the target, if it is longer than 60 \
             days.",
            |row| row.progress.pause.map(|pause| pause.from),
        )
        .day("pause_to", "Last day of that time.", |row| row.progress.pause.map(|pause| pause.to));
    let table = with_interval(table, "landed_persons", |row| row.landed_interval);
    let table = with_interval(table, "decided", |row| row.progress.decided_interval);
    with_interval(table, "expected", |row| row.progress.expected_interval).finish()
}

/// Names of causes with blanks between them, in their order.
fn names(causes: &[Cause]) -> String {
    causes.iter().map(|cause| cause.name()).collect::<Vec<_>>().join(" ")
}
