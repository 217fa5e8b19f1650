//! Places on the disk: parents, temporary folders next to a place, new folders on the way.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::error::FolderError;
use crate::table::without_name;

/// The folder itself. Where a link leads to one, replacing it does not replace the link.
pub(super) fn resolved(path: &Path) -> Result<PathBuf, FolderError> {
    let is_link = fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    if is_link || path.file_name().is_none() {
        return fs::canonicalize(path).map_err(|error| FolderError::write(path, error));
    }
    Ok(path.components().collect())
}

/// The folder of a path; the working folder for a bare name.
pub(super) fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A temporary folder next to `target`, on the same disk, so that a rename is enough.
pub(super) fn sibling(target: &Path, prefix: &str) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    // A temporary folder is for its owner alone; the user's mask decides who may read a result.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    builder.tempdir_in(parent(target)).map_err(without_name)
}

/// Folders made on the way. Dropped, they are removed again if they are empty.
#[derive(Debug)]
pub struct NewFolders(Vec<PathBuf>);

impl NewFolders {
    /// Makes a folder and those above it that are missing.
    ///
    /// # Errors
    /// If one cannot be made, or a file stands where one of them is to be.
    pub fn create(folder: &Path) -> Result<NewFolders, FolderError> {
        let mut missing = Vec::new();
        for path in folder.ancestors().filter(|path| !path.as_os_str().is_empty()) {
            if path.is_dir() {
                break;
            }
            if path.exists() {
                return Err(FolderError::NotAFolder(path.to_owned()));
            }
            missing.push(path.to_owned());
        }
        let made = NewFolders(missing);
        fs::create_dir_all(folder).map_err(|error| FolderError::write(folder, error))?;
        Ok(made)
    }

    /// Folders that an earlier part of the program made; dropped, they are removed if they are empty.
    pub(super) fn made(paths: Vec<PathBuf>) -> NewFolders {
        NewFolders(paths)
    }

    /// The folders, from the innermost.
    pub(super) fn paths(&self) -> &[PathBuf] {
        &self.0
    }

    /// Leaves them where they are.
    pub fn keep(mut self) {
        self.0.clear();
    }
}

impl Drop for NewFolders {
    fn drop(&mut self) {
        for path in &self.0 {
            // Fails if something was put into it meanwhile, which is right.
            let _ = fs::remove_dir(path);
        }
    }
}
