//! Scored profiles in the terminal: a few with every part of their score, of more a line each.

use super::breakdown;
use crate::document::printable::printable_line;
use crate::profiles::reader::{Batch, GivenProfile, ProfileReader};
use crate::profiles::scores::{BATCH, Scored, Scorer};
use crate::report::terminal::{Heading, table};
use crate::report::words::Words;

/// Most profiles shown with every part of their score; of more, each gets one line.
const MOST_IN_DETAIL: usize = 12;
/// Most lines in the terminal.
const LISTED: usize = 1_000;

/// Scores all profiles, and lists the first of them.
///
/// # Errors
/// If the file cannot be read.
pub fn text(
    reader: &mut ProfileReader,
    scorer: &Scorer<'_>,
    words: &Words,
    mut count: impl FnMut(&Batch),
) -> anyhow::Result<String> {
    let mut more = 0;
    let mut shown: Vec<GivenProfile> = Vec::new();
    let mut batch = Batch::default();
    while reader.read(BATCH, &mut batch)? {
        count(&batch);
        let room = LISTED - shown.len();
        more += batch.profiles.len().saturating_sub(room);
        shown.extend(batch.profiles.drain(..).take(room));
    }
    let scored: Vec<Scored<'_>> = shown.iter().map(|given| scorer.score(given)).collect();
    let mut text = if scored.len() <= MOST_IN_DETAIL {
        breakdown::text(scorer, &scored, words)
    } else {
        list(scorer, &scored)
    };
    if more > 0 {
        text += &format!("\n\nand {more} more; `-o FILE` writes all of them with all their points");
    }
    Ok(text)
}

/// One line for each profile.
fn list(scorer: &Scorer<'_>, scored: &[Scored<'_>]) -> String {
    let headings = [
        Heading::Words("candidate"),
        Heading::Figures("score"),
        Heading::Figures("A"),
        Heading::Figures("B"),
        Heading::Figures("C"),
        Heading::Figures("D"),
        Heading::Figures("FSW grid"),
        Heading::Words("programs"),
        Heading::Words("categories"),
    ];
    let rows = scored.iter().map(|row| {
        let points = &row.breakdown;
        [
            printable_line(&row.given.name().to_string()).into_owned(),
            points.total.to_string(),
            points.core.to_string(),
            points.spouse.to_string(),
            points.transferability.to_string(),
            points.additional.to_string(),
            row.grid.total.to_string(),
            row.eligibility.map_or("?".to_owned(), |set| scorer.programs(set).to_string()),
            row.eligibility.map_or("?".to_owned(), |set| scorer.categories(set).to_string()),
        ]
    });
    table(&headings, rows)
}
