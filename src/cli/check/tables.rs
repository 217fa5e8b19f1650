//! How published tables of other forms were read, as `drawsim import` says it.

use crate::cli::import::summary::{self, Repairs};
use crate::model::Notice;
use crate::published::form::OwnForm;
use crate::published::{Published, Warning};

/// Lines on the tables that the command line or the scenario names.
pub fn read(published: &Published) -> Vec<String> {
    let [rounds, counts] = published.own_forms();
    let name = |own: &OwnForm| own.source.name.clone();
    let counts = counts.filter(|counts| rounds.map(name) != Some(name(counts)));
    let mut lines = Vec::new();
    for own in [rounds, counts].into_iter().flatten() {
        let imported = own.imported.as_ref();
        let Some(imported) = imported.filter(|read| !(read.is_own && read.repairs.is_empty())) else {
            continue;
        };
        let said = summary::read(imported, Repairs::Shown);
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
