//! Invitations beside the published ones, in words.

use super::terminal::{Heading, table};
use crate::experiment::judging::planned_years::IssuedRow;

/// A table for the terminal with a line before it; nothing where no planned year can be compared.
pub fn text(rows: &[IssuedRow]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let headings = [
        Heading::Figures("year"),
        Heading::Words("group"),
        Heading::Figures("planned"),
        Heading::Figures("published"),
        Heading::Figures("difference"),
    ];
    let lines = rows.iter().map(|row| {
        [
            row.year.to_string(),
            row.group.name().to_owned(),
            format!("{}", row.issued.round()),
            format!("{}", row.published.round()),
            row.difference().map_or(String::new(), |part| format!("{:+.1} %", 100.0 * part)),
        ]
    });
    format!(
        "Invitations beside those that were issued (means over replications):\n{}\n\n",
        table(&headings, lines)
    )
}
