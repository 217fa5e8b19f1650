//! What a question needs of its scenarios, and the refusal where they do not have it.

use super::question::Span;
use crate::document::problem::{InvalidInput, Problem};
use crate::model::Model;
use crate::policy::instruction::RoundType;

/// Checks that a scenario holds rounds of a type.
///
/// # Errors
/// If it holds none.
pub fn check_type(model: &Model, round_type: &RoundType) -> Result<(), InvalidInput> {
    let held = model.held_types();
    if held.contains(&round_type) {
        return Ok(());
    }
    let held: Vec<&str> = held.into_iter().map(RoundType::name).collect();
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
