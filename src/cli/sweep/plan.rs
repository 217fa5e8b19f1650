//! `drawsim sweep plan`: the table of cells, and the cost of a sweep.

use super::prepared::{Planning, Prepared, prepare};
use crate::cli::session::Session;
use crate::document::plural::plural;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    planning: Planning,
}

/// Writes the plan, and says what the sweep will cost.
pub fn plan(arguments: &Arguments) -> anyhow::Result<()> {
    let mut session = Session::start(arguments.planning.common.writing);
    let prepared: Prepared = prepare(&arguments.planning, &mut session)?;
    session.print(&format!(
        "Plan {} with {}: {}",
        prepared.file.hash,
        plural(u64::from(prepared.file.cells), "cell"),
        prepared.work().display()
    ))
}
