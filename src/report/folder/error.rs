//! Errors of result folders and result files.

use std::io;
use std::path::{Path, PathBuf};

/// What stands at a place where something is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    Nothing,
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A link that leads nowhere.
    LooseLink,
    /// A device, a pipe or a socket.
    Other,
}

/// A result folder that could not be made.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// There is a folder, and it may not be replaced.
    #[error(
        "`{}` exists already; use `--force` to replace it, or choose another folder with `-o`",
        .0.display()
    )]
    Exists(PathBuf),
    /// There is something that is no folder.
    #[error("`{}` exists and is not a folder; choose another with `-o`", .0.display())]
    NotAFolder(PathBuf),
    /// There is something that is no file, such as a device, a pipe or a folder.
    #[error("`{}` exists and is not a regular file; choose another with `-o`", .0.display())]
    NotAFile(PathBuf),
    /// A link leads to a place where nothing stands.
    #[error("`{}` is a link that leads nowhere; remove it, or choose another place with `-o`", .0.display())]
    LooseLink(PathBuf),
    /// The place is an input of the command.
    #[error(
        "`{}` is read by this command and cannot be replaced by it; choose another file with `-o`",
        .0.display()
    )]
    Input(PathBuf),
    /// An input of the command stands in the folder.
    #[error(
        "`{}` stands in `{}` and is read by this command, so the folder cannot be replaced; choose another \
         with `-o`",
        file.display(),
        folder.display()
    )]
    InputWithin {
        /// The folder.
        folder: PathBuf,
        /// The input.
        file: PathBuf,
    },
    /// The folder is the working folder, or holds it.
    #[error(
        "`{}` is the working folder or holds it, so even `--force` does not replace it; choose another \
         folder with `-o`",
        .0.display()
    )]
    WorkingFolder(PathBuf),
    /// The system lets nobody rename what stands there.
    #[error(
        "`{}` cannot be replaced: something is mounted there, or it is protected; choose another place with \
         `-o`, such as one below it",
        .0.display()
    )]
    HeldFast(PathBuf),
    /// There is a folder, and it does not look like a result.
    #[error(
        "`{}` holds files but no manifest.json of drawsim, so even `--force` does not replace it; \
         choose another folder with `-o`",
        .0.display()
    )]
    NotAResult(PathBuf),
    /// The manifest of a result was changed.
    #[error(
        "`{}` is not as drawsim wrote it, so even `--force` does not replace its folder; choose another \
         folder with `-o`",
        .0.display()
    )]
    Changed(PathBuf),
    /// There is a result, and among its files one that it does not list.
    #[error(
        "`{}` is not a file of the result in `{}`, so even `--force` does not delete it; move it away, or \
         choose another folder with `-o`",
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
        /// The reason.
        error: io::Error,
    },
    /// A file of the new result could not be read back.
    #[error("cannot read `{}`: {error}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The reason.
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
    /// Whether another choice of folder or option helps; else the machine has a problem.
    pub fn is_users(&self) -> bool {
        match self {
            FolderError::Exists(_)
            | FolderError::NotAFolder(_)
            | FolderError::NotAFile(_)
            | FolderError::LooseLink(_)
            | FolderError::Input(_)
            | FolderError::InputWithin { .. }
            | FolderError::WorkingFolder(_)
            | FolderError::HeldFast(_)
            | FolderError::Changed(_)
            | FolderError::NotAResult(_)
            | FolderError::Foreign { .. }
            | FolderError::NotAName(_) => true,
            FolderError::Write { .. } | FolderError::Read { .. } | FolderError::SetAside { .. } => false,
        }
    }

    pub(in crate::report) fn read(path: &Path, error: io::Error) -> FolderError {
        FolderError::Read { path: path.to_owned(), error }
    }

    pub(super) fn write(path: &Path, error: io::Error) -> FolderError {
        FolderError::Write { path: path.to_owned(), error }
    }
}
