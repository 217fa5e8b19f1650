//! `drawsim rules show`: every value in force on a date.

use super::cell::{carried_crs, instrument, shown};
use super::key::{check_key, is_at_or_under};
use crate::cli::law::LawOption;
use crate::cli::options::day;
use crate::document::problem::InvalidInput;
use crate::report::terminal::{Heading, table};
use crate::time::Day;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Key of a value or a table of values, such as crs.education [default: all values].
    prefix: Option<String>,
    /// The day, in America/Toronto.
    #[arg(long, value_name = "DATE", value_parser = day)]
    on: Day,
    #[command(flatten)]
    law: LawOption,
}

/// The values in force on a day, in a table.
pub fn show(arguments: &Arguments) -> Result<String, InvalidInput> {
    let law = arguments.law.law()?;
    let prefix = arguments.prefix.as_deref();
    if let Some(prefix) = prefix {
        check_key(&law, prefix)?;
    }
    let headings = [
        Heading::Words("key"),
        Heading::Words("value"),
        Heading::Words("since"),
        Heading::Words("instrument"),
    ];
    let values = law.values_on(arguments.on);
    let rows: Vec<[String; 4]> = values
        .iter()
        .filter(|(key, _)| prefix.is_none_or(|prefix| is_at_or_under(key, prefix)))
        .map(|(key, valued)| {
            [(*key).to_owned(), shown(valued.value), valued.change.date.to_string(), instrument(valued)]
        })
        .collect();
    let notice = carried_crs(&law, arguments.on);
    if rows.is_empty() {
        return Ok(format!("No such value is in force on {}.{}", arguments.on, notice));
    }
    Ok(table(&headings, rows) + &notice)
}
