//! Import of IRCC's file of rounds, `ee_rounds_123_en.json`, into the project's two tables.
//!
//! Every repair is returned as a fact. The functions work on texts; the command reads and writes the files.

pub mod correction;
mod count;
mod entry;
mod notation;
pub mod repair;
mod round;
mod tables;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::problem::{Problem, Problems};
use crate::document::tree::{Origin, Source};
use crate::policy::instruction::RoundNumber;
use crate::time::Day;
use correction::Correction;
use count::Counts;
use repair::{Finding, Repair};
use round::{Corrections, ReadRound};
use tables::STALE;
pub use tables::{RoundRow, SnapshotRow, Tables};

/// Flag of a snapshot whose bands do not sum to the stated number.
const SUM_MISMATCH: &str = "sum_mismatch";

/// The content of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The rows; notes are empty.
    pub tables: Tables,
    /// The repairs, in order of round.
    pub repairs: Vec<Repair>,
    /// Rounds without counts of the pool, which is usual before 2022.
    pub uncounted: Vec<RoundNumber>,
}

/// A difference between the tables before an import and after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// A round that was not there.
    NewRound(RoundNumber),
    /// A round with other figures, or another note.
    OtherRound(RoundNumber),
    /// A count of a day that was not there.
    NewCount(Day),
    /// A count of a day with other figures.
    OtherCount(Day),
}

/// Reads IRCC's file; errors that cannot be repaired are reported.
pub fn import(source: &Arc<Source>, corrections: &[Correction], problems: &Problems) -> Option<Imported> {
    let before = problems.len();
    let entries = entry::read(source, problems)?;
    if entries.is_empty() && problems.len() == before {
        let origin = Origin { source: Arc::clone(source), span: 0..0 };
        problems.push(Problem::new(origin, "the list `rounds` is empty", entry::EXPECTED_FILE));
    }
    let mut by_number = Corrections::new();
    for correction in corrections {
        by_number.entry(correction.number).or_default().push(correction);
    }
    let mut read: Vec<ReadRound<'_>> =
        entries.iter().filter_map(|entry| round::read(entry, &by_number)).collect();
    read.sort_by_key(|round| (round.number, round.row.drawn_at));
    let mut imported = Imported::default();
    for round in read {
        imported.add(round);
    }
    imported.flag_stale_counts();
    (problems.len() == before).then_some(imported)
}

/// Adds imported rows to older tables, and lists the changes. A row that only the old tables have stays.
pub fn merge(old: Tables, new: &Tables) -> (Tables, Vec<Change>) {
    let mut changes = Vec::new();
    let mut merged = old.clone();
    for (number, row) in &new.rounds {
        match old.rounds.get(number) {
            None if !old.rounds.is_empty() => changes.push(Change::NewRound(*number)),
            Some(before) if before != row => changes.push(Change::OtherRound(*number)),
            None | Some(_) => {}
        }
        merged.rounds.insert(*number, row.clone());
    }
    for (day, row) in &new.snapshots {
        match old.snapshots.get(day) {
            // A flag that the user set on the same counts stays.
            Some(before) if before.counts == row.counts => continue,
            Some(_) => changes.push(Change::OtherCount(*day)),
            None if !old.snapshots.is_empty() => changes.push(Change::NewCount(*day)),
            None => {}
        }
        merged.snapshots.insert(*day, row.clone());
    }
    (merged, changes)
}

impl Imported {
    /// The findings that belong in the note of a round's row.
    pub fn noted(&self, number: RoundNumber) -> impl Iterator<Item = &Finding> {
        // The repairs are in order of round.
        let start = self.repairs.partition_point(|repair| repair.number < number);
        let own = self.repairs[start..].iter().take_while(move |repair| repair.number == number);
        own.map(|repair| &repair.finding).filter(|finding| finding.is_noted())
    }

    /// Adds a round; a second entry with the same figures is taken once, one with other figures is an error.
    fn add(&mut self, mut round: ReadRound<'_>) {
        match self.tables.rounds.get(&round.number) {
            Some(row) if is_same_round(row, &round.row) => round.findings = vec![Finding::Repeated],
            Some(_) => {
                let title = format!("round {} stands twice with different figures", round.number);
                let expected = "a number of its own for each round, such as 91a and 91b";
                round.entry.wrong("drawNumber", title, expected);
            }
            None => {
                if round.counts.is_none() {
                    self.uncounted.push(round.number);
                }
                self.add_counts(&mut round);
                self.tables.rounds.insert(round.number, round.row.clone());
            }
        }
        self.repairs.extend(round.repairs());
    }

    /// Adds the counts of a round. Rounds a few days apart repeat them.
    fn add_counts(&mut self, round: &mut ReadRound<'_>) {
        let (Some(counts), Some(day)) = (round.counts, round.row.pool_as_of) else { return };
        match self.tables.snapshots.get(&day) {
            Some(row) if row.counts == counts => {}
            Some(_) => round.findings.push(Finding::OtherCounts { day }),
            None => {
                let mismatch = count::sum_mismatch(&counts);
                let flag = mismatch.as_ref().map_or("", |_| SUM_MISMATCH).to_owned();
                round.findings.extend(mismatch);
                self.tables.snapshots.insert(day, SnapshotRow { flag, counts });
            }
        }
    }

    /// Flags counts that were published again under a later day.
    fn flag_stale_counts(&mut self) {
        let mut seen: BTreeMap<Counts, Day> = BTreeMap::new();
        let rounds = self.tables.rounds.iter().rev();
        // The first round with the counts of a day holds them.
        let holders: BTreeMap<Day, RoundNumber> =
            rounds.filter_map(|(number, round)| Some((round.pool_as_of?, *number))).collect();
        for (day, row) in &mut self.tables.snapshots {
            let (day, first) = (*day, *seen.entry(row.counts).or_insert(*day));
            if first < day {
                row.flag = STALE.to_owned();
                let finding = Finding::Stale { day, first };
                self.repairs.extend(holders.get(&day).map(|number| Repair { number: *number, finding }));
            }
        }
        self.repairs.sort_by_key(|repair| repair.number);
    }
}

/// Whether two rows have the same figures and type; names and versions may differ.
fn is_same_round(row: &RoundRow, other: &RoundRow) -> bool {
    let other = RoundRow {
        version: row.version.clone(),
        name: row.name.clone(),
        pool_as_of: row.pool_as_of,
        note: row.note.clone(),
        ..other.clone()
    };
    *row == other
}

#[cfg(test)]
mod tests;
