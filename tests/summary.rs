//! The summary of `run`: one screen, and all comparisons on request.

use std::process::Command;

const MOST_LINES: usize = 40;
const MOST_CHARACTERS: usize = 80;

fn summary(scenario: &str, more: &str) -> String {
    let place = tempfile::tempdir().unwrap();
    let arguments = format!("run {scenario} --replications 2 --set population.scale=0.01 -o out {more}");
    let done = Command::new(env!("CARGO_BIN_EXE_drawsim"))
        .current_dir(place.path())
        .args(arguments.split_whitespace())
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

fn lines(text: &str) -> usize {
    // A line that the terminal wraps is two.
    text.lines().map(|line| line.chars().count().div_ceil(MOST_CHARACTERS).max(1)).sum()
}

#[test]
fn a_run_prints_one_screen() {
    for scenario in ["tiny", "baseline", "history"] {
        let text = summary(scenario, "");
        assert!(lines(&text) <= MOST_LINES, "{} lines of {scenario}:\n{text}", lines(&text));
        assert!(text.trim_end().ends_with("Result: out"), "{text}");
    }
}

#[test]
fn a_verbose_run_prints_the_comparisons_too() {
    let text = summary("baseline --set end=2026-12-31", "--verbose");
    assert!(text.contains("Applications in progress on 2026-12-"), "{text}");
}
