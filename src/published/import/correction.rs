//! Known errors of the published file, read from `corrections.csv`.

use std::sync::Arc;

use crate::document::problem::Problems;
use crate::document::rows::Rows;
use crate::document::source::Source;
use crate::policy::instruction::RoundNumber;
use crate::published::round::MOST_PERSONS;

/// Columns of `rounds.csv` that may be corrected.
const CORRECTED: [&str; 2] = ["invitations", "cutoff"];

/// A published figure that is known to be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The round.
    pub number: RoundNumber,
    /// The column of `rounds.csv`.
    pub column: String,
    /// The published figure; where the file has another one nothing is corrected.
    pub found: u32,
    /// The right figure.
    pub corrected: u32,
    /// How that is known.
    pub source: String,
}

/// Reads the corrections; every broken row is reported.
pub fn read(source: &Arc<Source>, problems: &Problems) -> Option<Vec<Correction>> {
    let before = problems.len();
    let rows = Rows::parse(source, &["round_number", "column", "found", "corrected", "source"], problems)?;
    let mut corrections = Vec::new();
    for row in rows.iter(problems) {
        let number = row.need::<RoundNumber>("round_number", "a round number like 91 or 91a");
        let column = row.need::<String>("column", "`invitations` or `cutoff`");
        let found = row.need::<u32>("found", "a whole number");
        let (range, noun) = match row.text("column") {
            "cutoff" => (0..=1200, "points"),
            _ => (1..=MOST_PERSONS, "persons"),
        };
        let corrected = row.need_count("corrected", range, noun);
        let reason = row.need::<String>("source", "how it is known");
        if column.as_ref().is_some_and(|column| !CORRECTED.contains(&column.as_str())) {
            row.wrong_in(
                "column",
                format!("`column` is `{}`", row.text("column")),
                "expected `invitations` or `cutoff`",
            );
        }
        if let (Some(number), Some(column), Some(found), Some(corrected), Some(source)) =
            (number, column, found, corrected, reason)
        {
            corrections.push(Correction { number, column, found, corrected, source });
        }
    }
    (problems.len() == before).then_some(corrections)
}
