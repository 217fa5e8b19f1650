//! Options that several commands have, and the values of their types.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::published::form;
use crate::scenario::{Chosen, DateOrder, Overlay, TableForms};
use crate::time::Day;

/// Last year of a date of the command line, as of a scenario.
const LAST_YEAR: i16 = 2100;

/// Options of commands that simulate a scenario into a result.
#[derive(Debug, Args)]
pub struct Common {
    #[command(flatten)]
    pub settings: Settings,
    #[command(flatten)]
    pub seed: Seed,
    /// Threads to run on; no result depends on it [default: all cores].
    #[arg(long, allow_negative_numbers = true, value_parser = clap::value_parser!(u16).range(1..))]
    pub threads: Option<u16>,
    #[command(flatten)]
    pub published: Published,
    /// Folder for the result.
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub writing: Writing,
}

/// Values that a command lays over a scenario.
#[derive(Clone, Debug, Args)]
pub struct Settings {
    /// Lay a value over the scenario, such as population.scale=0.1; may be repeated.
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
}

/// The seed of a command that samples.
#[derive(Clone, Copy, Debug, Args)]
pub struct Seed {
    /// Seed of all random streams [default: that of the scenario, or 1 without a scenario].
    #[arg(long, allow_negative_numbers = true, value_parser = seed)]
    pub seed: Option<u64>,
}

/// Options of commands that run a scenario's own replications.
#[derive(Clone, Copy, Debug, Args)]
pub struct Replications {
    /// Replications [default: those of the scenario; of `plan`, 6].
    #[arg(long, allow_negative_numbers = true)]
    pub replications: Option<u32>,
}

/// Options of commands that write something and print about it.
#[derive(Clone, Copy, Debug, Args)]
pub struct Writing {
    /// Replace what is already there.
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub printing: Printing,
}

/// Options of commands that print about their work.
#[derive(Clone, Copy, Debug, Args)]
pub struct Printing {
    /// Print errors and the answer that was asked for: no notices, no progress, no summary.
    #[arg(short, long)]
    pub quiet: bool,
}

/// What a run may need of the machine.
#[derive(Clone, Copy, Debug, Args)]
pub struct Limits {
    /// Most memory that the run may need by its estimate, in GiB [default: nine tenths of what is free].
    #[arg(long, value_name = "GIB", value_parser = gibibytes)]
    pub most_memory: Option<f64>,
    /// Most room on the disk that it may need, in GiB [default: nine tenths of what is free].
    #[arg(long, value_name = "GIB", value_parser = gibibytes)]
    pub most_disk: Option<f64>,
}

fn gibibytes(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite() && *number > 0.0);
    number.ok_or_else(|| "expected a number above 0".to_owned())
}

/// The published tables that a command reads.
#[derive(Clone, Debug, Args)]
pub struct Published {
    /// Published rounds, in place of those that the program carries: a table of `drawsim import`, or a file
    /// that it reads.
    #[arg(long, value_name = "FILE")]
    pub rounds: Option<PathBuf>,
    /// Published snapshots of the pool, in place of those that the program carries: a table of `drawsim
    /// import`, or a file that it reads.
    #[arg(long = "pool", value_name = "FILE")]
    pub snapshots: Option<PathBuf>,
    #[command(flatten)]
    pub reading: Reading,
}

/// How tables of other forms are read.
#[derive(Clone, Debug, Args)]
pub struct Reading {
    /// Names of the columns of rounds, where they are not found: such as date=Day,size=ITAs. Meanings:
    /// number, date, time, type, size, cutoff, tie_break, pool_as_of.
    #[arg(long, value_name = "MEANING=NAME,...", value_parser = columns)]
    columns: Vec<Columns>,
    /// The order of day, month and year in dates of numbers alone, where it is not clear: dmy, mdy or ymd.
    #[arg(long, value_name = "ORDER", value_parser = date_order)]
    pub date_order: Option<DateOrder>,
}

/// Columns that one option names.
#[derive(Clone, Debug)]
struct Columns(Vec<Chosen>);

fn columns(text: &str) -> Result<Columns, String> {
    let read = Chosen::read(text).map(Columns);
    read.ok_or_else(|| "expected MEANING=NAME, such as size=ITAs".to_owned())
}

fn date_order(text: &str) -> Result<DateOrder, String> {
    DateOrder::named(text).ok_or_else(|| "expected dmy, mdy or ymd".to_owned())
}

impl Reading {
    /// The columns of all options.
    pub fn columns(&self) -> Vec<Chosen> {
        self.columns.iter().flat_map(|columns| columns.0.clone()).collect()
    }
}

impl Published {
    /// Lays nothing over a scenario but these tables.
    pub fn overlay(&self) -> Overlay {
        let Published { rounds, snapshots, reading } = self.clone();
        let (columns, date_order) = (reading.columns(), reading.date_order);
        let forms = TableForms { rounds: form::rounds_alone, snapshots: form::snapshots_alone };
        Overlay { rounds, snapshots, columns, date_order, forms, ..Overlay::default() }
    }
}

impl Common {
    /// Lays the options over a scenario.
    pub fn overlay(&self) -> Overlay {
        Overlay { set: self.settings.set.clone(), seed: self.seed.seed, ..self.published.overlay() }
    }

    /// The same at a scale of the candidates, unless the user states another.
    pub fn overlay_at(&self, scale: f64) -> Overlay {
        Overlay { unless_stated: vec![format!("population.scale={scale}")], ..self.overlay() }
    }

    /// The folder for the result; by default the one of that name in `output`, where a scenario's folder and
    /// file make one name.
    pub fn output_or(&self, name: &str) -> PathBuf {
        self.output.clone().unwrap_or_else(|| Path::new("output").join(name.replace('/', "-")))
    }

    /// Threads for a number of simulations: as many as the user asks for, or else as the machine has cores;
    /// at most one for each simulation.
    pub fn threads(&self, simulations: u64) -> usize {
        threads(self.threads, simulations)
    }
}

fn threads(asked: Option<u16>, simulations: u64) -> usize {
    let most = usize::try_from(simulations).unwrap_or(usize::MAX).max(1);
    asked.map_or_else(cores, usize::from).min(most)
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// A seed, as a scenario may state it.
fn seed(text: &str) -> Result<u64, String> {
    let seed = text.parse::<u64>().ok().filter(|seed| i64::try_from(*seed).is_ok());
    seed.ok_or_else(|| format!("expected a whole number from 0 to {}", i64::MAX))
}

/// A date of the command line, from the launch to the end of 2100: Express Entry has no law before, no run
/// ends later.
pub fn day(text: &str) -> Result<Day, String> {
    let day = text.parse::<Day>().map_err(|_| "expected a date like 2025-03-25".to_owned())?;
    match day {
        early if early < Day::LAUNCH => {
            Err(format!("Express Entry began on {}, expected that day or a later one", Day::LAUNCH))
        }
        _ if day.year() > LAST_YEAR => Err(format!("expected a date up to {LAST_YEAR}-12-31")),
        _ => Ok(day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_one_of_the_published_law() {
        let first = crate::policy::law::Law::published().change_days()[0];
        assert_eq!((day(&first.to_string()), day(&(first - 1).to_string()).is_err()), (Ok(first), true));
    }

    #[test]
    fn there_are_no_more_threads_than_simulations() {
        assert_eq!(threads(Some(65_535), 2), 2);
        assert_eq!(threads(Some(3), 20), 3);
        assert_eq!((threads(None, 1), threads(Some(5), 0)), (1, 1));
    }
}
