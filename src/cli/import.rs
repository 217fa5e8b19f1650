//! `drawsim import`: IRCC's own file of rounds, or a tracker's, into the project's two tables.

mod words;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;

use super::options::Printing;
use super::{interrupt, output};
use crate::document::kind::Kinds;
use crate::document::library;
use crate::document::library::Opened;
use crate::document::plural::plural;
use crate::document::printable::printable_line;
use crate::document::problem::{InvalidInput, Problem, Problems};
use crate::document::tree::Source;
use crate::model::Notice;
use crate::policy::instruction::RoundNumber;
use crate::published::Warning;
use crate::published::import::column::Chosen;
use crate::published::import::moment::DateOrder;
use crate::published::import::{self, Change, Imported, Instructions, Tables};
use crate::report::folder::{self, FolderError, ResultFiles};

const CORRECTIONS: &str = "published/corrections.csv";
const ROUNDS: &str = "rounds.csv";
const SNAPSHOTS: &str = "pool_snapshots.csv";
/// Most round numbers in a list.
const MOST_SHOWN: usize = 12;

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
    /// Names of the file's columns, where they are not found: such as date=Day,size=ITAs. Meanings: number,
    /// date, time, type, size, cutoff, tie_break, pool_as_of.
    #[arg(long, value_name = "MEANING=NAME,...", value_delimiter = ',', value_parser = chosen)]
    columns: Vec<Chosen>,
    /// The order of day, month and year in dates of numbers alone, where it is not clear: dmy, mdy or ymd.
    #[arg(long, value_name = "ORDER", value_parser = date_order)]
    date_order: Option<DateOrder>,
    #[command(flatten)]
    printing: Printing,
}

fn chosen(text: &str) -> Result<Chosen, String> {
    let (option, name) = text.split_once('=').ok_or("expected MEANING=NAME, such as size=ITAs")?;
    Ok(Chosen { option: option.trim().to_owned(), name: name.trim().to_owned() })
}

fn date_order(text: &str) -> Result<DateOrder, String> {
    let known = DateOrder::NAMES.iter().find(|(name, _)| *name == text);
    known.map(|(_, order)| *order).ok_or_else(|| "expected dmy, mdy or ymd".to_owned())
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
    let (mut imported, old) = read(arguments)?;
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
    let impossible = imported.impossible(&arguments.file.display().to_string());
    let impossible =
        impossible.into_iter().map(|impossible| Notice::Published(Warning::Impossible(impossible)));
    output::notify(&impossible.collect::<Vec<Notice>>(), &output::terminal_words());
    let last = if has_written {
        written_to(&arguments.output, &tables)
    } else {
        format!("Nothing changes in {}.", arguments.output.display())
    };
    output::print(&(summary(&imported, &changes) + &last))
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

fn read(arguments: &Arguments) -> Result<(Imported, Tables), InvalidInput> {
    let problems = Problems::new();
    let corrections = match &arguments.corrections {
        Some(path) => library::read(path),
        None => library::open_scenario(CORRECTIONS),
    };
    let corrections = kept(corrections, &problems);
    let corrections = corrections.and_then(|opened| import::correction::read(&opened.source, &problems));
    let (columns, order) = (arguments.columns.as_slice(), arguments.date_order);
    let file = kept(library::read_foreign(&arguments.file), &problems);
    let old = read_old(&arguments.output, &problems);
    let imported = file.zip(corrections).and_then(|(file, corrections)| {
        let how = Instructions { corrections: &corrections, columns, order, before: old.as_ref() };
        import::import(&file.source, how, &problems)
    });
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

/// Rounds read, repaired, without counts and changed.
fn summary(imported: &Imported, changes: &[Change]) -> String {
    let repairs = &imported.repairs;
    let mut text = format!(
        "{} and {} of the pool read.\n\n",
        plural(imported.tables.rounds.len() as u64, "round"),
        plural(imported.tables.snapshots.len() as u64, "count"),
    );
    if !imported.columns.is_empty() {
        text += &words::columns(&imported.columns);
    }
    text += imported.proven_order.map_or("", words::order);
    text += &imported.numbering.map_or(String::new(), words::numbering);
    let repairs: Vec<_> = repairs.iter().filter(|repair| !repair.finding.is_untimed()).collect();
    if !repairs.is_empty() {
        text += &format!("{}, each noted in its row:\n", plural(repairs.len() as u64, "repair"));
        text += &listed(repairs.iter().map(|repair| words::repair(repair)));
    }
    let untimed = imported.untimed();
    if !untimed.is_empty() {
        text += &format!("Without a time of day, taken as noon in Toronto: {}.\n\n", numbered(&untimed));
    }
    if !imported.uncounted.is_empty() {
        let rounds = numbered(&imported.uncounted);
        text += &format!("Without counts of the pool, as is usual before 2022: {rounds}.\n\n");
    }
    if !changes.is_empty() {
        text += "Changes to the earlier tables:\n";
        text += &listed(changes.iter().map(|change| words::change(*change)));
    }
    text
}

/// Sentences below each other; of many of a kind the first, and the number of the others.
fn listed(sentences: impl Iterator<Item = String>) -> String {
    let (mut text, mut kinds) = (String::new(), Kinds::default());
    for sentence in sentences {
        if kinds.is_shown(&sentence) {
            text += &format!("- {}\n", printable_line(&sentence));
        }
    }
    for (first, count) in kinds.left_out() {
        text += &format!("- {count} more like this one: {}\n", printable_line(first));
    }
    text + "\n"
}

/// The number of rounds, and the first and last of many.
fn numbered(rounds: &[RoundNumber]) -> String {
    let numbers: Vec<String> = rounds.iter().map(ToString::to_string).collect();
    let shown = match numbers.as_slice() {
        [first, .., last] if numbers.len() > MOST_SHOWN => format!("{first} to {last}"),
        _ => numbers.join(", "),
    };
    format!("{} ({shown})", plural(numbers.len() as u64, "round"))
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
