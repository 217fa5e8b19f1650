//! Commands of the binary, run in a folder.

use std::path::Path;
use std::process::{Command, Output};

/// Runs a command.
pub fn drawsim(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_drawsim"));
    command.args(arguments).current_dir(folder).output().expect("the binary starts")
}

/// The output of a command that succeeds.
pub fn said(arguments: &[&str], folder: &Path) -> String {
    let output = drawsim(arguments, folder);
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {error}");
    String::from_utf8(output.stdout).unwrap()
}
