//! Tables of a replay's errors: cutoffs and the pool by year, and applications.

use super::cutoff_error::CutoffError;
use super::outcomes::ApplicationRow;
use super::pool_fit::PoolFitRow;
use crate::experiment::column::of_scenario;
use crate::experiment::mean::with_interval;
use crate::table::{About, Table};

const CUTOFF_ERRORS: About = About {
    name: "cutoff_errors",
    row: "One row for each type of rounds and year with simulated and published cutoffs.",
    key: &["scenario", "round_type", "year"],
    written: "By `drawsim run`, if it holds published rounds.",
};

const POOL_ERRORS: About = About {
    name: "pool_errors",
    row: "One row for each range of scores and year with published counts of the pool.",
    key: &["scenario", "score_low", "year"],
    written: "By `drawsim run`, if it replays published rounds without a reform.",
};

const APPLICATIONS: About = About {
    name: "applications",
    row: "One row for each year with published applicants.",
    key: &["scenario", "year"],
    written: "By `drawsim run`, if it replays published rounds without a reform.",
};

/// `cutoff_errors`: simulated less published cutoffs by type of rounds and year.
pub fn cutoff_errors(scenario: &str, rows: &[CutoffError]) -> Table {
    let table = of_scenario(&CUTOFF_ERRORS, scenario, rows)
        .text("round_type", "Type of the rounds.", |row| Some(row.round_type.name()))
        .integer("year", "Calendar year.", |row| Some(row.year))
        .integer("rounds", "Rounds with both cutoffs.", |row| Some(row.rounds))
        .number("mean_absolute_difference", "Mean absolute difference of the cutoffs, in points.", |row| {
            Some(row.mean_absolute_difference)
        })
        .number("bias", "Mean of simulated less published cutoffs, in points.", |row| Some(row.bias));
    with_interval(table, "bias", |row| row.bias_interval).finish()
}

/// `pool_errors`: simulated and published candidates by range of scores and year.
pub fn pool_errors(scenario: &str, rows: &[PoolFitRow]) -> Table {
    let table = of_scenario(&POOL_ERRORS, scenario, rows)
        .integer("score_low", "Lowest score of the range.", |row| Some(row.range.low))
        .integer("score_high", "Highest score of the range.", |row| Some(row.range.high))
        .integer("year", "Calendar year.", |row| Some(row.year))
        .number("candidates", "Simulated candidates: mean over counted days and replications.", |row| {
            Some(row.candidates.simulated)
        })
        .number("candidates_published", "Published candidates: mean over the same days.", |row| {
            Some(row.candidates.published)
        });
    with_interval(table, "candidates", |row| row.interval).finish()
}

/// `applications`: invitations that lead to an application, by year.
pub fn applications(scenario: &str, rows: &[ApplicationRow]) -> Table {
    let table = of_scenario(&APPLICATIONS, scenario, rows)
        .integer("year", "Calendar year.", |row| Some(row.year))
        .number("invited", "Simulated invitations of the year: mean over replications.", |row| {
            Some(row.invitations.simulated)
        })
        .number(
            "applied",
            "Simulated invitations of the year that lead to an application, at any time.",
            |row| Some(row.applications.simulated),
        )
        .integer(
            "invited_published",
            "Published invitations from 52 days before the year to 52 days before its end.",
            |row| Some(row.invitations.published as u32),
        )
        .integer("applied_published", "Published applicants of the year.", |row| {
            Some(row.applications.published as u32)
        });
    let table = with_interval(table, "invited", |row| row.invitations_interval);
    with_interval(table, "applied", |row| row.applications_interval).finish()
}
