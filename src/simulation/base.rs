//! The sizes of rounds as in another scenario, which runs first, on the same people.

use super::{Replication, State};
use crate::model::Model;
use crate::policy::instruction::RoundType;
use crate::record::Record;
use crate::time::Day;

impl State<'_> {
    /// Runs the scenario whose sizes are taken, if there is one, and keeps the sizes of its rounds.
    pub(super) fn take_sizes(&mut self) {
        let Some(base) = &self.model.base else { return };
        let sizes = sizes(base, self.randomness.replication(), self.model.end);
        self.department.give_sizes(sizes);
    }
}

/// The sizes of the rounds of a replication up to a day, at full scale.
fn sizes(base: &Model, replication: Replication, until: Day) -> Vec<((Day, RoundType), u32)> {
    let mut record = Record::counts();
    let mut state = State::start(base, replication);
    state.advance(until, &mut record);
    let rounds = record.into_counts().rounds.into_iter();
    rounds.map(|round| ((round.date, round.round_type), round.size)).collect()
}
