//! `drawsim rules`: the law on a date, its changes between two dates, and the history of a value.

mod diff;
mod explain;
mod show;

use std::sync::Arc;

use clap::Subcommand;

use crate::document::problem::{InvalidInput, Problem};
use crate::document::reader::misspelt;
use crate::document::tree::{Origin, Source};
use crate::model::{Model, Notice};
use crate::policy::law::{InForce, Law, LawValue};
use crate::report::words::Words;
use crate::scenario::Overlay;
use crate::time::Day;

/// Last year of a date of the command line, as of a scenario.
const LAST_YEAR: i16 = 2100;
/// Characters of a value or an instrument in a line of a table.
const WIDTH: usize = 48;
/// Most names in a message.
const MOST_NAMES: usize = 24;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the values in force on a date.
    Show(show::Arguments),
    /// List the differences between two dates or scenarios: key, old and new value, instrument.
    Diff(diff::Arguments),
    /// Show the history of a value, with the instruments that set it.
    Explain(explain::Arguments),
}

/// Answers a question about the law, without a simulation.
pub fn rules(arguments: &Arguments) -> anyhow::Result<()> {
    let text = match &arguments.command {
        Command::Show(arguments) => show::show(arguments)?,
        Command::Diff(arguments) => diff::diff(arguments)?,
        Command::Explain(arguments) => explain::explain(arguments)?,
    };
    super::print(&text)
}

/// The published law, or that of a scenario.
pub fn law_of(scenario: Option<&str>) -> Result<Law, InvalidInput> {
    match scenario {
        None => Ok(Law::published()),
        Some(name) => {
            Model::load(name, &Overlay::default()).map(|(_, model)| Arc::unwrap_or_clone(model.law))
        }
    }
}

/// Refuses a key that is neither a value of the law nor a table with one.
fn check_key(law: &Law, key: &str) -> Result<(), InvalidInput> {
    let keys = law.keys();
    if keys.iter().any(|known| is_at_or_under(known, key)) {
        return Ok(());
    }
    Err(InvalidInput::one(unknown_key(&keys, key)))
}

/// Whether a key of the law is another key, or stands in its table.
fn is_at_or_under(known: &str, key: &str) -> bool {
    known.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The notice below a table of the law of a day whose CRS is carried on; empty for other days.
fn carried_crs(law: &Law, on: Day) -> String {
    let notice = law.carried_from(on).map(Notice::CarriedCrs);
    notice.map_or(String::new(), |notice| format!("\n\nnotice: {}", Words::english().say(&notice)))
}

/// Points at the first wrong part of a key, with the names that are possible there and the nearest of them.
fn unknown_key(keys: &[&str], key: &str) -> Problem {
    let mut parts = Vec::new();
    let mut start = 0;
    for part in key.split('.') {
        let next = names_under(keys, &parts);
        if !next.contains(&part) {
            let origin = Origin { source: Source::new("the key", key), span: start..start + part.len() };
            let mut problem = misspelt(&origin, format!("the law has no key `{key}`"), part, &next);
            if next.len() > MOST_NAMES {
                problem.expected = "expected a name that `drawsim rules show` lists".to_owned();
            }
            return problem;
        }
        parts.push(part);
        start += part.len() + 1;
    }
    let origin = Origin { source: Source::new("the key", key), span: 0..key.len() };
    Problem::new(origin, format!("the law has no key `{key}`"), "expected a shorter key")
}

/// The names directly under the parts of a key, rising; none under a value.
fn names_under<'a>(keys: &[&'a str], parts: &[&str]) -> Vec<&'a str> {
    let mut names: Vec<&str> = keys.iter().filter_map(|known| name_under(known, parts)).collect();
    names.dedup();
    names
}

/// The name that follows the parts of a key in a key of the law.
fn name_under<'a>(known: &'a str, parts: &[&str]) -> Option<&'a str> {
    let mut names = known.split('.');
    let is_under = parts.iter().all(|part| names.next() == Some(part));
    names.next().filter(|_| is_under)
}

/// The instrument of a value, and the assumption where no instrument states it, for the last column of a
/// table.
fn instrument(valued: &InForce<'_>) -> String {
    let change = valued.change;
    let mut text = change.instrument.clone();
    if let Some(assumption) = &change.assumption {
        text.push_str("; assumed: ");
        text.push_str(assumption);
    }
    wrapped(&text, WIDTH)
}

/// A value in lines that fit a table.
fn shown(value: &LawValue) -> String {
    wrapped(&value.to_string(), WIDTH)
}

/// Breaks a text between words.
fn wrapped(text: &str, width: usize) -> String {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is always a line");
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.join("\n")
}

/// A date of the command line, from the launch to the end of 2100: Express Entry has no law before, no run
/// ends later.
pub fn day(text: &str) -> Result<Day, String> {
    let day = text.parse::<Day>().map_err(|_| "expected a date like 2025-03-25".to_owned())?;
    match Law::published().change_days().first() {
        Some(launch) if day < *launch => {
            Err(format!("Express Entry began on {launch}, expected that day or a later one"))
        }
        _ if day.year() > LAST_YEAR => Err(format!("expected a date up to {LAST_YEAR}-12-31")),
        _ => Ok(day),
    }
}
