//! The table `plan`: the expectations of the planner, each time it planned a quarter.

use crate::experiment::column::{RunId, of_replication};
use crate::record::{Bound, QuarterPlan};
use crate::table::{About, Table};

const PLAN: About = About {
    name: "plan",
    row: "One row for each planning, year and line of the Levels Plan. The planner plans on the first day of \
          a quarter or of the run, and on the day of a new Levels Plan or of a change of `[targets]`, for \
          that year and the next.",
    key: &["scenario", "replication", "date", "year", "line"],
    written: "By `drawsim run` if the planner sizes rounds.",
};

/// `plan`: the expectations of the planner for a year, each time it planned a quarter.
pub fn quarter_plans(run: RunId<'_>, rows: &[QuarterPlan]) -> Table {
    of_replication(&PLAN, run, rows)
        .day("date", "Day of the planning.", |row| Some(row.date))
        .integer("year", "Calendar year of the admissions.", |row| Some(row.year))
        .text("line", "Line of the Levels Plan.", |row| Some(row.line.table_name()))
        .integer("target", "Target in persons, as known on the day; empty if there was none.", |row| {
            row.target.map(persons)
        })
        .integer(
            "decided",
            "Persons expected from invitations issued by then, and from rounds ahead whose sizes the planner \
             does not choose; for nominees from invitations alone.",
            |row| Some(persons(row.decided)),
        )
        .integer("expected", "Persons expected with the rounds then planned.", |row| {
            Some(persons(row.expected))
        })
        .text(
            "bound",
            "`most`: every type of rounds had its largest size; `least`: the quarter's invitations were too \
             few for a round; `late`: nominees of the quarter are admitted after the year; else empty.",
            |row| row.bound.map(Bound::name),
        )
        .finish()
}

fn persons(persons: f64) -> i64 {
    persons.round() as i64
}
