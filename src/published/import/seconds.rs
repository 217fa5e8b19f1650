//! Rounds of one type at one second: a run cannot hold both at once.

use std::collections::{BTreeMap, BTreeSet};

use super::repair::Finding;
use super::round::ReadRound;
use crate::policy::instruction::RoundNumber;
use crate::published::impossible::{self, Fault, Figures};
use crate::time::Instant;

/// Seconds between two rounds of one type whose times are assumed.
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

impl Holder {
    fn of(round: &ReadRound<'_>) -> Holder {
        Holder { number: round.number, size: round.row.invitations, cutoff: round.row.cutoff }
    }

    /// Whether both are one round, which stands twice.
    fn is_one_with(self, other: Holder) -> bool {
        self.number == other.number || (self.size, self.cutoff) == (other.size, other.cutoff)
    }
}

/// The rounds, in order of number, with a second of its own for each of a type. A round whose time of day is
/// assumed is moved by hours, as far as its day has room. Another at a second that is taken is reported.
/// Rounds with the same figures are one round, which is noticed elsewhere.
pub(super) fn parted(rounds: Vec<ReadRound<'_>>) -> Vec<ReadRound<'_>> {
    let mut held = Held::new();
    let exchanged = exchanged(&rounds);
    let (mut parted, rounds): (Vec<_>, Vec<_>) =
        rounds.into_iter().partition(|round| exchanged.contains(&round.number));
    let (assumed, stated): (Vec<_>, Vec<_>) = rounds.into_iter().partition(ReadRound::has_assumed_time);
    parted.extend(stated.into_iter().filter_map(|round| keep(round, &mut held)));
    parted.extend(assumed.into_iter().filter_map(|round| part(round, &mut held)));
    parted.sort_by_key(|round| (round.number, round.row.drawn_at));
    parted
}

/// Rounds whose size and cutoff look exchanged: they will be left out.
fn exchanged(rounds: &[ReadRound<'_>]) -> BTreeSet<RoundNumber> {
    let figures: Vec<Figures> = rounds.iter().map(|round| round.row.figures(round.number)).collect();
    let found = impossible::of_rounds(&figures).into_iter();
    let exchanged = found
        .filter(|(_, faults)| faults.iter().any(|fault| matches!(fault, Fault::Exchanged { .. })))
        .map(|(number, _)| number);
    exchanged.collect()
}

/// A round at its stated second, if no other is held then.
fn keep<'a>(round: ReadRound<'a>, held: &mut Held) -> Option<ReadRound<'a>> {
    let (own, drawn_at) = (Holder::of(&round), round.row.drawn_at);
    let key = (drawn_at, round.row.round_type.clone());
    match held.get(&key) {
        Some(other) if !other.is_one_with(own) => {
            let title = format!("two rounds of the type `{}` are held at {drawn_at}", key.1);
            let field = if round.entry.has("drawDateTime") { "drawDateTime" } else { "drawDate" };
            let expected = format!("another time than that of round {}", other.number);
            round.entry.wrong(field, title, &expected);
            None
        }
        Some(_) => Some(round),
        None => {
            held.insert(key, own);
            Some(round)
        }
    }
}

/// A round of an assumed time, later by hours if others are held then.
fn part<'a>(mut round: ReadRound<'a>, held: &mut Held) -> Option<ReadRound<'a>> {
    let (own, row) = (Holder::of(&round), &round.row);
    let (mut taken, mut first) = (row.drawn_at, None);
    while let Some(other) = held.get(&(taken, row.round_type.clone())) {
        if other.is_one_with(own) {
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
