//! `drawsim score`: profiles from a file, scored on a date.

mod breakdown;
mod broken;
mod listing;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::ValueEnum;

pub use self::broken::BrokenRows;
use super::file_target::{check_free, format_of, refused, without_format};
use super::law::{LawOption, carried_crs};
use super::options::{Writing, day};
use super::output;
use super::session::Session;
use crate::document::plural::plural;
use crate::document::problem::InvalidInput;
use crate::profiles::reader::{Batch, ProfileReader, columns_help};
use crate::profiles::scores::{BATCH, Scored, Scorer};
use crate::table::FileFormat;
use crate::time::Day;

#[derive(Debug, clap::Args)]
#[command(after_long_help = help())]
pub struct Arguments {
    /// CSV file with a header, or TOML file with a `[[profile]]` for each row; `--help` lists the columns.
    profiles: PathBuf,
    /// Day of the scores, in America/Toronto.
    #[arg(long, value_name = "DATE", value_parser = day)]
    on: Day,
    #[command(flatten)]
    law: LawOption,
    /// File for the result, .csv or .parquet [default: standard output].
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Format of the result [default: by the ending of the file; a table in the terminal].
    #[arg(long, value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    writing: Writing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table in the terminal.
    Table,
    /// CSV, to a file or to standard output.
    Csv,
    /// Parquet, to a file.
    Parquet,
}

/// Where the result goes.
enum Target<'a> {
    Terminal,
    StandardOutput,
    File(&'a Path, FileFormat),
}

fn help() -> String {
    format!(
        "Columns of the file; an unknown one is an error:\n\n{}\n\
         The result has `candidate`, `score`, points of the four sections and of every factor, `programs`, \
         `program_of_invitation`, `categories`, the FSW grid with its parts, and all levels as they were \
         scored. A broken row is reported with its line, the others are scored, and the exit code is 2.",
        columns_help()
    )
}

/// Scores the file batch by batch, to a file or to the terminal.
pub fn score(arguments: &Arguments) -> anyhow::Result<()> {
    let mut session = Session::start(arguments.writing);
    let target = target(arguments)?;
    let law = arguments.law.law()?;
    let mut reader = ProfileReader::open(&arguments.profiles, &law, arguments.on)?;
    let scorer = Scorer::new(&law, arguments.on);
    session.notify(carried_crs(&law, arguments.on));
    let mut counts = BrokenRows::new(arguments.writing.printing);
    let count = |batch: &Batch| counts.add(&arguments.profiles, batch);
    match target {
        Target::File(path, format) => {
            let file = session.open_file(path, format, &[&arguments.profiles])?;
            let written = scorer.score_file(&mut reader, &file.path(), format, count);
            written.map_err(|error| file.relocated(error))?;
            file.finish()?;
        }
        Target::StandardOutput => {
            session.open_nothing()?;
            to_standard_output(&mut reader, &scorer, count)?;
        }
        Target::Terminal => {
            session.open_nothing()?;
            output::print(&listing::text(&mut reader, &scorer, session.words(), count)?)?;
        }
    }
    counts.report_left_out();
    if let Some(path) = &arguments.output {
        let profiles = plural(counts.rows - counts.broken, "profile");
        session.print(&format!("{profiles} scored: {}", path.display()))?;
    }
    if counts.broken > 0 { Err(counts.into()) } else { Ok(()) }
}

fn target(arguments: &Arguments) -> Result<Target<'_>, InvalidInput> {
    let Some(path) = arguments.output.as_deref() else {
        return match arguments.format {
            None | Some(Format::Table) => Ok(Target::Terminal),
            Some(Format::Csv) => Ok(Target::StandardOutput),
            Some(Format::Parquet) => Err(refused("`--format parquet` needs a file", "expected `-o FILE`")),
        };
    };
    let format = match (arguments.format, format_of(path)) {
        (Some(Format::Csv), _) => FileFormat::Csv,
        (Some(Format::Parquet), _) => FileFormat::Parquet,
        (Some(Format::Table), _) => {
            let title = "`--format table` is for the terminal";
            return Err(refused(title, "expected no `-o`, or another format"));
        }
        (None, Some(format)) => format,
        (None, None) => {
            let expected = "expected a name that ends in .csv or .parquet, or `--format`";
            return Err(without_format(path, expected));
        }
    };
    check_free(path, arguments.writing)?;
    Ok(Target::File(path, format))
}

/// Writes CSV batch by batch; a reader that stops early, such as `head`, is no error.
fn to_standard_output(
    reader: &mut ProfileReader,
    scorer: &Scorer<'_>,
    mut count: impl FnMut(&Batch),
) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    let mut text = scorer.table(&[]).to_csv();
    let mut batch = Batch::default();
    loop {
        match out.write_all(text.as_bytes()) {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(()),
            done => done.context(output::NO_OUTPUT)?,
        }
        if !reader.read(BATCH, &mut batch)? {
            return out.flush().context(output::NO_OUTPUT);
        }
        count(&batch);
        let scored: Vec<Scored<'_>> = batch.profiles.iter().map(|given| scorer.score(given)).collect();
        text = scorer.table(&scored).csv_rows();
    }
}
