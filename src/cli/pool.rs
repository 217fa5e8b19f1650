//! `drawsim pool`: simulated candidates as a file: the pool of a day, or the arrivals of a year.

use std::path::{Path, PathBuf};

use super::interrupt;
use crate::document::library;
use crate::document::plural::plural;
use crate::document::problem::{InvalidInput, Problem, Problems};
use crate::model::{Fit, Model, Notice};
use crate::profiles::candidates::{self, Dated};
use crate::published;
use crate::report::folder::ResultFile;
use crate::report::manifest::Stopwatch;
use crate::scenario::{KeyOption, Overlay, Scenario};
use crate::simulation::State;
use crate::table::FileFormat;
use crate::time::Day;

/// The scenario with the people and the published rounds.
const SCENARIO: &str = "history";
/// Assumption A41: months simulated before a pool of a stated count. They are enough for candidates who come
/// back; applications of earlier months do not count.
const WARM_UP: &str = "warm_up_months=18";

#[derive(Debug, clap::Args)]
#[command(after_long_help = help())]
#[command(group(clap::ArgGroup::new("who").args(["on", "arrivals"]).required(true)))]
pub struct Arguments {
    /// Write the pool as it stands on this day before its rounds, in America/Toronto.
    #[arg(long, value_name = "DATE", value_parser = super::rules::day)]
    on: Option<Day>,
    /// Write the first profiles submitted in this year instead, each with its score of that day.
    #[arg(
        long,
        value_name = "YEAR",
        allow_negative_numbers = true,
        value_parser = clap::value_parser!(i16).range(2015..=2100)
    )]
    arrivals: Option<i16>,
    /// Match the counts by score band of the newest published snapshot up to that day.
    #[arg(long, conflicts_with_all = ["count", "arrivals"])]
    count_from_published: bool,
    /// Write this number of candidates, with the scores that the population gives them.
    #[arg(
        long,
        value_name = "N",
        conflicts_with = "arrivals",
        allow_negative_numbers = true,
        value_parser = clap::value_parser!(u32).range(1..=10_000_000)
    )]
    count: Option<u32>,
    /// File for the candidates, .csv or .parquet.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Population file, in place of the one that the program carries.
    #[arg(long, value_name = "FILE")]
    population: Option<PathBuf>,
    #[command(flatten)]
    published: super::Published,
    /// Seed of all random streams.
    #[arg(long, default_value_t = 1, allow_negative_numbers = true, value_parser = super::seed)]
    seed: u64,
    /// Simulated candidates for each real one, above 0 and at most 1 [default: 1].
    #[arg(long, value_name = "SHARE", conflicts_with = "count", allow_negative_numbers = true)]
    scale: Option<f64>,
    #[command(flatten)]
    writing: super::Writing,
}

fn help() -> String {
    format!(
        "Columns of the file, one row a candidate, by submission time:\n\n{}\n\
         The same version, seed and options give the same file. `drawsim score` reads it as CSV.",
        candidates::columns_help()
    )
}

/// Simulates and writes the file.
pub fn pool(arguments: &Arguments) -> anyhow::Result<()> {
    let stopwatch = Stopwatch::start();
    let format = format(&arguments.output, arguments.writing)?;
    let file = ResultFile::create(&arguments.output)?;
    interrupt::remove_when_stopped(file.unfinished())?;
    let (rows, words) = match (arguments.on, arguments.arrivals) {
        (_, Some(year)) => write_arrivals(arguments, year, &file, format)?,
        (Some(on), None) => write_pool(arguments, on, &file, format)?,
        (None, None) => unreachable!("the command line needs one of them"),
    };
    file.finish()?;
    if !arguments.writing.quiet {
        let (count, seconds) = (plural(rows, "candidate"), stopwatch.seconds());
        super::print(&format!("{count}, {words}, in {seconds:.1} s: {}", arguments.output.display()))?;
    }
    Ok(())
}

fn write_pool(
    arguments: &Arguments,
    on: Day,
    file: &ResultFile,
    format: FileFormat,
) -> anyhow::Result<(u64, String)> {
    let scenario = scenario(arguments, on, on)?;
    let (fit, words) = match arguments.count {
        Some(count) => (Fit::count(on, count), format!("the pool of {on}")),
        None if arguments.count_from_published => {
            let fit = newest_snapshot(&scenario, on)?;
            let words = format!("the pool of {on} after the published bands of {}", fit.day);
            (fit, words)
        }
        None => {
            let expected = "expected `--count-from-published` or `--count N`";
            return Err(refusal(format!("how many candidates are in the pool of {on}?"), expected).into());
        }
    };
    let model = Model::with_first_pool(&scenario, fit)?;
    if !arguments.writing.quiet {
        super::notify(&model.notices());
    }
    let submissions = State::start(&model, 0).submissions();
    if submissions.is_empty() {
        let title = format!("the pool of {on} is empty");
        return Err(refusal(title, "expected a day after the launch, and people who are eligible").into());
    }
    let rows = submissions.into_iter().map(|submission| Dated { day: on, submission });
    let written = candidates::write(&file.path(), format, &model.law, rows);
    Ok((written.map_err(|error| file.relocated(error))?, words))
}

fn write_arrivals(
    arguments: &Arguments,
    year: i16,
    file: &ResultFile,
    format: FileFormat,
) -> anyhow::Result<(u64, String)> {
    let first = Day::new(year, 1, 1).expect("every year has a first day");
    let last = first.plus_years(1) - 1;
    let model = Model::new(&scenario(arguments, first, last)?)?;
    if !arguments.writing.quiet {
        super::notify(model.law.carried_from(last).map(Notice::CarriedCrs).as_slice());
    }
    let days = (0..=last - first).map(|offset| first + offset);
    let rows = days.flat_map(|day| {
        model.submissions_on(day, 0).into_iter().map(move |submission| Dated { day, submission })
    });
    let written = candidates::write(&file.path(), format, &model.law, rows);
    Ok((written.map_err(|error| file.relocated(error))?, format!("the arrivals of {year}")))
}

fn scenario(arguments: &Arguments, start: Day, end: Day) -> Result<Scenario, InvalidInput> {
    let (name, typed) = match (arguments.on, arguments.arrivals) {
        (_, Some(year)) => ("--arrivals", year.to_string()),
        (on, None) => ("--on", on.unwrap_or(start).to_string()),
    };
    let mut options: Vec<KeyOption> = [("start", start), ("end", end)]
        .map(|(key, day)| KeyOption { name, typed: typed.clone(), key, value: day.to_string() })
        .into();
    if let Some(scale) = arguments.scale {
        let typed = scale.to_string();
        if !(scale > 0.0 && scale <= 1.0) {
            return Err(refusal(format!("`--scale` is {scale}"), "expected a number above 0 and at most 1"));
        }
        options.push(KeyOption {
            name: "--scale",
            typed,
            key: "population.scale",
            value: format!("{scale:?}"),
        });
    }
    if let Some(path) = &arguments.population {
        library::read(path).map_err(InvalidInput::one)?;
        options.push(KeyOption::path("--population", "population.file", path));
    }
    let mut set = vec!["start_pool=\"empty\"".to_owned()];
    set.extend(arguments.count.map(|_| WARM_UP.to_owned()));
    let seed = Some(arguments.seed);
    Scenario::load(SCENARIO, &Overlay { set, seed, options, ..arguments.published.overlay() })
}

fn newest_snapshot(scenario: &Scenario, on: Day) -> Result<Fit, InvalidInput> {
    let problems = Problems::new();
    let censuses = published::snapshots::read(&scenario.snapshots, &problems);
    let censuses = problems.finish(censuses)?;
    match censuses.iter().rev().find(|census| census.date <= on) {
        Some(census) if on > census.date.plus_years(1) => Err(refusal(
            format!(
                "the newest count of the pool up to {on} is that of {}, more than a year before",
                census.date
            ),
            &format!("expected `--on` of {} or earlier, or `--count N`", census.date.plus_years(1)),
        )),
        Some(census) => Ok(Fit::to(census)),
        None => Err(refusal(
            format!("no count of the pool was published up to {on}"),
            &match censuses.first() {
                Some(first) => format!("expected `--on` of {} or later, or `--count N`", first.date),
                None => "expected `--count N`".to_owned(),
            },
        )),
    }
}

fn format(path: &Path, writing: super::Writing) -> Result<FileFormat, InvalidInput> {
    let format = match path.extension().and_then(|ending| ending.to_str()) {
        Some("csv") => FileFormat::Csv,
        Some("parquet") => FileFormat::Parquet,
        _ => {
            let title = format!("`{}` says no format", path.display());
            return Err(refusal(title, "expected a name that ends in .csv or .parquet"));
        }
    };
    if path.exists() && !writing.force {
        let title = format!("`{}` exists already", path.display());
        return Err(refusal(title, "expected another file, or `--force` to replace it"));
    }
    Ok(format)
}

fn refusal(title: String, expected: &str) -> InvalidInput {
    InvalidInput::one(Problem::without_place(title, expected))
}
