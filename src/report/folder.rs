//! The folder that holds a result: it appears whole or not at all.

mod build;
mod error;
mod file;
mod listing;
mod place;
mod replacing;
mod result;
#[cfg(test)]
mod tests;
mod unfinished;

pub(crate) use self::build::{beside, settle};
pub use self::error::{FolderError, Standing};
pub(crate) use self::file::{ResultFile, ResultFiles};
pub(crate) use self::listing::{MANIFEST, PROGRAM, is_intact, sealed};
pub(crate) use self::place::{refuse_input, refuse_input_within, standing};
pub use self::replacing::Overwrite;
pub(crate) use self::replacing::WORK;
pub use self::result::ResultFolder;
pub(crate) use self::unfinished::Unfinished;
