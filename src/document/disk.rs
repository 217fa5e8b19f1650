//! Files on their way to the disk: written aside, and synced before they get their names.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use tempfile::NamedTempFile;

/// How the names of files begin that are not finished.
pub(crate) const UNFINISHED: &str = ".unfinished-";

/// The folder of a path; the working folder for a bare name.
pub(crate) fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file in the folder of `path`, to be written and then renamed to it.
pub(crate) fn aside(path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    // Only its owner may read a temporary file. The user's mask decides who may read a result.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(parent(path)).map_err(without_name)
}

/// Puts a file in its place once all of it is on the disk.
pub(crate) fn persist(aside: NamedTempFile, path: &Path) -> io::Result<()> {
    aside.as_file().sync_all()?;
    aside.persist(path).map_err(|error| error.error)?;
    sync_folder(parent(path));
    Ok(())
}

/// Brings the names in a folder to the disk, where the system can: some cannot open folders.
pub(crate) fn sync_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// Brings a file, or a folder with all that is in it, to the disk.
pub(crate) fn sync_tree(path: &Path) -> io::Result<()> {
    if !fs::symlink_metadata(path)?.is_dir() {
        // Some systems sync only what may be written.
        return File::options().read(true).write(cfg!(windows)).open(path)?.sync_all();
    }
    for entry in fs::read_dir(path)? {
        sync_tree(&entry?.path())?;
    }
    sync_folder(path);
    Ok(())
}

/// Removes a folder with all that is in it. Only one folder is open at a time, so that this works where few
/// files may be.
pub(crate) fn remove_tree(folder: &Path) -> io::Result<()> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        found.push((entry.path(), entry.file_type()?.is_dir()));
    }
    for (path, is_folder) in found {
        if is_folder { remove_tree(&path)? } else { fs::remove_file(&path)? }
    }
    fs::remove_dir(folder)
}

/// The same error without the name of the temporary file, which `tempfile` puts behind it and which says
/// nothing to a reader.
pub(crate) fn without_name(error: io::Error) -> io::Error {
    let text = error.to_string();
    match text.split_once(" at path \"") {
        Some((reason, _)) => io::Error::new(error.kind(), reason),
        None => error,
    }
}
