//! Import of a file of rounds into the project's two tables: IRCC's own in English or French, or a tracker's
//! table.
//!
//! Every repair is returned as a fact. The functions work on texts; the command reads and writes the files.

pub mod column;
pub mod correction;
mod count;
mod entry;
mod imported;
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

use std::sync::Arc;

use crate::document::figure;
use crate::document::problem::Problems;
use crate::document::tree::Source;
use crate::policy::instruction::RoundNumber;
use crate::published::rounds;
use crate::scenario::{Chosen, DateOrder};
use crate::time::Day;
use column::{RIVALS, Rival};
use correction::Correction;
use entry::{Entry, File, Reporting};
pub use imported::Imported;
use meaning::MEANINGS;
use moment::Proof;
pub use numbering::Numbering;
use round::{Corrections, How, ReadRound, Types};
pub use tables::{IMPOSSIBLE, STALE, Tables};

/// The column of the days of counts in a table of counts.
const COUNT_DAY: &str = "as_of";

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

/// Where what is wrong with a file is reported, and what becomes of its broken rows.
#[derive(Clone, Copy)]
pub enum Wrong<'a> {
    /// Broken rows are reported with what is wrong with the file as a whole. The other rows are read, so that
    /// all that is wrong with them is found too.
    RowsRefused(&'a Problems),
    /// Broken rows are left out. Nothing is read of a file that is wrong as a whole.
    RowsLeftOut {
        /// Of the file as a whole.
        file: &'a Problems,
        /// Of single rows.
        rows: &'a Problems,
    },
}

impl<'a> Wrong<'a> {
    fn file(self) -> &'a Problems {
        match self {
            Wrong::RowsRefused(file) | Wrong::RowsLeftOut { file, .. } => file,
        }
    }

    fn rows(self) -> &'a Problems {
        match self {
            Wrong::RowsRefused(rows) | Wrong::RowsLeftOut { rows, .. } => rows,
        }
    }
}

/// Reads a file of rounds; errors that cannot be repaired are reported.
pub fn import(source: &Arc<Source>, how: Instructions<'_>, wrong: Wrong<'_>) -> Option<Imported> {
    let before = wrong.file().len();
    let place = Reporting { source, problems: wrong.file(), rows: wrong.rows() };
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
    imported.filter(|_| match wrong {
        Wrong::RowsRefused(_) => true,
        Wrong::RowsLeftOut { file, .. } => file.len() == before,
    })
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
    if !are_columns_agreed(entries) {
        return None;
    }
    let proven = proven_order(entries, how)?;
    let is_own = rounds::has_own_columns(file.source);
    let types = if is_own { Types::Own } else { Types::Published };
    let how_read = How { order: how.order.or(proven), types };
    let mut read: Vec<ReadRound<'_>> =
        entries.iter().filter_map(|entry| round::read(entry, how_read)).collect();
    let has_numbers = file.names.contains_key("drawNumber");
    let numbering = (!has_numbers).then(|| numbering::number(&mut read, how.before));
    correct(&mut read, how.corrections);
    let is_late = read.windows(2).any(|pair| pair[1].row.drawn_at < pair[0].row.drawn_at);
    read.sort_by_key(|round| (round.number, round.row.drawn_at));
    let columns = if is_own { Vec::new() } else { columns(file) };
    let mut imported = Imported {
        unused: if columns.is_empty() { Vec::new() } else { file.unused.clone() },
        columns,
        proven_order: proven.filter(|_| how.order.is_none()),
        numbering,
        is_own,
        is_out_of_order: is_late && is_own,
        ..Imported::default()
    };
    seconds::parted(read).into_iter().for_each(|round| imported.add(round));
    imported.finish(file);
    Some(imported)
}

/// The order of the numbers of dates that some of them prove. Nothing if they contradict each other and the
/// user states no order, which is reported.
fn proven_order(entries: &[Entry<'_>], how: Instructions<'_>) -> Option<Option<DateOrder>> {
    let dates: Vec<String> = entries.iter().map(|entry| entry.text("drawDate")).collect();
    match moment::proven_order(dates.iter().map(String::as_str)) {
        Proof::Mixed(first, second) if how.order.is_none() => {
            refuse_mixed(&entries[first], &entries[second]);
            None
        }
        Proof::Order(order) => Some(Some(order)),
        Proof::None | Proof::Mixed(..) => Some(None),
    }
}

fn correct(read: &mut [ReadRound<'_>], known: &[Correction]) {
    let mut corrections = Corrections::new();
    for correction in known {
        corrections.entry(correction.number).or_default().push(correction);
    }
    read.iter_mut().for_each(|round| round.correct(&corrections));
}

/// Meaning and name of the columns, where the names are not those of IRCC's file.
fn columns(file: &File<'_>) -> Vec<(&'static str, String)> {
    if file.names.iter().all(|(field, name)| field == name) {
        return Vec::new();
    }
    let named = MEANINGS.iter().filter_map(|meaning| {
        let name = file.names.get(meaning.field)?;
        Some((meaning.option, name.clone()))
    });
    named.collect()
}

/// Whether columns of the same meaning hold the same in all rows; reported if they do not.
fn are_columns_agreed(entries: &[Entry<'_>]) -> bool {
    let mut are_agreed = true;
    for Rival { field, second } in RIVALS {
        let Some(odd) = entries.iter().find(|entry| differs(entry, [field, second])) else { continue };
        let option = MEANINGS.iter().find(|meaning| meaning.field == field).map_or("", |found| found.option);
        let [name, other] = [field, second].map(|field| odd.name(field));
        let [text, other_text] = [field, second].map(|field| odd.text(field));
        let title = format!(
            "`{name}` and `{other}` may both be the {option} of a round, but are `{text}` and `{other_text}`"
        );
        let expected = format!("one: name it, as `{}`", entry::columns_option(option, name));
        odd.wrong_in_file(second, title, &expected);
        are_agreed = false;
    }
    are_agreed
}

/// Whether two fields state different days or numbers; an empty one states nothing.
fn differs(entry: &Entry<'_>, fields: [&str; 2]) -> bool {
    let [first, second] = fields.map(|field| entry.text(field));
    if first.is_empty() || second.is_empty() || first == second {
        return false;
    }
    let days = [&first, &second].map(|text| moment::day(text, None));
    let numbers = [&first, &second].map(|text| figure::whole(text).map(|figure| figure.value));
    let is_same_day = days[0].is_some() && days[0] == days[1];
    !is_same_day && (numbers[0].is_none() || numbers[0] != numbers[1])
}

/// Reports two dates of a file whose numbers stand in different orders.
fn refuse_mixed(first: &Entry<'_>, second: &Entry<'_>) {
    let title = format!(
        "the dates `{}` and `{}` have day and month in different orders",
        first.text("drawDate"),
        second.text("drawDate")
    );
    let expected = match first.line() {
        Some(line) => format!("one order in all dates; the first stands in line {line}"),
        None => "one order in all dates".to_owned(),
    };
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

#[cfg(test)]
mod tests;
