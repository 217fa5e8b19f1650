//! Options of `run` and `check`, and what they say of their inputs.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// The output of a command that succeeds: what it prints, then its notices, with single blanks.
fn said(arguments: &[&str]) -> String {
    let done =
        Command::new(env!("CARGO_BIN_EXE_drawsim")).args(arguments).output().expect("the binary starts");
    let (out, err) = (String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap());
    assert!(done.status.success(), "{arguments:?}: {err}");
    format!("{out} {err}").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The header of a table, and its rows of a replication.
fn rows_of(folder: &Path, table: &str, replication: &str) -> Vec<String> {
    let text = fs::read_to_string(folder.join(table)).unwrap();
    let header: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    let place = header.iter().position(|name| *name == "replication").unwrap();
    let is_kept = |line: &&str| [replication, "replication"].contains(&line.split(',').nth(place).unwrap());
    text.lines().filter(is_kept).map(str::to_owned).collect()
}

#[test]
fn a_replication_alone_is_as_among_all() {
    let folder = TempDir::new().unwrap();
    let [all, alone] = ["all", "alone"].map(|name| folder.path().join(name));
    said(&["run", "tiny", "--replications", "3", "-o", all.to_str().unwrap()]);
    let text = said(&["run", "tiny", "--replication", "1", "--trace", "5", "-o", alone.to_str().unwrap()]);
    assert!(text.contains("replication 1 alone"), "{text}");
    assert!(text.contains("in replication 1 of"), "{text}");
    let manifest = std::fs::read_to_string(alone.join("manifest.json")).unwrap();
    assert!(manifest.contains("\"replication\": 1"), "{manifest}");
    for table in ["rounds.csv", "pool.csv", "flows.csv"] {
        let [expected, found] = [&all, &alone].map(|folder| rows_of(folder, table, "1"));
        assert!(expected.len() > 1, "{table}");
        assert_eq!(expected, found, "{table}");
        assert_eq!(fs::read_to_string(alone.join(table)).unwrap().lines().count(), found.len(), "{table}");
    }
}

#[test]
fn a_manifest_describes_its_own_scenario() {
    let folder = TempDir::new().unwrap();
    let scenario = folder.path().join("mine.toml");
    let result = folder.path().join("result");
    let description = |own: &str| {
        let text = format!("extends = \"tiny\"\ntitle = \"Mine\"\nreplications = 1\n{own}");
        fs::write(&scenario, text).unwrap();
        said(&["run", scenario.to_str().unwrap(), "--force", "-o", result.to_str().unwrap()]);
        let manifest = fs::read_to_string(result.join("manifest.json")).unwrap();
        manifest.split("description =").nth(1).map(|rest| rest.chars().take(40).collect::<String>())
    };
    assert_eq!(description(""), None);
    assert!(description("description = \"My own words.\"\n").unwrap().contains("My own words."));
}

#[test]
fn check_takes_values_laid_over_a_scenario() {
    assert!(said(&["check", "tiny", "--set", "seed=77"]).contains("seed 77"));
}

#[test]
fn rounds_after_the_end_of_a_scenario_are_noticed_with_the_key_that_holds_them() {
    let folder = TempDir::new().unwrap();
    let rounds = folder.path().join("rounds.csv");
    fs::write(&rounds, fs::read_to_string("scenarios/published/rounds.csv").unwrap() + "\n").unwrap();
    let rounds = rounds.to_str().unwrap();
    let text = said(&["check", "history", "--rounds", rounds, "--set", "end=2025-12-15"]);
    let expected = "2 published rounds were held after the end of this scenario, 2025-12-15, and are not \
                    held; \
                    `end` holds them: --set end=2025-12-17";
    assert!(text.contains(expected), "{text}");
    assert!(!said(&["check", "history", "--rounds", rounds]).contains("after the end"), "{text}");
}
