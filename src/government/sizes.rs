//! The sizes of rounds that the department has decided, or that are given to it.

use std::collections::BTreeMap;

use crate::model::PlannedRound;
use crate::policy::instruction::RoundType;
use crate::time::Day;

/// A round that the department sizes: its date and its type, of which a plan holds one a day.
pub(crate) type SlotKey = (Day, RoundType);

/// Sizes of rounds, in persons at full scale.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sizes(BTreeMap<SlotKey, u32>);

impl Sizes {
    /// Replaces the sizes of rounds from a day on.
    pub fn replace_from(&mut self, first: Day, sizes: Vec<(SlotKey, u32)>) {
        self.0.retain(|(date, _), _| *date < first);
        self.0.extend(sizes);
    }

    /// The sizes that are given to the department.
    pub fn given(sizes: impl IntoIterator<Item = (SlotKey, u32)>) -> Sizes {
        Sizes(sizes.into_iter().collect())
    }

    /// The size of a round; 0 where it is not held.
    pub fn size(&self, round: &PlannedRound) -> u32 {
        let slot = (round.instruction.date, round.instruction.round_type.clone());
        self.0.get(&slot).copied().unwrap_or(0)
    }
}
