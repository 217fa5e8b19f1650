//! `drawsim import`: IRCC's own file of rounds, or a tracker's, into the project's two tables.

pub(super) mod summary;
mod words;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;

use self::summary::Repairs;
use super::options::{Printing, Reading};
use super::{interrupt, output};
use crate::document::library;
use crate::document::library::Opened;
use crate::document::problem::{InvalidInput, Problem, Problems};
use crate::document::tree::Source;
use crate::model::Notice;
use crate::published::import::{self, Imported, Instructions, Tables, Wrong};
use crate::published::impossible::Kept;
use crate::published::{Warning, warning};
use crate::report::folder::{self, FolderError, ResultFiles};

const CORRECTIONS: &str = "published/corrections.csv";
const ROUNDS: &str = "rounds.csv";
const SNAPSHOTS: &str = "pool_snapshots.csv";

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The file `ee_rounds_123_en.json` or `ee_rounds_123_fr.json` of IRCC's page of rounds of invitations,
    /// the bare list of its rounds, or a table of rounds as CSV or TSV with a header.
    file: PathBuf,
    /// Folder for rounds.csv and pool_snapshots.csv. Existing tables are updated: rounds of the file replace
    /// or join theirs, and rounds that the file lacks stay.
    #[arg(short, long, value_name = "PATH", default_value = "output/import")]
    output: PathBuf,
    /// Known errors of the file with their corrections, in place of the table that the program carries.
    #[arg(long, value_name = "FILE")]
    corrections: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
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
    settle(arguments)?;
    let Read { mut imported, old, broken } = read(arguments)?;
    let notes: Vec<_> =
        imported.tables.rounds.keys().map(|round| words::note(imported.noted(*round))).collect();
    for (row, note) in imported.tables.rounds.values_mut().zip(notes) {
        row.note = note;
    }
    let (tables, changes) = import::merge(old, &imported.tables);
    let has_written = write(&arguments.output, &tables)?;
    if arguments.printing.quiet {
        return Ok(());
    }
    output::notify(&notices(&imported, &arguments.file.display().to_string()), &output::terminal_words());
    summary::broken(&broken).iter().for_each(|notice| output::tell(notice));
    let last = if has_written {
        written_to(&arguments.output, &tables)
    } else {
        format!("Nothing changes in {}.", arguments.output.display())
    };
    output::print(&(summary::read(&imported, Repairs::Noted) + &summary::changes(&changes) + &last))
}

/// Completes what a killed import left half done, and refuses to replace a file that is read.
fn settle(arguments: &Arguments) -> Result<(), FolderError> {
    let Arguments { file, output, corrections, printing, .. } = arguments;
    let places = [output.clone(), output.join(SNAPSHOTS), output.join(ROUNDS)];
    let settled = places.iter().filter(|place| folder::settle(place)).count();
    if settled > 0 && !printing.quiet {
        output::tell(&format!(
            "an earlier import into `{}` was killed and is completed now",
            output.display()
        ));
    }
    for place in &places[1..] {
        let inputs = [Some(file), corrections.as_ref()].into_iter().flatten();
        folder::refuse_input(place, inputs.map(PathBuf::as_path))?;
    }
    Ok(())
}

/// What the file and the earlier tables hold.
struct Read {
    imported: Imported,
    old: Tables,
    /// What is wrong with rows that are left out.
    broken: Vec<Problem>,
}

/// What cannot be right, and forms that were understood.
fn notices(imported: &Imported, file: &str) -> Vec<Notice> {
    let rounds = imported.impossible_rounds(file, Kept::Written);
    let impossible = rounds.into_iter().chain(imported.impossible_counts(file, Kept::Written));
    let impossible = impossible.map(Warning::Impossible);
    impossible.chain(warning::assumed(file, &imported.assumed)).map(Notice::Published).collect()
}

fn read(arguments: &Arguments) -> Result<Read, InvalidInput> {
    let (problems, rows) = (Problems::new(), Problems::new());
    let corrections = match &arguments.corrections {
        Some(path) => library::read(path),
        None => library::open_scenario(CORRECTIONS),
    };
    let corrections = kept(corrections, &problems);
    let corrections = corrections.and_then(|opened| import::correction::read(&opened.source, &problems));
    let (columns, order) = (arguments.reading.columns(), arguments.reading.date_order);
    let file = kept(library::read_foreign(&arguments.file), &problems);
    let old = read_old(&arguments.output, &problems);
    let imported = file.zip(corrections).and_then(|(file, corrections)| {
        let how = Instructions { corrections: &corrections, columns: &columns, order, before: old.as_ref() };
        import::import(&file.source, how, Wrong::RowsLeftOut { file: &problems, rows: &rows })
    });
    // A file without a round that could be read is refused for its rows.
    if imported.is_none() && problems.is_empty() {
        return rows.finish(None);
    }
    let (imported, old) = problems.finish(imported.zip(old))?;
    let is_nothing_left = imported.tables.rounds.is_empty();
    if is_nothing_left && rows.is_empty() {
        output::notify(&notices(&imported, &arguments.file.display().to_string()), &output::terminal_words());
        let title = format!("no round of `{}` is left", arguments.file.display());
        rows.push(Problem::without_place(title, "expected at least one round that can be right"));
    }
    let broken = rows.finish((!is_nothing_left).then_some(()));
    match broken {
        Err(invalid) if is_nothing_left => Err(invalid),
        broken => {
            let broken = broken.err().map_or_else(Vec::new, |invalid| invalid.problems);
            Ok(Read { imported, old, broken })
        }
    }
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

/// Writes the tables that differ from those that stand there, both or none; returns whether it wrote.
fn write(output: &Path, tables: &Tables) -> anyhow::Result<bool> {
    let texts = [(SNAPSHOTS, tables.snapshots_csv()), (ROUNDS, tables.rounds_csv())];
    // A table without a count would take the place of those that the program carries.
    let are_counted = !tables.snapshots.is_empty();
    let texts = texts.into_iter().filter(|(name, _)| are_counted || *name != SNAPSHOTS);
    let texts: Vec<_> = texts.collect();
    let changed = texts.iter().filter(|(name, text)| {
        fs::read_to_string(output.join(name)).map_or(true, |standing| standing != *text)
    });
    let changed: Vec<_> = changed.collect();
    if changed.is_empty() {
        return Ok(false);
    }
    let names: Vec<&Path> = changed.iter().map(|(name, _)| Path::new(name)).collect();
    let files = ResultFiles::within(output, &names)?;
    interrupt::remove_when_stopped(files.unfinished())?;
    for (name, text) in changed {
        fs::write(files.path(Path::new(name)), text)
            .with_context(|| format!("cannot write `{}`", output.join(name).display()))?;
    }
    files.finish()?;
    Ok(true)
}

fn written_to(output: &Path, tables: &Tables) -> String {
    let (rounds, snapshots) = (output.join(ROUNDS), output.join(SNAPSHOTS));
    let last = tables.rounds.values().map(|round| round.date).max();
    let until = last.map_or(String::new(), |last| format!(", rounds to {last}"));
    let pool = match tables.snapshots.is_empty() {
        true => String::new(),
        false => format!(" --pool {}", snapshots.display()),
    };
    format!("Written to {}{until}. To use them: --rounds {}{pool}", output.display(), rounds.display())
}
