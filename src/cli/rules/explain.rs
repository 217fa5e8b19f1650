//! `drawsim rules explain`: the history of a value, with the instruments that set it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::key::check_key;
use crate::cli::law::LawOption;
use crate::document::problem::InvalidInput;
use crate::policy::law::{Author, HistoryEntry};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Key of a value, such as crs.education.bachelor.with_spouse, or of a table, such as crs.education.
    key: String,
    #[command(flatten)]
    law: LawOption,
}

/// The history of a value or of every value of a table.
pub fn explain(arguments: &Arguments) -> Result<String, InvalidInput> {
    let law = arguments.law.law()?;
    check_key(&law, &arguments.key)?;
    let mut by_key: BTreeMap<&str, Vec<HistoryEntry<'_>>> = BTreeMap::new();
    for entry in law.history(&arguments.key) {
        by_key.entry(entry.key).or_default().push(entry);
    }
    let mut text = String::new();
    for (key, entries) in by_key {
        let _ = writeln!(text, "{key}");
        entries.iter().for_each(|entry| step(&mut text, entry));
        text.push('\n');
    }
    Ok(text)
}

fn step(text: &mut String, entry: &HistoryEntry<'_>) {
    let change = entry.change;
    let before = match entry.before {
        None => String::new(),
        Some(before) if before == entry.value => " (unchanged)".to_owned(),
        Some(before) => format!(" (before: {before})"),
    };
    let _ = writeln!(text, "  from {}: {}{before}", change.date, entry.value);
    let author = if change.author == Author::Scenario { "reform: " } else { "" };
    let announced = change.announced.map_or(String::new(), |day| format!(", announced {day}"));
    let _ = writeln!(text, "    {author}{}{announced}", change.instrument);
    if let Some(cites) = &change.cites {
        let _ = writeln!(text, "    {cites}");
    }
    if let Some(assumption) = &change.assumption {
        let _ = writeln!(text, "    assumption: {assumption}");
    }
}
