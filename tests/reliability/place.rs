//! The program, run in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Columns of published rounds.
pub const ROUNDS: &str = "round_number,date,drawn_at,round_type,category_version,published_name,invitations,\
                          cutoff,tie_break,pool_as_of,note\n";
/// A command that takes a moment.
pub const RUN: &str = "run tiny -q --replications 1 --threads 1 --set population.scale=0.01";

/// A folder for one test.
pub struct Place(tempfile::TempDir);

/// What a command answered.
pub struct Answer {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Place {
    pub fn new() -> Place {
        Place(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        path
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.0.path()).env("RUST_BACKTRACE", "0").env_remove("COLUMNS");
        command
    }

    pub fn drawsim(&self) -> Command {
        self.command(env!("CARGO_BIN_EXE_drawsim"))
    }

    /// Runs `drawsim` with words separated by blanks.
    pub fn run(&self, words: &str) -> Answer {
        Answer::of(&self.drawsim().args(words.split_whitespace()).output().unwrap())
    }

    /// Runs `drawsim`, as `$0`, in a script.
    pub fn shell(&self, script: &str) -> Answer {
        Answer::of(&self.command("sh").args(["-c", script, env!("CARGO_BIN_EXE_drawsim")]).output().unwrap())
    }

    /// Names of all that stands in the folder, hidden things too.
    pub fn names(&self) -> Vec<String> {
        names(self.0.path())
    }
}

impl Answer {
    pub fn of(done: &Output) -> Answer {
        Answer {
            code: done.status.code(),
            out: String::from_utf8_lossy(&done.stdout).into_owned(),
            err: String::from_utf8_lossy(&done.stderr).into_owned(),
        }
    }

    #[track_caller]
    pub fn done(self) -> Answer {
        assert_eq!(self.code, Some(0), "{}", self.err);
        self
    }

    /// Asserts the exit code, and that the message begins so.
    #[track_caller]
    pub fn refused(self, code: i32, start: &str) -> Answer {
        assert_eq!(self.code, Some(code), "{}", self.err);
        assert!(self.err.starts_with(start), "{}", self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self
    }
}

pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
