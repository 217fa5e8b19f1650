//! A result folder being built.

use std::fs;
use std::path::{Path, PathBuf};

use super::build::{Build, remove_old};
use super::error::FolderError;
use super::place::{NewFolders, parent, resolved};
use super::replacing::{Overwrite, refuse, replace};
use super::unfinished::Unfinished;
use crate::document::disk;
use crate::table::{Table, TableError};

/// A result folder being built next to its place. Dropped before [`ResultFolder::finish`], it leaves nothing.
#[derive(Debug)]
pub struct ResultFolder {
    /// The place as it was typed, for messages.
    typed: PathBuf,
    /// The place itself. It stays true while the old result is set aside; the typed path may lead through
    /// the old result.
    target: PathBuf,
    overwrite: Overwrite,
    build: Build,
    /// What is built.
    new: PathBuf,
    /// Declared after `build`, so that it is emptied before its parents are removed.
    parents: NewFolders,
    unfinished: Unfinished,
}

impl ResultFolder {
    /// Begins a result at `path`; missing parent folders are made.
    ///
    /// # Errors
    /// If something stands at `path` that may not be replaced, or nothing can be written next to it.
    pub fn create(path: impl AsRef<Path>, overwrite: Overwrite) -> Result<ResultFolder, FolderError> {
        let typed = resolved(path.as_ref())?;
        let name = typed.file_name().ok_or_else(|| FolderError::NotAName(typed.clone()))?;
        refuse(&typed, overwrite)?;
        let parents = NewFolders::create(parent(&typed))?;
        let folder = fs::canonicalize(parent(&typed)).map_err(|error| FolderError::write(&typed, error))?;
        let target = folder.join(name);
        let build = Build::beside(&target).map_err(|error| FolderError::write(&typed, error))?;
        let (new, unfinished) = (build.new_path(), build.unfinished(&parents));
        Ok(ResultFolder { typed, target, overwrite, build, new, parents, unfinished })
    }

    /// Whether a result may stand at a place, before any work is done for it.
    ///
    /// # Errors
    /// If something stands there that may not be replaced.
    pub fn check_place(path: &Path, overwrite: Overwrite) -> Result<(), FolderError> {
        refuse(&resolved(path)?, overwrite)
    }

    /// The folders to remove if the program is stopped before the result is finished.
    pub(crate) fn unfinished(&self) -> Unfinished {
        self.unfinished.clone()
    }

    /// Where the result will stand, by a path that does not depend on the working folder.
    pub fn place(&self) -> &Path {
        &self.target
    }

    /// Where to write the files of the result until it is finished.
    pub fn path(&self) -> &Path {
        &self.new
    }

    /// Writes one file; folders in its name are made.
    ///
    /// # Errors
    /// If the file cannot be written, for instance on a full disk; the error names it.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> Result<(), FolderError> {
        let path = self.path().join(name);
        fs::create_dir_all(parent(&path))
            .and_then(|()| fs::write(&path, bytes))
            .map_err(|error| FolderError::write(&self.typed.join(name), error))
    }

    /// Writes `NAME.csv` and `NAME.parquet`.
    ///
    /// # Errors
    /// If a file cannot be written; the error names it.
    pub fn write_table(&self, name: &str, table: &Table) -> Result<(), TableError> {
        table.write(self.path(), name).map_err(|error| self.relocated(error))
    }

    /// An error of a table that is built in the folder, named after the place where it was to stand.
    pub fn relocated(&self, error: TableError) -> TableError {
        error.relocated(self.path(), &self.typed)
    }

    /// Puts the result in its place, and returns a path to it. An old result that may be replaced goes only
    /// now, and so do unfinished folders of killed runs that are a day older.
    ///
    /// # Errors
    /// If the folder cannot be renamed, or something new stands in its place; then nothing has changed.
    pub fn finish(self) -> Result<PathBuf, FolderError> {
        let ResultFolder { typed, target, overwrite, new, parents, build, unfinished } = self;
        disk::sync_tree(&new).map_err(|error| FolderError::write(&typed, error))?;
        let mut paths = unfinished.lock();
        refuse(&typed, overwrite)?;
        if target.exists() {
            replace(&target, build)?;
        } else {
            fs::rename(new, &target).map_err(|error| FolderError::write(&typed, error))?;
            drop(build);
        }
        disk::sync_folder(parent(&target));
        parents.keep();
        paths.clear();
        remove_old(&target);
        drop(paths);
        // A path through the old result leads nowhere now.
        let is_there = fs::canonicalize(&typed).is_ok_and(|found| found == target);
        Ok(if is_there { typed } else { target })
    }
}
