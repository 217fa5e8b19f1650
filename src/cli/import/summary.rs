//! What was read from a file of rounds, in words.

use super::words;
use crate::document::kind::Kinds;
use crate::document::plural::plural;
use crate::document::printable::printable_line;
use crate::document::problem::Problem;
use crate::policy::instruction::RoundNumber;
use crate::published::import::{Change, Imported};

/// Most round numbers in a list.
const MOST_SHOWN: usize = 12;

/// What becomes of repairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repairs {
    /// Each is noted in its row of the table that is written.
    Noted,
    /// No table is written.
    Shown,
}

/// Rounds read, left out, repaired and without counts.
pub fn read(imported: &Imported, fate: Repairs) -> String {
    let mut text = format!(
        "{} and {} of the pool read.\n\n",
        plural(imported.tables.rounds.len() as u64, "round"),
        plural(imported.tables.snapshots.len() as u64, "count"),
    );
    if imported.broken > 0 {
        text += &words::left_out(imported.broken);
    }
    if !imported.columns.is_empty() {
        text += &words::columns(&imported.columns, &imported.unused);
    }
    text += imported.proven_order.map_or("", words::order);
    text += &imported.numbering.map_or(String::new(), words::numbering);
    text += &repairs(imported, fate);
    if !imported.missing_columns.is_empty() {
        text += &words::missing_columns(&imported.missing_columns);
    }
    let untimed = imported.untimed();
    if !untimed.is_empty() {
        text += &format!("Without a time of day, taken as noon in Toronto: {}.\n\n", numbered(&untimed));
    }
    if !imported.uncounted.is_empty() {
        let rounds = numbered(&imported.uncounted);
        text += &format!("Without counts of the pool, as is usual before 2022: {rounds}.\n\n");
    }
    text
}

fn repairs(imported: &Imported, fate: Repairs) -> String {
    let repairs: Vec<_> = imported.repairs.iter().filter(|repair| !repair.finding.is_untimed()).collect();
    if repairs.is_empty() {
        return String::new();
    }
    let count = plural(repairs.len() as u64, "repair");
    let fate = if fate == Repairs::Noted { ", each noted in its row" } else { "" };
    format!("{count}{fate}:\n{}", listed(repairs.iter().map(|repair| words::repair(repair))))
}

/// Changes of the earlier tables.
pub fn changes(changes: &[Change]) -> String {
    if changes.is_empty() {
        return String::new();
    }
    let sentences = changes.iter().map(|change| words::change(*change));
    format!("Changes to the earlier tables:\n{}", listed(sentences))
}

/// What is wrong with rows that are left out, a sentence each; of many of a kind the first, and the number of
/// the others.
pub fn broken(problems: &[Problem]) -> Vec<String> {
    let (mut shown, mut kinds) = (Vec::new(), Kinds::default());
    for problem in problems {
        if kinds.is_shown(&problem.title) {
            shown.push(printable_line(&words::broken(problem)).into_owned());
        }
    }
    let more = kinds.left_out();
    shown.extend(
        more.map(|(first, count)| {
            printable_line(&format!("{count} more like this one: {first}")).into_owned()
        }),
    );
    shown
}

/// Sentences below each other; of many of a kind the first, and the number of the others.
fn listed(sentences: impl Iterator<Item = String>) -> String {
    let (mut text, mut kinds) = (String::new(), Kinds::default());
    for sentence in sentences {
        if kinds.is_shown(&sentence) {
            text += &format!("- {}\n", printable_line(&sentence));
        }
    }
    for (first, count) in kinds.left_out() {
        text += &format!("- {count} more like this one: {}\n", printable_line(first));
    }
    text + "\n"
}

/// The number of rounds, and the first and last of many.
fn numbered(rounds: &[RoundNumber]) -> String {
    let numbers: Vec<String> = rounds.iter().map(ToString::to_string).collect();
    let shown = match numbers.as_slice() {
        [first, .., last] if numbers.len() > MOST_SHOWN => format!("{first} to {last}"),
        _ => numbers.join(", "),
    };
    format!("{} ({shown})", plural(numbers.len() as u64, "round"))
}
