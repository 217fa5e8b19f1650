//! What a question needs of its scenarios, and the refusal where they do not have it.

use super::question::Span;
use crate::document::problem::{InvalidInput, Problem};
use crate::model::Model;
use crate::policy::instruction::RoundType;
use crate::scenario::Scenario;

/// Checks that two scenarios begin with the same people and the same luck.
///
/// # Errors
/// If they differ in what both need in common.
pub fn check_pair(base: &Scenario, reform: &Scenario) -> Result<(), InvalidInput> {
    let differences = base.differences_of_pair(reform);
    if differences.is_empty() {
        return Ok(());
    }
    let keys: Vec<String> = differences.iter().map(|key| format!("`{key}`")).collect();
    let title = format!(
        "`{}` cannot be explained from `{}`: they differ in {}",
        reform.name,
        base.name,
        keys.join(", ")
    );
    Err(refused(
        title,
        "expected the same period, first pool, seed, scale, population file and published tables in both: \
         state them in one of the files, or with `--set`, which holds for both",
    ))
}

/// Checks that a scenario holds rounds of a type.
///
/// # Errors
/// If it holds none.
pub fn check_type(model: &Model, round_type: &RoundType) -> Result<(), InvalidInput> {
    let mut held: Vec<&str> = model.plan.iter().map(|round| round.instruction.round_type.name()).collect();
    if held.contains(&round_type.name()) {
        return Ok(());
    }
    held.sort_unstable();
    held.dedup();
    let title = format!("`{}` holds no rounds of `{round_type}`", model.name);
    let expected = match held.as_slice() {
        [] => "expected a scenario with rounds".to_owned(),
        held => format!("expected one of {}", held.join(", ")),
    };
    Err(InvalidInput::one(Problem::without_place(title, expected)))
}

/// Checks that two days lie in a run, in their order.
///
/// # Errors
/// If they do not.
pub fn check_span(model: &Model, span: Span) -> Result<(), InvalidInput> {
    let Span { from, to } = span;
    if model.start <= from && from <= to && to <= model.end {
        return Ok(());
    }
    let title = format!("the days from {from} to {to} are no part of the run of `{}`", model.name);
    let expected = format!("expected a first day from {} on and a last day up to {}", model.start, model.end);
    Err(InvalidInput::one(Problem::without_place(title, expected)))
}

fn refused(title: String, expected: &str) -> InvalidInput {
    InvalidInput::one(Problem::without_place(title, expected))
}
