//! One cell of a sweep: its model, and its replications.

use std::any::Any;
use std::collections::BTreeMap;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::cell::Cell;
use super::outcome::{YearlyOutcome, yearly_values};
use super::plan::SweepPlan;
use super::row::SweepRow;
use crate::document::problem::InvalidInput;
use crate::experiment::full_scale::at_full_scale;
use crate::model::{KnownModel, Model};
use crate::record::Record;
use crate::scenario::Scenario;
use crate::simulation::{Replication, run};

/// The outcomes by year of some replications of a model, for a first look at it.
///
/// # Panics
/// If a replication breaks an invariant.
pub fn first_values(model: &Model, replications: Range<Replication>) -> Vec<BTreeMap<YearlyOutcome, f64>> {
    replications.map(|replication| replicate(model, replication)).collect()
}

/// A sweep and its base.
#[derive(Clone, Copy, Debug)]
pub struct Sweeping<'a> {
    /// The plan.
    pub plan: &'a SweepPlan,
    /// The scenario that all points change.
    pub base: &'a Scenario,
    /// Its model, of which cells take over what is the same.
    pub model: &'a Model,
}

/// Runs replications of a cell. A cell that fails has one row, with its reason.
pub fn run_cell(of: Sweeping<'_>, cell: &Cell, replications: Range<Replication>) -> Vec<SweepRow> {
    let done = catch_unwind(AssertUnwindSafe(|| values(of, cell, replications)));
    match done {
        Ok(Ok(rows)) => rows,
        Ok(Err(error)) => vec![failed(cell, error)],
        Err(payload) => {
            let found = format!("the simulation broke off: {}", text_of(&*payload));
            vec![failed(cell, found)]
        }
    }
}

fn failed(cell: &Cell, error: String) -> SweepRow {
    SweepRow { cell: cell.number, replication: None, member: None, values: Vec::new(), error: Some(error) }
}

fn values(of: Sweeping<'_>, cell: &Cell, replications: Range<Replication>) -> Result<Vec<SweepRow>, String> {
    let Prepared { model, member: alone } = prepared(of, cell)?;
    let mut rows = Vec::new();
    for replication in replications {
        let (model, member) = match alone {
            Some(member) => (model.of_replication(member - 1), Some(member)),
            None => (&model, model.member(replication)),
        };
        let found = replicate(model, replication);
        let outcomes = &of.plan.outcomes;
        let values = outcomes.iter().map(|outcome| outcome.or_zero(found.get(outcome).copied())).collect();
        rows.push(SweepRow {
            cell: cell.number,
            replication: Some(replication),
            member,
            values,
            error: None,
        });
    }
    Ok(rows)
}

/// A cell that is ready to run.
pub struct Prepared {
    /// Its model.
    pub model: Model,
    /// The member that every replication simulates, if the sweep says so.
    pub member: Option<u32>,
}

/// Makes the model of a cell.
///
/// # Errors
/// The first problem that its settings make, in one line.
pub fn prepared(of: Sweeping<'_>, cell: &Cell) -> Result<Prepared, String> {
    let member = match cell.member(of.plan.dimensions()) {
        Some(setting) => Some(member(setting.number, of.model)?),
        None => None,
    };
    let model = model(of, cell, member).map_err(|invalid| in_one_line(&invalid))?;
    Ok(Prepared { model, member })
}

/// The model of a cell, if it can be made.
pub fn model_of(of: Sweeping<'_>, cell: &Cell) -> Option<Model> {
    prepared(of, cell).ok().map(|prepared| prepared.model)
}

/// The model of a cell.
///
/// # Errors
/// Every problem that its settings make.
fn model(of: Sweeping<'_>, cell: &Cell, member: Option<u32>) -> Result<Model, InvalidInput> {
    let assignments = cell.assignments(of.plan.dimensions());
    if assignments.is_empty() {
        return Ok(of.model.clone());
    }
    let scenario = of.base.with(&assignments)?;
    let known = KnownModel { scenario: of.base, model: of.model };
    Model::new_like(&scenario, known, member.unwrap_or(of.plan.replications) as usize)
}

fn member(number: Option<f64>, model: &Model) -> Result<u32, String> {
    let members = model.members();
    let member = number.filter(|number| number.fract() == 0.0 && (1.0..=f64::from(members)).contains(number));
    let Some(member) = member else {
        let found = match members {
            0 => "`member` is set, and the population has no members".to_owned(),
            _ => format!("`member` is a whole number from 1 to {members}"),
        };
        return Err(found);
    };
    Ok(member as u32)
}

fn replicate(model: &Model, replication: Replication) -> BTreeMap<YearlyOutcome, f64> {
    let mut record = Record::counts();
    run(model, replication, &mut record);
    let model = model.of_replication(replication);
    yearly_values(at_full_scale(record.into_counts(), model), model)
}

/// The first problem, and how many more there are.
fn in_one_line(invalid: &InvalidInput) -> String {
    let Some(first) = invalid.problems.first() else { return String::new() };
    let more = match invalid.problems.len() - 1 {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    format!("{}: {}{more}", first.title, first.expected)
}

/// The words of a panic.
fn text_of(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or_default().to_owned()
}
