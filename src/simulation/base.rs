//! The sizes of rounds as in another scenario, which runs first, on the same people.

use std::collections::BTreeMap;

use super::{Replication, State};
use crate::model::Model;
use crate::policy::instruction::{Instruction, RoundType};
use crate::published::Round;
use crate::record::Record;
use crate::time::Day;

/// The sizes of the rounds of a replication by date and type, at full scale.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RoundSizes(BTreeMap<(Day, RoundType), u32>);

impl RoundSizes {
    /// The sizes of some rounds.
    pub fn of(rounds: &[Round]) -> RoundSizes {
        let slots = rounds.iter().map(|round| ((round.date, round.round_type.clone()), round.size));
        RoundSizes(slots.collect())
    }

    /// The size of a round; 0 where it is not held.
    pub fn size(&self, instruction: &Instruction) -> u32 {
        self.0.get(&slot(instruction)).copied().unwrap_or(0)
    }

    /// Adds the size of a round.
    pub fn add(&mut self, instruction: &Instruction, size: u32) {
        self.0.insert(slot(instruction), size);
    }
}

fn slot(instruction: &Instruction) -> (Day, RoundType) {
    (instruction.date, instruction.round_type.clone())
}

/// Runs a replication whose rounds have given sizes, where its scenario takes those of another one.
pub(crate) fn run_with_sizes(
    model: &Model,
    replication: Replication,
    sizes: RoundSizes,
    record: &mut Record,
) {
    let mut state = State::without_sizes(model, replication);
    state.department.give_sizes(sizes.0);
    state.advance(model.end, record);
}

impl State<'_> {
    /// Runs the scenario whose sizes are taken, if there is one, and keeps the sizes of its rounds.
    pub(super) fn take_sizes(&mut self) {
        let Some(base) = &self.model.base else { return };
        let sizes = sizes(base, self.randomness.replication(), self.model.end);
        self.department.give_sizes(sizes.0);
    }
}

/// The sizes of the rounds of a replication up to a day.
fn sizes(base: &Model, replication: Replication, until: Day) -> RoundSizes {
    let mut record = Record::counts();
    let mut state = State::start(base, replication);
    state.advance(until, &mut record);
    RoundSizes::of(&record.into_counts().rounds)
}
