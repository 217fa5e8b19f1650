//! The summary that a run prints: one screen, and on request all comparisons.

use super::report::RunReport;
use super::{grid, points};
use crate::report::pool_fit::NomineeCount;
use crate::report::terminal::wrapped;
use crate::report::words::message;
use crate::report::{cutoffs, issued, pool_fit, replay, rounds, targets};

/// How much a run prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// One screen.
    Screen,
    /// All comparisons, and the screen after them.
    Everything,
}

impl RunReport<'_> {
    /// The cutoffs by type and year, and the few things to know.
    pub fn summary(&self, detail: Detail) -> String {
        match detail {
            Detail::Screen => {
                let hint = self.words.text(&message!("run-details"));
                format!("{}{hint}\n", self.screen())
            }
            Detail::Everything => self.comparisons() + &self.screen(),
        }
    }

    fn screen(&self) -> String {
        let RunReport { findings, model, words, .. } = *self;
        let mut text = grid::text(findings, words);
        let points = points::lines(findings, model, words);
        if !points.is_empty() {
            let points: Vec<String> = points.iter().map(|point| wrapped(point)).collect();
            text += &format!("{}\n\n", points.join("\n"));
        }
        if findings.departs_on.is_none() {
            text += &replay::left_out(&model.published.years_left_out(), model, words);
        }
        text + &rounds::text(findings, words)
    }

    /// All comparisons with published figures and targets.
    fn comparisons(&self) -> String {
        let RunReport { findings, model, words, .. } = *self;
        let replications = findings.replications;
        let mut text = cutoffs::fit(&findings.cutoff_errors, replications, findings.departs_on, words);
        text += &cutoffs::ahead(&findings.cutoff_years, replications, words);
        text += &pool_fit::text(&findings.pool_fit, NomineeCount::of(model), words);
        text += &replay::text(&findings.shares, &findings.applications, &findings.admissions, words);
        text += &targets::text(&findings.targets, &findings.inventory, words);
        text + &issued::text(&findings.planned_years, words)
    }
}
