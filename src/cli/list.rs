//! `drawsim list`: the scenarios and populations that the program carries, or the results in a folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::Context;

use super::budget::{byte_size, bytes_within};
use super::output;
use crate::document::library;
use crate::report::folder::MANIFEST;
use crate::report::manifest::Manifest;
use crate::report::terminal::{Heading, table};
use crate::time::Instant;

/// The folder of populations among the files that the program carries.
const POPULATIONS: &str = "population/";

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A folder: its results are listed, in place of what the program carries.
    folder: Option<PathBuf>,
}

/// Prints a line each.
pub fn list(arguments: &Arguments) -> anyhow::Result<()> {
    match &arguments.folder {
        Some(folder) => output::print(&results(folder)?),
        None => output::print(&carried()),
    }
}

/// The shipped scenarios and populations, by name, with their titles.
fn carried() -> String {
    let scenarios =
        table(&[Heading::Words("scenario"), Heading::Words("title")], titled(|name| !name.contains('/')));
    let populations = table(
        &[Heading::Words("population"), Heading::Words("title")],
        titled(|name| name.starts_with(POPULATIONS)),
    );
    format!("{scenarios}\n\n{populations}")
}

/// Names and titles of some of the files that the program carries, by name.
fn titled(is_shown: fn(&str) -> bool) -> Vec<[String; 2]> {
    let names = library::shipped().filter_map(|file| Some((file, file.strip_suffix(".toml")?)));
    let shown = names.filter(|(_, name)| is_shown(name));
    let mut rows: Vec<[String; 2]> =
        shown.filter_map(|(file, name)| Some([name.to_owned(), title_of(file)?])).collect();
    rows.sort_unstable();
    rows
}

/// The title of a file that the program carries.
fn title_of(file: &str) -> Option<String> {
    let text = library::shipped_text(file)?;
    let document: toml::Table = toml::from_str(text).ok()?;
    Some(document.get("title")?.as_str()?.to_owned())
}

/// The results that lie in a folder, or in folders of it, by path.
fn results(folder: &Path) -> anyhow::Result<String> {
    let mut rows = Vec::new();
    find(folder, folder, &mut rows)?;
    if rows.is_empty() {
        return Ok(format!("There is no result in `{}`.", folder.display()));
    }
    rows.sort_unstable();
    let headings = [
        Heading::Words("result"),
        Heading::Words("scenario"),
        Heading::Words("question"),
        Heading::Words("written"),
        Heading::Words("version"),
        Heading::Figures("seed"),
        Heading::Figures("replications"),
        Heading::Figures("size"),
    ];
    Ok(table(&headings, rows))
}

/// The cells of a result.
type Row = [String; 8];

fn find(top: &Path, folder: &Path, rows: &mut Vec<Row>) -> anyhow::Result<()> {
    if folder.join(MANIFEST).is_file() {
        rows.push(row(top, folder));
        return Ok(());
    }
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))?;
    for entry in entries.filter_map(Result::ok) {
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) && !is_hidden {
            find(top, &entry.path(), rows)?;
        }
    }
    Ok(())
}

/// A result that cannot be read has its reason in place of the title.
fn row(top: &Path, folder: &Path) -> Row {
    let near = folder.strip_prefix(top).ok().filter(|near| !near.as_os_str().is_empty()).unwrap_or(folder);
    let name = near.display().to_string();
    let manifest = match Manifest::read(folder) {
        Ok(manifest) => manifest,
        Err(error) => {
            let mut row = Row::default();
            (row[0], row[2], row[7]) = (name, error.to_string(), size(folder));
            return row;
        }
    };
    let document: toml::Table = toml::from_str(&manifest.scenario).unwrap_or_default();
    let title = || document.get("title").and_then(|title| title.as_str()).unwrap_or_default().to_owned();
    let question = manifest.question.clone().unwrap_or_else(title);
    [
        name,
        manifest.scenario_name.clone().unwrap_or_default(),
        question,
        written(folder),
        manifest.version.clone(),
        manifest.seed.to_string(),
        manifest.replications.to_string(),
        size(folder),
    ]
}

/// The size of a folder's files.
fn size(folder: &Path) -> String {
    byte_size(bytes_within(folder) as f64)
}

/// The day on which the manifest was written.
fn written(folder: &Path) -> String {
    let time = fs::metadata(folder.join(MANIFEST)).and_then(|data| data.modified()).ok();
    let seconds = time.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let seconds = seconds.and_then(|since| i64::try_from(since.as_secs()).ok());
    seconds.map_or_else(String::new, |seconds| Instant::from_unix(seconds).day().to_string())
}
