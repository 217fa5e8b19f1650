//! Results that are not finished: removed when the program is stopped, or by a later run.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::place::NewFolders;
use crate::document::disk;

/// The folders of a result that is not finished: its own, and then the parents that were made for it. A
/// stopped program removes them, since nothing is dropped then.
#[derive(Clone, Debug, Default)]
pub struct Unfinished(Arc<Mutex<Vec<PathBuf>>>);

impl Unfinished {
    pub(super) fn new(build: &Path, parents: &NewFolders) -> Unfinished {
        let paths = [build.to_owned()].into_iter().chain(parents.paths().iter().cloned());
        Unfinished(Arc::new(Mutex::new(paths.collect())))
    }

    /// Removes them. While a result is being put in its place this waits, and then there is nothing to
    /// remove.
    pub fn remove(&self) {
        let mut paths = self.lock().clone().into_iter();
        if let Some(build) = paths.next() {
            // A thread that still writes there may add a file meanwhile; a rest does no harm.
            let _ = (0..10).find(|_| disk::remove_tree(&build).is_ok());
        }
        drop(NewFolders::made(paths.collect()));
    }

    /// Holds off a removal while a result is put in its place.
    pub(super) fn lock(&self) -> MutexGuard<'_, Vec<PathBuf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
