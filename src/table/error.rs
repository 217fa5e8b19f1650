//! Files of tables that cannot be written or read.

use std::fmt::Display;
use std::path::{Path, PathBuf};

/// A table that could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The file could not be written.
    #[error("cannot write `{}`: {reason}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// The reason, in the words of the machine.
        reason: String,
    },
    /// The file could not be read.
    #[error("cannot read `{}`: {reason}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The reason, in the words of the machine or of the reader.
        reason: String,
    },
}

impl TableError {
    /// The same error, named after the folder in which the file will stand instead of where it is built.
    pub fn relocated(mut self, built: &Path, target: &Path) -> TableError {
        let (TableError::Write { path, .. } | TableError::Read { path, .. }) = &mut self;
        if let Ok(name) = path.strip_prefix(built) {
            *path = target.join(name);
        }
        self
    }

    /// A file that could not be read.
    pub fn read(path: &Path, reason: impl Display) -> TableError {
        TableError::Read { path: path.to_owned(), reason: reason.to_string() }
    }

    pub(crate) fn write(path: &Path, reason: impl Display) -> TableError {
        TableError::Write { path: path.to_owned(), reason: reason.to_string() }
    }
}
