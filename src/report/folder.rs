//! The folder that holds a result: it appears whole or not at all.

mod error;
mod file;
mod listing;
mod place;
mod replacing;
mod result;
#[cfg(test)]
mod tests;
mod unfinished;

pub use self::error::FolderError;
pub(crate) use self::file::ResultFile;
pub(crate) use self::listing::{MANIFEST, PROGRAM};
pub(crate) use self::place::NewFolders;
pub use self::replacing::Overwrite;
pub use self::result::ResultFolder;
pub(crate) use self::unfinished::Unfinished;
