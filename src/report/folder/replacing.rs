//! The old result at a place: refused, or replaced once the new one is whole.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::build::Build;
use super::error::FolderError;
use super::listing::{MANIFEST, files_of_result, is_changed};
use super::place::{holds_working_folder, is_held_fast};

/// The treatment of a result at the place of the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// Leave it, and refuse to begin.
    Refuse,
    /// Replace it, once the new one is whole.
    Force,
    /// Leave it, and refuse to begin; but take the place of the work that leads to the new one.
    RefuseButWork,
    /// Replace it with the work that leads to the new one, once that is whole.
    ForceWithWork,
}

/// Name of a folder in the place of a result that holds the work which leads to it.
pub(crate) const WORK: &str = "work";

impl Overwrite {
    /// Whether what stands at a place may go.
    fn may_replace(self, target: &Path) -> bool {
        match self {
            Overwrite::Refuse => false,
            Overwrite::Force | Overwrite::ForceWithWork => true,
            Overwrite::RefuseButWork => holds_only_work(target),
        }
    }

    /// Whether a name is that of work which goes with a result.
    fn is_work(self, name: &OsStr) -> bool {
        matches!(self, Overwrite::RefuseButWork | Overwrite::ForceWithWork) && name == WORK
    }
}

fn holds_only_work(folder: &Path) -> bool {
    let names = fs::read_dir(folder).and_then(|entries| {
        entries.map(|entry| Ok(entry?.file_name())).collect::<io::Result<Vec<OsString>>>()
    });
    names.is_ok_and(|names| names.iter().all(|name| name == WORK))
}

/// Refuses a place where something stands that may not be replaced.
pub(super) fn refuse(target: &Path, overwrite: Overwrite) -> Result<(), FolderError> {
    let path = target.to_owned();
    match fs::symlink_metadata(target) {
        // Below a file there is nothing either: the error of making the folders on the way names that file.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(())
        }
        Err(error) => Err(FolderError::write(target, error)),
        Ok(found) if !found.is_dir() => Err(FolderError::NotAFolder(path)),
        Ok(_) if !overwrite.may_replace(target) => Err(FolderError::Exists(path)),
        Ok(_) if holds_working_folder(target) => Err(FolderError::WorkingFolder(path)),
        Ok(_) if is_changed(target) => Err(FolderError::Changed(path.join(MANIFEST))),
        Ok(_) if is_held_fast(target) => Err(FolderError::HeldFast(path)),
        Ok(_) => match (first_foreign(target, files_of_result(target), overwrite), path) {
            (Ok(None), _) => Ok(()),
            (Ok(Some(Foreign::InResult(file))), folder) => Err(FolderError::Foreign { folder, file }),
            (Ok(Some(Foreign::WithoutResult)), folder) => Err(FolderError::NotAResult(folder)),
            (Err(error), _) => Err(FolderError::write(target, error)),
        },
    }
}

/// A part of a folder that is not drawsim's to delete.
enum Foreign {
    /// This file of a result folder, which its manifest does not list.
    InResult(PathBuf),
    /// Anything in a folder without a manifest.
    WithoutResult,
}

fn first_foreign(
    folder: &Path,
    known: Option<BTreeSet<String>>,
    overwrite: Overwrite,
) -> io::Result<Option<Foreign>> {
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<fs::DirEntry>>>()?;
    let entries: Vec<fs::DirEntry> =
        entries.into_iter().filter(|entry| !overwrite.is_work(&entry.file_name())).collect();
    match known {
        Some(known) => Ok(first_unknown(entries, "", &known)?.map(Foreign::InResult)),
        None => Ok((!entries.is_empty()).then_some(Foreign::WithoutResult)),
    }
}

/// The first file in alphabetical order that is not among those known, by their paths in the folder.
fn first_unknown(
    mut entries: Vec<fs::DirEntry>,
    prefix: &str,
    known: &BTreeSet<String>,
) -> io::Result<Option<PathBuf>> {
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        // A link to a folder is a file here: the folder is not in the result.
        if entry.file_type()?.is_dir() {
            let within = fs::read_dir(entry.path())?.collect::<io::Result<Vec<fs::DirEntry>>>()?;
            if let Some(found) = first_unknown(within, &format!("{name}/"), known)? {
                return Ok(Some(found));
            }
        } else if !known.contains(&name) {
            return Ok(Some(entry.path()));
        }
    }
    Ok(None)
}

/// Puts a new result in the place of an old one, which comes back if that fails. Where the system can, the
/// two are exchanged in one step; else the old one is set aside, and a later run puts it back if this one is
/// killed before the new one stands.
pub(super) fn replace(target: &Path, build: Build) -> Result<(), FolderError> {
    let (new, old) = (build.new_path(), build.old_path());
    if exchange(&new, target) {
        return Ok(());
    }
    fs::rename(target, &old).map_err(|error| FolderError::write(target, error))?;
    if let Err(error) = fs::rename(&new, target) {
        if fs::rename(&old, target).is_err() {
            let old = build.keep().join(old.file_name().unwrap_or_default());
            return Err(FolderError::SetAside { path: target.to_owned(), old });
        }
        return Err(FolderError::write(target, error));
    }
    // The new result stands; a rest of the old one does no harm.
    Ok(())
}

/// Exchanges two folders in one step, where the system can.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(new: &Path, target: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, new, CWD, target, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}
