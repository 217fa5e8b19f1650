//! Rounds of one type at one second: a run cannot hold both at once.

use std::collections::{BTreeMap, BTreeSet};

use super::repair::Finding;
use super::round::ReadRound;
use crate::policy::instruction::RoundNumber;
use crate::published::impossible::{self, Fault, Figures};
use crate::time::Instant;

/// Seconds between two rounds of one type that the file puts at one second, often for want of a time.
const APART: i64 = 3600;

/// Rounds by second and type.
type Held = BTreeMap<(Instant, String), Holder>;

/// The round of a second.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Holder {
    number: RoundNumber,
    size: u32,
    cutoff: u32,
}

/// The rounds, in order of number, with a second of its own for each of a type. A day has room for some hours
/// of them; others are reported. Rounds with the same figures are one round, which is noticed elsewhere.
pub(super) fn parted(rounds: Vec<ReadRound<'_>>) -> Vec<ReadRound<'_>> {
    let mut held = Held::new();
    let left_out = left_out(&rounds);
    let parted = rounds.into_iter().filter_map(|round| {
        if left_out.contains(&round.number) { Some(round) } else { part(round, &mut held) }
    });
    parted.collect()
}

/// Rounds whose size and cutoff look exchanged.
fn left_out(rounds: &[ReadRound<'_>]) -> BTreeSet<RoundNumber> {
    let figures: Vec<Figures> = rounds.iter().map(|round| round.row.figures(round.number)).collect();
    let found = impossible::of_rounds(&figures).into_iter();
    let exchanged = found
        .filter(|(_, faults)| faults.iter().any(|fault| matches!(fault, Fault::Exchanged { .. })))
        .map(|(number, _)| number);
    exchanged.collect()
}

fn part<'a>(mut round: ReadRound<'a>, held: &mut Held) -> Option<ReadRound<'a>> {
    let row = &round.row;
    let own = Holder { number: round.number, size: row.invitations, cutoff: row.cutoff };
    let (mut taken, mut first) = (row.drawn_at, None);
    while let Some(other) = held.get(&(taken, row.round_type.clone())) {
        let is_same = (other.size, other.cutoff) == (own.size, own.cutoff);
        if other.number == own.number || is_same {
            return Some(round);
        }
        first = first.or(Some(other.number));
        taken = taken + APART;
    }
    if (taken.day() - row.date).abs() > 1 || first.is_some() && taken.day() != row.drawn_at.day() {
        let title = format!("too many rounds of the type `{}` are held at {}", row.round_type, row.drawn_at);
        round.entry.wrong("drawDate", title, "a time of its own for each of them");
        return None;
    }
    held.insert((taken, row.round_type.clone()), own);
    if let Some(first) = first {
        round.row.drawn_at = taken;
        round.findings.push(Finding::HeldLater { first, taken });
    }
    Some(round)
}
