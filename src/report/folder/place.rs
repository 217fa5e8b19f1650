//! Places on the disk: what stands there, whether it can be replaced, new folders on the way.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::{FolderError, Standing};
pub(super) use crate::document::disk::parent;

/// The place itself. Where a link leads to something, replacing it does not replace the link.
///
/// # Errors
/// If it is a link that leads nowhere.
pub(super) fn resolved(path: &Path) -> Result<PathBuf, FolderError> {
    let is_link = fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    if is_link {
        return fs::canonicalize(path).map_err(|_| FolderError::LooseLink(path.to_owned()));
    }
    if path.file_name().is_none() {
        return fs::canonicalize(path).map_err(|error| FolderError::write(path, error));
    }
    Ok(path.components().collect())
}

/// What a link leads to, if it leads to something; else the place itself.
pub(super) fn led_to(path: &Path) -> PathBuf {
    resolved(path).unwrap_or_else(|_| path.to_owned())
}

/// What stands at a place; a link counts as what it leads to, or else as a link.
///
/// # Errors
/// If the machine does not say.
pub(crate) fn standing(path: &Path) -> std::io::Result<Standing> {
    use std::io::ErrorKind::{NotADirectory, NotFound};
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => Ok(Standing::Folder),
        Ok(found) if found.is_file() => Ok(Standing::File),
        Ok(_) => Ok(Standing::Other),
        // Below a file there is nothing either: the error of making the folders on the way names that file.
        Err(error) if matches!(error.kind(), NotFound | NotADirectory) => {
            let is_link = fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
            Ok(if is_link { Standing::LooseLink } else { Standing::Nothing })
        }
        Err(_) if fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink()) => Ok(Standing::LooseLink),
        Err(error) => Err(error),
    }
}

/// Refuses a file that cannot be written or replaced.
///
/// # Errors
/// If something else than a file stands there, or a file that the system holds fast.
pub(super) fn refuse_unlike_file(path: &Path) -> Result<(), FolderError> {
    match standing(path).map_err(|error| FolderError::write(path, error))? {
        Standing::Nothing => Ok(()),
        Standing::File if is_held_fast(path) => Err(FolderError::HeldFast(path.to_owned())),
        Standing::File => Ok(()),
        Standing::LooseLink => Err(FolderError::LooseLink(path.to_owned())),
        Standing::Folder | Standing::Other => Err(FolderError::NotAFile(path.to_owned())),
    }
}

/// Refuses a file that the command reads.
///
/// # Errors
/// If one of the inputs is that file, by whatever name.
pub(crate) fn refuse_input<'a>(
    path: &Path,
    inputs: impl IntoIterator<Item = &'a Path>,
) -> Result<(), FolderError> {
    let is_read = inputs.into_iter().any(|input| is_same(path, input));
    if is_read { Err(FolderError::Input(path.to_owned())) } else { Ok(()) }
}

/// Refuses a folder in which an input of the command stands.
///
/// # Errors
/// If there is one; the error names it.
pub(crate) fn refuse_input_within<'a>(
    folder: &Path,
    inputs: impl IntoIterator<Item = &'a Path>,
) -> Result<(), FolderError> {
    let Ok(whole) = fs::canonicalize(folder) else { return Ok(()) };
    let mut inputs = inputs.into_iter();
    match inputs.find(|input| fs::canonicalize(input).is_ok_and(|input| input.starts_with(&whole))) {
        Some(input) => Err(FolderError::InputWithin { folder: folder.to_owned(), file: input.to_owned() }),
        None => Ok(()),
    }
}

/// Whether a folder is the working folder or holds it.
pub(super) fn holds_working_folder(folder: &Path) -> bool {
    let (folder, working) = (fs::canonicalize(folder), fs::canonicalize("."));
    folder.is_ok_and(|folder| working.is_ok_and(|working| working.starts_with(folder)))
}

/// Whether two paths lead to the same file.
#[cfg(unix)]
fn is_same(path: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let found = [path, other].map(|path| fs::metadata(path).map(|found| (found.dev(), found.ino())));
    matches!(&found, [Ok(first), Ok(second)] if first == second)
}

#[cfg(not(unix))]
fn is_same(path: &Path, other: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|path| fs::canonicalize(other).is_ok_and(|other| path == other))
}

/// Whether the system lets nobody rename what stands there: something is mounted on it, or it is protected.
#[cfg(target_os = "linux")]
pub(super) fn is_held_fast(path: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    let fast = StatxAttributes::MOUNT_ROOT | StatxAttributes::IMMUTABLE | StatxAttributes::APPEND;
    statx(CWD, path, AtFlags::empty(), StatxFlags::BASIC_STATS)
        .is_ok_and(|found| found.stx_attributes.intersects(fast))
        || is_stuck(path)
}

#[cfg(all(unix, not(target_os = "linux")))]
pub(super) fn is_held_fast(path: &Path) -> bool {
    is_on_another_disk(path) || is_stuck(path)
}

#[cfg(not(unix))]
pub(super) fn is_held_fast(_: &Path) -> bool {
    false
}

/// Whether a place lies on another disk than the folder that it stands in.
#[cfg(all(unix, not(target_os = "linux")))]
fn is_on_another_disk(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let disks = [path, parent(path)].map(|path| fs::metadata(path).map(|found| found.dev()));
    matches!(&disks, [Ok(own), Ok(above)] if own != above)
}

/// Whether a place belongs to another user and stands in a folder like `/tmp`, in which only owners may
/// rename. What this program makes there tells its user.
#[cfg(unix)]
fn is_stuck(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    const STICKY: u32 = 0o1000;
    const ROOT: u32 = 0;
    let (Ok(found), Ok(above)) = (fs::metadata(path), fs::metadata(parent(path))) else { return false };
    if above.mode() & STICKY == 0 {
        return false;
    }
    let own = tempfile::tempfile().and_then(|probe| probe.metadata()).map(|probe| probe.uid());
    own.is_ok_and(|own| own != ROOT && own != found.uid() && own != above.uid())
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
            match standing(path).map_err(|error| FolderError::write(path, error))? {
                Standing::Folder => break,
                Standing::Nothing => missing.push(path.to_owned()),
                Standing::LooseLink => return Err(FolderError::LooseLink(path.to_owned())),
                Standing::File | Standing::Other => return Err(FolderError::NotAFolder(path.to_owned())),
            }
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
