//! The hidden folder next to a place in which something is built, and what dead runs left of theirs.
//!
//! It is called `.NAME.unfinished-XXXXXX` and holds `lock`, which its run keeps locked while it lives; `new`,
//! what is built; `old`, what stood there and is set aside; and `done`, the mark that all files of `new` go
//! to their places.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::place::{NewFolders, led_to, parent};
use super::unfinished::Unfinished;
use crate::document::disk;

const LOCK: &str = "lock";
const NEW: &str = "new";
const OLD: &str = "old";
const DONE: &str = "done";
/// Digits and letters behind the name of a folder that is being built.
const SUFFIX: usize = 6;
/// Most bytes of a name that the folder's name repeats: the system allows 255 in all.
const MOST_NAME: usize = 160;
/// A folder of a run that kept no lock is left alone until it is so old, in seconds.
const OLD_SECONDS: u64 = 86_400;

/// A hidden folder in which something is built. Dropped, it is removed.
#[derive(Debug)]
pub(super) struct Build {
    folder: PathBuf,
    /// Locked as long as it is open.
    lock: Option<File>,
    is_kept: bool,
}

impl Build {
    /// Makes one next to a place.
    ///
    /// # Errors
    /// If nothing can be written there.
    pub fn beside(target: &Path) -> io::Result<Build> {
        match Build::begun(target) {
            // Another run took the empty folder for that of a dead one.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Build::begun(target),
            begun => begun,
        }
    }

    fn begun(target: &Path) -> io::Result<Build> {
        let mut builder = tempfile::Builder::new();
        let prefix = prefix(target.file_name().unwrap_or_default());
        builder.prefix(&prefix);
        let folder = builder.tempdir_in(parent(target)).map_err(disk::without_name)?.keep();
        let mut build = Build { folder, lock: None, is_kept: false };
        owned(build.path())?;
        let lock = File::create(build.path().join(LOCK))?;
        owned(&build.path().join(LOCK))?;
        // Where the disk knows no locks, a leftover is removed when it is old.
        let _ = lock.try_lock();
        build.lock = Some(lock);
        // The user's mask decides who else may read a result.
        fs::create_dir(build.new_path())?;
        owned(&build.new_path())?;
        Ok(build)
    }

    /// The hidden folder.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// What is built.
    pub fn new_path(&self) -> PathBuf {
        self.folder.join(NEW)
    }

    /// Where what stood in the place is set aside.
    pub fn old_path(&self) -> PathBuf {
        self.folder.join(OLD)
    }

    /// Marks that the files of `new` go to their places: a later run goes on with it.
    ///
    /// # Errors
    /// If the mark cannot be written.
    pub fn mark_done(&self) -> io::Result<()> {
        File::create(self.folder.join(DONE))?;
        disk::sync_folder(&self.folder);
        Ok(())
    }

    /// Takes the mark back.
    pub fn unmark(&self) {
        let _ = fs::remove_file(self.folder.join(DONE));
    }

    /// Leaves the folder where it is, and returns its path.
    pub fn keep(mut self) -> PathBuf {
        self.is_kept = true;
        self.folder.clone()
    }

    /// What a stopped program removes.
    pub fn unfinished(&self, parents: &NewFolders) -> Unfinished {
        Unfinished::new(self.path(), parents)
    }
}

impl Drop for Build {
    fn drop(&mut self) {
        if !self.is_kept {
            // The lock goes first: where no more files may be open, its place is needed to look into folders.
            self.lock = None;
            let _ = disk::remove_tree(&self.folder);
        }
    }
}

/// Lets the owner use a folder or a file, whatever the user's mask takes away.
#[cfg(unix)]
fn owned(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path)?.permissions().mode();
    fs::set_permissions(path, fs::Permissions::from_mode(mode | 0o700))
}

#[cfg(not(unix))]
fn owned(_: &Path) -> io::Result<()> {
    Ok(())
}

/// How the names of hidden folders next to a place begin.
fn prefix(name: &OsStr) -> String {
    format!(".{}.unfinished-", short(name))
}

/// A place next to another one, for what is kept until that one stands: its name with an ending.
pub fn beside(target: &Path, ending: &str) -> PathBuf {
    target.with_file_name(short(target.file_name().unwrap_or_default()) + ending)
}

/// A name to which something is added. One that is long, or no text, is shortened, and told apart by its
/// hash.
fn short(name: &OsStr) -> String {
    match name.to_str() {
        Some(name) if name.len() <= MOST_NAME => name.to_owned(),
        _ => {
            let lossy = name.to_string_lossy();
            let start = &lossy[..lossy.floor_char_boundary(MOST_NAME / 2)];
            let hash = blake3::hash(name.as_encoded_bytes()).to_hex();
            format!("{start}~{}", &hash[..16])
        }
    }
}

/// Brings a place in order before something is written there: what a dead run set aside comes back, files
/// that it had completed go to their places, and its hidden folders are removed. A folder of a run that is
/// alive is left alone. Returns whether anything came back or was completed.
pub fn settle(path: &Path) -> bool {
    let is_link = fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    let led_to = fs::read_link(path).ok().filter(|_| is_link).map(|to| parent(path).join(to));
    let target = led_to.as_deref().unwrap_or(path);
    let mut has_changed = false;
    for folder in hidden_folders(target) {
        let Some(lock) = lock_of_dead(&folder) else {
            // A run that was killed before it could lock leaves nothing in it. A living one begins anew.
            let _ = fs::remove_dir(&folder);
            continue;
        };
        has_changed |= bring_back(&folder, target) | complete(&folder, target);
        let _ = disk::remove_tree(&folder);
        drop(lock);
    }
    has_changed
}

/// Removes hidden folders that keep no lock and are much older than a result, as earlier versions left them.
pub(super) fn remove_old(target: &Path) {
    for folder in hidden_folders(target) {
        if !folder.join(LOCK).exists() && is_old(&folder, target) && holds_only_results(&folder) {
            let _ = disk::remove_tree(&folder);
        }
    }
}

/// Hidden folders next to a place, with names as such folders have.
fn hidden_folders(target: &Path) -> Vec<PathBuf> {
    let prefix = prefix(target.file_name().unwrap_or_default());
    let mut folders = Vec::new();
    for entry in fs::read_dir(parent(target)).into_iter().flatten().filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_named = name.strip_prefix(&prefix).is_some_and(is_suffix);
        if is_named && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            folders.push(parent(target).join(entry.file_name()));
        }
    }
    folders
}

/// Whether the end of a name is one that such a folder has.
fn is_suffix(end: &str) -> bool {
    end.len() == SUFFIX && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The lock of a hidden folder whose run is dead; none if it is alive, or the folder holds anything else.
fn lock_of_dead(folder: &Path) -> Option<File> {
    let names: Vec<_> = fs::read_dir(folder).ok()?.map(|entry| Some(entry.ok()?.file_name())).collect();
    let known = [LOCK, NEW, OLD, DONE];
    let is_ours =
        names.iter().all(|name| name.as_ref().is_some_and(|name| known.iter().any(|own| name == own)));
    let lock = folder.join(LOCK);
    let is_lock = fs::symlink_metadata(&lock).is_ok_and(|found| found.is_file() && found.len() == 0);
    if !is_ours || !is_lock {
        return None;
    }
    let lock = File::open(lock).ok()?;
    lock.try_lock().ok().map(|()| lock)
}

/// Puts back what was set aside, if nothing stands in its place.
fn bring_back(folder: &Path, target: &Path) -> bool {
    let old = folder.join(OLD);
    let is_missing = fs::symlink_metadata(target).is_err();
    let is_back =
        is_missing && old.is_dir() && !folder.join(DONE).exists() && fs::rename(old, target).is_ok();
    if is_back {
        disk::sync_folder(parent(target));
    }
    is_back
}

/// Puts completed files in their places, next to the hidden folder.
fn complete(folder: &Path, target: &Path) -> bool {
    if !folder.join(DONE).exists() {
        return false;
    }
    let mut is_completed = false;
    for entry in fs::read_dir(folder.join(NEW)).into_iter().flatten().filter_map(Result::ok) {
        let place = led_to(&parent(target).join(entry.file_name()));
        is_completed |= fs::rename(entry.path(), place).is_ok();
    }
    disk::sync_folder(parent(target));
    is_completed
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
