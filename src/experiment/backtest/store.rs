//! The folder in which the rows of each origin stand until all are there. Somebody else's files in it are
//! left alone.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::document::problem::{InvalidInput, Problem};
use crate::time::Day;

/// Digits of the hash in a name.
const DIGITS: usize = 16;

/// Name of the file with the rows of an origin; `key` is the hash of all that they depend on.
pub fn name(origin: Day, key: &str) -> String {
    format!("{origin}-{}.csv", &key[..DIGITS])
}

/// Refuses a folder that holds what no backtest wrote. One that is not there yet is fine.
///
/// # Errors
/// If there is such a file, or no folder but a file; it is named.
pub fn refuse_foreign(folder: &Path) -> Result<(), InvalidInput> {
    let refuse =
        |title: String, expected: &str| Err(InvalidInput::one(Problem::without_place(title, expected)));
    let expected = "expected it elsewhere, or another folder with `-o`";
    if folder.exists() && !folder.is_dir() {
        let title = format!("`{}` is not a folder: rows of origins are to stand there", folder.display());
        return refuse(title, expected);
    }
    // What cannot be listed cannot be written either, which is told then.
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut foreign: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !is_own(name))
        .collect();
    foreign.sort();
    match foreign.first() {
        Some(name) => {
            refuse(format!("`{}` holds `{name}`, which no backtest wrote", folder.display()), expected)
        }
        None => Ok(()),
    }
}

/// Removes what a finished backtest no longer needs: its own files, and the folder if nothing else is in it.
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

/// Whether a file has the name of one with rows, or of one that was not written to its end.
fn is_own(name: &str) -> bool {
    let is_row_file = || {
        let (day, rest) = name.split_at_checked(10)?;
        let digits = rest.strip_prefix('-')?.strip_suffix(".csv")?;
        let is_hash = digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        Some(is_hash && day.parse::<Day>().is_ok())
    };
    name.starts_with(".unfinished-") || is_row_file() == Some(true)
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
    fn what_somebody_else_put_there_stays() {
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
