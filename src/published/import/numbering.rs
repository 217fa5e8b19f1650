//! Numbers of rounds for a file that has none.

use std::collections::BTreeMap;

use super::round::ReadRound;
use crate::policy::instruction::RoundNumber;
use crate::published::rounds;
use crate::time::Day;

/// How the rounds of a file without numbers were numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbering {
    /// Rounds with the number of one that the program carries: of the same day, type and size.
    pub known: usize,
    /// Rounds that were numbered after all others, in order of time.
    pub new: usize,
}

/// Numbers rounds in order of time.
pub(super) fn number(read: &mut [ReadRound<'_>]) -> Numbering {
    let mut carried: BTreeMap<(Day, String, u32), RoundNumber> = BTreeMap::new();
    let mut last = 0;
    for round in rounds::carried() {
        last = last.max(round.number.count());
        carried.insert((round.date, round.round_type.to_string(), round.size), round.number);
    }
    read.sort_by_key(|round| round.row.drawn_at);
    let mut numbering = Numbering { known: 0, new: 0 };
    for round in read {
        let key = (round.row.date, round.row.round_type.clone(), round.row.invitations);
        match carried.remove(&key) {
            Some(number) => {
                round.number = number;
                numbering.known += 1;
            }
            None => {
                last += 1;
                round.number = RoundNumber::new(last);
                numbering.new += 1;
            }
        }
    }
    numbering
}
