//! Commands that fail: their exit codes and messages.

use std::io::IsTerminal;
use std::process::ExitCode;

use annotate_snippets::Renderer;

use super::budget::TooLarge;
use super::odds::Refused;
use super::score::BrokenRows;
use crate::document::printable::printable;
use crate::document::problem::InvalidInput;
use crate::experiment::inverse::NoInvitations;
use crate::record::UnknownCandidate;
use crate::report::folder::FolderError;
use crate::table::TableError;

/// 2 for the user's mistake, 1 for a problem of a file or of the machine.
pub fn exit_code(error: &anyhow::Error) -> ExitCode {
    let is_users = error.downcast_ref::<InvalidInput>().is_some_and(InvalidInput::is_users)
        || error.is::<UnknownCandidate>()
        || error.is::<BrokenRows>()
        || error.is::<Refused>()
        || error.is::<NoInvitations>()
        || error.is::<TooLarge>()
        || error.downcast_ref::<TableError>().is_some_and(TableError::is_users)
        || error.downcast_ref::<FolderError>().is_some_and(FolderError::is_users);
    ExitCode::from(if is_users { 2 } else { 1 })
}

/// The message of an error, with the places of the user's mistakes.
pub fn message(error: &anyhow::Error) -> String {
    match error.downcast_ref::<InvalidInput>() {
        Some(invalid) if std::io::stderr().is_terminal() => invalid.render(&Renderer::styled()),
        Some(invalid) => invalid.to_string(),
        None => printable(&format!("error: {error:#}")).into_owned(),
    }
}
