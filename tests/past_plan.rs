//! A plan of rounds in the past that replays none: no text calls them future, and rounds without invitations
//! are counted.

#[path = "golden/named.rs"]
mod named;

use std::fs;
use std::path::Path;
use std::process::Command;

use named::assert_names;

const SCENARIO: &str = "\
extends = \"tiny\"
title = \"Other rounds of 2015\"
plan.published = \"none\"

[plan.list]
rounds = [
    { date = 2015-01-01, type = \"pnp\", size = 100 },
    { date = 2015-02-01, type = \"cec\", size = 700 },
    { date = 2015-02-10, type = \"cec\", size = 500 },
]
";

fn run(folder: &Path, options: &[&str]) -> (String, String) {
    fs::write(folder.join("other.toml"), SCENARIO).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_drawsim"));
    command.current_dir(folder).args(["run", "other.toml", "--force", "-o", "result"]).args(options);
    let done = command.output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let chart = fs::read_to_string(folder.join("result/charts/cutoff_trend.svg")).unwrap();
    (String::from_utf8(done.stdout).unwrap(), chart)
}

#[test]
fn cutoffs_of_the_past_are_not_to_come() {
    let place = tempfile::tempdir().unwrap();
    let (summary, chart) = run(place.path(), &[]);
    assert_names(&summary, &["Simulated cutoffs", "10th to 90th percentile"]);
    assert_names(&chart, &["<title>Simulated cutoffs of the Canadian Experience Class in this scenario: "]);
    for text in [summary, chart] {
        assert!(!text.contains("to come") && !text.contains("to expect"), "{text}");
    }
}

#[test]
fn rounds_without_invitations_are_counted() {
    // No candidate is nominated before the first day.
    let place = tempfile::tempdir().unwrap();
    let (summary, chart) = run(place.path(), &[]);
    assert_names(&summary, &["\n3 rounds ", "1 of which invited no candidate"]);
    assert_names(&chart, &["\n1 round invited no candidate"]);
    let (summary, chart) = run(place.path(), &["--set", "population.scale=1e-9"]);
    assert_names(&summary, &["\n3 rounds ", "none of which invited", "3 rounds had too few"]);
    assert_names(&chart, &["nothing to show"]);
}
