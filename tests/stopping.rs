//! Commands that write are stopped by a signal: they end with its code, and no partial
//! result is left.
#![cfg(unix)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};

const SIGNALS: [(&str, i32); 2] = [("-INT", 130), ("-TERM", 143)];

fn start(folder: &Path, arguments: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_drawsim"));
    command.current_dir(folder).args(arguments.split(' ')).stdout(Stdio::null()).spawn().unwrap()
}

/// Whether it listens to both signals, as far as the machine reports it.
fn hears_signals(child: &Child) -> bool {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let heard = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
    heard.is_none_or(|mask| {
        let mask = u64::from_str_radix(mask.trim(), 16).unwrap();
        [2, 15].iter().all(|signal| mask >> (signal - 1) & 1 == 1)
    })
}

/// Waits until something unfinished stands in a folder, stops the command, and answers its exit code.
fn stopped(mut child: Child, folder: &Path, signal: &str) -> Option<i32> {
    let is_begun = || {
        let mut entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        entries.any(|entry| entry.file_name().to_string_lossy().contains(".unfinished-"))
    };
    while !(is_begun() && hears_signals(&child)) {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it wrote");
    }
    let kill = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    assert!(kill.success());
    child.wait().unwrap().code()
}

#[test]
fn a_pool_that_is_stopped_leaves_nothing() {
    for (signal, code) in SIGNALS {
        let place = tempfile::tempdir().unwrap();
        let arguments = "pool --on 2025-12-14 --count-from-published -q -o new/folder/pool.csv";
        let child = start(place.path(), arguments);
        assert_eq!(stopped(child, &place.path().join("new/folder"), signal), Some(code));
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0, "{signal}: something was left");
    }
}

#[test]
fn a_plan_that_is_stopped_leaves_nothing() {
    for (signal, code) in SIGNALS {
        let place = tempfile::tempdir().unwrap();
        let child = start(place.path(), "plan baseline -q --threads 1 -o new/answer");
        assert_eq!(stopped(child, &place.path().join("new"), signal), Some(code));
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0, "{signal}: something was left");
    }
}

#[test]
fn a_score_that_is_stopped_leaves_nothing_and_an_old_file_as_it_was() {
    for (signal, code) in SIGNALS {
        let place = tempfile::tempdir().unwrap();
        let profiles = place.path().join("profiles.csv");
        assert!(Command::new("mkfifo").arg(&profiles).status().unwrap().success());
        fs::write(place.path().join("scores.csv"), "old").unwrap();
        let child = start(place.path(), "score profiles.csv --on 2026-01-01 -q --force -o scores.csv");
        // More profiles are to come for as long as the pipe is open.
        let mut pipe = fs::OpenOptions::new().write(true).open(&profiles).unwrap();
        pipe.write_all(b"age,education,clb\n30,bachelor,9\n").unwrap();
        assert_eq!(stopped(child, place.path(), signal), Some(code));
        drop(pipe);
        assert_eq!(fs::read(place.path().join("scores.csv")).unwrap(), b"old");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 2, "{signal}: something was left");
    }
}
