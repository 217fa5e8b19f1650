//! `drawsim import`: IRCC's own file of rounds into the project's two tables.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::document::library;
use crate::document::library::Opened;
use crate::document::plural::plural;
use crate::document::problem::{InvalidInput, Problems};
use crate::published::import::{self, Imported, Tables};
use crate::report::folder::NewFolders;
use crate::table::without_name;

const CORRECTIONS: &str = "published/corrections.csv";
const ROUNDS: &str = "rounds.csv";
const SNAPSHOTS: &str = "pool_snapshots.csv";

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The file `ee_rounds_123_en.json` that IRCC publishes on its page of rounds of invitations.
    file: PathBuf,
    /// Folder for rounds.csv and pool_snapshots.csv. Tables that stand there are brought up to date: what the file says
    /// goes over them, and rounds that it leaves out stay.
    #[arg(short, long, value_name = "PATH", default_value = "output/import")]
    output: PathBuf,
    /// Known errors of the file and what is right, in place of the table that the program carries.
    #[arg(long, value_name = "FILE")]
    corrections: Option<PathBuf>,
    /// Say nothing but errors.
    #[arg(short, long)]
    quiet: bool,
}

/// Reads the file, writes the tables, and tells every repair.
pub fn import(arguments: &Arguments) -> anyhow::Result<()> {
    let (imported, old) = read(arguments)?;
    let (tables, changes) = import::merge(old, &imported.tables);
    let folder = NewFolders::create(&arguments.output)?;
    let written = [
        write(&arguments.output.join(SNAPSHOTS), &tables.snapshots_csv())?,
        write(&arguments.output.join(ROUNDS), &tables.rounds_csv())?,
    ];
    folder.keep();
    if !arguments.quiet {
        let has_written = written.contains(&true);
        super::print(&summary(&imported, &tables, &changes, has_written, &arguments.output))?;
    }
    Ok(())
}

fn read(arguments: &Arguments) -> Result<(Imported, Tables), InvalidInput> {
    let problems = Problems::new();
    let open = |path: &Path| library::read(path).map_err(|problem| problems.push(problem)).ok();
    let corrections = match &arguments.corrections {
        Some(path) => open(path),
        None => library::open_scenario(CORRECTIONS).map_err(|problem| problems.push(problem)).ok(),
    };
    let corrections = corrections.and_then(|opened| import::correction::read(&opened.source, &problems));
    let file = open(&arguments.file);
    let imported = file
        .zip(corrections)
        .and_then(|(file, corrections)| import::import(&file.source, &corrections, &problems));
    // Whatever stands there is read before it is written over, so that no row of the user's is lost.
    let standing = |name: &str| {
        let path = arguments.output.join(name);
        path.symlink_metadata().is_ok().then(|| open(&path))
    };
    let (rounds, snapshots) = (standing(ROUNDS), standing(SNAPSHOTS));
    let is_readable = [&rounds, &snapshots].iter().all(|table| !matches!(table, Some(None)));
    let source = |table: Option<Option<Opened>>| table.flatten().map(|opened| opened.source);
    let (rounds, snapshots) = (source(rounds), source(snapshots));
    let old = Tables::read(rounds.as_ref(), snapshots.as_ref(), &problems).filter(|_| is_readable);
    problems.finish(imported.zip(old))
}

/// Writes a file aside and puts it in its place, unless the same stands there; answers whether it wrote.
fn write(path: &Path, text: &str) -> anyhow::Result<bool> {
    let fault = || format!("cannot write `{}`", path.display());
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(false);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".unfinished-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut aside = builder.tempfile_in(folder).map_err(without_name).with_context(fault)?;
    aside.write_all(text.as_bytes()).map_err(without_name).with_context(fault)?;
    aside.persist(path).map_err(|error| error.error).with_context(fault)?;
    Ok(true)
}

fn summary(
    imported: &Imported,
    tables: &Tables,
    changes: &[String],
    has_written: bool,
    output: &Path,
) -> String {
    let repairs = &imported.repairs;
    let mut text = format!(
        "{} and {} of the pool read.\n\n",
        plural(imported.tables.rounds.len() as u64, "round"),
        plural(imported.tables.snapshots.len() as u64, "count"),
    );
    if !repairs.is_empty() {
        text += &format!("{}, each noted in its row:\n", plural(repairs.len() as u64, "repair"));
        repairs.iter().for_each(|repair| text += &format!("- {repair}\n"));
        text.push('\n');
    }
    if !imported.uncounted.is_empty() {
        let numbers: Vec<String> = imported.uncounted.iter().map(ToString::to_string).collect();
        let shown = match numbers.as_slice() {
            [first, .., last] if numbers.len() > 12 => format!("{first} to {last}"),
            _ => numbers.join(", "),
        };
        let rounds = plural(numbers.len() as u64, "round");
        text += &format!("Without counts of the pool, as is usual before 2022: {rounds} ({shown}).\n\n");
    }
    if !changes.is_empty() {
        text += "Against the tables that stood there:\n";
        changes.iter().for_each(|change| text += &format!("- {change}\n"));
        text.push('\n');
    }
    if !has_written {
        return text + &format!("Nothing changes in {}.", output.display());
    }
    let (rounds, snapshots) = (output.join(ROUNDS), output.join(SNAPSHOTS));
    let last = tables.rounds.values().map(|round| round.date).max();
    let until = last.map_or(String::new(), |last| format!(", rounds to {last}"));
    text + &format!(
        "Written to {}{until}. To use them: --rounds {} --pool {}",
        output.display(),
        rounds.display(),
        snapshots.display()
    )
}
