//! Invitations compared with the published ones, in a table for the terminal.

use super::terminal::{Column, worded_table};
use super::words::{Words, message};
use crate::experiment::judging::planned_years::IssuedRow;

/// A table for the terminal, after its title; empty if no planned year can be compared.
pub fn text(rows: &[IssuedRow], words: &Words) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let columns = [
        Column::Figures(message!("column-year")),
        Column::Words(message!("column-group")),
        Column::Figures(message!("column-planned")),
        Column::Figures(message!("column-published")),
        Column::Figures(message!("column-difference")),
    ];
    let lines = rows.iter().map(|row| {
        [
            row.year.to_string(),
            row.group.name().to_owned(),
            words.figure(row.invitations.simulated),
            words.figure(row.invitations.published),
            row.invitations
                .relative_difference()
                .map_or(String::new(), |part| format!("{:+.1} %", 100.0 * part)),
        ]
    });
    let title = words.text(&message!("issued-title"));
    format!("{title}\n{}\n\n", worded_table(words, &columns, lines))
}
