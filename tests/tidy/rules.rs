//! The rules: who may use which module, crate and part of the standard library, and what a file may be called.

use super::source::{SourceFile, Word};

/// Crates, each with the places that may name it.
const CRATES: [(&str, &[&str]); 11] = [
    ("rand", &["src/rng", "src/population", "src/experiment"]),
    ("rand_distr", &["src/rng", "src/population", "src/experiment"]),
    ("rayon", &["src/experiment"]),
    ("nalgebra", &["src/simulation"]),
    ("argmin", &["src/experiment"]),
    ("argmin_math", &["src/experiment"]),
    ("polars", &["src/table"]),
    ("plotters", &["src/report/chart"]),
    ("png", &["src/report/chart"]),
    ("clap", &["src/cli"]),
    ("signal_hook", &["src/cli/interrupt"]),
];
const RNG_USERS: [&str; 5] = ["src/rng", "src/population", "src/intake", "src/simulation", "src/experiment"];
const FILE_USERS: [&str; 6] =
    ["src/document", "src/published", "src/table", "src/report", "src/experiment", "src/cli"];
const MACHINE_USERS: [&str; 3] = ["src/cli", "src/main", "src/report/manifest"];
const PRINTERS: [&str; 2] = ["src/cli", "src/main"];

/// Uses of a module that stands below the file's own in `lib.rs`.
pub fn layers(file: &SourceFile, modules: &[String]) -> Vec<String> {
    let place = |name: &str| modules.iter().position(|module| module == name);
    let Some(own) = place(file.module()) else { return Vec::new() };
    let below = file.root_paths().into_iter().filter(|word| place(word.text).is_some_and(|used| used > own));
    below
        .map(|word| {
            let Word { line, text } = word;
            format!(
                "{}:{line}: `{}` uses `{text}`, which stands below it in lib.rs",
                file.path,
                file.module()
            )
        })
        .collect()
}

/// Names that belong to other places.
pub fn owners(file: &SourceFile) -> Vec<String> {
    let words = file.words();
    let text = |at: usize| words.get(at).map_or("", |word| word.text);
    let mut found = Vec::new();
    let mut check = |word: &Word<'_>, name: &str, owners: &[&str]| {
        if !is_in(&file.path, owners) {
            let may = if owners.is_empty() {
                "nowhere".to_owned()
            } else {
                format!("only in {}", owners.join(", "))
            };
            found.push(format!("{}:{}: `{name}` belongs {may}", file.path, word.line));
        }
    };
    for (at, word) in words.iter().enumerate() {
        let (before, after) = (at.checked_sub(1).map_or("", text), text(at + 1));
        let starts_a_path = before != "::" || at < 2 || !is_name(text(at - 2));
        if let Some((name, owners)) = CRATES.iter().find(|(name, _)| *name == word.text)
            && starts_a_path
            && (after == "::" || before == "use" || (before == "::" && after == ";"))
        {
            check(word, name, owners);
        }
        let is_in_path = before == "::" || after == "::";
        match word.text {
            "HashMap" | "HashSet" => check(word, word.text, &[]),
            "fs" if is_in_path => check(word, "std::fs", &FILE_USERS),
            "env" if is_in_path => check(word, "std::env", &MACHINE_USERS),
            "SystemTime" => check(word, "std::time", &MACHINE_USERS),
            "time" if before == "::" && text(at.saturating_sub(2)) == "std" => {
                check(word, "std::time", &MACHINE_USERS);
            }
            "now" if before == "::" => check(word, "the wall clock", &MACHINE_USERS),
            "println" | "eprintln" | "print" | "eprint" | "dbg" if after == "!" => {
                check(word, word.text, &PRINTERS);
            }
            _ => {}
        }
    }
    for word in file.root_paths().iter().filter(|word| word.text == "rng") {
        check(word, "crate::rng", &RNG_USERS);
    }
    found
}

/// What is wrong with a file's name, if something is.
pub fn file_name(path: &str) -> Option<String> {
    let name = path.rsplit('/').next().expect("a path has a last name");
    let stem = name.strip_suffix(".rs").unwrap_or(name);
    let folders = path.split('/').chain([stem]);
    let vague = ["util", "utils", "helper", "helpers", "common", "manager", "managers", "misc"];
    if name == "mod.rs" {
        return Some(format!("{path}: a module `name` stands in `name.rs`, with its parts in `name/`"));
    }
    let word = folders.flat_map(|part| part.split('_')).find(|part| vague.contains(part))?;
    Some(format!("{path}: `{word}` does not say what is in it"))
}

/// Whether a path is one of these modules or a part of one.
fn is_in(path: &str, places: &[&str]) -> bool {
    places.iter().any(|place| {
        path.strip_prefix(place).is_some_and(|rest| rest.starts_with('/') || rest.starts_with(".rs"))
    })
}

fn is_name(word: &str) -> bool {
    word.starts_with(|one: char| one.is_alphabetic() || one == '_')
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn file(path: &str, text: &str) -> SourceFile {
        SourceFile::new(Path::new(path), text)
    }

    #[test]
    fn a_use_of_a_module_below_is_found_in_tests_too() {
        let modules = ["time", "pool", "round"].map(str::to_owned);
        let text =
            "use crate::time::Day;\n\n#[cfg(test)]\nmod tests {\n    use crate::round::hold_round;\n}\n";
        assert_eq!(
            layers(&file("src/pool.rs", text), &modules),
            ["src/pool.rs:5: `pool` uses `round`, which stands below it in lib.rs"]
        );
        assert!(layers(&file("src/round.rs", "use crate::pool::Pool;"), &modules).is_empty());
    }

    #[test]
    fn each_rule_of_the_owners_finds_its_violation() {
        for (code, name) in [
            ("use rand::RngExt;", "`rand` belongs only in"),
            ("let x = ::rand_distr::Poisson::new(1.0);", "`rand_distr` belongs only in"),
            ("use rayon::prelude::*;", "`rayon` belongs only in"),
            ("use nalgebra::DMatrix;", "`nalgebra` belongs only in"),
            ("use polars;", "`polars` belongs only in"),
            ("use plotters::prelude::*;", "`plotters` belongs only in"),
            ("#[derive(clap::Args)]", "`clap` belongs only in"),
            ("use signal_hook::consts::SIGINT;", "`signal_hook` belongs only in"),
            ("use crate::rng::Randomness;", "`crate::rng` belongs only in"),
            ("use crate::{pool, rng::Stream};", "`crate::rng` belongs only in"),
            ("let text = std::fs::read(path);", "`std::fs` belongs only in"),
            ("use std::fs;", "`std::fs` belongs only in"),
            ("use std::time::Instant;", "`std::time` belongs only in"),
            ("let now = Timestamp::now();", "`the wall clock` belongs only in"),
            ("if std::env::var(name).is_ok() {}", "`std::env` belongs only in"),
            ("use std::collections::HashMap;", "`HashMap` belongs nowhere"),
            ("let seen: HashSet<u32>;", "`HashSet` belongs nowhere"),
            ("println!();", "`println` belongs only in"),
            ("dbg!(x);", "`dbg` belongs only in"),
        ] {
            let found = owners(&file("src/policy/law.rs", &format!("\n{code}\n")));
            assert_eq!(found.len(), 1, "{code}: {found:?}");
            assert!(found[0].starts_with(&format!("src/policy/law.rs:2: {name}")), "{}", found[0]);
        }
    }

    #[test]
    fn owners_themselves_and_words_that_only_look_alike_are_free() {
        let free = [
            ("src/population/arrival.rs", "use rand_distr::Poisson; use crate::rng::Stream;"),
            ("src/report/chart/canvas.rs", "use plotters::prelude::*;"),
            ("src/simulation/least_squares.rs", "use nalgebra::DMatrix;"),
            ("src/cli/run.rs", "use clap::Args; println!(); std::env::args();"),
            ("src/report/manifest.rs", "use std::time::Instant; Instant::now(); use std::fs;"),
            ("src/pool.rs", "let rand = 1; use crate::time::Day; env!(); // println!\n let a = \"std::fs\";"),
        ];
        for (path, code) in free {
            assert_eq!(owners(&file(path, code)), Vec::<String>::new());
        }
        assert!(!owners(&file("src/reporter.rs", "use std::fs;")).is_empty());
        assert!(!owners(&file("src/report/charts.rs", "use plotters::prelude::*;")).is_empty());
    }

    #[test]
    fn vague_names_are_found() {
        assert!(file_name("src/pool/mod.rs").is_some());
        assert!(file_name("src/helpers/scores.rs").is_some());
        assert!(file_name("src/round_util.rs").is_some());
        assert_eq!(file_name("src/policy/rules/eligibility.rs"), None);
    }
}
