//! The command line: what the user types, and which command answers.

mod backtest;
mod budget;
mod calibrate;
mod check;
mod compare;
mod describe;
mod diff;
mod explain;
mod failure;
mod file_target;
mod forecast;
mod import;
mod init;
mod interrupt;
mod law;
mod list;
mod odds;
mod options;
mod output;
mod plan;
mod pool;
mod precise;
mod progress;
mod rules;
mod run;
mod schema;
mod score;
mod sensitivity;
mod session;
mod sweep;
mod today;

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::document::problem::Outcome;

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
    /// Compare reforms with a base, on the same people with the same luck: effects with 95 % intervals, and
    /// the groups that gain or lose.
    Compare(compare::Arguments),
    /// Read scenarios and say what they hold or what is wrong with them; nothing is written.
    Check(check::Arguments),
    /// Describe scenarios in plain words: assumptions, and differences from the base and the published law.
    Describe(describe::Arguments),
    /// Show every value that differs between two scenarios.
    Diff(diff::Arguments),
    /// Print a commented scenario to start from.
    Init(init::Arguments),
    /// List the scenarios and populations that the program carries, or the results in a folder.
    List(list::Arguments),
    /// Print the keys of a scenario as a JSON Schema, for editors.
    Schema,
    /// Run many points of a design around a scenario: levers and uncertainties, on one machine or in shards.
    Sweep(sweep::Arguments),
    /// Say which levers and uncertainties of a sweep an outcome depends on: Sobol' indices, or elementary
    /// effects.
    Sensitivity(sensitivity::Arguments),
    /// Answer inverse questions: which target keeps a cutoff, which sizes meet the targets with the least
    /// variability.
    Plan(plan::Arguments),
    /// Say why a cutoff moves between two scenarios, in parts that add up, or who came and went above it
    /// between two days of one.
    Explain(explain::Arguments),
    /// Write simulated candidates as CSV or Parquet: the pool of a day, or the arrivals of a year.
    Pool(pool::Arguments),
    /// Judge the simulator on the past: predict from each month with what was known then.
    Backtest(backtest::Arguments),
    /// Predict the cutoffs of the rounds to come, from the newest published count on.
    Forecast(forecast::Arguments),
    /// The odds of an invitation for a score or for profiles, under the forecast.
    Odds(odds::Arguments),
    /// Fit people to published figures, or check those of a scenario, one step at a time.
    Calibrate(calibrate::Arguments),
    /// Turn IRCC's own file of rounds into the tables that `--rounds` and `--pool` take.
    Import(import::Arguments),
    /// Score profiles from a file: points by section and factor, programs, categories, the FSW grid.
    Score(score::Arguments),
    /// Show the law on a date, its changes between two dates, or the history of a value.
    Rules(rules::Arguments),
}

impl Command {
    /// Whether the command is there to write files, or only prints.
    fn outcome(&self) -> Outcome {
        match self {
            Command::Check(_)
            | Command::Describe(_)
            | Command::Diff(_)
            | Command::Init(_)
            | Command::List(_)
            | Command::Schema
            | Command::Rules(_) => Outcome::Answer,
            Command::Run(_)
            | Command::Compare(_)
            | Command::Explain(_)
            | Command::Sweep(_)
            | Command::Sensitivity(_)
            | Command::Plan(_)
            | Command::Pool(_)
            | Command::Backtest(_)
            | Command::Forecast(_)
            | Command::Odds(_)
            | Command::Calibrate(_)
            | Command::Import(_)
            | Command::Score(_) => Outcome::Files,
        }
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

/// Reads the command line, runs the command, and returns its exit code: 0 for success, 1 for a problem of a
/// file or of the machine, 2 for the user's mistake; 130 or 143 if the program was stopped.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = arguments.command.outcome();
    let done = interrupt::outlive_limits().map_err(Into::into).and_then(|()| match arguments.command {
        Command::Run(arguments) => run::run(&arguments),
        Command::Compare(arguments) => compare::compare(&arguments),
        Command::Check(arguments) => check::check(&arguments),
        Command::Describe(arguments) => describe::describe(&arguments),
        Command::Diff(arguments) => diff::diff(&arguments),
        Command::Init(arguments) => init::init(&arguments),
        Command::List(arguments) => list::list(&arguments),
        Command::Schema => schema::schema(),
        Command::Sweep(arguments) => sweep::sweep(&arguments),
        Command::Sensitivity(arguments) => sensitivity::sensitivity(&arguments),
        Command::Plan(arguments) => plan::plan(&arguments),
        Command::Explain(arguments) => explain::explain(&arguments),
        Command::Pool(arguments) => pool::pool(&arguments),
        Command::Backtest(arguments) => backtest::run(&arguments),
        Command::Forecast(arguments) => forecast::run(&arguments),
        Command::Odds(arguments) => odds::run(&arguments),
        Command::Calibrate(arguments) => calibrate::run(&arguments),
        Command::Import(arguments) => import::import(&arguments),
        Command::Score(arguments) => score::score(&arguments),
        Command::Rules(arguments) => rules::rules(&arguments),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Standard error may be closed: there is no other place to report that.
            let _ = writeln!(std::io::stderr(), "{}", failure::message(&error, outcome));
            failure::exit_code(&error)
        }
    }
}
