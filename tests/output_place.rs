//! Where results are written: through the folder that they replace, and where a file stands in the way.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const RUN: &str = "run tiny --replications 1 --set population.scale=0.01";

fn drawsim(folder: &Path, arguments: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_drawsim"));
    command.current_dir(folder).args(arguments.split(' ')).output().unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn assert_done(done: &Output) -> String {
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout.clone()).unwrap()
}

#[test]
fn a_result_is_replaced_by_a_path_that_leads_through_it() {
    let place = tempfile::tempdir().unwrap();
    let top = fs::canonicalize(place.path()).unwrap();
    assert_done(&drawsim(&top, &format!("{RUN} -o d/real")));
    let rounds = || fs::read(top.join("d/real/rounds.csv")).unwrap();
    let paths = [("d", "real/../real"), ("d", "real/charts/../../real"), (".", "d/real/../real")];
    for (seed, (from, path)) in (2..).zip(paths) {
        let before = rounds();
        let summary =
            assert_done(&drawsim(&top.join(from), &format!("{RUN} --seed {seed} --force -o {path}")));
        assert_eq!(names(&top.join("d")), ["real"], "{from}: {path}");
        assert!(rounds() != before && top.join("d/real/manifest.json").exists(), "{from}: {path}");
        assert!(summary.ends_with(&format!(" Result: {path}\n")), "{summary}");
    }
}

/// A shell would stand in a folder that is deleted.
#[test]
fn a_result_is_not_replaced_from_within() {
    let place = tempfile::tempdir().unwrap();
    let backtest = "backtest --origins 2025-12-01 --to 2025-12-31 --calibration none \
         --set population.scale=0.01 \
         --replications 1 -q";
    assert_done(&drawsim(place.path(), &format!("{backtest} -o d/real")));
    let before = fs::read(place.path().join("d/real/backtest.csv")).unwrap();
    for (from, path) in [("d/real", "../real"), ("d/real/charts", "../../real"), ("d/real", ".")] {
        let done = drawsim(&place.path().join(from), &format!("{backtest} --seed 2 --force -o {path}"));
        let error = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(2), "{error}");
        assert!(error.contains("is the working folder or holds it"), "{error}");
        assert_eq!(names(&place.path().join("d")), ["real"]);
    }
    assert_eq!(fs::read(place.path().join("d/real/backtest.csv")).unwrap(), before);
}

#[test]
fn a_file_in_the_place_of_a_folder_is_named_and_stays() {
    let place = tempfile::tempdir().unwrap();
    let sample = fs::canonicalize("tests/data/ircc_rounds_sample.json").unwrap();
    fs::write(place.path().join("file"), "a file").unwrap();
    fs::write(place.path().join("profiles.csv"), "age,education,clb\n30,bachelor,9\n").unwrap();
    for command in [
        format!("{RUN} -o file"),
        "plan baseline -o file".to_owned(),
        format!("import {} -o file", sample.display()),
        format!("import {} -o file/new", sample.display()),
        "pool --on 2016-02-01 --count 3 -o file/pool.csv".to_owned(),
        "score profiles.csv --on 2026-01-01 -o file/new/scores.csv".to_owned(),
    ] {
        let done = drawsim(place.path(), &command);
        let error = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(2), "{command}: {error}");
        let expected = "error: `file` exists and is not a folder; choose another with `-o`\n";
        assert!(error.ends_with(expected), "{command}: {error}");
        assert_eq!(fs::read(place.path().join("file")).unwrap(), b"a file");
    }
}
