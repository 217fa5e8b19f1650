//! `drawsim sweep` end to end: shards and whole, failed points, refusals, reuse, stops.

#[path = "golden/said.rs"]
mod said;

use std::fs;
use std::path::Path;

use said::{drawsim, said};

/// Six points of the smallest scenario, two replications each.
const SWEEP: &str = r#"
title = "Rates of leaving and efforts"
base = "tiny"
replications = 2
outcomes = ["cutoff", "invited", "admissions.all"]

[design]
kind = "grid"

[[uncertainty]]
key = "population.life.withdrawal_rate"
values = [0.2, 0.6, 1.2]

[[lever]]
name = "effort"
key = "population.behaviour.effort.size"
values = [0.0, 1.0]
"#;

fn folder_with(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("sweep.toml"), text).unwrap();
    folder
}

fn refusal(arguments: &[&str], folder: &Path) -> String {
    let output = drawsim(arguments, folder);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn run_shard(shard: &str, folder: &Path) -> String {
    said(&["sweep", "run", "sweep.toml", "--shard", shard, "-o", "s"], folder)
}

/// The rows of a table: a cell of a row by the name of its column.
struct Rows {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Rows {
    fn read(path: &Path) -> Rows {
        let mut reader = csv::ReaderBuilder::new().from_path(path).unwrap();
        let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
        Rows { header, rows: rows.collect() }
    }

    fn cell(&self, row: usize, column: &str) -> &str {
        let place = self.header.iter().position(|name| name == column);
        &self.rows[row][place.unwrap_or_else(|| panic!("no column {column}: {:?}", self.header))]
    }

    fn number(&self, row: usize, column: &str) -> f64 {
        self.cell(row, column).parse().unwrap()
    }
}

#[test]
fn shards_join_to_the_bytes_of_the_whole_sweep() {
    let folder = folder_with(SWEEP);
    said(&["sweep", "run", "sweep.toml", "-o", "whole", "--threads", "1"], folder.path());
    for shard in ["2/3", "0/3", "1/3"] {
        run_shard(shard, folder.path());
    }
    assert!(run_shard("1/3", folder.path()).contains("All shards are done: drawsim sweep merge s"));
    let status = said(&["sweep", "status", "s"], folder.path());
    assert!(status.contains("7 of 7 cells are done, 0 of them failed; 0 missing."), "{status}");
    said(&["sweep", "merge", "s"], folder.path());
    let files = ["sweep.csv", "sweep.parquet", "sweep_summary.csv", "sweep_summary.parquet", "cells.csv"];
    for file in files.into_iter().chain(["plan.json"]) {
        let bytes = |result: &str| fs::read(folder.path().join(result).join(file)).unwrap();
        // What a plan measured on the machine differs between two plans.
        if file != "plan.json" {
            assert!(bytes("whole") == bytes("s"), "{file} differs");
        }
    }
    assert!(!folder.path().join("s/work").exists() && folder.path().join("s/manifest.json").exists());
    let again = refusal(&["sweep", "merge", "s"], folder.path());
    assert!(again.contains("`s` is joined already"), "{again}");
}

#[test]
fn effects_are_the_outcomes_less_those_of_the_base_in_each_replication() {
    let folder = folder_with(SWEEP);
    said(&["sweep", "run", "sweep.toml", "-o", "r"], folder.path());
    let rows = Rows::read(&folder.path().join("r/sweep.csv"));
    assert_eq!(rows.rows.len(), 7 * 2);
    assert_eq!(
        rows.header[..5],
        ["cell", "replication", "member", "effort", "population.life.withdrawal_rate"]
    );
    let outcome = rows.header.iter().find(|name| name.starts_with("invited_all")).unwrap().clone();
    for row in 0..rows.rows.len() {
        let replication = row % 2;
        if row < 2 {
            assert_eq!((rows.cell(row, "cell"), rows.cell(row, "effort")), ("0", ""));
            assert_eq!(rows.cell(row, &format!("effect_{outcome}")), "");
        } else {
            let expected = rows.number(row, &outcome) - rows.number(replication, &outcome);
            assert_eq!(rows.number(row, &format!("effect_{outcome}")), expected);
        }
    }
    let settings: Vec<(f64, f64)> = (2..14)
        .step_by(2)
        .map(|row| (rows.number(row, "effort"), rows.number(row, "population.life.withdrawal_rate")))
        .collect();
    // The last dimension of the file changes fastest; levers stand before uncertainties.
    assert_eq!(settings, [(0.0, 0.2), (0.0, 0.6), (0.0, 1.2), (1.0, 0.2), (1.0, 0.6), (1.0, 1.2)]);
}

#[test]
fn a_point_that_fails_is_a_row_with_its_reason_and_stops_nothing() {
    let text = r#"
base = "tiny"
replications = 1
outcomes = ["invited.all"]

[design]
kind = "table"
file = "points.csv"

[[lever]]
name = "from"
key = "start"

[[lever]]
name = "to"
key = "end"
"#;
    let folder = folder_with(text);
    let points = "from,to\n2015-01-01,2015-02-22\n2015-06-01,2015-02-22\n2015-01-01,2015-02-10\n";
    fs::write(folder.path().join("points.csv"), points).unwrap();
    let text = said(&["sweep", "run", "sweep.toml", "-o", "r"], folder.path());
    assert!(text.contains("One cell failed."), "{text}");
    let rows = Rows::read(&folder.path().join("r/sweep.csv"));
    let errors: Vec<bool> = (0..rows.rows.len()).map(|row| !rows.cell(row, "error").is_empty()).collect();
    assert_eq!(errors, [false, false, true, false]);
    assert_eq!(rows.cell(2, "replication"), "");
    assert!(rows.cell(2, "error").contains("`end`"), "{}", rows.cell(2, "error"));
}

#[test]
fn mistakes_of_a_sweep_are_refused_with_their_place() {
    let wrong = |old: &str, new: &str| {
        let folder = folder_with(&SWEEP.replace(old, new));
        let message = refusal(&["sweep", "run", "sweep.toml", "-o", "r"], folder.path());
        assert!(!folder.path().join("r").exists(), "{message}");
        message
    };
    let key = wrong("population.life.withdrawal_rate", "population.life.withdrawal");
    assert!(key.contains("`population.life.withdrawal` cannot be 0.2: unknown key `withdrawal`"), "{key}");
    assert!(key.contains("sweep.toml:10:1"), "{key}");
    let range = wrong("[0.2, 0.6, 1.2]", "[0.2, -3.0]");
    assert!(range.contains("`population.life.withdrawal_rate` cannot be -3.0"), "{range}");
    let outcome = wrong("\"invited\"", "\"invitations\"");
    assert!(outcome.contains("`invitations` is no outcome of the base"), "{outcome}");
    let grid = wrong("values = [0.2, 0.6, 1.2]", "low = 0.2\nhigh = 1.2");
    assert!(grid.contains("expected `values`, or `low`, `high` and `steps`"), "{grid}");
    let twice = wrong("population.behaviour.effort.size", "population.life.withdrawal_rate");
    assert!(twice.contains("`population.life.withdrawal_rate` is varied twice"), "{twice}");
    let within = wrong("key = \"population.behaviour.effort.size\"", "key = \"population.life\"");
    assert!(within.contains("set the same value"), "{within}");
    let blank = wrong("\"population.life.withdrawal_rate\"", "\" population.life.withdrawal_rate\"");
    assert!(blank.contains("has a quote or a blank"), "{blank}");
    for name in ["base", "cutoff_cec_2015", "effect_cutoff_cec_2015", "mean"] {
        let taken = wrong("\"effort\"", &format!("\"{name}\""));
        assert!(taken.contains("is there already"), "{name}: {taken}");
    }
    let kind = wrong("\"grid\"", "\"gird\"");
    assert!(kind.contains("did you mean `grid`?"), "{kind}");
    let folder = folder_with(SWEEP);
    for (shard, expected) in [
        ("4/4", "of 4 shards the first is 0/4 and the last is 3/4"),
        ("0/0", "there are from 1 to 100000 shards, and not 0"),
        ("1", "expected I/N, such as 0/4, and not `1`"),
    ] {
        let message = refusal(&["sweep", "run", "sweep.toml", "--shard", shard, "-o", "s"], folder.path());
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn two_plans_in_one_folder_are_refused_with_what_differs() {
    let folder = folder_with(SWEEP);
    run_shard("0/3", folder.path());
    fs::write(folder.path().join("sweep.toml"), SWEEP.replace("1.2", "1.3")).unwrap();
    let arguments = ["sweep", "run", "sweep.toml", "--shard", "1/3", "-o", "s"];
    let message = refusal(&arguments, folder.path());
    assert!(
        message.contains("`s/work/plan.json` is the plan of another sweep: `sweep.toml` has another text")
    );
    fs::write(folder.path().join("sweep.toml"), SWEEP).unwrap();
    let message = refusal(&[&arguments[..], &["--replications", "3"]].concat(), folder.path());
    assert!(message.contains("it has 2 replications, and not 3"), "{message}");
    let message = refusal(&[&arguments[..], &["--seed", "3"]].concat(), folder.path());
    assert!(message.contains("the base or its settings are others"), "{message}");
}

#[test]
fn shards_that_are_missing_unfinished_or_altered_are_not_joined() {
    let folder = folder_with(SWEEP);
    let merge = || refusal(&["sweep", "merge", "s"], folder.path());
    run_shard("0/3", folder.path());
    run_shard("2/3", folder.path());
    assert!(merge().contains("shard 1/3 is missing"));
    run_shard("1/3", folder.path());
    let file = folder.path().join("s/work/shard-1-of-3.parquet");
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() - 7]).unwrap();
    assert!(
        merge().contains("shard 1/3: `s/work/shard-1-of-3.parquet` has another length than it was written")
    );
    let mut altered = whole.clone();
    altered[40] ^= 1;
    fs::write(&file, &altered).unwrap();
    assert!(merge().contains("`s/work/shard-1-of-3.parquet` is not as it was written"));
    fs::write(&file, &whole).unwrap();
    let described = folder.path().join("s/work/shard-1-of-3.json");
    let text = fs::read_to_string(&described).unwrap();
    fs::write(&described, text.replace(env!("CARGO_PKG_VERSION"), "0.0.1")).unwrap();
    assert!(merge().contains("was written by another version of drawsim"));
    fs::write(&described, text).unwrap();
    let other = refusal(&["sweep", "run", "sweep.toml", "--shard", "0/2", "-o", "s"], folder.path());
    assert!(other.contains("`s/work` holds a shard of 3, and this is one of 2"), "{other}");
    let notes = folder.path().join("s/work/notes.txt");
    fs::write(&notes, "years of work").unwrap();
    assert!(merge().contains("`s/work` holds `notes.txt`, which no sweep wrote"));
    fs::remove_file(notes).unwrap();
    let plan = folder.path().join("s/work/plan.json");
    let text = fs::read_to_string(&plan).unwrap();
    fs::write(&plan, text.replace("\"replications\": 2", "\"replications\": 3")).unwrap();
    assert!(merge().contains("`s/work/plan.json`: it is not as drawsim wrote it"));
    fs::write(&plan, text).unwrap();
    said(&["sweep", "merge", "s"], folder.path());
    assert!(
        refusal(&["sweep", "merge", "nothing"], folder.path()).contains("`nothing` is no folder of a sweep")
    );
}

#[test]
fn a_larger_sweep_takes_over_what_an_earlier_one_has_run() {
    let folder = folder_with(SWEEP);
    said(&["sweep", "run", "sweep.toml", "-o", "first"], folder.path());
    let larger = SWEEP
        .replace("[0.2, 0.6, 1.2]", "[0.2, 0.6, 0.9, 1.2]")
        .replace("replications = 2", "replications = 3");
    fs::write(folder.path().join("sweep.toml"), larger).unwrap();
    let arguments = ["sweep", "run", "sweep.toml", "-o", "more", "--reuse", "first"];
    let text = said(&arguments, folder.path());
    assert!(text.contains("7 cells of 9 are taken over from first: 14 replications."), "{text}");
    said(&["sweep", "run", "sweep.toml", "-o", "anew"], folder.path());
    let bytes = |result: &str| fs::read(folder.path().join(result).join("sweep.csv")).unwrap();
    assert!(bytes("more") == bytes("anew"), "rows that were taken over differ from rows that are run");
    fs::copy(folder.path().join("more/sweep.parquet"), folder.path().join("first/sweep.parquet")).unwrap();
    let arguments = ["sweep", "run", "sweep.toml", "-o", "again", "--reuse", "first"];
    let altered = refusal(&arguments, folder.path());
    assert!(altered.contains("`first/sweep.parquet` is not as drawsim wrote it"), "{altered}");
    assert!(!folder.path().join("again").exists());
}

#[test]
fn a_base_for_each_seed_has_the_people_of_its_points() {
    let text = SWEEP.replace(
        "name = \"effort\"\nkey = \"population.behaviour.effort.size\"\nvalues = [0.0, 1.0]",
        "key = \"seed\"\nvalues = [1, 2]",
    );
    let folder = folder_with(&text);
    said(&["sweep", "run", "sweep.toml", "-o", "r"], folder.path());
    let cells = Rows::read(&folder.path().join("r/cells.csv"));
    let bases: Vec<&str> = (0..cells.rows.len()).map(|row| cells.cell(row, "base")).collect();
    assert_eq!(bases, ["0", "1", "0", "0", "0", "1", "1", "1"]);
    let seeds: Vec<&str> = (0..2).map(|row| cells.cell(row, "seed")).collect();
    assert_eq!(seeds, ["1", "2"]);
}

#[test]
fn a_budget_is_kept_in_the_plan_and_a_budget_that_is_too_short_is_refused() {
    let folder = folder_with(SWEEP);
    let text = said(&["sweep", "plan", "sweep.toml", "-o", "s", "--budget", "1h"], folder.path());
    assert!(text.contains("Scale and replications were chosen for 1h."), "{text}");
    let plan = || fs::read_to_string(folder.path().join("s/work/plan.json")).unwrap();
    let before = plan();
    assert!(before.contains("\"budget\": \"1h\""), "{before}");
    run_shard("0/2", folder.path());
    assert_eq!(plan(), before);
    let message = refusal(&["sweep", "plan", "sweep.toml", "-o", "t", "--budget", "0.0001s"], folder.path());
    assert!(message.contains("7 cells do not fit into 0.0001s"), "{message}");
    let message = refusal(&["sweep", "plan", "sweep.toml", "-o", "t", "--budget", "soon"], folder.path());
    assert!(message.contains("expected a time such as 90s, 30m or 2h"), "{message}");
}

/// A sweep that is asked to stop keeps its cells, says so, and goes on to the same table.
#[cfg(unix)]
#[test]
fn a_sweep_that_is_stopped_keeps_its_cells_and_goes_on() {
    use std::process::{Command, Stdio};

    let folder = folder_with(&SWEEP.replace("replications = 2", "replications = 60"));
    let arguments = ["sweep", "run", "sweep.toml", "-o", "s", "--threads", "1", "--quiet"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_drawsim"));
    command.args(arguments).current_dir(folder.path()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    while !folder.path().join("s/work/cells.parquet").exists() {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it was planned");
    }
    let kill = Command::new("kill").args(["-USR1", &child.id().to_string()]).status().unwrap();
    assert!(kill.success());
    let output = child.wait_with_output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    // 128 and the number of the signal.
    assert_eq!(output.status.code(), Some(138), "{error}");
    assert!(
        error.contains("of 7 cells; they are kept in `s/work`. The same command goes on from there"),
        "{error}"
    );
    said(&arguments, folder.path());
    said(&["sweep", "run", "sweep.toml", "-o", "whole", "--quiet"], folder.path());
    let bytes = |result: &str| fs::read(folder.path().join(result).join("sweep.parquet")).unwrap();
    assert!(bytes("s") == bytes("whole"), "the table differs");
}
