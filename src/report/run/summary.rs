//! The summary that a run prints.

use crate::experiment::Findings;
use crate::model::Model;
use crate::report::pool_fit::NomineeCount;
use crate::report::{cutoffs, issued, pool_fit, replay, rounds, targets};

/// What was found, for the terminal.
pub fn summary(findings: &Findings, model: &Model) -> String {
    let Findings { replications, is_reformed, .. } = *findings;
    let mut text = cutoffs::fit(&findings.cutoff_errors, replications, is_reformed);
    text += &cutoffs::ahead(&findings.cutoff_years, replications);
    text += &pool_fit::text(&findings.pool_fit, NomineeCount::of(model));
    text += &replay::text(&findings.shares, &findings.applications, &findings.admissions);
    if !is_reformed {
        text += &replay::left_out(&model.published.years_left_out(), model);
    }
    text += &targets::text(&findings.targets, &findings.inventory);
    text += &issued::text(&findings.planned_years);
    text + &rounds::text(findings)
}
