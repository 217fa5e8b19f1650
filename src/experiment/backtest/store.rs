//! The folder that keeps the rows of each origin until the backtest is complete.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::document::problem::{InvalidInput, Problem};
use crate::document::sealed::{self, Kept};
use crate::time::Day;

/// Digits of the hash in a name.
const DIGITS: usize = 16;

/// Name of the file with the rows of an origin; `key` is the hash of all that they depend on.
pub fn name(origin: Day, key: &str) -> String {
    format!("{origin}-{}.csv", &key[..DIGITS])
}

/// Name of the file with the people of an origin.
pub fn people(origin: Day, key: &str) -> String {
    format!("{origin}-{}.toml", &key[..DIGITS])
}

/// Refuses a folder with a file that no backtest wrote. A folder that does not exist yet is accepted.
///
/// # Errors
/// If there is such a file, or the path is that of a file. The error names it.
pub fn refuse_foreign(folder: &Path) -> Result<(), InvalidInput> {
    if folder.exists() && !folder.is_dir() {
        let title =
            format!("`{}` is not a folder; the rows of each origin are kept in one", folder.display());
        return Err(foreign(title));
    }
    // A folder that cannot be listed cannot be written either; the writing reports that.
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let foreign_names = entries.filter(|entry| !is_own(&name_of(entry)) || !is_file(entry));
    let Some(name) = foreign_names.map(|entry| name_of(&entry)).min() else { return Ok(()) };
    let title = format!("`{}` holds `{name}`, which no backtest wrote", folder.display());
    Err(foreign(title))
}

fn foreign(title: String) -> InvalidInput {
    InvalidInput::one(Problem::without_place(
        title,
        "expected another folder with `-o`, or this one without the file",
    ))
}

/// Whether a file holds rows as they were written.
pub fn holds(path: &Path) -> bool {
    matches!(sealed::read(path), Kept::Whole(_))
}

/// Removes files with rows that are not as they were written, so that they are computed again; returns their
/// names. The folder holds nothing foreign.
///
/// # Errors
/// If one of them cannot be removed.
pub fn discard_damaged(folder: &Path) -> io::Result<Vec<String>> {
    let mut discarded = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let entry = entry?;
        if day_and_hash(&name_of(&entry)).is_some() && !holds(&entry.path()) {
            fs::remove_file(entry.path())?;
            discarded.push(name_of(&entry));
        }
    }
    discarded.sort();
    Ok(discarded)
}

fn name_of(entry: &fs::DirEntry) -> String {
    entry.file_name().to_string_lossy().into_owned()
}

fn is_file(entry: &fs::DirEntry) -> bool {
    entry.file_type().is_ok_and(|kind| kind.is_file())
}

/// Removes the files that a finished backtest no longer needs, and the folder if it is empty then.
///
/// # Errors
/// If one of them cannot be removed.
pub fn clear(folder: &Path) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        if is_own(&entry.file_name().to_string_lossy()) {
            fs::remove_file(entry.path())?;
        }
    }
    match fs::remove_dir(folder) {
        Err(error) if error.kind() != ErrorKind::DirectoryNotEmpty => Err(error),
        _ => Ok(()),
    }
}

/// Whether a backtest wrote a file of this name: rows of an origin, or a file whose writing was cut off.
fn is_own(name: &str) -> bool {
    name.starts_with(".unfinished-")
        || day_and_hash(name).is_some_and(|(day, hash)| {
            let is_hash = hash.len() == DIGITS && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
            is_hash && day.parse::<Day>().is_ok()
        })
}

/// The two parts of a name such as [`name`] gives.
fn day_and_hash(name: &str) -> Option<(&str, &str)> {
    let (day, rest) = name.split_at_checked(10)?;
    let rest = rest.strip_prefix('-')?;
    Some((day, rest.strip_suffix(".csv").or_else(|| rest.strip_suffix(".toml"))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_with_rows_and_those_cut_off_are_its_own() {
        let own = name("2025-03-01".parse().unwrap(), "0123456789abcdef0123");
        assert_eq!(own, "2025-03-01-0123456789abcdef.csv");
        assert!(is_own(&own) && is_own(".unfinished-aB3xyz"));
        for name in
            ["notes.txt", "2025-03-01.csv", "2025-13-01-0123456789abcdef.csv", "2025-03-01-0123.csv", "é"]
        {
            assert!(!is_own(name), "{name}");
        }
    }

    #[test]
    fn rows_that_are_not_as_they_were_written_are_discarded() {
        let place = tempfile::tempdir().unwrap();
        let names = [1, 2, 3].map(|month| format!("2025-0{month}-01-0123456789abcdef.csv"));
        for name in &names {
            sealed::write(&place.path().join(name), "round_number,method,cutoff\n91,pnp,700\n").unwrap();
        }
        assert!(discard_damaged(place.path()).unwrap().is_empty());
        let first = fs::read(place.path().join(&names[0])).unwrap();
        fs::write(place.path().join(&names[1]), &first).unwrap();
        fs::write(place.path().join(&names[2]), &first[..first.len() - 11]).unwrap();
        assert_eq!(discard_damaged(place.path()).unwrap(), names[1..]);
        assert!(holds(&place.path().join(&names[0])) && !place.path().join(&names[1]).exists());
        assert!(discard_damaged(&place.path().join("none")).unwrap().is_empty());
    }

    #[test]
    fn a_folder_with_the_name_of_a_file_is_foreign() {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir(place.path().join("2025-03-01-0123456789abcdef.csv")).unwrap();
        assert!(refuse_foreign(place.path()).is_err());
    }

    #[test]
    fn the_files_of_others_stay() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("x.unfinished");
        assert!(refuse_foreign(&folder).is_ok() && clear(&folder).is_ok());
        fs::create_dir(&folder).unwrap();
        let own = folder.join("2025-03-01-0123456789abcdef.csv");
        fs::write(&own, "").unwrap();
        assert!(refuse_foreign(&folder).is_ok());
        fs::write(folder.join("notes.txt"), "years of work").unwrap();
        let title = refuse_foreign(&folder).unwrap_err().problems.remove(0).title;
        assert_eq!(title, format!("`{}` holds `notes.txt`, which no backtest wrote", folder.display()));
        clear(&folder).unwrap();
        assert!(!own.exists() && folder.join("notes.txt").exists());
        fs::remove_file(folder.join("notes.txt")).unwrap();
        clear(&folder).unwrap();
        assert!(!folder.exists());
    }
}
