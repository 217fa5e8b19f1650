//! The findings of a run with its model and the language of the report.

use crate::experiment::Findings;
use crate::model::Model;
use crate::report::words::Words;

/// The findings of a run, to be reported in a language. Notices are no findings: they follow from the model
/// and are shown before the run.
#[derive(Clone, Copy)]
pub struct RunReport<'a> {
    /// The findings.
    pub findings: &'a Findings,
    /// The model that ran.
    pub model: &'a Model,
    /// Title of the scenario, for charts that look ahead.
    pub scenario_title: &'a str,
    /// The short description of the scenario, line by line, for the foot of charts.
    pub described: &'a [String],
    /// The catalogue.
    pub words: &'a Words,
}
