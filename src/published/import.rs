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
mod seconds;
mod sheet;
mod tables;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::figure::Assumed;
use crate::document::problem::Problems;
use crate::document::tree::{Origin, Source};
use crate::policy::instruction::RoundNumber;
use crate::published::impossible::{self, Fault, Impossible, Kept};
use crate::published::rounds;
use crate::scenario::{Chosen, DateOrder};
use crate::time::{Day, Instant};
use correction::Correction;
use count::Counts;
use entry::{Entry, File, Reporting};
use meaning::MEANINGS;
use moment::Proof;
pub use numbering::Numbering;
use repair::{Finding, Repair, TieBreakFault};
use round::{Corrections, How, ReadRound, Types};
pub use tables::{IMPOSSIBLE, STALE};
pub use tables::{RoundRow, SnapshotRow, Tables};

/// The column of the days of counts in a table of counts.
const COUNT_DAY: &str = "as_of";
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
    /// Where each round stands in the file.
    pub places: BTreeMap<RoundNumber, RoundPlace>,
    /// Rounds and tie-breaks that are left out, since they cannot be right, with the lines of the rounds.
    pub left_out: Vec<(Option<usize>, Fault)>,
    /// Forms of numbers and dates that were understood.
    pub assumed: Vec<Assumed>,
    /// Columns of counts that the file lacks, if it has others.
    pub missing_columns: Vec<String>,
    /// Rows that could not be read.
    pub broken: usize,
    /// Meaning and name of the columns that were read, where the names are not those of IRCC's file.
    pub columns: Vec<(&'static str, String)>,
    /// The order of the numbers of dates, where some dates of the file prove it.
    pub proven_order: Option<DateOrder>,
    /// Numbers that the file lacks.
    pub numbering: Option<Numbering>,
    /// Whether the table has the columns of the program's own.
    pub is_own: bool,
    /// Whether the rounds of a table of the program's own columns do not stand in the order of time.
    pub is_out_of_order: bool,
    /// Rows that became rounds.
    read: usize,
}

/// Where a round stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundPlace {
    /// The line on which it begins; none where rounds share a line.
    pub line: Option<usize>,
    /// Its number.
    pub number: Origin,
    /// Its type.
    pub round_type: Origin,
    /// The day of its count.
    pub pool_as_of: Origin,
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

/// Where what is wrong with a file is reported.
#[derive(Clone, Copy)]
pub struct Wrong<'a> {
    /// Of the file as a whole: nothing is read then.
    pub file: &'a Problems,
    /// Of single rows, which are left out.
    pub rows: &'a Problems,
}

/// Reads a file of rounds; errors that cannot be repaired are reported.
pub fn import(source: &Arc<Source>, how: Instructions<'_>, wrong: Wrong<'_>) -> Option<Imported> {
    let before = wrong.file.len();
    let place = Reporting { source, problems: wrong.file, rows: wrong.rows };
    let imported = if is_json(source) {
        let objects = json::read(place)?;
        let file = objects.file(how.columns, place)?;
        let entries = objects.entries(&file);
        let rows = entries.len() + objects.broken;
        read_all(&file, &entries, how).map(|imported| imported.of_rows(rows))
    } else {
        let sheet = sheet::read(source);
        let (file, places) = sheet.file(how.columns, place)?;
        let entries = sheet.entries(&file, &places);
        read_all(&file, &entries, how).map(|imported| imported.of_rows(sheet.len()))
    };
    imported.filter(|_| wrong.file.len() == before)
}

/// Whether a text is JSON.
pub fn is_json(source: &Source) -> bool {
    source.text.trim_start().starts_with(['{', '['])
}

/// Whether a table holds rounds, and not counts of the pool alone.
pub fn is_of_rounds(source: &Source) -> bool {
    !sheet::read(source).names().iter().any(|name| name.trim() == COUNT_DAY)
}

fn read_all(file: &File<'_>, entries: &[Entry<'_>], how: Instructions<'_>) -> Option<Imported> {
    let dates: Vec<String> = entries.iter().map(|entry| entry.text("drawDate")).collect();
    let proven = match moment::proven_order(dates.iter().map(String::as_str)) {
        Proof::Mixed(first, second) if how.order.is_none() => {
            refuse_mixed(&entries[first], &entries[second]);
            return None;
        }
        Proof::Order(order) => Some(order),
        Proof::None | Proof::Mixed(..) => None,
    };
    let types = if rounds::has_own_columns(file.source) { Types::Own } else { Types::Published };
    let how_read = How { order: how.order.or(proven), types };
    let mut read: Vec<ReadRound<'_>> =
        entries.iter().filter_map(|entry| round::read(entry, how_read)).collect();
    let has_numbers = file.names.contains_key("drawNumber");
    let numbering = (!has_numbers).then(|| numbering::number(&mut read, how.before));
    let mut corrections = Corrections::new();
    for correction in how.corrections {
        corrections.entry(correction.number).or_default().push(correction);
    }
    for round in &mut read {
        round.correct(&corrections);
    }
    let is_late = read.windows(2).any(|pair| pair[1].row.drawn_at < pair[0].row.drawn_at);
    let is_own = matches!(types, Types::Own);
    let is_out_of_order = is_late && is_own;
    read.sort_by_key(|round| (round.number, round.row.drawn_at));
    let read = seconds::parted(read);
    let columns = MEANINGS.iter().filter_map(|meaning| {
        let name = file.names.get(meaning.field)?;
        Some((meaning.option, name.clone()))
    });
    let is_known = file.names.iter().all(|(field, name)| field == name) || is_own;
    let columns = if is_known { Vec::new() } else { columns.collect() };
    let proven_order = proven.filter(|_| how.order.is_none());
    let mut imported =
        Imported { columns, proven_order, numbering, is_own, is_out_of_order, ..Imported::default() };
    for round in read {
        imported.add(round);
    }
    imported.assumed = file.readings.take().all();
    imported.missing_columns = imported.take_missing_columns(file);
    imported.leave_out();
    imported.flag_counts();
    Some(imported)
}

/// Reports two dates of a file whose numbers stand in different orders.
fn refuse_mixed(first: &Entry<'_>, second: &Entry<'_>) {
    let place = first.line().map_or(String::new(), |line| format!("; the first stands in line {line}"));
    let title = format!(
        "the dates `{}` and `{}` have day and month in different orders",
        first.text("drawDate"),
        second.text("drawDate")
    );
    let expected = format!("one order in all dates{place}");
    second.wrong_in_file("drawDate", title, &expected);
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

    /// What is impossible about the rounds of a file. `kept` says what happens to cutoffs.
    pub fn impossible_rounds(&self, file: &str, kept: Kept) -> Vec<Impossible> {
        let found = |line, fault, kept| Impossible { table: file.to_owned(), line, fault, kept };
        let left_out = self.left_out.iter().map(|(line, fault)| found(*line, fault.clone(), Kept::LeftOut));
        let mut all: Vec<Impossible> = left_out.collect();
        for (number, faults) in impossible::of_rounds(&self.tables.figures()) {
            let line = self.line(number);
            all.extend(faults.into_iter().map(|fault| found(line, fault, kept)));
        }
        all
    }

    /// What is impossible about the counts of a file. `kept` says what happens to them.
    pub fn impossible_counts(&self, file: &str, kept: Kept) -> Vec<Impossible> {
        let holders = self.holders();
        let found = self.impossible_censuses().map(|(day, fault)| {
            let line = holders.get(&day).and_then(|number| self.line(*number));
            Impossible { table: file.to_owned(), line, fault, kept }
        });
        found.collect()
    }

    fn impossible_censuses(&self) -> impl Iterator<Item = (Day, Fault)> {
        self.tables.censuses().into_iter().filter_map(|census| {
            let counts = self.tables.snapshots.get(&census.date).map(|row| row.counts);
            let wide = count::WIDE.map(|place| counts.and_then(|counts| counts[place]));
            Some((census.date, impossible::of_census(&census, wide)?))
        })
    }

    /// The line of a round, if it has one.
    fn line(&self, number: RoundNumber) -> Option<usize> {
        self.places.get(&number).and_then(|place| place.line)
    }

    /// The first round with the counts of each day.
    fn holders(&self) -> BTreeMap<Day, RoundNumber> {
        let rounds = self.tables.rounds.iter().rev();
        rounds.filter_map(|(number, round)| Some((round.pool_as_of?, *number))).collect()
    }

    /// The same, of a file with so many rows: those without a round are broken.
    fn of_rows(self, rows: usize) -> Imported {
        Imported { broken: rows - self.read.min(rows), ..self }
    }

    /// Columns of counts that the whole file lacks, in place of one finding for each round.
    fn take_missing_columns(&mut self, file: &File<'_>) -> Vec<String> {
        let mut missing = Vec::new();
        for repair in &mut self.repairs {
            if let Finding::MissingCounts { fields } = &mut repair.finding {
                let (known, absent): (Vec<String>, Vec<String>) = std::mem::take(fields)
                    .into_iter()
                    .partition(|field| file.names.values().any(|name| name == field));
                *fields = known;
                missing = absent;
            }
        }
        self.repairs.retain(|repair| match &repair.finding {
            Finding::MissingCounts { fields } => !fields.is_empty(),
            _ => true,
        });
        missing
    }

    /// Leaves out rounds and tie-breaks that cannot be right. A cutoff that cannot be stays in the table,
    /// with a note: readers of the table leave it out.
    fn leave_out(&mut self) {
        for (number, faults) in impossible::of_rounds(&self.tables.figures()) {
            let line = self.line(number);
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
            Some(row) if is_same_round(row, &round.row) => {
                self.read += 1;
                round.findings = vec![Finding::Repeated];
            }
            Some(_) => {
                let title = format!("round {} stands twice with different figures", round.number);
                let first = self
                    .line(round.number)
                    .map_or(String::new(), |line| format!("; the first stands in line {line}"));
                let expected = format!("a number of its own for each round, such as 91a and 91b{first}");
                round.entry.wrong("drawNumber", title, &expected);
                return;
            }
            None => {
                self.read += 1;
                if round.counts.is_none() && round.row.pool_as_of.is_none() {
                    self.uncounted.push(round.number);
                }
                self.add_counts(&mut round);
                self.places.insert(round.number, round.entry.places());
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

    /// Flags counts that cannot be right, and those that were published again under a later day.
    fn flag_counts(&mut self) {
        let mut seen: BTreeMap<Counts, Day> = BTreeMap::new();
        let holders = self.holders();
        let impossible: Vec<Day> = self.impossible_censuses().map(|(day, _)| day).collect();
        for day in impossible {
            self.tables.snapshots.entry(day).and_modify(|row| row.flag = IMPOSSIBLE.to_owned());
            let finding = Finding::ImpossibleCounts { day };
            self.repairs.extend(holders.get(&day).map(|number| Repair { number: *number, finding }));
        }
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
