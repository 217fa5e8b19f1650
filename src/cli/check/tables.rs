//! How published tables of other forms were read, as `drawsim import` says it.

use crate::cli::import::summary::{self, Repairs};
use crate::document::problem::Problems;
use crate::model::Notice;
use crate::published::{Warning, form};
use crate::scenario::Scenario;

/// Lines on the tables that the command line or the scenario names.
pub fn read(scenario: &Scenario) -> Vec<String> {
    let (how, unread) = (&scenario.table_reading, Problems::new());
    let rounds = form::rounds(&scenario.rounds, how, &unread);
    let counts = form::snapshots(&scenario.snapshots, how, &unread);
    let counts = counts.filter(|_| scenario.snapshots.name != scenario.rounds.name);
    let mut lines = Vec::new();
    for own in [rounds, counts].into_iter().flatten() {
        let Some(imported) = own.imported.filter(|read| !(read.is_own && read.repairs.is_empty())) else {
            continue;
        };
        let said = summary::read(&imported, Repairs::Shown);
        lines.push(format!("from {}: ", own.source.name) + said.lines().next().unwrap_or_default());
        lines.extend(said.lines().skip(1).filter(|line| !line.is_empty()).map(str::to_owned));
    }
    lines
}

/// Whether a notice only counts what these lines say.
pub fn is_of_reading(notice: &Notice) -> bool {
    match notice {
        Notice::Published(warning) => matches!(
            warning,
            Warning::Repaired { .. }
                | Warning::NoTimesOfDay { .. }
                | Warning::ProvenOrder { .. }
                | Warning::Numbered { .. }
        ),
        _ => false,
    }
}
