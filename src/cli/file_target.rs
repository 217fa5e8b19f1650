//! A file that a command is to write: its format, and whether it may be written.

use std::path::Path;

use super::options::Writing;
use crate::document::problem::{InvalidInput, Problem};
use crate::report::folder::{Standing, standing};
use crate::table::FileFormat;

/// The format that the name of a file ends in, if it is one.
pub fn format_of(path: &Path) -> Option<FileFormat> {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("csv") => Some(FileFormat::Csv),
        Some("parquet") => Some(FileFormat::Parquet),
        _ => None,
    }
}

/// The refusal of a file of unknown format.
pub fn without_format(path: &Path, expected: &str) -> InvalidInput {
    refused(format!("`{}` says no format", path.display()), expected)
}

/// Refuses a file that exists, unless the user wants it to be replaced.
///
/// # Errors
/// If there is such a file.
pub fn check_free(path: &Path, writing: Writing) -> Result<(), InvalidInput> {
    if writing.force || !matches!(standing(path), Ok(Standing::File | Standing::Folder)) {
        // What is no file is refused when the file is begun, with `--force` too.
        return Ok(());
    }
    let title = format!("`{}` exists already", path.display());
    Err(refused(title, "expected another file, or `--force` to replace it"))
}

/// The user's mistake on the command line: its title, and what is expected.
pub fn refused(title: impl Into<String>, expected: &str) -> InvalidInput {
    InvalidInput::one(Problem::without_place(title, expected))
}
