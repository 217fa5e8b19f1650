//! A one-step run: each published round is held at its published cutoff, so that errors do not add up.

use super::state::Agenda;
use super::{Replication, State};
use crate::model::Model;
use crate::model::one_step::OneStep;
use crate::record::Record;

/// Simulates a window whose rounds are held at their published cutoffs, and records it.
///
/// # Panics
/// If the window ends after the model.
pub fn run_one_step(model: &Model, plan: &OneStep, replication: Replication, record: &mut Record) {
    let OneStep { window, rounds, nominee_stocks, census_days } = plan;
    assert!(window.to <= model.end, "a window to {} of a model to {}", window.to, model.end);
    let agenda = Agenda { plan: rounds, nominee_stocks, census_days };
    let mut state = State { agenda, ..State::on(window.first(), model, replication) };
    state.simulate_until(window.from, &mut Record::counts());
    state.simulate_until(window.to + 1, record);
}
