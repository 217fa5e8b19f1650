//! `drawsim sensitivity`, end to end: a tiny sweep, its indices against ones computed here, refusals.

#[path = "golden/said.rs"]
mod said;

use std::fs;
use std::path::Path;

use said::{drawsim, said};

/// Eight base points of two uncertainties of people.
const SPEC: &str = r#"
title = "What the tiny cutoffs depend on"
base = "tiny"
replications = 2
outcomes = ["cutoff", "admissions.all", "invited.all"]

[design]
kind = "saltelli"
base_points = 8
seed = 3

[[uncertainty]]
name = "withdrawal"
key = "population.life.withdrawal_rate"
low = 0.2
high = 0.9

[[uncertainty]]
key = "population.arrivals.factor.2015"
low = 0.7
high = 1.3
"#;

/// Points of a base point.
const BLOCK: usize = 4;

/// Runs a sweep in a folder; its result is `result`.
fn sweep(folder: &Path, spec: &str) {
    fs::write(folder.join("people.toml"), spec).unwrap();
    said(&["sweep", "run", "people.toml", "--quiet", "-o", "result"], folder);
}

/// The error of a command that the user got wrong.
fn refusal(arguments: &[&str], folder: &Path) -> String {
    let output = drawsim(arguments, folder);
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {error}");
    error
}

/// The rows of a table by the names of its columns.
fn rows(path: &Path) -> Vec<Row> {
    let text = fs::read_to_string(path).unwrap();
    let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<String>>());
    let names = lines.next().unwrap();
    lines.map(|cells| Row { names: names.clone(), cells }).collect()
}

struct Row {
    names: Vec<String>,
    cells: Vec<String>,
}

impl Row {
    fn text(&self, column: &str) -> &str {
        let place = self.names.iter().position(|name| name == column);
        &self.cells[place.unwrap_or_else(|| panic!("no column {column}"))]
    }

    fn number(&self, column: &str) -> f64 {
        self.text(column).parse().unwrap_or_else(|_| panic!("{column}: {}", self.text(column)))
    }
}

/// The mean of a column of `sweep` over the replications of each point, after the base.
fn means(result: &Path, column: &str) -> Vec<f64> {
    let rows = rows(&result.join("sweep.csv"));
    let cells = 1 + rows.iter().map(|row| row.number("cell") as usize).max().unwrap();
    let mean = |cell: usize| {
        let own: Vec<f64> = rows
            .iter()
            .filter(|row| row.number("cell") as usize == cell)
            .map(|row| row.number(column))
            .collect();
        own.iter().sum::<f64>() / own.len() as f64
    };
    (1..cells).map(mean).collect()
}

/// The first-order index of a dimension, as Saltelli and others estimate it: the mean of B (AB - A) over the
/// variance of A and B, of outcomes with mean 0.
fn first_order(points: &[f64], dimension: usize) -> f64 {
    let all = points.iter().sum::<f64>() / points.len() as f64;
    let blocks: Vec<Vec<f64>> =
        points.chunks(BLOCK).map(|block| block.iter().map(|value| value - all).collect()).collect();
    let product = |block: &Vec<f64>| block[BLOCK - 1] * (block[1 + dimension] - block[0]);
    let covariance = blocks.iter().map(product).sum::<f64>() / blocks.len() as f64;
    let both: Vec<f64> = blocks.iter().flat_map(|block| [block[0], block[BLOCK - 1]]).collect();
    let mean = both.iter().sum::<f64>() / both.len() as f64;
    let variance = both.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / both.len() as f64;
    covariance / variance
}

#[test]
fn indices_are_those_of_the_means_over_replications() {
    let folder = tempfile::tempdir().unwrap();
    sweep(folder.path(), SPEC);
    let text = said(&["sensitivity", "result", "-o", "indices"], folder.path());
    let unwrapped = text.replace('\n', " ");
    for part in [
        "What the tiny cutoffs depend on (32 points, 2 replications of each). ",
        " % of this variance is chance.",
        "S1: the part of the variance that a dimension explains alone.",
        "The model's own error is not in the figures.",
        "Result: indices",
    ] {
        assert!(unwrapped.contains(part), "{part}: {text}");
    }
    let indices = folder.path().join("indices");
    for file in ["sensitivity.csv", "sensitivity.parquet", "charts/sensitivity.svg", "charts/sensitivity.png"]
    {
        assert!(indices.join(file).is_file(), "{file}");
    }
    let found = rows(&indices.join("sensitivity.csv"));
    let mut compared = 0;
    for row in found.iter().filter(|row| !row.text("first_order").is_empty()) {
        let dimension = usize::from(row.text("dimension") != "withdrawal");
        let expected = first_order(&means(&folder.path().join("result"), row.text("outcome")), dimension);
        let outcome = row.text("outcome");
        assert!((row.number("first_order") - expected).abs() < 1e-4, "{outcome}: {expected}");
        assert!(row.number("first_order_ci95_low") <= row.number("first_order_ci95_high"));
        assert_eq!((row.text("role"), row.text("method")), ("uncertainty", "sobol"));
        assert_eq!((row.number("points"), row.number("left_out")), (32.0, 0.0));
        assert!((0.0..=1.0).contains(&row.number("chance_share")));
        assert_eq!(row.text("mu_star"), "");
        compared += 1;
    }
    assert!(compared >= 2, "{text}");
}

#[test]
fn a_morris_design_has_elementary_effects_of_one_replication_without_a_share_of_chance() {
    let folder = tempfile::tempdir().unwrap();
    let morris = SPEC
        .replace("kind = \"saltelli\"\nbase_points = 8", "kind = \"morris\"\ntrajectories = 4")
        .replace("replications = 2", "replications = 1");
    sweep(folder.path(), &morris);
    let text = said(&["sensitivity", "result"], folder.path()).replace('\n', " ");
    assert!(text.contains("One replication does not show how much of the variance is chance"), "{text}");
    assert!(text.contains("mu*: mean size of the change over the whole range"), "{text}");
    let found = rows(&folder.path().join("output/result-sensitivity/sensitivity.csv"));
    let row = found.iter().find(|row| !row.text("mu_star").is_empty()).expect("an outcome has effects");
    assert_eq!((row.text("method"), row.text("first_order"), row.text("chance_share")), ("morris", "", ""));
    assert!(row.number("mu").abs() <= row.number("mu_star") + 1e-6 && row.number("sigma") >= 0.0);
    assert_eq!(row.number("points"), 12.0);
}

#[test]
fn a_design_without_indices_and_too_few_points_are_refused_with_the_line_to_write() {
    let folder = tempfile::tempdir().unwrap();
    let hypercube = SPEC
        .replace("kind = \"saltelli\"\nbase_points = 8", "kind = \"latin_hypercube\"\npoints = 2")
        .replace("replications = 2", "replications = 1");
    sweep(folder.path(), &hypercube);
    let expected = [
        "the design `latin_hypercube` of `result` bears no indices",
        "expected a sweep with another `[design]`: `kind = \"saltelli\"` and `base_points = 64` for Sobol' \
         indices, or `kind = \"morris\"` and `trajectories = 20` for mu*",
    ];
    assert_refused(&refusal(&["sensitivity", "result"], folder.path()), expected);
    let few =
        SPEC.replace("base_points = 8", "base_points = 2").replace("replications = 2", "replications = 1");
    fs::write(folder.path().join("few.toml"), few).unwrap();
    said(&["sweep", "run", "few.toml", "--quiet", "-o", "few"], folder.path());
    let expected = [
        "`few` has 2 whole base points, which are too few",
        "expected at least 8: raise `base_points` in `[design]`, and run the sweep again with `--reuse few`",
    ];
    assert_refused(&refusal(&["sensitivity", "few"], folder.path()), expected);
}

#[test]
fn what_is_no_sweep_or_was_altered_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let no_sweep = [
        "`here` is no result of `drawsim sweep`",
        "expected the folder that `drawsim sweep run` or `drawsim sweep merge` wrote",
    ];
    assert_refused(&refusal(&["sensitivity", "here"], folder.path()), no_sweep);
    said(&["run", "tiny", "--quiet", "-o", "here"], folder.path());
    assert_refused(&refusal(&["sensitivity", "here"], folder.path()), no_sweep);
    sweep(folder.path(), &SPEC.replace("replications = 2", "replications = 1"));
    let manifest = folder.path().join("result/manifest.json");
    let table = folder.path().join("result/sweep.parquet");
    let bytes = fs::read(&table).unwrap();
    fs::write(&table, &bytes[..bytes.len() - 1]).unwrap();
    let altered = [
        "`result/sweep.parquet` is not as drawsim wrote it",
        "expected an unaltered result; run the sweep again",
    ];
    assert_refused(&refusal(&["sensitivity", "result"], folder.path()), altered);
    fs::write(&table, bytes).unwrap();
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replacen("\"seed\": ", "\"seed\": 1", 1)).unwrap();
    let altered = [
        "cannot read `result/manifest.json`: it is not as drawsim wrote it",
        "expected a result as drawsim wrote it; run the sweep again",
    ];
    assert_refused(&refusal(&["sensitivity", "result"], folder.path()), altered);
}

/// Holds a refusal against its title and what it expects.
fn assert_refused(said: &str, [title, expected]: [&str; 2]) {
    let expected =
        format!("error: {title}\n |\n = note: {expected}\n\n1 problem found; nothing was written\n");
    assert!(said == expected, "said:\n{said}\nexpected:\n{expected}");
}
