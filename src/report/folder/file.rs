//! A file that a command was asked for: it appears whole or not at all, also where the program is stopped.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::error::FolderError;
use super::place::{NewFolders, parent, sibling};
use super::unfinished::{Unfinished, unfinished_prefix};
use crate::table::TableError;

/// A file being written in a folder of its own next to its place. Dropped before [`ResultFile::finish`], it
/// leaves nothing.
#[derive(Debug)]
pub struct ResultFile {
    /// The place as it was typed.
    target: PathBuf,
    build: TempDir,
    /// Declared after `build`, so that it is emptied before its parents are removed.
    parents: NewFolders,
    unfinished: Unfinished,
}

impl ResultFile {
    /// Begins a file at `path`, which replaces another one; missing parent folders are made.
    ///
    /// # Errors
    /// If nothing can be written next to it.
    pub fn create(path: &Path) -> Result<ResultFile, FolderError> {
        let Some(name) = path.file_name() else {
            return Err(FolderError::write(path, io::ErrorKind::IsADirectory.into()));
        };
        let parents = NewFolders::create(parent(path))?;
        let build = sibling(path, &unfinished_prefix(&name.to_string_lossy()))
            .map_err(|error| FolderError::write(path, error))?;
        let unfinished = Unfinished::new(&build, &parents);
        Ok(ResultFile { target: path.to_owned(), build, parents, unfinished })
    }

    /// The folders to remove if the program is stopped before the file is finished.
    pub fn unfinished(&self) -> Unfinished {
        self.unfinished.clone()
    }

    /// Where to write it until it is finished.
    pub fn path(&self) -> PathBuf {
        self.build.path().join(self.target.file_name().expect("a file has a name"))
    }

    /// An error of writing it, named after the place where it was to stand.
    pub fn relocated(&self, error: TableError) -> TableError {
        error.relocated(self.build.path(), self.target.parent().unwrap_or(Path::new("")))
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// If it cannot be renamed; then nothing has changed.
    pub fn finish(self) -> Result<(), FolderError> {
        let built = self.path();
        let ResultFile { target, build, parents, unfinished } = self;
        let mut paths = unfinished.lock();
        fs::rename(built, &target).map_err(|error| FolderError::write(&target, error))?;
        parents.keep();
        paths.clear();
        // The file stands; an empty folder next to it does no harm.
        drop(build);
        Ok(())
    }
}
