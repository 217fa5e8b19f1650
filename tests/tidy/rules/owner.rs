//! Owners: which crates, rooms and parts of the machine may be named where.

use super::{Breach, Package, Rule};
use crate::source::{SourceFile, is_name};

/// Crates, each with the places that may name it.
const CRATES: [(&str, &[&str]); 15] = [
    ("rand", &["src/rng", "src/population", "src/experiment"]),
    ("rand_distr", &["src/rng", "src/population", "src/experiment"]),
    ("rayon", &["src/experiment"]),
    ("nalgebra", &["src/government", "src/experiment/calibrate"]),
    ("argmin", &["src/experiment"]),
    ("argmin_math", &["src/experiment"]),
    ("polars", &["src/table"]),
    ("polars_parquet", &["src/table"]),
    ("encoding_rs", &["src/document"]),
    ("plotters", &["src/report/chart"]),
    ("png", &["src/report/chart"]),
    ("clap", &["src/cli"]),
    ("signal_hook", &["src/cli/interrupt"]),
    ("csv_core", &["src/document/splitter"]),
    ("rustix", &["src/report/folder", "src/cli/budget"]),
];
/// Rooms that not every room below them may name.
const ROOMS: [(&str, &[&str]); 2] = [
    ("rng", &["src/rng", "src/population", "src/intake", "src/simulation", "src/experiment"]),
    ("calendar", &["src/calendar", "src/simulation"]),
];
/// Rooms that the department may not name, though they stand above it: the pool holds days of departure, and
/// `intake` decisions that are not known yet.
const HIDDEN_FROM_GOVERNMENT: [&str; 2] = ["pool", "intake"];
/// Types that hold rates of people or the law ahead, and the one file of the department that may name them.
const WHOLE_SCENARIO: [[&str; 2]; 2] = [["model", "Model"], ["population", "Population"]];
const DEPARTMENT_READERS: &[&str] = &["src/government/knowledge"];
const FILE_USERS: &[&str] =
    &["src/document", "src/published", "src/table", "src/report", "src/experiment", "src/cli"];
const MACHINE_USERS: &[&str] = &["src/cli", "src/main", "src/report/manifest"];
const PRINTERS: &[&str] = &["src/cli", "src/main"];

pub const RULES: &[Rule] = &[
    Rule {
        claim: "a crate is named only by its owners",
        reason: "a library can be replaced, and what it costs to build can be left out, in one place",
        left: 0,
        violations: crates,
        breach: Breach {
            files: &[
                ("src/policy/law.rs", "use rand::RngExt;\nfn f() { ::rand_distr::Poisson::new(1.0); }\n"),
                ("src/pool.rs", "use polars;\n#[derive(clap::Args)]\nstruct A;\nfn f() { let rand = 1; }\n"),
                ("src/report/charts.rs", "use plotters::prelude::*;\nuse rayon::prelude::*;"),
                ("src/report/chart/canvas.rs", "use plotters::prelude::*;"),
                ("src/population/arrival.rs", "use rand_distr::Poisson;"),
            ],
            found: &[
                "src/policy/law.rs:1: `rand` belongs only in",
                "src/policy/law.rs:2: `rand_distr` belongs only in",
                "src/pool.rs:1: `polars` belongs only in",
                "src/pool.rs:2: `clap` belongs only in",
                "src/report/charts.rs:1: `plotters` belongs only in",
                "src/report/charts.rs:2: `rayon` belongs only in",
            ],
        },
    },
    Rule {
        claim: "random streams and the calendar of events are named only by their owners",
        reason: "rules and decisions are deterministic by construction; the department cannot see ahead",
        left: 0,
        violations: rooms,
        breach: Breach {
            files: &[
                ("src/policy/law.rs", "use crate::rng::Randomness;\nuse crate::{pool, rng::Stream};"),
                (
                    "src/government/view.rs",
                    "use crate::calendar::Calendar;\nuse crate::pool::Pool;\nuse crate::intake::Decision;",
                ),
                ("src/government/knowledge.rs", "use crate::model::Model;"),
                ("src/government/planner.rs", "use crate::model::{Model, PlannedRound};"),
                ("src/simulation/lives.rs", "use crate::calendar::Calendar;\nuse crate::rng::Stream;"),
            ],
            found: &[
                "src/policy/law.rs:1: `rng` belongs only in",
                "src/policy/law.rs:2: `rng` belongs only in",
                "src/government/view.rs:1: `calendar` belongs only in",
                "src/government/view.rs:2: `pool` is hidden from the department",
                "src/government/view.rs:3: `intake` is hidden from the department",
                "src/government/planner.rs:1: `Model` belongs only in",
            ],
        },
    },
    Rule {
        claim: "files, clock, environment and terminal are named only by their owners; hash maps nowhere",
        reason: "a result depends on its inputs alone, and never on a hidden order",
        left: 0,
        violations: machine,
        breach: Breach {
            files: &[
                (
                    "src/pool.rs",
                    "use std::fs;\nuse std::time::Instant;\nfn f() { std::env::var(\"A\"); dbg!(x); }",
                ),
                ("src/round.rs", "use std::collections::HashMap;\nfn f() { Timestamp::now(); println!(); }"),
                ("src/reporter.rs", "fn f() { std::fs::read(path); }"),
                ("src/cli/run.rs", "fn f() { println!(); std::env::args(); }"),
                (
                    "src/report/manifest.rs",
                    "use std::time::Instant;\nuse std::fs;\nfn f() { Instant::now(); }",
                ),
                ("src/law.rs", "// println!\nuse crate::time::Day;\nfn f() { env!(\"A\"); \"std::fs\"; }"),
            ],
            found: &[
                "src/pool.rs:1: `std::fs` belongs only in",
                "src/pool.rs:2: `std::time` belongs only in",
                "src/pool.rs:3: `std::env` belongs only in",
                "src/pool.rs:3: `dbg` belongs only in",
                "src/round.rs:1: `HashMap` belongs nowhere",
                "src/round.rs:2: `the wall clock` belongs only in",
                "src/round.rs:2: `println` belongs only in",
                "src/reporter.rs:1: `std::fs` belongs only in",
            ],
        },
    },
];

fn crates(package: &Package) -> Vec<String> {
    let mut found = Vec::new();
    for file in package.crate_files() {
        for at in 0..file.words.len() {
            let owned = CRATES.iter().find(|(name, _)| *name == file.word(at));
            if let Some((name, owners)) = owned
                && names_a_crate(file, at)
            {
                found.extend(foreign(file, at, name, owners));
            }
        }
    }
    found
}

/// Whether a word starts a path, so that it can only be a crate.
fn names_a_crate(file: &SourceFile, at: usize) -> bool {
    let before = |steps: usize| at.checked_sub(steps).map_or("", |at| file.word(at));
    let starts_path = before(1) != "::" || !is_name(before(2));
    let after = file.word(at + 1);
    starts_path && (after == "::" || before(1) == "use" || (before(1) == "::" && after == ";"))
}

fn rooms(package: &Package) -> Vec<String> {
    let mut found = Vec::new();
    for file in package.crate_files() {
        for path in &file.paths {
            let owned = ROOMS.iter().find(|(name, _)| path.names.first().is_some_and(|first| first == name));
            if let Some((name, owners)) = owned
                && !file.is_in(owners)
            {
                found.push(misplaced(&file.path, path.line, name, owners));
            }
            let hidden = HIDDEN_FROM_GOVERNMENT
                .iter()
                .find(|name| path.names.first().is_some_and(|first| first == *name));
            if let Some(name) = hidden
                && file.is_in(&["src/government"])
            {
                found.push(format!("{}:{}: `{name}` is hidden from the department", file.path, path.line));
            }
            let whole = WHOLE_SCENARIO.iter().find(|names| path.names.starts_with(&names.map(str::to_owned)));
            if let Some([_, name]) = whole
                && file.is_in(&["src/government"])
                && !file.is_in(DEPARTMENT_READERS)
            {
                found.push(misplaced(&file.path, path.line, name, DEPARTMENT_READERS));
            }
        }
    }
    found
}

fn machine(package: &Package) -> Vec<String> {
    let mut found = Vec::new();
    for file in package.crate_files() {
        for at in 0..file.words.len() {
            let (before, after) = (file.word(at.wrapping_sub(1)), file.word(at + 1));
            let is_in_path = before == "::" || after == "::";
            let is_of_std = before == "::" && file.word(at.wrapping_sub(2)) == "std";
            let (name, owners) = match file.word(at) {
                name @ ("HashMap" | "HashSet") => (name, &[][..]),
                "fs" if is_in_path => ("std::fs", FILE_USERS),
                "env" if is_in_path => ("std::env", MACHINE_USERS),
                "SystemTime" => ("std::time", MACHINE_USERS),
                "time" if is_of_std => ("std::time", MACHINE_USERS),
                "now" if before == "::" => ("the wall clock", MACHINE_USERS),
                name @ ("println" | "eprintln" | "print" | "eprint" | "dbg") if after == "!" => {
                    (name, PRINTERS)
                }
                _ => continue,
            };
            found.extend(foreign(file, at, name, owners));
        }
    }
    found
}

/// A violation, if a word does not stand with its owners.
fn foreign(file: &SourceFile, at: usize, name: &str, owners: &[&str]) -> Option<String> {
    (!file.is_in(owners)).then(|| misplaced(&file.path, file.words[at].line, name, owners))
}

fn misplaced(path: &str, line: usize, name: &str, owners: &[&str]) -> String {
    match owners {
        [] => format!("{path}:{line}: `{name}` belongs nowhere"),
        _ => format!("{path}:{line}: `{name}` belongs only in {}", owners.join(", ")),
    }
}
