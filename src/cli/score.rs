//! `drawsim score`: profiles from a file, scored on a date.

mod breakdown;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::ValueEnum;

use super::interrupt;
use crate::document::plural::plural;
use crate::document::problem::{InvalidInput, Problem};
use crate::model::Notice;
use crate::profiles::reader::{Batch, GivenProfile, ProfileReader, columns_help};
use crate::profiles::scores::{BATCH, Scored, Scorer};
use crate::report::folder::{ResultFile, Unfinished};
use crate::report::terminal::{Heading, table};
use crate::table::FileFormat;
use crate::time::Day;

/// Most profiles shown with every part of their score; of more, each gets one line.
const MOST_IN_DETAIL: usize = 12;
/// Most lines in the terminal.
const LISTED: usize = 1_000;

#[derive(Debug, clap::Args)]
#[command(after_long_help = help())]
pub struct Arguments {
    /// CSV file with a header, or TOML file with a `[[profile]]` for each row; `--help` lists the columns.
    profiles: PathBuf,
    /// Day of the scores, in America/Toronto.
    #[arg(long, value_name = "DATE", value_parser = super::rules::day)]
    on: Day,
    /// Scenario whose reforms are laid on the published law.
    #[arg(long)]
    scenario: Option<String>,
    /// File for the result, .csv or .parquet [default: standard output].
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Format of the result [default: by the ending of the file; a table in the terminal].
    #[arg(long, value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    writing: super::Writing,
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

/// Some rows could not be read; each has been reported.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.words())]
pub struct BrokenRows {
    broken: u64,
    rows: u64,
}

fn help() -> String {
    format!(
        "Columns of the file; an unknown one is an error:\n\n{}\n\
         The result has `candidate`, `score`, points of the four sections and of every factor, `programs`, \
         `program_of_invitation`, `categories`, the FSW grid with its parts, and all levels as they were scored. \
         A broken row is reported with its line, the others are scored, and the exit code is 2.",
        columns_help()
    )
}

/// Scores the file batch by batch, to a file or to the terminal.
pub fn score(arguments: &Arguments) -> anyhow::Result<()> {
    let target = target(arguments)?;
    let law = super::rules::law_of(arguments.scenario.as_deref())?;
    let mut reader = ProfileReader::open(&arguments.profiles, &law, arguments.on)?;
    let scorer = Scorer::new(&law, arguments.on);
    if !arguments.writing.quiet {
        super::notify(law.carried_from(arguments.on).map(Notice::CarriedCrs).as_slice());
    }
    let mut counts = BrokenRows { broken: 0, rows: 0 };
    let profiles = arguments.profiles.as_path();
    match target {
        Target::File(path, format) => {
            let file = ResultFile::create(path)?;
            interrupt::remove_when_stopped(file.unfinished())?;
            scorer
                .score_file(&mut reader, &file.path(), format, |batch| counts.add(profiles, batch))
                .map_err(|error| file.relocated(error))?;
            file.finish()?;
        }
        Target::StandardOutput => {
            interrupt::remove_when_stopped(Unfinished::default())?;
            to_standard_output(&mut reader, &scorer, |batch| counts.add(profiles, batch))?;
        }
        Target::Terminal => {
            interrupt::remove_when_stopped(Unfinished::default())?;
            to_terminal(&mut reader, &scorer, |batch| counts.add(profiles, batch))?;
        }
    }
    if let Some(path) = arguments.output.as_deref().filter(|_| !arguments.writing.quiet) {
        super::print(&format!(
            "{} scored: {}",
            plural(counts.rows - counts.broken, "profile"),
            path.display()
        ))?;
    }
    if counts.broken > 0 { Err(counts.into()) } else { Ok(()) }
}

fn target(arguments: &Arguments) -> Result<Target<'_>, InvalidInput> {
    let Some(path) = arguments.output.as_deref() else {
        return match arguments.format {
            None | Some(Format::Table) => Ok(Target::Terminal),
            Some(Format::Csv) => Ok(Target::StandardOutput),
            Some(Format::Parquet) => Err(refusal("`--format parquet` needs a file", "expected `-o FILE`")),
        };
    };
    let ending = path.extension().and_then(|ending| ending.to_str());
    let format = match (arguments.format, ending) {
        (Some(Format::Csv), _) | (None, Some("csv")) => FileFormat::Csv,
        (Some(Format::Parquet), _) | (None, Some("parquet")) => FileFormat::Parquet,
        (Some(Format::Table), _) => {
            let title = "`--format table` is for the terminal";
            return Err(refusal(title, "expected no `-o`, or another format"));
        }
        (None, _) => {
            let title = format!("`{}` says no format", path.display());
            return Err(refusal(title, "expected a name that ends in .csv or .parquet, or `--format`"));
        }
    };
    if path.exists() && !arguments.writing.force {
        let title = format!("`{}` exists already", path.display());
        return Err(refusal(title, "expected another file, or `--force` to replace it"));
    }
    Ok(Target::File(path, format))
}

fn refusal(title: impl Into<String>, expected: &str) -> InvalidInput {
    InvalidInput::one(Problem::without_place(title, expected))
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
            done => done.context(super::NO_OUTPUT)?,
        }
        if !reader.read(BATCH, &mut batch)? {
            return out.flush().context(super::NO_OUTPUT);
        }
        count(&batch);
        let scored: Vec<Scored<'_>> = batch.profiles.iter().map(|given| scorer.score(given)).collect();
        text = scorer.table(&scored).csv_rows();
    }
}

fn to_terminal(
    reader: &mut ProfileReader,
    scorer: &Scorer<'_>,
    mut count: impl FnMut(&Batch),
) -> anyhow::Result<()> {
    let mut more = 0;
    let mut shown: Vec<GivenProfile> = Vec::new();
    let mut batch = Batch::default();
    while reader.read(BATCH, &mut batch)? {
        count(&batch);
        let room = LISTED - shown.len();
        more += batch.profiles.len().saturating_sub(room);
        shown.extend(batch.profiles.drain(..).take(room));
    }
    let scored: Vec<Scored<'_>> = shown.iter().map(|given| scorer.score(given)).collect();
    let mut text =
        if scored.len() <= MOST_IN_DETAIL { breakdown::text(scorer, &scored) } else { list(scorer, &scored) };
    if more > 0 {
        text.push_str(&format!("\n\nand {more} more; `-o FILE` writes all of them with all their points"));
    }
    super::print(&text)
}

/// One line for each profile.
fn list(scorer: &Scorer<'_>, scored: &[Scored<'_>]) -> String {
    let headings = [
        Heading::Words("candidate"),
        Heading::Figures("score"),
        Heading::Figures("A"),
        Heading::Figures("B"),
        Heading::Figures("C"),
        Heading::Figures("D"),
        Heading::Figures("FSW grid"),
        Heading::Words("programs"),
        Heading::Words("categories"),
    ];
    let rows = scored.iter().map(|row| {
        let points = &row.breakdown;
        [
            row.given.name().to_string(),
            points.total.to_string(),
            points.core.to_string(),
            points.spouse.to_string(),
            points.transferability.to_string(),
            points.additional.to_string(),
            row.grid.total.to_string(),
            row.eligibility.map_or("?".to_owned(), |set| scorer.programs(set).to_string()),
            row.eligibility.map_or("?".to_owned(), |set| scorer.categories(set).to_string()),
        ]
    });
    table(&headings, rows)
}

impl BrokenRows {
    fn words(&self) -> String {
        let BrokenRows { broken, rows } = *self;
        match (broken, rows) {
            (1, 1) => "the only row could not be read".to_owned(),
            (broken, rows) if broken == rows => format!("none of {rows} rows could be read"),
            _ => format!("{broken} of {rows} rows could not be read; the others were scored"),
        }
    }

    /// Counts a batch, and reports its broken rows at once: there may be more than fit in memory.
    fn add(&mut self, path: &Path, batch: &Batch) {
        let mut err = std::io::stderr().lock();
        for row in &batch.broken {
            for problem in &row.problems {
                // There is no other place for it if standard error is closed.
                let _ = writeln!(err, "error: {}:{}: {problem}", path.display(), row.line);
            }
        }
        self.broken += batch.broken.len() as u64;
        self.rows += (batch.broken.len() + batch.profiles.len()) as u64;
    }
}
