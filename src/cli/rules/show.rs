//! `drawsim rules show`: every value in force on a date.

use super::{check_key, day, law_of, says, shown};
use crate::document::problem::InvalidInput;
use crate::report::terminal::{Heading, table};
use crate::time::Day;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Key that the values stand at or under, such as crs.education; all of them if none is given.
    prefix: Option<String>,
    /// The day, in America/Toronto.
    #[arg(long, value_name = "DATE", value_parser = day)]
    on: Day,
    /// Scenario whose reforms are laid on the published law.
    #[arg(long)]
    scenario: Option<String>,
}

pub fn show(arguments: &Arguments) -> Result<String, InvalidInput> {
    let law = law_of(arguments.scenario.as_deref())?;
    let prefix = arguments.prefix.as_deref();
    if let Some(prefix) = prefix {
        check_key(&law, prefix)?;
    }
    let is_asked = |key: &str| {
        prefix.is_none_or(|prefix| {
            key.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    };
    let headings = [
        Heading::Words("key"),
        Heading::Words("value"),
        Heading::Words("since"),
        Heading::Words("instrument"),
    ];
    let values = law.values_on(arguments.on);
    let rows: Vec<[String; 4]> = values
        .iter()
        .filter(|(key, _)| is_asked(key))
        .map(|(key, valued)| {
            [(*key).to_owned(), shown(valued.value), valued.change.date.to_string(), says(valued)]
        })
        .collect();
    let notice = super::carried_crs(&law, arguments.on);
    if rows.is_empty() {
        return Ok(format!("Nothing of this is set on {}.{}", arguments.on, notice));
    }
    Ok(table(&headings, rows) + &notice)
}
