//! `drawsim rules`: the law on a date, its changes between two dates, and the history of a value.

mod cell;
mod diff;
mod explain;
mod key;
mod show;

use clap::Subcommand;

use super::output;

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
    output::print(&text)
}
