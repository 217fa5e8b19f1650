//! The content of a file of rounds, with all that was repaired, assumed or left out.

use std::collections::{BTreeMap, BTreeSet};

use super::count::{self, Counts};
use super::entry::{File, RoundPlace};
use super::numbering::Numbering;
use super::repair::{Finding, Repair, TieBreakFault};
use super::round::ReadRound;
use super::tables::{IMPOSSIBLE, RoundRow, STALE, SnapshotRow, Tables};
use crate::document::figure::Assumed;
use crate::policy::instruction::RoundNumber;
use crate::published::impossible::{self, Fault, Impossible, Kept};
use crate::scenario::DateOrder;
use crate::time::{Day, Instant};

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
    /// The other columns of such a file: they are not used.
    pub unused: Vec<String>,
    /// The order of the numbers of dates, where some dates of the file prove it.
    pub proven_order: Option<DateOrder>,
    /// Numbers that the file lacks.
    pub numbering: Option<Numbering>,
    /// Whether the table has the columns of the program's own.
    pub is_own: bool,
    /// Whether the rounds of a table of the program's own columns do not stand in the order of time.
    pub is_out_of_order: bool,
    /// Rows that became rounds.
    pub(super) read: usize,
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

    /// Notes what the rounds have in common, and leaves out what cannot be right.
    pub(super) fn finish(&mut self, file: &File<'_>) {
        self.assumed = file.readings.take().all();
        self.missing_columns = self.take_missing_columns(file);
        self.leave_out();
        self.repairs.extend(self.far_date());
        self.flag_counts();
    }

    /// A date more than two years after all others, which may be a slip of the year.
    fn far_date(&self) -> Option<Repair> {
        let dated = self.tables.rounds.iter().map(|(number, row)| (row.date, *number));
        let mut dated: Vec<(Day, RoundNumber)> = dated.collect();
        dated.sort_unstable();
        let [.., (before, _), (date, number)] = dated[..] else { return None };
        let is_far = date > before.plus_years(2);
        is_far.then_some(Repair { number, finding: Finding::FarDate { date, before } })
    }

    /// The same, of a file with so many rows: those without a round are broken.
    pub(super) fn of_rows(self, rows: usize) -> Imported {
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
        let mut gone = BTreeSet::new();
        for (number, faults) in impossible::of_rounds(&self.tables.figures()) {
            let line = self.line(number);
            for fault in faults {
                let finding = match fault {
                    Fault::TieBreakAfter { tie_break, .. } => unused(tie_break, TieBreakFault::AfterRound),
                    Fault::TieBreakBefore { tie_break, .. } => unused(tie_break, TieBreakFault::TooEarly),
                    Fault::NomineeCutoff { cutoff, .. } | Fault::CutoffTooHigh { cutoff, .. } => {
                        let finding = Finding::ImpossibleCutoff { cutoff: cutoff.into() };
                        self.repairs.push(Repair { number, finding });
                        continue;
                    }
                    Fault::AboveScale { cutoff, .. } => {
                        let finding = Finding::ImpossibleCutoff { cutoff };
                        self.repairs.push(Repair { number, finding });
                        continue;
                    }
                    _ => {
                        gone.insert(number);
                        self.left_out.push((line, fault));
                        break;
                    }
                };
                self.tables.rounds.entry(number).and_modify(|row| row.tie_break = None);
                self.repairs.push(Repair { number, finding });
                self.left_out.push((line, fault));
            }
        }
        self.tables.rounds.retain(|number, _| !gone.contains(number));
        self.repairs.retain(|repair| !gone.contains(&repair.number));
        self.uncounted.retain(|number| !gone.contains(number));
    }

    /// Adds a round; a second entry with the same figures is taken once, one with other figures is an error.
    pub(super) fn add(&mut self, mut round: ReadRound<'_>) {
        match self.tables.rounds.get(&round.number) {
            Some(row) if is_same_round(row, &round.row) => {
                self.read += 1;
                round.findings = vec![Finding::Repeated];
            }
            Some(_) => {
                let title = format!("round {} stands twice with different figures", round.number);
                let expected = match self.line(round.number) {
                    Some(line) => {
                        format!("a number of its own for each round, such as 91a and 91b; see line {line}")
                    }
                    None => "a number of its own for each round, such as 91a and 91b".to_owned(),
                };
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
