//! The tables that the commands write, each without a row: their columns and what they mean.

use std::collections::BTreeMap;

use super::backtest::{paths, pit, reliability, row, summary};
use super::calibrate;
use super::column::RunId;
use super::compare;
use super::cutoffs::cutoffs;
use super::event_log::events;
use super::explain::{Compared as Explained, account_table, explain_table};
use super::forecast;
use super::inverse::table::{self, Varied};
use super::judging::in_progress::inventory_errors;
use super::judging::landings::landings_errors;
use super::judging::planned_years::invitations;
use super::judging::tables::{applications, cutoff_errors, pool_errors};
use super::odds;
use super::one_step::tables::{innovations, innovations_monthly, innovations_pool};
use super::results;
use super::results::Compared;
use super::targets::targets;
use super::{sensitivity, sweep};
use crate::model::Model;
use crate::profiles::candidates;
use crate::profiles::scores::Scorer;
use crate::record::invited::InvitedCounts;
use crate::table::Table;

/// A table of each kind without a row, in the order of a reference. Names of factors, which columns of scored
/// profiles have, are those of the model's law.
pub fn empty_tables(model: &Model) -> Vec<Table> {
    let run = RunId::default();
    let scorer = Scorer::new(&model.law, model.start);
    let [cells, swept, summary] = sweep::empty_tables();
    vec![
        results::rounds(run, &[], Compared { published: Some(&|_| None), held: Some(&|_| false) }),
        cutoffs("", &[]),
        results::pool(run, &[], |_| None),
        results::flows(run, &[], |_| None),
        results::admissions(run, &[], |_, _| None),
        results::admissions_monthly(run, &[], |_| None),
        results::inventory(run, &[]),
        results::nominations(run, &BTreeMap::new(), &model.population.nomination),
        results::invited(run, &InvitedCounts::default(), |_| None),
        results::invited_monthly(run, &[]),
        results::invited_groups(run, &[]),
        cutoff_errors("", &[]),
        pool_errors("", &[]),
        applications("", &[]),
        landings_errors("", &[]),
        inventory_errors("", &[]),
        invitations("", &[]),
        targets("", &[]),
        results::quarter_plans(run, &[]),
        events(model, &|_| String::new(), 0, &[]),
        table::sizes("", &[]),
        table::points("", Varied::Smoothing, &[]),
        table::points("", Varied::TargetFactor, &[]),
        table::cutoffs("", &[]),
        explain_table(Explained::default(), &[]),
        account_table("", None),
        row::backtest(&[]),
        summary::table(&[]),
        pit::table(&[]),
        paths::table(&[]),
        reliability::table(&[]),
        forecast::row::forecast("", &[]),
        compare::compare(&[]),
        compare::compare_groups(&[]),
        cells,
        swept,
        summary,
        sensitivity::table::empty(),
        odds::row::odds(&[]),
        calibrate::table::parameters(&[]),
        calibrate::table::targets(&[]),
        calibrate::table::correlations(&[]),
        innovations(run, &[]),
        innovations_pool(run, &[]),
        innovations_monthly("", &[]),
        scorer.table(&[]),
        candidates::facts(&[]),
    ]
}
