//! The command line: what the user types, and which command answers.

mod backtest;
mod calibrate;
mod check;
mod import;
mod interrupt;
mod plan;
mod pool;
mod progress;
mod rules;
mod run;
mod score;
mod session;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use annotate_snippets::Renderer;
use anyhow::Context;
use clap::{Args, Parser, Subcommand};

use crate::document::problem::InvalidInput;
use crate::experiment::inverse::NoInvitations;
use crate::model::Notice;
use crate::record::UnknownCandidate;
use crate::report::folder::FolderError;
use crate::report::words::Words;
use crate::scenario::Overlay;

/// The message if standard output cannot be written.
const NO_OUTPUT: &str = "cannot write to standard output";

/// The open simulator of Canada's Express Entry.
#[derive(Debug, Parser)]
#[command(name = "drawsim", version, about, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Simulate a scenario and write a result folder.
    Run(run::Arguments),
    /// Read scenarios and say what they hold or what is wrong with them; nothing is written.
    Check(check::Arguments),
    /// Answer inverse questions: which target keeps a cutoff, which sizes meet the targets with the least
    /// variability.
    Plan(plan::Arguments),
    /// Write simulated candidates as CSV or Parquet: the pool of a day, or the arrivals of a year.
    Pool(pool::Arguments),
    /// Judge the simulator on the past: predict from each month with what was known then.
    Backtest(backtest::Arguments),
    /// Check the people of a scenario against published rounds and counts, one step at a time.
    Calibrate(calibrate::Arguments),
    /// Turn IRCC's own file of rounds into the tables that `--rounds` and `--pool` take.
    Import(import::Arguments),
    /// Score profiles from a file: points by section and factor, programs, categories, the FSW grid.
    Score(score::Arguments),
    /// Show the law on a date, its changes between two dates, or the history of a value.
    Rules(rules::Arguments),
}

/// Options of commands that simulate a scenario into a result.
#[derive(Debug, Args)]
struct Common {
    /// Lay a value over the scenario, such as population.scale=0.1; may be repeated.
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// Seed of all random streams, in place of the scenario's.
    #[arg(long, allow_negative_numbers = true, value_parser = seed)]
    seed: Option<u64>,
    /// Threads to run on; no result depends on it [default: all cores].
    #[arg(long, allow_negative_numbers = true, value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    #[command(flatten)]
    published: Published,
    /// Folder for the result.
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    #[command(flatten)]
    writing: Writing,
}

/// Options of commands that run a scenario's own replications.
#[derive(Clone, Copy, Debug, Args)]
struct Replications {
    /// Replications, in place of the scenario's.
    #[arg(long, allow_negative_numbers = true)]
    replications: Option<u32>,
}

/// Options of commands that write something and print about it.
#[derive(Clone, Copy, Debug, Args)]
struct Writing {
    /// Replace what is already there.
    #[arg(long)]
    force: bool,
    /// Print nothing but errors.
    #[arg(short, long)]
    quiet: bool,
}

/// The published tables that a command reads.
#[derive(Clone, Debug, Args)]
struct Published {
    /// Published rounds, in place of those that the program carries.
    #[arg(long, value_name = "FILE")]
    rounds: Option<PathBuf>,
    /// Published snapshots of the pool, in place of those that the program carries.
    #[arg(long = "pool", value_name = "FILE")]
    snapshots: Option<PathBuf>,
}

impl Published {
    /// Lays nothing over a scenario but these tables.
    fn overlay(&self) -> Overlay {
        let Published { rounds, snapshots } = self.clone();
        Overlay { rounds, snapshots, ..Overlay::default() }
    }
}

impl Common {
    fn overlay(&self) -> Overlay {
        Overlay { set: self.set.clone(), seed: self.seed, ..self.published.overlay() }
    }

    /// The folder for the result; by default the one of that name in `output`.
    fn output_or(&self, name: &str) -> PathBuf {
        self.output.clone().unwrap_or_else(|| Path::new("output").join(name))
    }
}

/// Parses a command without running it: its words after `drawsim`.
///
/// # Errors
/// If the program would refuse them.
#[doc(hidden)]
pub fn parse(words: &[String]) -> Result<(), clap::Error> {
    let name = "drawsim".to_owned();
    Arguments::try_parse_from([&name].into_iter().chain(words)).map(|_| ())
}

/// The number of threads that the user asks for, or else the number of cores; at most one for each
/// simulation.
fn threads(asked: Option<u16>, simulations: u64) -> usize {
    let most = usize::try_from(simulations).unwrap_or(usize::MAX).max(1);
    asked.map_or_else(cores, usize::from).min(most)
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn seed(text: &str) -> Result<u64, String> {
    let seed = text.parse::<u64>().ok().filter(|seed| i64::try_from(*seed).is_ok());
    seed.ok_or_else(|| format!("expected a whole number from 0 to {}", i64::MAX))
}

/// Reads the command line, runs the command, and returns its exit code: 0 for success, 1 for a problem of a
/// file or of the machine, 2 for the user's mistake; 130 or 143 if the program was stopped.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = interrupt::outlive_limits().map_err(Into::into).and_then(|()| match arguments.command {
        Command::Run(arguments) => run::run(&arguments),
        Command::Check(arguments) => check::check(&arguments),
        Command::Plan(arguments) => plan::plan(&arguments),
        Command::Pool(arguments) => pool::pool(&arguments),
        Command::Backtest(arguments) => backtest::run(&arguments),
        Command::Calibrate(arguments) => calibrate::run(&arguments),
        Command::Import(arguments) => import::import(&arguments),
        Command::Score(arguments) => score::score(&arguments),
        Command::Rules(arguments) => rules::rules(&arguments),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let code = exit_code(&error);
            // Standard error may be closed: there is no other place to report that.
            let _ = writeln!(std::io::stderr(), "{}", message(&error));
            code
        }
    }
}

/// Prints the notices of a scenario to standard error.
fn notify(notices: &[Notice]) {
    let words = Words::english();
    let mut err = std::io::stderr().lock();
    for notice in notices {
        // Standard error may be closed: there is no other place to report that.
        let _ = writeln!(err, "notice: {}\n", words.say(notice));
    }
}

/// Writes to standard output; a reader that stops early, such as `head`, is no error.
fn print(text: &str) -> anyhow::Result<()> {
    match writeln!(std::io::stdout().lock(), "{}", text.trim_end()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        done => done.context(NO_OUTPUT),
    }
}

fn exit_code(error: &anyhow::Error) -> ExitCode {
    let is_users = error.downcast_ref::<InvalidInput>().is_some_and(InvalidInput::is_users)
        || error.is::<UnknownCandidate>()
        || error.is::<score::BrokenRows>()
        || error.is::<NoInvitations>()
        || error.downcast_ref::<FolderError>().is_some_and(FolderError::is_users);
    ExitCode::from(if is_users { 2 } else { 1 })
}

fn message(error: &anyhow::Error) -> String {
    match error.downcast_ref::<InvalidInput>() {
        Some(invalid) if std::io::stderr().is_terminal() => invalid.render(&Renderer::styled()),
        Some(invalid) => invalid.to_string(),
        None => format!("error: {error:#}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_no_more_threads_than_simulations() {
        assert_eq!(threads(Some(65_535), 2), 2);
        assert_eq!(threads(Some(3), 20), 3);
        assert_eq!((threads(None, 1), threads(Some(5), 0)), (1, 1));
    }
}
