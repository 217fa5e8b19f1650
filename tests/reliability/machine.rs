//! Limits of the machine: told in our words before work is lost.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::place::{Answer, Place, RUN};

const BACKTEST: &str = "backtest -q --origins 2025-12-01 --to 2025-12-31 --calibration none \
                        --set population.scale=0.01 --replications 1 --threads 1 -o result";
const SCORE: &str = "score p.csv --on 2025-06-01 -q -o o.parquet";

#[test]
fn a_run_beyond_a_limit_is_refused_with_the_numbers_and_the_option() {
    let place = Place::new();
    let run = "run tiny -q --threads 1 --replications 100000 -o result";
    for (option, thing) in [("--most-memory 0.01", "of memory"), ("--most-disk 0.001", "on the disk")] {
        let answer = place.run(&format!("{run} {option}"));
        let answer = answer.refused(2, "error: 100000 replications need about ");
        let name = option.split(' ').next().unwrap();
        assert!(answer.err.contains(thing) && answer.err.contains(name), "{}", answer.err);
        assert!(place.names().is_empty());
    }
    place.run(&format!("{RUN} --most-memory 0.001 -o result")).done();
}

#[cfg(target_os = "linux")]
#[test]
fn threads_that_cannot_be_started_are_told_before_the_work() {
    let place = profiles();
    let run = format!("{RUN} -o result");
    let mut failed = 0;
    let limits = [(BACKTEST, [60, 75, 90, 105]), (SCORE, [60, 75, 90, 120]), (&run, [70, 75, 80, 90])];
    for (command, limits) in limits {
        for mib in limits {
            let limit = format!("--as={}", mib << 20);
            let mut limited = place.command("prlimit");
            limited.arg(limit).arg(env!("CARGO_BIN_EXE_drawsim")).args(command.split(' '));
            let Ok(done) = limited.output() else { return };
            let answer = Answer::of(&done);
            // Where an allocation fails, the program ends as all programs of its language do. With less
            // memory it cannot be loaded.
            let is_abort = answer.code.is_none() || answer.err.contains("memory allocation of");
            let is_unloaded =
                answer.code == Some(127) && answer.err.contains("error while loading shared libraries");
            if answer.code == Some(0) || is_abort || is_unloaded {
                clear(&place);
                continue;
            }
            failed += 1;
            assert_eq!(place.names(), ["p.csv"], "{mib} MiB: {command}");
            assert!(!answer.err.contains("panicked"), "{mib} MiB: {}", answer.err);
            assert_eq!(answer.code, Some(1), "{mib} MiB: {}", answer.err);
        }
    }
    println!("{failed} commands could not start their threads");
}

/// A profile to score.
fn profiles() -> Place {
    let place = Place::new();
    place.write("p.csv", "candidate,age,education,clb\na,30,bachelor,9\n");
    place
}

/// Removes results, and what an aborted command has left.
fn clear(place: &Place) {
    for name in place.names().iter().filter(|name| *name != "p.csv") {
        let path = place.path(name);
        let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    }
}

#[cfg(unix)]
#[test]
fn what_cannot_be_written_with_few_open_files_is_removed_with_few() {
    let place = profiles();
    let mut failed = 0;
    let logged = format!("{RUN} --candidates -o result");
    for count in 6..14 {
        for command in [BACKTEST, SCORE, logged.as_str()] {
            let answer = place.shell(&format!("ulimit -n {count}; exec \"$0\" {command}"));
            assert!(!answer.err.contains("panicked"), "{count} files, {command}: {}", answer.err);
            let left = place.names().into_iter().find(|name| name.starts_with('.'));
            assert_eq!(left, None, "{count} files, {command}: {}", answer.err);
            failed += u32::from(answer.code != Some(0));
            clear(&place);
        }
    }
    assert!(failed > 3, "{failed} commands had too few");
}

#[test]
fn many_decisions_of_the_planner_are_told_before_the_work() {
    let place = Place::new();
    let words = "run baseline --replications 1 --threads 1 --set population.scale=0.01 --set end=2060-12-31 \
                 -o result";
    let mut command = place.drawsim();
    let command = command.args(words.split_whitespace()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let is_told = lines.map_while(Result::ok).any(|line| line.contains("the planner decides"));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(is_told);
}
