//! The program, run in a place of its own that holds copies of the test inputs.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::accepted::assert_accepted;

pub const USERS_MISTAKE: i32 = 2;
pub const MACHINES_FAULT: i32 = 1;

/// A folder for one test, with every input of `tests/data/bad` in it.
pub struct Place(tempfile::TempDir);

impl Place {
    pub fn new() -> Place {
        let place = tempfile::tempdir().unwrap();
        for folder in ["tests/data/people", "tests/data/bad"] {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.extension().is_some_and(|end| end != "txt") {
                    fs::copy(&path, place.path().join(path.file_name().unwrap())).unwrap();
                }
            }
        }
        Place(place)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The program, to be run in this place; the machine's environment changes none of its output.
    pub fn drawsim(&self) -> Command {
        self.command(env!("CARGO_BIN_EXE_drawsim"))
    }

    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.0.path()).env("RUST_BACKTRACE", "0").env_remove("COLUMNS");
        command
    }

    /// Runs `drawsim` with words separated by spaces.
    pub fn run(&self, arguments: &str) -> Output {
        self.drawsim().args(arguments.split_whitespace()).output().unwrap()
    }

    /// Everything below the place: folders as nothing, files with their bytes.
    pub fn contents(&self) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
        let mut found = BTreeMap::new();
        list(self.0.path(), &mut found);
        found
    }

    /// Names of everything in the place that can be listed; what comes and goes meanwhile may be among it or
    /// not.
    pub fn names(&self) -> Vec<String> {
        let (mut found, mut folders) = (Vec::new(), vec![self.0.path().to_owned()]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                found.push(entry.file_name().to_string_lossy().into_owned());
                folders.push(entry.path());
            }
        }
        found
    }

    /// What was written to standard error, with the name of this place taken out.
    pub fn message(&self, done: &Output) -> String {
        let text = String::from_utf8(done.stderr.clone()).expect("a message is UTF-8");
        let place = self.0.path().to_str().unwrap();
        let real = fs::canonicalize(place).unwrap();
        text.replace(real.to_str().unwrap(), "[place]").replace(place, "[place]")
    }

    /// Asserts that a command is refused with an exit code, that it says what was accepted under `name`, and
    /// that it writes nothing.
    pub fn assert_refused(&self, arguments: &str, code: i32, name: &str) {
        let before = self.contents();
        let done = self.run(arguments);
        self.assert_failed(&done, code, name);
        assert!(self.contents() == before, "`drawsim {arguments}` wrote something");
    }

    /// Asserts an exit code and the accepted message; a failure prints nothing on standard output.
    pub fn assert_failed(&self, done: &Output, code: i32, name: &str) {
        let message = self.message(done);
        assert_eq!(done.status.code(), Some(code), "{name}: {message}");
        assert_eq!(String::from_utf8_lossy(&done.stdout), "", "{name}");
        assert!(!message.contains("panicked"), "{name}: {message}");
        assert_accepted(format!("tests/data/bad/{name}.txt"), &message);
    }
}

fn list(folder: &Path, found: &mut BTreeMap<PathBuf, Option<Vec<u8>>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            list(&path, found);
            found.insert(path, None);
        } else {
            found.insert(path.clone(), Some(fs::read(&path).unwrap()));
        }
    }
}

/// A scenario of `tests/data/bad` is refused as the user's mistake; the message stands next to it.
pub fn assert_scenario_refused(name: &str) {
    Place::new().assert_refused(&format!("run {name}.toml"), USERS_MISTAKE, name);
}
