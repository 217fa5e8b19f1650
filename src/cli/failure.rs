//! Commands that fail: their exit codes and messages.

use std::io::IsTerminal;
use std::process::ExitCode;

use annotate_snippets::Renderer;

use super::budget::TooLarge;
use super::odds::Refused;
use super::score::BrokenRows;
use super::sweep::Stopped;
use crate::document::printable::printable;
use crate::document::problem::{InvalidInput, Outcome};
use crate::experiment::inverse::NoInvitations;
use crate::record::UnknownCandidate;
use crate::report::folder::FolderError;
use crate::table::TableError;

/// 2 for the user's mistake, 1 for a problem of a file or of the machine.
pub fn exit_code(error: &anyhow::Error) -> ExitCode {
    if let Some(stopped) = error.downcast_ref::<Stopped>() {
        return ExitCode::from(128 + stopped.signal);
    }
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

/// The message of an error of a command with that outcome, with the places of the user's mistakes.
pub fn message(error: &anyhow::Error, outcome: Outcome) -> String {
    let is_terminal = std::io::stderr().is_terminal();
    let renderer = if is_terminal { Renderer::styled() } else { Renderer::plain() };
    match error.downcast_ref::<InvalidInput>() {
        Some(invalid) => invalid.render(&renderer, outcome),
        None => printable(&format!("error: {error:#}")).into_owned(),
    }
}
