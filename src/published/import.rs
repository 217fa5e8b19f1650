//! Import of a file of rounds into the project's two tables: IRCC's own in English or French, or a tracker's
//! table.
//!
//! Every repair is returned as a fact. The functions work on texts; the command reads and writes the files.

pub mod column;
pub mod correction;
mod count;
mod entry;
mod json;
mod meaning;
pub mod moment;
mod notation;
mod numbering;
pub mod repair;
mod round;
mod sheet;
mod tables;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::problem::Problems;
use crate::document::tree::Source;
use crate::policy::instruction::RoundNumber;
use crate::published::impossible::{self, Fault, Impossible};
use crate::time::{Day, Instant};
use column::Chosen;
use correction::Correction;
use count::Counts;
use entry::{Entry, File, Reporting};
use meaning::MEANINGS;
use moment::DateOrder;
pub use numbering::Numbering;
use repair::{Finding, Repair, TieBreakFault};
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
    /// The line on which each round begins in the file.
    pub lines: BTreeMap<RoundNumber, usize>,
    /// Rounds and tie-breaks that are left out, since they cannot be right, with the lines of the rounds.
    pub left_out: Vec<(usize, Fault)>,
    /// Meaning and name of the columns that were read, where the names are not those of IRCC's file.
    pub columns: Vec<(&'static str, String)>,
    /// The order of the numbers of dates, where some dates of the file prove it.
    pub proven_order: Option<DateOrder>,
    /// Numbers that the file lacks.
    pub numbering: Option<Numbering>,
}

/// How a file is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Instructions<'a> {
    /// Known errors of the published file.
    pub corrections: &'a [Correction],
    /// Columns that the user named.
    pub columns: &'a [Chosen],
    /// The order of the numbers of dates, if the user stated it.
    pub order: Option<DateOrder>,
    /// The tables of an earlier import: rounds without numbers have theirs.
    pub before: Option<&'a Tables>,
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

/// Reads a file of rounds; errors that cannot be repaired are reported.
pub fn import(source: &Arc<Source>, how: Instructions<'_>, problems: &Problems) -> Option<Imported> {
    let before = problems.len();
    let place = Reporting { source, problems };
    let imported = if is_json(source) {
        let objects = json::read(place)?;
        let file = objects.file(how.columns, place)?;
        read_all(&file, &objects.entries(&file), how)
    } else {
        let sheet = sheet::read(source);
        let (file, places) = sheet.file(how.columns, place)?;
        read_all(&file, &sheet.entries(&file, &places), how)
    };
    (problems.len() == before).then_some(imported)
}

/// Whether a text is JSON.
pub fn is_json(source: &Source) -> bool {
    source.text.trim_start().starts_with(['{', '['])
}

/// Whether a text is a table of rounds with other columns than the program's own.
pub fn is_foreign_sheet(source: &Source) -> bool {
    let sheet = sheet::read(source);
    column::find(&sheet.names(), &[]).is_ok()
}

fn read_all(file: &File<'_>, entries: &[Entry<'_>], how: Instructions<'_>) -> Imported {
    let dates: Vec<String> = entries.iter().map(|entry| entry.text("drawDate")).collect();
    let proven = moment::proven_order(dates.iter().map(String::as_str));
    let order = how.order.or(proven);
    let mut read: Vec<ReadRound<'_>> = entries.iter().filter_map(|entry| round::read(entry, order)).collect();
    let has_numbers = file.names.contains_key("drawNumber");
    let numbering = (!has_numbers).then(|| numbering::number(&mut read, how.before));
    let mut corrections = Corrections::new();
    for correction in how.corrections {
        corrections.entry(correction.number).or_default().push(correction);
    }
    for round in &mut read {
        round.correct(&corrections);
    }
    read.sort_by_key(|round| (round.number, round.row.drawn_at));
    let columns = MEANINGS.iter().filter_map(|meaning| {
        let name = file.names.get(meaning.field)?;
        Some((meaning.option, name.clone()))
    });
    let is_own = file.names.iter().all(|(field, name)| field == name);
    let columns = if is_own { Vec::new() } else { columns.collect() };
    let proven_order = proven.filter(|_| how.order.is_none());
    let mut imported = Imported { columns, proven_order, numbering, ..Imported::default() };
    for round in read {
        imported.add(round);
    }
    imported.leave_out();
    imported.flag_stale_counts();
    imported
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

    /// Rounds of which no time of day is known.
    pub fn untimed(&self) -> Vec<RoundNumber> {
        let untimed = self.repairs.iter().filter(|repair| repair.finding.is_untimed());
        untimed.map(|repair| repair.number).collect()
    }

    /// Rounds of a file that are left out.
    pub fn left_out(&self, file: &str) -> Vec<Impossible> {
        let left_out = self.left_out.iter().map(|(line, fault)| Impossible {
            table: file.to_owned(),
            line: Some(*line),
            fault: fault.clone(),
        });
        left_out.collect()
    }

    /// What is impossible about the rounds and counts of a file.
    pub fn impossible(&self, file: &str) -> Vec<Impossible> {
        let mut found = self.left_out(file);
        for (number, faults) in impossible::of_rounds(&self.tables.figures()) {
            let line = self.lines.get(&number).copied();
            let own = faults.into_iter().map(|fault| Impossible { table: file.to_owned(), line, fault });
            found.extend(own);
        }
        for census in self.tables.censuses() {
            let holder = self.tables.rounds.iter().find(|(_, row)| row.pool_as_of == Some(census.date));
            let line = holder.and_then(|(number, _)| self.lines.get(number).copied());
            let counts = self.tables.snapshots.get(&census.date).map(|row| row.counts);
            let wide = count::WIDE.map(|place| counts.and_then(|counts| counts[place]));
            let fault = impossible::of_census(&census, wide);
            found.extend(fault.map(|fault| Impossible { table: file.to_owned(), line, fault }));
        }
        found
    }

    /// Leaves out rounds and tie-breaks that cannot be right. A cutoff that cannot be stays in the table,
    /// with a note: readers of the table leave it out.
    fn leave_out(&mut self) {
        for (number, faults) in impossible::of_rounds(&self.tables.figures()) {
            let line = self.lines.get(&number).copied().unwrap_or_default();
            for fault in faults {
                let finding = match fault {
                    Fault::TieBreakAfter { tie_break, .. } => unused(tie_break, TieBreakFault::AfterRound),
                    Fault::TieBreakBefore { tie_break, .. } => unused(tie_break, TieBreakFault::TooEarly),
                    Fault::NomineeCutoff { cutoff, .. } | Fault::CutoffTooHigh { cutoff, .. } => {
                        let finding = Finding::ImpossibleCutoff { cutoff };
                        self.repairs.push(Repair { number, finding });
                        continue;
                    }
                    _ => {
                        self.tables.rounds.remove(&number);
                        self.repairs.retain(|repair| repair.number != number);
                        self.uncounted.retain(|uncounted| *uncounted != number);
                        self.left_out.push((line, fault));
                        break;
                    }
                };
                self.tables.rounds.entry(number).and_modify(|row| row.tie_break = None);
                self.repairs.push(Repair { number, finding });
                self.left_out.push((line, fault));
            }
        }
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
                self.lines.insert(round.number, round.entry.line());
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

fn unused(tie_break: Instant, fault: TieBreakFault) -> Finding {
    Finding::TieBreak { text: tie_break.to_string(), fault, taken: None }
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
