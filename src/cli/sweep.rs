//! `drawsim sweep`: many points of a design around a base scenario, on one machine or in shards.

mod joined;
mod merge;
mod plan;
mod prepared;
mod run;
mod status;

use clap::Subcommand;

pub use run::Stopped;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: SweepCommand,
}

#[derive(Debug, Subcommand)]
enum SweepCommand {
    /// Write the plan of a sweep, the table of its cells, and say what it will cost; nothing is run but its
    /// base.
    Plan(plan::Arguments),
    /// Run a sweep, or a shard of it; what was done before is not done again.
    Run(run::Arguments),
    /// List the shards of a sweep: done, missing, failed.
    Status(status::Arguments),
    /// Join the shards of a sweep into its tables.
    Merge(merge::Arguments),
}

/// Plans, runs, lists or joins.
pub fn sweep(arguments: &Arguments) -> anyhow::Result<()> {
    match &arguments.command {
        SweepCommand::Plan(arguments) => plan::plan(arguments),
        SweepCommand::Run(arguments) => run::run(arguments),
        SweepCommand::Status(arguments) => status::status(arguments),
        SweepCommand::Merge(arguments) => merge::merge(arguments),
    }
}
