//! `drawsim pool`: simulated candidates as a file: the pool of a day, or the arrivals of a year.

use std::path::{Path, PathBuf};

use super::file_target::{check_free, format_of, refused, without_format};
use super::law::carried_crs;
use super::options::{Published, Seed, Writing, day};
use super::session::Session;
use crate::document::library;
use crate::document::plural::plural;
use crate::document::problem::InvalidInput;
use crate::model::{Assembly, Fit, Model};
use crate::profiles::candidates::{self, Dated};
use crate::published::Census;
use crate::report::folder::ResultFile;
use crate::scenario::{KeyOption, Overlay, Scenario};
use crate::simulation::State;
use crate::table::FileFormat;
use crate::time::Day;

/// The scenario with the people and the published rounds.
const SCENARIO: &str = "history";
/// The seed where the user states none.
const SEED: u64 = 1;
/// Assumption A41: months simulated before a pool of a stated count. They are enough for candidates who come
/// back; applications of earlier months do not count.
const WARM_UP: &str = "warm_up_months=18";

#[derive(Debug, clap::Args)]
#[command(after_long_help = help())]
#[command(group(clap::ArgGroup::new("who").args(["on", "arrivals"]).required(true)))]
pub struct Arguments {
    /// Write the pool as it stands on this day before its rounds, in America/Toronto.
    #[arg(long, value_name = "DATE", value_parser = day)]
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
    published: Published,
    #[command(flatten)]
    seed: Seed,
    /// Simulated candidates for each real one, above 0 and at most 1 [default: 1].
    #[arg(long, value_name = "SHARE", conflicts_with = "count", allow_negative_numbers = true)]
    scale: Option<f64>,
    #[command(flatten)]
    writing: Writing,
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
    let mut session = Session::start(arguments.writing);
    let path = &arguments.output;
    let format = format_of(path)
        .ok_or_else(|| without_format(path, "expected a name that ends in .csv or .parquet"))?;
    check_free(path, arguments.writing)?;
    let Published { rounds, snapshots, .. } = &arguments.published;
    let inputs: Vec<&Path> =
        [&arguments.population, rounds, snapshots].into_iter().flatten().map(PathBuf::as_path).collect();
    let target = Target { file: session.open_file(path, format, &inputs)?, format };
    let Written { rows, text } = match (arguments.on, arguments.arrivals) {
        (_, Some(year)) => write_arrivals(arguments, year, &target, &mut session)?,
        (Some(on), None) => write_pool(arguments, on, &target, &mut session)?,
        (None, None) => unreachable!("the command line needs one of them"),
    };
    target.file.finish()?;
    let (count, seconds) = (plural(rows, "candidate"), session.seconds());
    session.print(&format!("{count}, {text}, in {seconds:.1} s: {}", path.display()))
}

/// A file being written, and its format.
struct Target {
    file: ResultFile,
    format: FileFormat,
}

impl Target {
    /// Writes candidates; returns their number.
    fn write(&self, model: &Model, rows: impl Iterator<Item = Dated>) -> anyhow::Result<u64> {
        let written = candidates::write(&self.file.path(), self.format, &model.law, rows);
        Ok(written.map_err(|error| self.file.relocated(error))?)
    }
}

/// The rows that were written: their number, and their description.
struct Written {
    rows: u64,
    text: String,
}

fn write_pool(
    arguments: &Arguments,
    on: Day,
    target: &Target,
    session: &mut Session,
) -> anyhow::Result<Written> {
    let assembly = Assembly::read(&scenario(arguments, on, on)?)?;
    let (fit, text) = match arguments.count {
        Some(count) => (Fit::count(on, count), format!("the pool of {on}")),
        None if arguments.count_from_published => {
            let fit = newest_snapshot(&assembly.published.censuses, on)?;
            let text = format!("the pool of {on} after the published bands of {}", fit.day);
            (fit, text)
        }
        None => {
            let expected = "expected `--count-from-published` or `--count N`";
            return Err(refused(format!("how many candidates are in the pool of {on}?"), expected).into());
        }
    };
    let model = Assembly { first_pool: Some(fit), ..assembly }.model()?;
    session.notify(model.notices());
    let submissions = State::start(&model, 0).submissions();
    if submissions.is_empty() {
        let title = format!("the pool of {on} is empty");
        return Err(refused(title, "expected a day after the launch, and people who are eligible").into());
    }
    let rows = submissions.into_iter().map(|submission| Dated { day: on, submission });
    Ok(Written { rows: target.write(&model, rows)?, text })
}

fn write_arrivals(
    arguments: &Arguments,
    year: i16,
    target: &Target,
    session: &mut Session,
) -> anyhow::Result<Written> {
    let first = Day::new_year(year);
    let last = first.plus_years(1) - 1;
    let model = Model::new(&scenario(arguments, first, last)?)?;
    session.notify(carried_crs(&model.law, last));
    let days = (0..=last - first).map(|offset| first + offset);
    let rows = days.flat_map(|day| {
        model.submissions_on(day, 0).into_iter().map(move |submission| Dated { day, submission })
    });
    Ok(Written { rows: target.write(&model, rows)?, text: format!("the arrivals of {year}") })
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
            return Err(refused(format!("`--scale` is {scale}"), "expected a number above 0 and at most 1"));
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
    let seed = Some(arguments.seed.seed.unwrap_or(SEED));
    Scenario::load(SCENARIO, &Overlay { set, seed, options, ..arguments.published.overlay() })
}

/// The newest published count up to a day, if it is not older than a year.
fn newest_snapshot(censuses: &[Census], on: Day) -> Result<Fit, InvalidInput> {
    match censuses.iter().rev().find(|census| census.date <= on) {
        Some(census) if on > census.date.plus_years(1) => Err(refused(
            format!(
                "the newest count of the pool up to {on} is that of {}, more than a year before",
                census.date
            ),
            &format!("expected `--on` of {} or earlier, or `--count N`", census.date.plus_years(1)),
        )),
        Some(census) => Ok(Fit::to(census)),
        None => Err(refused(
            format!("no count of the pool was published up to {on}"),
            &match censuses.first() {
                Some(first) => format!("expected `--on` of {} or later, or `--count N`", first.date),
                None => "expected `--count N`".to_owned(),
            },
        )),
    }
}
