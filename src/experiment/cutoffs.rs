//! Cutoffs across replications: each round over the replications that held it.

mod components;
mod row;

use std::collections::BTreeMap;

pub use self::components::Components;
pub(crate) use self::components::MemberScores;
pub use self::row::CutoffRow;
pub(crate) use self::row::cutoffs;
use crate::experiment::mean::MeanSums;
use crate::experiment::spread::Spread;
use crate::policy::instruction::{RoundNumber, RoundType};
use crate::published::Round;
use crate::time::Day;

/// The rounds of all replications, with counts of their cutoffs by score. Its size does not grow with the
/// replications.
#[derive(Clone, Debug)]
pub(crate) struct CutoffTally {
    /// Members of a calibrated population; 0 for one population alone.
    members: u32,
    slots: Vec<Slot>,
}

/// A place in the plan, with the rounds that the replications held there.
#[derive(Clone, Debug)]
struct Slot {
    number: RoundNumber,
    date: Day,
    round_type: RoundType,
    /// Sizes of those that held it.
    sizes: MeanSums,
    cutoffs: ScoreCounts,
    by_member: MemberScores,
}

/// Counts by score.
type ScoreCounts = BTreeMap<u16, u32>;

impl CutoffTally {
    /// A tally of replications that simulate so many members of a calibrated population; 0 for one
    /// population alone.
    pub fn of_members(members: u32) -> CutoffTally {
        CutoffTally { members, slots: Vec::new() }
    }

    /// Adds the rounds of a replication of a member. A slot of size 0 was not held.
    pub fn add(&mut self, rounds: &[Round], member: Option<u32>) {
        if self.slots.is_empty() {
            self.slots = rounds.iter().map(|round| Slot::of(round, self.members)).collect();
        }
        assert_eq!(self.slots.len(), rounds.len(), "all replications have the same slots");
        for (slot, round) in self.slots.iter_mut().zip(rounds).filter(|(_, round)| round.size > 0) {
            slot.sizes.add(f64::from(round.size));
            if let Some(cutoff) = round.cutoff {
                *slot.cutoffs.entry(cutoff).or_default() += 1;
                slot.by_member.add(member, f64::from(cutoff));
            }
        }
    }

    /// One row for each round, in the order of the plan; `published` gives the published cutoff of a round.
    pub fn rows(&self, published: impl Fn(RoundNumber) -> Option<u16>) -> Vec<CutoffRow> {
        let rows = self.slots.iter().map(|slot| CutoffRow {
            number: slot.number,
            date: slot.date,
            round_type: slot.round_type.clone(),
            size: slot.sizes.mean().unwrap_or(0.0),
            size_interval: slot.sizes.interval(),
            replications: slot.cutoffs.values().sum(),
            cutoff: Spread::of_counts(&slot.cutoffs),
            components: slot.by_member.components(),
            published: published(slot.number),
        });
        rows.collect()
    }

    /// One row for each type and year of rounds without a published cutoff, or since law or rounds departed
    /// from history, by type and year; `rows` are those of the tally. The spread covers chance and the rounds
    /// of a year together.
    pub fn ahead(&self, rows: &[CutoffRow], departs_on: Option<Day>) -> Vec<CutoffYear> {
        let mut groups: BTreeMap<(&RoundType, i16), (u32, ScoreCounts)> = BTreeMap::new();
        let is_ahead =
            |row: &CutoffRow| row.published.is_none() || departs_on.is_some_and(|on| on <= row.date);
        for (slot, row) in self.slots.iter().zip(rows).filter(|(_, row)| is_ahead(row)) {
            let (rounds, cutoffs) = groups.entry((&slot.round_type, slot.date.year())).or_default();
            *rounds += u32::from(row.replications > 0);
            for (score, count) in &slot.cutoffs {
                *cutoffs.entry(*score).or_default() += count;
            }
        }
        let mut years = Vec::new();
        for ((round_type, year), (rounds, cutoffs)) in groups {
            let cutoff = Spread::of_counts(&cutoffs);
            years.extend(cutoff.map(|cutoff| CutoffYear {
                round_type: round_type.clone(),
                year,
                rounds,
                cutoff,
            }));
        }
        years
    }
}

impl Slot {
    fn of(round: &Round, members: u32) -> Slot {
        Slot {
            number: round.number,
            date: round.date,
            round_type: round.round_type.clone(),
            sizes: MeanSums::default(),
            cutoffs: ScoreCounts::new(),
            by_member: MemberScores::of(members),
        }
    }
}

/// The cutoffs of a type of rounds in a year, over its rounds and all replications.
#[derive(Clone, Debug, PartialEq)]
pub struct CutoffYear {
    /// Type of the rounds.
    pub round_type: RoundType,
    /// Calendar year.
    pub year: i16,
    /// Rounds held.
    pub rounds: u32,
    /// Their cutoffs, in CRS points.
    pub cutoff: Spread,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::fixture;

    fn round(number: u32, date: &str, round_type: &str, cutoff: Option<u16>) -> Round {
        let filled = fixture::round(date.parse().unwrap(), 100, 500);
        let round_type = RoundType::new(round_type);
        Round { number: RoundNumber::new(number), round_type, cutoff, ..filled }
    }

    #[test]
    fn cutoffs_to_come_are_given_by_type_and_year_over_rounds_and_replications() {
        let mut tally = CutoffTally::of_members(0);
        for [second, third, fifth] in [[Some(520), Some(518), Some(510)], [Some(522), None, Some(512)]] {
            tally.add(
                &[
                    round(1, "2025-12-16", "cec", Some(515)),
                    round(2, "2026-01-05", "cec", second),
                    round(3, "2026-01-19", "cec", third),
                    round(4, "2026-01-20", "french", None),
                    round(5, "2027-01-05", "cec", fifth),
                ],
                None,
            );
        }
        let first = RoundNumber::new(1);
        let rows = tally.rows(|number| (number == first).then_some(515));
        let years = tally.ahead(&rows, None);
        let found: Vec<(&str, i16, u32, f64)> =
            years.iter().map(|row| (row.round_type.name(), row.year, row.rounds, row.cutoff.p50)).collect();
        assert_eq!(found, [("cec", 2026, 2, 520.0), ("cec", 2027, 1, 511.0)]);
    }

    #[test]
    fn the_size_of_a_round_is_that_of_the_replications_that_held_it() {
        let some = row_of_sizes(&[300, 0, 500]);
        assert_eq!((some.size, some.replications), (400.0, 2));
        assert_eq!(row_of_sizes(&[0, 0]).size, 0.0);
    }

    #[test]
    fn the_spread_of_a_round_is_split_between_chance_and_the_members() {
        let mut tally = CutoffTally::of_members(2);
        // The second round has one cutoff of the second member alone.
        let cutoffs = [(1, 1, Some(500)), (2, 5, Some(510)), (1, 3, Some(502)), (2, 7, None)];
        for (member, first, second) in cutoffs {
            let rounds = [round(1, "2026-01-05", "cec", Some(first)), round(2, "2026-01-19", "cec", second)];
            tally.add(&rounds, Some(member));
        }
        let rows = tally.rows(|_| None);
        // As in the analysis by hand of {1, 3} and {5, 7}: 2 within members, 7 between them.
        let Components { chance, parameters } = rows[0].components.unwrap();
        assert!((chance - 2_f64.sqrt()).abs() < 1e-9 && (parameters - 7_f64.sqrt()).abs() < 1e-9);
        assert_eq!(rows[1].components, None);
    }

    /// The row of a round with a size in each replication.
    fn row_of_sizes(sizes: &[u32]) -> CutoffRow {
        let mut tally = CutoffTally::of_members(0);
        for size in sizes.iter().copied() {
            let cutoff = (size > 0).then_some(500);
            tally.add(&[Round { size, invited: size, ..round(1, "2026-01-05", "cec", cutoff) }], None);
        }
        tally.rows(|_| None).remove(0)
    }
}
