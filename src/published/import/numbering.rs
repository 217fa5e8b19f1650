//! Numbers of rounds for a file that has none.

use std::collections::BTreeMap;

use super::round::ReadRound;
use super::tables::Tables;
use crate::policy::instruction::RoundNumber;
use crate::published::rounds;
use crate::time::Day;

/// How the rounds of a file without numbers were numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbering {
    /// Rounds with the number of one that is known: of the same day, type and size.
    pub known: usize,
    /// Rounds with the number of one that is known: of the same day and type, with another size.
    pub resized: usize,
    /// Rounds that were numbered after all others, in order of time.
    pub new: usize,
}

/// A known round by day and type: its number and size.
type Known = BTreeMap<(Day, String), Vec<(RoundNumber, u32)>>;

/// Numbers rounds in order of time: as the rounds that the program carries and those of an earlier import,
/// and all others after them.
pub(super) fn number(read: &mut [ReadRound<'_>], before: Option<&Tables>) -> Numbering {
    let mut known = Known::new();
    let mut last = 0;
    let mut add = |number: RoundNumber, key: (Day, String), size: u32| {
        last = last.max(number.count());
        let same = known.entry(key).or_default();
        if same.iter().all(|(other, _)| *other != number) {
            same.push((number, size));
        }
    };
    for (number, row) in before.iter().flat_map(|tables| &tables.rounds) {
        add(*number, (row.date, row.round_type.clone()), row.invitations);
    }
    for round in rounds::carried() {
        add(round.number, (round.date, round.round_type.to_string()), round.size);
    }
    read.sort_by_key(|round| round.row.drawn_at);
    let mut numbering = Numbering { known: 0, resized: 0, new: 0 };
    for round in read {
        let key = (round.row.date, round.row.round_type.clone());
        let same = known.entry(key).or_default();
        let place = same.iter().position(|(_, size)| *size == round.row.invitations);
        if place.is_some() || same.len() == 1 {
            round.number = same.remove(place.unwrap_or(0)).0;
            let count = if place.is_some() { &mut numbering.known } else { &mut numbering.resized };
            *count += 1;
        } else {
            last += 1;
            round.number = RoundNumber::new(last);
            numbering.new += 1;
        }
    }
    numbering
}
