//! `drawsim import`: IRCC's own file of rounds into the project's two tables.

mod words;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;

use super::options::Printing;
use super::output;
use crate::document::library;
use crate::document::library::Opened;
use crate::document::plural::plural;
use crate::document::problem::{InvalidInput, Problem, Problems};
use crate::document::tree::Source;
use crate::published::import::{self, Change, Imported, Tables};
use crate::report::folder::NewFolders;
use crate::table::without_name;

const CORRECTIONS: &str = "published/corrections.csv";
const ROUNDS: &str = "rounds.csv";
const SNAPSHOTS: &str = "pool_snapshots.csv";
/// Most round numbers in a list.
const MOST_SHOWN: usize = 12;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The file `ee_rounds_123_en.json` that IRCC publishes on its page of rounds of invitations.
    file: PathBuf,
    /// Folder for rounds.csv and pool_snapshots.csv. Existing tables are updated: rounds of the file replace
    /// or join theirs, and rounds that the file lacks stay.
    #[arg(short, long, value_name = "PATH", default_value = "output/import")]
    output: PathBuf,
    /// Known errors of the file with their corrections, in place of the table that the program carries.
    #[arg(long, value_name = "FILE")]
    corrections: Option<PathBuf>,
    #[command(flatten)]
    printing: Printing,
}

/// The present state of a table that is to be written.
enum Standing {
    Absent,
    /// It is there but cannot be read.
    Unreadable,
    Table(Opened),
}

/// Reads the file, writes the tables, and lists every repair.
pub fn import(arguments: &Arguments) -> anyhow::Result<()> {
    let (mut imported, old) = read(arguments)?;
    let notes: Vec<_> =
        imported.tables.rounds.keys().map(|round| words::note(imported.noted(*round))).collect();
    for (row, note) in imported.tables.rounds.values_mut().zip(notes) {
        row.note = note;
    }
    let (tables, changes) = import::merge(old, &imported.tables);
    let folder = NewFolders::create(&arguments.output)?;
    let written = [
        write(&arguments.output.join(SNAPSHOTS), &tables.snapshots_csv())?,
        write(&arguments.output.join(ROUNDS), &tables.rounds_csv())?,
    ];
    folder.keep();
    if arguments.printing.quiet {
        return Ok(());
    }
    let last = if written.contains(&true) {
        written_to(&arguments.output, &tables)
    } else {
        format!("Nothing changes in {}.", arguments.output.display())
    };
    output::print(&(summary(&imported, &changes) + &last))
}

fn read(arguments: &Arguments) -> Result<(Imported, Tables), InvalidInput> {
    let problems = Problems::new();
    let corrections = match &arguments.corrections {
        Some(path) => library::read(path),
        None => library::open_scenario(CORRECTIONS),
    };
    let corrections = kept(corrections, &problems);
    let corrections = corrections.and_then(|opened| import::correction::read(&opened.source, &problems));
    let imported = kept(library::read(&arguments.file), &problems)
        .zip(corrections)
        .and_then(|(file, corrections)| import::import(&file.source, &corrections, &problems));
    let old = read_old(&arguments.output, &problems);
    problems.finish(imported.zip(old))
}

/// The tables of an earlier import, so that no row of the user's is lost.
fn read_old(output: &Path, problems: &Problems) -> Option<Tables> {
    let rounds = standing(&output.join(ROUNDS), problems);
    let snapshots = standing(&output.join(SNAPSHOTS), problems);
    let old = Tables::read(rounds.source(), snapshots.source(), problems);
    old.filter(|_| ![rounds, snapshots].iter().any(|table| matches!(table, Standing::Unreadable)))
}

fn standing(path: &Path, problems: &Problems) -> Standing {
    if path.symlink_metadata().is_err() {
        return Standing::Absent;
    }
    kept(library::read(path), problems).map_or(Standing::Unreadable, Standing::Table)
}

impl Standing {
    fn source(&self) -> Option<&Arc<Source>> {
        match self {
            Standing::Table(opened) => Some(&opened.source),
            Standing::Absent | Standing::Unreadable => None,
        }
    }
}

/// A file that was opened; a problem is reported.
fn kept(opened: Result<Opened, Problem>, problems: &Problems) -> Option<Opened> {
    opened.map_err(|problem| problems.push(problem)).ok()
}

/// Writes a text to a file, unless the file holds it already; returns whether it wrote.
fn write(path: &Path, text: &str) -> anyhow::Result<bool> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(false);
    }
    replace(path, text).with_context(|| format!("cannot write `{}`", path.display()))?;
    Ok(true)
}

/// Writes a temporary file and puts it in the place of a file, which is whole at any time.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".unfinished-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut aside = builder.tempfile_in(folder).map_err(without_name)?;
    aside.write_all(text.as_bytes()).map_err(without_name)?;
    aside.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Rounds read, repaired, without counts and changed.
fn summary(imported: &Imported, changes: &[Change]) -> String {
    let repairs = &imported.repairs;
    let mut text = format!(
        "{} and {} of the pool read.\n\n",
        plural(imported.tables.rounds.len() as u64, "round"),
        plural(imported.tables.snapshots.len() as u64, "count"),
    );
    if !repairs.is_empty() {
        text += &format!("{}, each noted in its row:\n", plural(repairs.len() as u64, "repair"));
        repairs.iter().for_each(|repair| text += &format!("- {}\n", words::repair(repair)));
        text.push('\n');
    }
    if !imported.uncounted.is_empty() {
        text += &uncounted(imported);
    }
    if !changes.is_empty() {
        text += "Changes to the earlier tables:\n";
        changes.iter().for_each(|change| text += &format!("- {}\n", words::change(*change)));
        text.push('\n');
    }
    text
}

/// Rounds without counts: their number, and the first and last of many.
fn uncounted(imported: &Imported) -> String {
    let numbers: Vec<String> = imported.uncounted.iter().map(ToString::to_string).collect();
    let shown = match numbers.as_slice() {
        [first, .., last] if numbers.len() > MOST_SHOWN => format!("{first} to {last}"),
        _ => numbers.join(", "),
    };
    let rounds = plural(numbers.len() as u64, "round");
    format!("Without counts of the pool, as is usual before 2022: {rounds} ({shown}).\n\n")
}

fn written_to(output: &Path, tables: &Tables) -> String {
    let (rounds, snapshots) = (output.join(ROUNDS), output.join(SNAPSHOTS));
    let last = tables.rounds.values().map(|round| round.date).max();
    let until = last.map_or(String::new(), |last| format!(", rounds to {last}"));
    format!(
        "Written to {}{until}. To use them: --rounds {} --pool {}",
        output.display(),
        rounds.display(),
        snapshots.display()
    )
}
