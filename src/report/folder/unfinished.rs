//! Results that are not finished: removed when the program is stopped, or by a later run.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tempfile::TempDir;

use super::place::{NewFolders, parent};

/// Digits and letters behind the name of a folder that is being built.
const SUFFIX: usize = 6;
/// An unfinished folder that is this much older than a result belongs to no run that still goes on, in
/// seconds.
const OLD_SECONDS: u64 = 86_400;

/// The folders of a result that is not finished: its own, and then the parents that were made for it. A
/// stopped program removes them, since nothing is dropped then.
#[derive(Clone, Debug, Default)]
pub struct Unfinished(Arc<Mutex<Vec<PathBuf>>>);

impl Unfinished {
    pub(super) fn new(build: &TempDir, parents: &NewFolders) -> Unfinished {
        let paths = [build.path().to_owned()].into_iter().chain(parents.paths().iter().cloned());
        Unfinished(Arc::new(Mutex::new(paths.collect())))
    }

    /// Removes them. While a result is being put in its place this waits, and then there is nothing to
    /// remove.
    pub fn remove(&self) {
        let mut paths = self.lock().clone().into_iter();
        if let Some(build) = paths.next() {
            // A thread that still writes there may add a file meanwhile; a rest does no harm.
            let _ = (0..10).find(|_| fs::remove_dir_all(&build).is_ok());
        }
        drop(NewFolders::made(paths.collect()));
    }

    /// Holds off a removal while a result is put in its place.
    pub(super) fn lock(&self) -> MutexGuard<'_, Vec<PathBuf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How the name of a folder begins while a result is built in it.
pub(super) fn unfinished_prefix(name: &str) -> String {
    format!(".{name}.unfinished-")
}

/// Removes unfinished folders of killed runs for the same place. A folder that cannot be removed stays: the
/// result is whole.
pub(super) fn remove_leftovers(target: &Path) {
    let prefix = unfinished_prefix(&target.file_name().unwrap_or_default().to_string_lossy());
    for entry in fs::read_dir(parent(target)).into_iter().flatten().filter_map(Result::ok) {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_named = name.strip_prefix(&prefix).is_some_and(is_suffix);
        if is_named && is_old(&path, target) && holds_only_results(&path) {
            let _ = fs::remove_dir_all(&path);
        }
    }
}

/// Whether the end of a name is one that an unfinished folder has.
fn is_suffix(end: &str) -> bool {
    end.len() == SUFFIX && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether a folder is so much older than a result that no run still writes it.
fn is_old(path: &Path, result: &Path) -> bool {
    age_seconds(path, result).is_ok_and(|age| age >= OLD_SECONDS)
}

/// The age of a folder when a result was last changed.
fn age_seconds(path: &Path, result: &Path) -> io::Result<u64> {
    let (then, now) = (fs::symlink_metadata(path)?.modified()?, fs::symlink_metadata(result)?.modified()?);
    Ok(now.duration_since(then).map_err(io::Error::other)?.as_secs())
}

/// Whether a folder holds only kinds of files that a run writes.
fn holds_only_results(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<fs::DirEntry>>>);
    entries.is_ok_and(|entries| entries.iter().all(|entry| is_result(&entry.path())))
}

fn is_result(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    if path.is_dir() {
        return path.ends_with("charts") && holds_only_results(path);
    }
    ["csv", "parquet", "json", "txt", "svg", "png"].iter().any(|known| ending == *known)
}
