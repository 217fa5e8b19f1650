//! Files of tables that cannot be written or read.

use std::fmt::Display;
use std::io;
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
    /// The text of the file is not one that can be read.
    #[error("cannot read `{}`: {reason}", path.display())]
    Text {
        /// The file.
        path: PathBuf,
        /// The reason, with its place.
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

/// The machine cannot start the threads that write Parquet files.
#[derive(Debug, thiserror::Error)]
#[error("cannot start the threads that write Parquet files: {0}")]
pub(crate) struct NoWriting(pub(super) String);

impl TableError {
    /// The same error, named after the folder in which the file will stand instead of where it is built.
    pub fn relocated(mut self, built: &Path, target: &Path) -> TableError {
        let (TableError::Write { path, .. } | TableError::Read { path, .. } | TableError::Text { path, .. }) =
            &mut self;
        if let Ok(name) = path.strip_prefix(built) {
            *path = target.join(name);
        }
        self
    }

    /// Whether the user's text is at fault; else the machine has a problem.
    pub fn is_users(&self) -> bool {
        matches!(self, TableError::Text { .. })
    }

    /// A text that could not be read on: its own fault, or the machine's.
    pub fn of_text(path: &Path, error: &io::Error) -> TableError {
        let (path, reason) = (path.to_owned(), error.to_string());
        match error.kind() {
            io::ErrorKind::InvalidData => TableError::Text { path, reason },
            _ => TableError::Read { path, reason },
        }
    }

    /// A file that could not be read.
    pub fn read(path: &Path, reason: impl Display) -> TableError {
        TableError::Read { path: path.to_owned(), reason: reason.to_string() }
    }

    /// A file that could not be written.
    pub(crate) fn write(path: &Path, reason: impl Display) -> TableError {
        TableError::Write { path: path.to_owned(), reason: reason.to_string() }
    }
}
