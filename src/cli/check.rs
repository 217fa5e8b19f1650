//! `drawsim check`: what each scenario assumes, or all its errors.

mod checked;
mod json;
mod tables;

use self::checked::Checked;
use super::options::{Published, Settings};
use super::output;
use crate::document::problem::InvalidInput;
use crate::model::Model;
use crate::scenario::Overlay;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Scenario files, or names of scenarios that the program carries.
    #[arg(required = true, value_name = "SCENARIO")]
    scenarios: Vec<String>,
    /// Print JSON for tools: title, base, period, rounds, notices, and problems with their places.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    settings: Settings,
    #[command(flatten)]
    published: Published,
}

/// Reads every scenario as `run` does, and prints a summary of each.
pub fn check(arguments: &Arguments) -> anyhow::Result<()> {
    let words = output::terminal_words();
    let overlay = Overlay { set: arguments.settings.set.clone(), ..arguments.published.overlay() };
    let read = |name| Checked { name, read: Model::load(name, &overlay) };
    let checked: Vec<Checked<'_>> = arguments.scenarios.iter().map(|name| read(name)).collect();
    if arguments.json {
        output::print(&json::text(&checked, &words))?;
    } else {
        output::print(&checked.iter().map(|one| one.text(&overlay, &words)).collect::<String>())?;
    }
    let broken: Vec<InvalidInput> = checked.into_iter().filter_map(|one| one.read.err()).collect();
    InvalidInput::joined(broken).map_or(Ok(()), |invalid| Err(invalid.into()))
}
