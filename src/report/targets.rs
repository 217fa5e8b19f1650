//! Landings beside the targets, and the applications in progress, in words.

pub mod miss;

use super::terminal::{Heading, table};
use crate::experiment::inventory::InventoryDay;
use crate::experiment::targets::TargetRow;
use crate::policy::levels::Line;
use crate::policy::program::Program;

/// What the figures of French speakers are not.
const NOT_ALIKE: &str = "* not like with like: the plan states this target for admissions outside Quebec and names no route, while\n\
                         only those are counted as landed who come by way of Express Entry\n";

/// Tables for the terminal, each with a line before it; nothing where there is no target.
pub fn text(rows: &[TargetRow], inventory: &[InventoryDay]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut text = format!(
        "Persons landed by way of Express Entry and its part of the targets, with the plan's range\n(means over replications):\n{}\n",
        targets(rows)
    );
    if rows.iter().any(|row| row.line == Line::FrenchOutsideQuebec) {
        text += NOT_ALIKE;
    }
    for miss in rows.iter().filter_map(miss::sentence) {
        text += &format!("{miss}\n");
    }
    text + "\n" + &in_progress(inventory) + "\n\n"
}

fn targets(rows: &[TargetRow]) -> String {
    let headings = [
        Heading::Figures("year"),
        Heading::Words("line"),
        Heading::Figures("landed"),
        Heading::Figures("target"),
        Heading::Figures("range"),
        Heading::Figures("difference"),
    ];
    // Halves go up, as in tables.
    let whole =
        |persons: Option<f64>| persons.map_or(String::new(), |persons| format!("{}", persons.round()));
    let lines = rows.iter().map(|row| {
        let range = row.level.low.zip(row.level.high);
        [
            row.year.to_string(),
            row.line.table_name().to_owned() + if row.line == Line::FrenchOutsideQuebec { "*" } else { "" },
            whole(Some(row.landed)),
            whole(row.level.target),
            range.map_or(String::new(), |(low, high)| {
                format!("{} to {}", whole(Some(low)), whole(Some(high)))
            }),
            difference(row),
        ]
    });
    table(&headings, lines)
}

/// Landed less wanted in words.
fn difference(row: &TargetRow) -> String {
    if row.is_within() {
        return "in range".to_owned();
    }
    row.error().map_or(String::new(), |error| format!("{:+.1} %", 100.0 * error))
}

/// Applications in progress at the first count and at the last one.
fn in_progress(inventory: &[InventoryDay]) -> String {
    let ends = [inventory.first(), inventory.last()].into_iter().flatten();
    let lines = ends.map(|end| {
        let parts = Program::ALL
            .map(|program| format!("{} {:.0}", program.name(), end.applications[program.index()]));
        format!("Applications in progress on {}: {}.", end.date, parts.join(", "))
    });
    lines.collect::<Vec<String>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::targets::Progress;
    use crate::policy::levels::Level;
    use crate::scenario::Aim;

    fn row(line: Line, aim: Aim, landed: f64) -> TargetRow {
        let level = Level { low: Some(80.0), target: Some(100.0), high: Some(120.0) };
        let (progress, causes) = (Progress::default(), Vec::new());
        TargetRow { year: 2027, line, level, aim, landed, progress, causes }
    }

    fn told(rows: &[TargetRow]) -> String {
        text(rows, &[])
    }

    #[test]
    fn french_speakers_have_a_note_that_their_figures_are_not_alike() {
        let federal = row(Line::FederalHighSkilled, Aim::Target, 90.0);
        assert!(!told(std::slice::from_ref(&federal)).contains('*'));
        let both = told(&[federal, row(Line::FrenchOutsideQuebec, Aim::Target, 90.0)]);
        assert!(both.contains(" french_outside_quebec* "), "{both}");
        assert!(both.contains("\n* not like with like: the plan states this target for admissions outside"));
    }

    #[test]
    fn landings_in_a_range_that_is_aimed_at_are_no_difference() {
        let of = |aim, landed| told(&[row(Line::FederalHighSkilled, aim, landed)]);
        assert!(of(Aim::Range, 90.0).contains("   in range\n"), "{}", of(Aim::Range, 90.0));
        assert!(of(Aim::Target, 90.0).contains("   -10.0 %\n"));
        assert!(of(Aim::Range, 60.0).contains("   -25.0 %\n"));
    }
}
