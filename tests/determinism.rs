//! The same seed gives the same bytes, on any number of threads.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Every file of a result but the manifest, which holds the time, by its path in the folder.
fn files(scenario: &str, options: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("result");
    let done = Command::new(env!("CARGO_BIN_EXE_drawsim"))
        .args(["run", scenario, "--quiet", "--output"])
        .arg(&folder)
        .args(options)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let mut files = BTreeMap::new();
    read_all(&folder, &folder, &mut files);
    assert!(files.remove("manifest.json").is_some());
    files
}

fn read_all(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_all(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().display().to_string();
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}

/// Names of the files that differ between two results.
fn differing(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    one.iter().filter(|(name, bytes)| other[*name] != **bytes).map(|(name, _)| name.clone()).collect()
}

fn assert_any_number_of_threads_gives_the_same_bytes(scenario: &str, options: &[&str]) {
    let on = |threads: &str| files(scenario, &[options, &["--threads", threads]].concat());
    let one = on("1");
    for name in ["rounds.csv", "cutoffs.csv", "pool.csv"] {
        assert!(one[name].len() > 300, "{name} holds {} bytes", one[name].len());
    }
    for threads in ["2", "8"] {
        assert_eq!(differing(&one, &on(threads)), Vec::<String>::new(), "1 and {threads} threads");
    }
}

#[test]
fn a_small_scenario_gives_the_same_bytes_on_1_2_and_8_threads() {
    assert_any_number_of_threads_gives_the_same_bytes("scenarios/tiny.toml", &[]);
}

#[test]
fn a_sampled_history_gives_the_same_bytes_on_1_2_and_8_threads() {
    let sampled = ["--set", "population.scale=0.01", "--replications", "4"];
    assert_any_number_of_threads_gives_the_same_bytes("scenarios/history.toml", &sampled);
}

#[test]
fn a_start_from_a_published_pool_gives_the_same_bytes_on_1_2_and_8_threads() {
    let options = ["--set", "population.scale=0.02", "--set", "start=2025-09-01", "--replications", "4"];
    assert_any_number_of_threads_gives_the_same_bytes("scenarios/history.toml", &options);
}

#[test]
fn the_log_of_candidates_and_a_trace_are_the_same_on_any_number_of_threads_and_change_nothing_else() {
    assert_any_number_of_threads_gives_the_same_bytes(
        "scenarios/tiny.toml",
        &["--candidates", "--trace", "9"],
    );
    let mut told = files("scenarios/tiny.toml", &["--candidates", "--trace", "9"]);
    assert!(told.remove("candidates.parquet").is_some() && told.remove("trace.txt").is_some());
    let traced = files("scenarios/tiny.toml", &["--trace", "9"]);
    assert!(!traced.contains_key("candidates.parquet"));
    assert_eq!(differing(&told, &files("scenarios/tiny.toml", &[])), Vec::<String>::new());
}

#[test]
fn no_more_threads_are_started_than_there_are_replications() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("result");
    let done = Command::new(env!("CARGO_BIN_EXE_drawsim"))
        .args(["run", "scenarios/tiny.toml", "--quiet", "--threads", "65535", "--output"])
        .arg(&folder)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let manifest = fs::read_to_string(folder.join("manifest.json")).unwrap();
    assert!(manifest.contains("\"threads\": 3,"), "{manifest}");
}

#[test]
fn another_seed_gives_another_result_and_the_same_seed_the_same() {
    let seeded = |seed: &str| files("scenarios/tiny.toml", &["--seed", seed]);
    let (seven, again, eight) = (seeded("7"), seeded("7"), seeded("8"));
    assert_eq!(differing(&seven, &again), Vec::<String>::new());
    for name in ["rounds.csv", "cutoffs.csv", "pool.csv"] {
        assert!(differing(&seven, &eight).contains(&name.to_owned()), "{name} is the same for seeds 7 and 8");
    }
}

#[test]
fn replications_differ_and_more_of_them_leave_the_first_ones_as_they_were() {
    let rounds = |replications: &str| {
        let files = files("scenarios/tiny.toml", &["--replications", replications]);
        String::from_utf8(files["rounds.csv"].clone()).unwrap()
    };
    let (two, five) = (rounds("2"), rounds("5"));
    assert!(five.starts_with(&two));
    let row = |replication: u32| {
        let start = format!("tiny,{replication},,1,");
        five.lines().find_map(|line| line.strip_prefix(&start)).unwrap().to_owned()
    };
    assert_ne!(row(0), row(1));
}
