//! The tables that the commands write, each without a row: their columns and what they mean.

use super::backtest::{row, summary};
use super::cutoffs::cutoffs;
use super::event_log::events;
use super::inverse::table::{self, Varied};
use super::judging::planned_years::invitations;
use super::judging::tables::{applications, cutoff_errors, pool_errors};
use super::results;
use super::targets::targets;
use crate::model::Model;
use crate::profiles::candidates;
use crate::profiles::scores::Scorer;
use crate::table::Table;

/// A table of each kind without a row, in the order of a reference. Names of factors, which columns of scored
/// profiles have, are those of the model's law.
pub fn empty_tables(model: &Model) -> Vec<Table> {
    let scorer = Scorer::new(&model.law, model.start);
    vec![
        results::rounds("", &[], Some(&|_| None)),
        cutoffs("", &[]),
        results::pool("", &[], |_| None),
        results::flows("", &[], |_| None),
        results::admissions("", &[], |_, _| None),
        results::admissions_monthly("", &[], |_| None),
        results::inventory("", &[]),
        results::nominations("", &[], &model.population.nomination),
        results::invited("", &[], |_| None),
        cutoff_errors("", &[]),
        pool_errors("", &[]),
        applications("", &[]),
        invitations("", &[]),
        targets("", &[]),
        results::quarter_plans("", &[]),
        events(model, 0, &[]),
        table::sizes("", &[]),
        table::points("", Varied::Smoothing, &[]),
        table::points("", Varied::TargetFactor, &[]),
        table::cutoffs("", &[]),
        row::backtest(&[]),
        summary::table(&[]),
        scorer.table(&[]),
        candidates::facts(&[]),
    ]
}
