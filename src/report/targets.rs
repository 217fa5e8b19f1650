//! Persons admitted compared with the targets, and the applications in progress: tables for the terminal.

pub mod miss;

use super::terminal::{Column, worded_table};
use super::words::{Argument, Words, message};
use crate::experiment::inventory::InventoryDay;
use crate::experiment::targets::TargetRow;
use crate::policy::levels::Line;
use crate::policy::program::Program;

/// Tables for the terminal, each after its title; empty without a target.
pub fn text(rows: &[TargetRow], inventory: &[InventoryDay], words: &Words) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut text = format!("{}\n{}\n", words.text(&message!("targets-title")), targets(rows, words));
    if rows.iter().any(|row| row.line == Line::FrenchOutsideQuebec) {
        text += &format!("{}\n", words.text(&message!("targets-overlay")));
    }
    for miss in miss::sentences(rows, words) {
        text += &format!("{miss}\n");
    }
    text + "\n" + &in_progress(inventory, words) + "\n\n"
}

fn targets(rows: &[TargetRow], words: &Words) -> String {
    let columns = [
        Column::Figures(message!("column-year")),
        Column::Words(message!("column-line")),
        Column::Figures(message!("column-admitted")),
        Column::Figures(message!("column-target")),
        Column::Figures(message!("column-range")),
        Column::Figures(message!("column-difference")),
    ];
    worded_table(words, &columns, rows.iter().map(|row| cells(row, words)))
}

/// A line of the table.
fn cells(row: &TargetRow, words: &Words) -> [String; 6] {
    let range = row.level.low.zip(row.level.high).map(|(low, high)| {
        words.text(&message!("cell-range", low = words.figure(low), high = words.figure(high)))
    });
    let mark = if row.line == Line::FrenchOutsideQuebec { "*" } else { "" };
    [
        row.year.to_string(),
        format!("{}{mark}", row.line.table_name()),
        words.figure(row.landed),
        row.level.target.map_or(String::new(), |target| words.figure(target)),
        range.unwrap_or_default(),
        difference(row, words),
    ]
}

/// Admitted persons less the target, as a part of it.
fn difference(row: &TargetRow, words: &Words) -> String {
    if row.is_within() {
        return words.text(&message!("targets-in-range"));
    }
    row.error().map_or(String::new(), |error| format!("{:+.1} %", 100.0 * error))
}

/// Applications in progress at the first count and at the last one.
fn in_progress(inventory: &[InventoryDay], words: &Words) -> String {
    let mut lines = Vec::new();
    for end in [inventory.first(), inventory.last()].into_iter().flatten() {
        let parts = Program::ALL
            .map(|program| format!("{} {}", program.name(), words.figure(end.applications[program.index()])));
        let parts = Argument::from(parts.join(", "));
        lines.push(words.text(&message!("targets-in-progress", on = end.date, parts = parts)));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::targets::Progress;
    use crate::policy::levels::Level;
    use crate::scenario::Aim;

    fn row(line: Line, aim: Aim, landed: f64) -> TargetRow {
        let level = Level { low: Some(80.0), target: Some(100.0), high: Some(120.0) };
        let (year, landed_interval, progress) = (2027, None, Progress::default());
        TargetRow { year, line, level, aim, landed, landed_interval, progress }
    }

    fn table_of(rows: &[TargetRow]) -> String {
        text(rows, &[], &Words::english())
    }

    #[test]
    fn french_speakers_have_a_note_that_their_figures_are_not_comparable() {
        let federal = row(Line::FederalHighSkilled, Aim::Target, 90.0);
        assert!(!table_of(std::slice::from_ref(&federal)).contains('*'));
        let both = table_of(&[federal, row(Line::FrenchOutsideQuebec, Aim::Target, 90.0)]);
        assert!(both.contains(" french_outside_quebec* "), "{both}");
        assert!(both.contains("\n* not comparable: the plan states this target for admissions outside"));
    }

    fn federal(aim: Aim, landed: f64) -> String {
        table_of(&[row(Line::FederalHighSkilled, aim, landed)])
    }

    #[test]
    fn admissions_in_a_range_that_is_aimed_at_are_no_difference() {
        assert!(federal(Aim::Range, 90.0).contains("   in range\n"), "{}", federal(Aim::Range, 90.0));
        assert!(federal(Aim::Target, 90.0).contains("   -10.0 %\n"));
        assert!(federal(Aim::Range, 60.0).contains("   -25.0 %\n"));
    }
}
