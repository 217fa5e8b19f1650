//! The folder that holds a result: it appears whole or not at all.

mod file;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tempfile::TempDir;

pub use self::file::ResultFile;
use super::manifest;
use crate::table::{Table, TableError, without_name};

/// Digits and letters behind the name of a folder that is being built.
const SUFFIX: usize = 6;
/// Leftovers that are this much older than a result belong to no run that still goes on, in seconds.
const OLD_SECONDS: u64 = 86_400;

/// What to do with a result that stands where the new one goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// Leave it, and refuse to begin.
    Refuse,
    /// Replace it, once the new one is whole.
    Force,
}

/// A result folder being built beside its place. Dropped before [`ResultFolder::finish`], it leaves nothing.
#[derive(Debug)]
pub struct ResultFolder {
    /// The place as it was typed, for messages.
    typed: PathBuf,
    /// The place itself. It stays true while the old result is set aside, where the typed path may lead
    /// through that.
    target: PathBuf,
    overwrite: Overwrite,
    build: TempDir,
    /// Declared after `build`, so that it is emptied before its parents are taken away.
    parents: NewFolders,
    unfinished: Unfinished,
}

/// What stands on the disk for a result that is not finished: its folder, and then the parents that were made
/// for it. Whoever stops the program takes it away, since nothing is dropped then.
#[derive(Clone, Debug, Default)]
pub struct Unfinished(Arc<Mutex<Vec<PathBuf>>>);

impl Unfinished {
    fn new(build: &TempDir, parents: &NewFolders) -> Unfinished {
        let paths = [build.path().to_owned()].into_iter().chain(parents.0.iter().cloned());
        Unfinished(Arc::new(Mutex::new(paths.collect())))
    }

    /// Takes it away. While a result is being put in its place this waits, and then there is nothing to take
    /// away.
    pub fn remove(&self) {
        let mut paths = self.lock().clone().into_iter();
        if let Some(build) = paths.next() {
            // Whoever still writes there may put a file in meanwhile; what stays after that does no harm.
            let _ = (0..10).find(|_| fs::remove_dir_all(&build).is_ok());
        }
        drop(NewFolders(paths.collect()));
    }

    fn lock(&self) -> MutexGuard<'_, Vec<PathBuf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ResultFolder {
    /// Begins a result that will stand at `path`; missing parent folders are made.
    ///
    /// # Errors
    /// If something stands at `path` that may not be replaced, or nothing can be written beside it.
    pub fn create(path: impl AsRef<Path>, overwrite: Overwrite) -> Result<ResultFolder, FolderError> {
        let typed = resolved(path.as_ref())?;
        let name = typed.file_name().ok_or_else(|| FolderError::NotAName(typed.clone()))?;
        refuse(&typed, overwrite)?;
        let parents = NewFolders::create(parent(&typed))?;
        let fault = |error| FolderError::write(&typed, error);
        let target = fs::canonicalize(parent(&typed)).map_err(fault)?.join(name);
        let build = sibling(&target, &unfinished_prefix(&name.to_string_lossy())).map_err(fault)?;
        let unfinished = Unfinished::new(&build, &parents);
        Ok(ResultFolder { typed, target, overwrite, build, parents, unfinished })
    }

    /// What is to be taken away if the program is stopped before the result is finished.
    pub fn unfinished(&self) -> Unfinished {
        self.unfinished.clone()
    }

    /// Where the result will stand, by a path that does not depend on the working folder.
    pub fn place(&self) -> &Path {
        &self.target
    }

    /// Where to write the files of the result until it is finished.
    pub fn path(&self) -> &Path {
        self.build.path()
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

    /// Puts the result in its place, and answers a path to it; a result that stood there and may be replaced
    /// goes only now. What earlier runs left beside it that were killed goes too, if it is a day older.
    ///
    /// # Errors
    /// If the folder cannot be renamed, or something new stands in its place; then nothing has changed.
    pub fn finish(self) -> Result<PathBuf, FolderError> {
        let ResultFolder { typed, target, overwrite, build, parents, unfinished } = self;
        let mut paths = unfinished.lock();
        refuse(&typed, overwrite)?;
        if target.exists() {
            replace(&target, build.path())?;
        } else {
            fs::rename(build.path(), &target).map_err(|error| FolderError::write(&typed, error))?;
        }
        // It has another name now, so there is nothing left to remove.
        let _ = build.keep();
        parents.keep();
        paths.clear();
        remove_leftovers(&target);
        drop(paths);
        // A path through the old result leads nowhere now.
        let is_there = fs::canonicalize(&typed).is_ok_and(|found| found == target);
        Ok(if is_there { typed } else { target })
    }
}

fn unfinished_prefix(name: &str) -> String {
    format!(".{name}.unfinished-")
}

/// Removes what runs for the same place left that were killed. A folder that cannot be removed stays: the
/// result is whole.
fn remove_leftovers(target: &Path) {
    let prefix = unfinished_prefix(&target.file_name().unwrap_or_default().to_string_lossy());
    let changed = |path: &Path| fs::symlink_metadata(path).and_then(|found| found.modified()).ok();
    for entry in fs::read_dir(parent(target)).into_iter().flatten().filter_map(Result::ok) {
        let (name, path) = (entry.file_name(), entry.path());
        let name = name.to_string_lossy();
        let is_named = name.strip_prefix(&prefix).is_some_and(|suffix| {
            suffix.len() == SUFFIX && suffix.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        let age = changed(target).zip(changed(&path)).and_then(|(now, then)| now.duration_since(then).ok());
        if is_named && age.is_some_and(|age| age.as_secs() >= OLD_SECONDS) && holds_only_results(&path) {
            let _ = fs::remove_dir_all(&path);
        }
    }
}

/// Whether a folder holds nothing but kinds of files that a run writes.
fn holds_only_results(folder: &Path) -> bool {
    let is_result = |path: &Path| {
        let ending = path.extension().unwrap_or_default();
        if path.is_dir() {
            return path.ends_with("charts") && holds_only_results(path);
        }
        ["csv", "parquet", "json", "txt", "svg", "png"].iter().any(|known| ending == *known)
    };
    fs::read_dir(folder)
        .is_ok_and(|mut entries| entries.all(|entry| entry.is_ok_and(|entry| is_result(&entry.path()))))
}

/// The old result is set aside until the new one stands, and comes back if that fails.
fn replace(target: &Path, built: &Path) -> Result<(), FolderError> {
    let aside = sibling(target, ".replaced-").map_err(|error| FolderError::write(target, error))?;
    let old = aside.path().join("result");
    fs::rename(target, &old).map_err(|error| FolderError::write(target, error))?;
    if let Err(error) = fs::rename(built, target) {
        if fs::rename(&old, target).is_err() {
            let old = aside.keep().join("result");
            return Err(FolderError::SetAside { path: target.to_owned(), old });
        }
        return Err(FolderError::write(target, error));
    }
    // The new result stands; what is left of the old one, if anything, does no harm beside it.
    drop(aside);
    Ok(())
}

fn refuse(target: &Path, overwrite: Overwrite) -> Result<(), FolderError> {
    let path = target.to_owned();
    match fs::symlink_metadata(target) {
        // Below a file there is nothing either; whoever makes the folders on the way names that file.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(())
        }
        Err(error) => Err(FolderError::write(target, error)),
        Ok(found) if !found.is_dir() => Err(FolderError::NotAFolder(path)),
        Ok(_) if overwrite == Overwrite::Refuse => Err(FolderError::Exists(path)),
        Ok(_) => match (first_foreign(target, manifest::files_of_result(target)), path) {
            (Ok(None), _) => Ok(()),
            (Ok(Some(Foreign::InResult(file))), folder) => Err(FolderError::Foreign { folder, file }),
            (Ok(Some(Foreign::WithoutResult)), folder) => Err(FolderError::NotAResult(folder)),
            (Err(error), _) => Err(FolderError::write(target, error)),
        },
    }
}

/// What stands in a folder and is not drawsim's to delete.
enum Foreign {
    /// This file of a result folder, which its manifest does not list.
    InResult(PathBuf),
    /// Anything in a folder without a manifest.
    WithoutResult,
}

fn first_foreign(folder: &Path, known: Option<BTreeSet<String>>) -> io::Result<Option<Foreign>> {
    match known {
        Some(known) => Ok(first_unknown(folder, "", &known)?.map(Foreign::InResult)),
        None => Ok(fs::read_dir(folder)?.next().map(|_| Foreign::WithoutResult)),
    }
}

/// The first file in alphabetical order that is not among those known, by their paths in the folder.
fn first_unknown(folder: &Path, prefix: &str, known: &BTreeSet<String>) -> io::Result<Option<PathBuf>> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<fs::DirEntry>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        // A link to a folder is a file here: what it leads to is not in the result.
        if entry.file_type()?.is_dir() {
            if let Some(found) = first_unknown(&entry.path(), &format!("{name}/"), known)? {
                return Ok(Some(found));
            }
        } else if !known.contains(&name) {
            return Ok(Some(entry.path()));
        }
    }
    Ok(None)
}

/// The folder itself, where a link leads to one, so that replacing it does not replace the link.
fn resolved(path: &Path) -> Result<PathBuf, FolderError> {
    let is_link = fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    if is_link || path.file_name().is_none() {
        return fs::canonicalize(path).map_err(|error| FolderError::write(path, error));
    }
    Ok(path.components().collect())
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A temporary folder beside `target`, on the same disk, so that a rename is enough.
fn sibling(target: &Path, prefix: &str) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    // A temporary folder is for its owner alone; a result is for whom the user's mask says.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    builder.tempdir_in(parent(target)).map_err(without_name)
}

/// Folders made on the way, taken away again when dropped if nothing came to stand in them.
#[derive(Debug)]
pub struct NewFolders(Vec<PathBuf>);

impl NewFolders {
    /// Makes a folder and those above it that are missing.
    ///
    /// # Errors
    /// If one cannot be made, or a file stands where one of them is to be.
    pub fn create(folder: &Path) -> Result<NewFolders, FolderError> {
        let is_missing = |path: &&Path| !path.as_os_str().is_empty() && !path.exists();
        if let Some(file) = folder
            .ancestors()
            .find(|path| !is_missing(path))
            .filter(|path| !path.as_os_str().is_empty() && !path.is_dir())
        {
            return Err(FolderError::NotAFolder(file.to_owned()));
        }
        let made = NewFolders(folder.ancestors().take_while(is_missing).map(Path::to_owned).collect());
        fs::create_dir_all(folder).map_err(|error| FolderError::write(folder, error))?;
        Ok(made)
    }

    /// Leaves them where they are.
    pub fn keep(mut self) {
        self.0.clear();
    }
}

impl Drop for NewFolders {
    fn drop(&mut self) {
        for path in &self.0 {
            // Fails where somebody put something in meanwhile, which is right.
            let _ = fs::remove_dir(path);
        }
    }
}

/// A result folder that could not be made.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// There is a folder, and it may not be replaced.
    #[error("`{}` exists already; use `--force` to replace it, or choose another folder with `-o`", .0.display())]
    Exists(PathBuf),
    /// There is something else than a folder.
    #[error("`{}` exists and is not a folder; choose another with `-o`", .0.display())]
    NotAFolder(PathBuf),
    /// There is a folder, and it does not look like a result.
    #[error(
        "`{}` holds files but no manifest.json of drawsim, so even `--force` does not replace it; \
         choose another folder with `-o`",
        .0.display()
    )]
    NotAResult(PathBuf),
    /// There is a result, and among its files one that it does not list.
    #[error(
        "`{}` is not a file of the result in `{}`, so even `--force` does not delete it; move it away, or choose \
         another folder with `-o`",
        file.display(),
        folder.display()
    )]
    Foreign {
        /// The folder.
        folder: PathBuf,
        /// The file.
        file: PathBuf,
    },
    /// The path has no last name.
    #[error("`{}` cannot be a result folder; choose one with a name of its own with `-o`", .0.display())]
    NotAName(PathBuf),
    /// A file or folder could not be written.
    #[error("cannot write `{}`: {error}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What stood in the way.
        error: io::Error,
    },
    /// A file of the new result could not be read back.
    #[error("cannot read `{}`: {error}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What stood in the way.
        error: io::Error,
    },
    /// The new result could not be put in place, nor the old one back.
    #[error("cannot write `{}`; the result that stood there is now `{}`", path.display(), old.display())]
    SetAside {
        /// The place.
        path: PathBuf,
        /// Where the old result is.
        old: PathBuf,
    },
}

impl FolderError {
    /// Whether the user can mend it by another choice of folder or option, rather than on the machine.
    pub fn is_users(&self) -> bool {
        match self {
            FolderError::Exists(_)
            | FolderError::NotAFolder(_)
            | FolderError::NotAResult(_)
            | FolderError::Foreign { .. }
            | FolderError::NotAName(_) => true,
            FolderError::Write { .. } | FolderError::Read { .. } | FolderError::SetAside { .. } => false,
        }
    }
}

impl FolderError {
    fn write(path: &Path, error: io::Error) -> FolderError {
        FolderError::Write { path: path.to_owned(), error }
    }
}

#[cfg(test)]
mod tests;
