//! Landings beside the targets, and the applications in progress, in words.

use super::terminal::{Heading, table};
use crate::experiment::Ensemble;
use crate::experiment::targets::TargetRow;
use crate::policy::program::Program;

/// Tables for the terminal, each with a line before it; nothing where there is no target.
pub fn text(rows: &[TargetRow], ensemble: &Ensemble) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut text = format!(
        "Persons landed by way of Express Entry and its part of the targets, with the plan's range\n(means over replications):\n{}\n",
        targets(rows)
    );
    for miss in rows.iter().filter_map(TargetRow::miss) {
        text += &format!("{miss}\n");
    }
    text + "\n" + &inventory(ensemble) + "\n\n"
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
            row.line.table_name().to_owned(),
            whole(Some(row.landed)),
            whole(row.level.target),
            range.map_or(String::new(), |(low, high)| {
                format!("{} to {}", whole(Some(low)), whole(Some(high)))
            }),
            row.error().map_or(String::new(), |error| format!("{:+.1} %", 100.0 * error)),
        ]
    });
    table(&headings, lines)
}

/// Applications in progress at the first count and at the last one.
fn inventory(ensemble: &Ensemble) -> String {
    let Some(first) = ensemble.replications.first() else { return String::new() };
    let count = ensemble.replications.len() as f64;
    let ends = [first.inventories.first(), first.inventories.last()].into_iter().flatten();
    let words = ends.map(|end| {
        let of = |program: Program| {
            let all = ensemble.replications.iter().flat_map(|counts| &counts.inventories);
            let that_day = all.filter(|inventory| inventory.date == end.date);
            that_day.map(|inventory| f64::from(inventory.applications[program.index()])).sum::<f64>() / count
        };
        let parts = Program::ALL.map(|program| format!("{} {:.0}", program.name(), of(program)));
        format!("Applications in progress on {}: {}.", end.date, parts.join(", "))
    });
    words.collect::<Vec<String>>().join("\n")
}
