//! Files that a command was asked for: they appear whole or not at all, also where the program is stopped.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::build::Build;
use super::error::FolderError;
use super::place::{NewFolders, led_to, parent, refuse_unlike_file, resolved};
use super::unfinished::Unfinished;
use crate::document::disk;
use crate::table::TableError;

/// A file being written in a folder of its own next to its place. Dropped before [`ResultFile::finish`], it
/// leaves nothing.
#[derive(Debug)]
pub struct ResultFile {
    files: ResultFiles,
    /// Its place as it was typed.
    typed: PathBuf,
    name: PathBuf,
}

impl ResultFile {
    /// Begins a file at `path`, which replaces another one; missing parent folders are made. Where a link
    /// leads to a file, that file is replaced.
    ///
    /// # Errors
    /// If something stands there that is no regular file, or nothing can be written next to it.
    pub fn create(path: &Path) -> Result<ResultFile, FolderError> {
        if path.file_name().is_none() {
            return Err(FolderError::write(path, io::ErrorKind::IsADirectory.into()));
        }
        refuse_unlike_file(path)?;
        let target = resolved(path)?;
        let name = PathBuf::from(target.file_name().unwrap_or_default());
        let files = ResultFiles::at(&target, &[&name])?;
        Ok(ResultFile { files, typed: path.to_owned(), name })
    }

    /// The folders to remove if the program is stopped before the file is finished.
    pub fn unfinished(&self) -> Unfinished {
        self.files.unfinished()
    }

    /// Where to write it until it is finished.
    pub fn path(&self) -> PathBuf {
        self.files.path(&self.name)
    }

    /// An error of writing it, named after the place where it was to stand.
    pub fn relocated(&self, error: TableError) -> TableError {
        error.relocated(&self.files.new, self.typed.parent().unwrap_or(Path::new("")))
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// If it cannot be renamed; then nothing has changed.
    pub fn finish(self) -> Result<(), FolderError> {
        self.files.finish()
    }
}

/// Files of one folder that appear together: all of them are new, or none is. If the program is killed when
/// some have reached their places, the next run for the same place completes the rest.
#[derive(Debug)]
pub struct ResultFiles {
    /// Their folder, if it has to appear with them; else they go to their places one by one.
    new_folder: Option<PathBuf>,
    targets: Vec<PathBuf>,
    /// What is built.
    new: PathBuf,
    build: Build,
    /// Declared after `build`, so that it is emptied before its parents are removed.
    parents: NewFolders,
    unfinished: Unfinished,
}

impl ResultFiles {
    /// Begins files of these names in a folder, where they replace others; the folder is made if it is
    /// missing.
    ///
    /// # Errors
    /// If something stands in a place that is no regular file, or nothing can be written next to it.
    ///
    /// # Panics
    /// If there is no name.
    pub fn within(folder: &Path, names: &[&Path]) -> Result<ResultFiles, FolderError> {
        let first = folder.join(names.first().expect("there is a file to write"));
        if !folder.exists() && folder.file_name().is_some() && fs::symlink_metadata(folder).is_err() {
            return ResultFiles::begun(folder, Some(folder.to_owned()), targets(folder, names));
        }
        drop(NewFolders::create(folder)?);
        for name in names {
            refuse_unlike_file(&folder.join(name))?;
        }
        ResultFiles::begun(&first, None, targets(folder, names))
    }

    fn at(target: &Path, names: &[&Path]) -> Result<ResultFiles, FolderError> {
        ResultFiles::begun(target, None, targets(parent(target), names))
    }

    fn begun(
        beside: &Path,
        new_folder: Option<PathBuf>,
        targets: Vec<PathBuf>,
    ) -> Result<ResultFiles, FolderError> {
        let parents = NewFolders::create(parent(beside))?;
        let build = Build::beside(beside).map_err(|error| FolderError::write(beside, error))?;
        let (new, unfinished) = (build.new_path(), build.unfinished(&parents));
        Ok(ResultFiles { new_folder, targets, new, build, parents, unfinished })
    }

    /// The folders to remove if the program is stopped before the files are finished.
    pub fn unfinished(&self) -> Unfinished {
        self.unfinished.clone()
    }

    /// Where to write a file until all are finished.
    pub fn path(&self, name: &Path) -> PathBuf {
        self.new.join(name)
    }

    /// Puts the files in their places. A file that was not written stays as it is.
    ///
    /// # Errors
    /// If one cannot be renamed; then nothing has changed.
    pub fn finish(self) -> Result<(), FolderError> {
        let ResultFiles { new_folder, targets, new, parents, build, unfinished } = self;
        let first = new_folder.as_ref().unwrap_or(&targets[0]);
        disk::sync_tree(&new).map_err(|error| FolderError::write(first, error))?;
        let mut paths = unfinished.lock();
        match &new_folder {
            Some(folder) => fs::rename(&new, folder).map_err(|error| FolderError::write(folder, error))?,
            None => replace_all(&build, &targets)?,
        }
        disk::sync_folder(parent(first));
        parents.keep();
        paths.clear();
        // The files stand; what is left next to them does no harm.
        drop(build);
        Ok(())
    }
}

fn targets(folder: &Path, names: &[&Path]) -> Vec<PathBuf> {
    names.iter().map(|name| folder.join(name)).collect()
}

/// Renames every file that was written to its place; if one cannot be renamed, the others are taken back.
fn replace_all(build: &Build, targets: &[PathBuf]) -> Result<(), FolderError> {
    let written: Vec<(PathBuf, PathBuf)> = targets
        .iter()
        .map(|target| (build.new_path().join(target.file_name().unwrap_or_default()), led_to(target)))
        .filter(|(new, _)| new.exists())
        .collect();
    if let [(new, target)] = written.as_slice() {
        return fs::rename(new, target).map_err(|error| FolderError::write(target, error));
    }
    let old = build.old_path();
    fs::create_dir(&old).map_err(|error| FolderError::write(&old, error))?;
    for (_, target) in &written {
        let kept = old.join(target.file_name().unwrap_or_default());
        if target.exists() {
            let is_kept = fs::hard_link(target, &kept).or_else(|_| fs::copy(target, &kept).map(drop));
            is_kept.map_err(|error| FolderError::write(target, error))?;
        }
    }
    build.mark_done().map_err(|error| FolderError::write(targets[0].as_path(), error))?;
    for (place, (new, target)) in written.iter().enumerate() {
        if let Err(error) = fs::rename(new, target) {
            build.unmark();
            written[..place].iter().for_each(|(_, target)| take_back(&old, target));
            return Err(FolderError::write(target, error));
        }
    }
    Ok(())
}

/// Puts the earlier file in its place again, or removes the new one if there was none.
fn take_back(old: &Path, target: &Path) {
    let kept = old.join(target.file_name().unwrap_or_default());
    let _ = if kept.exists() { fs::rename(kept, target) } else { fs::remove_file(target) };
}
