//! The design, checked in the source: order of modules, owners of crates, shape of code, documents.

#[path = "tidy/source.rs"]
mod source;

#[path = "tidy/rules.rs"]
mod rules;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rules::Package;

/// Folders of which the rules know every file.
const FOLDERS: [&str; 6] = ["src", "tests", "benches", "examples", "scenarios", "docs"];

/// All files below a folder, by their path from the package's root.
fn files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder}: {error}")) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(path.to_str().unwrap()));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The package on the disk: every file that may be named, with the text of those that the rules read.
fn package() -> Package {
    let folders = FOLDERS.into_iter().filter(|folder| Path::new(folder).exists());
    let top = fs::read_dir(".").unwrap().map(|entry| PathBuf::from(entry.unwrap().file_name()));
    let output = PathBuf::from("output/README.md");
    let mut texts = Vec::new();
    for path in folders.flat_map(files).chain(top.chain([output]).filter(|path| path.is_file())) {
        let name = path.to_str().expect("a plain name").replace('\\', "/");
        let is_read = name.ends_with(".rs") || name.ends_with(".md");
        let text = if is_read { fs::read_to_string(&path).unwrap() } else { String::new() };
        texts.push((name, text));
    }
    Package::new(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())))
}

#[test]
fn every_rule_holds() {
    let package = package();
    assert!(package.rooms().len() > 10, "lib.rs lists its rooms: {:?}", package.rooms());
    let mut broken = String::new();
    for rule in rules::rules() {
        let found = (rule.violations)(&package);
        if found.len() > rule.left {
            let (claim, reason, left) = (rule.claim, rule.reason, rule.left);
            broken += &format!("\n{claim}\n  because {reason}\n  at most {left}, found {}:\n  ", found.len());
            broken += &found.join("\n  ");
        }
    }
    assert!(broken.is_empty(), "{broken}\n");
}

#[test]
fn every_rule_finds_its_breach_and_nothing_else() {
    for rule in rules::rules() {
        let found = (rule.violations)(&Package::new(rule.breach.files.iter().copied()));
        assert_eq!(found.len(), rule.breach.found.len(), "{}: {found:?}", rule.claim);
        for (found, expected) in found.iter().zip(rule.breach.found) {
            assert!(
                found.starts_with(expected),
                "{}: {found:?} does not start with {expected:?}",
                rule.claim
            );
        }
    }
}

#[test]
fn every_file_under_scenarios_is_embedded() {
    let on_disk: BTreeSet<String> = files("scenarios")
        .into_iter()
        .filter(|path| path.extension().is_none_or(|end| end != "md"))
        .map(|path| path.strip_prefix("scenarios").unwrap().to_str().unwrap().to_owned())
        .collect();
    let shipped: BTreeSet<String> = drawsim::document::library::shipped().map(str::to_owned).collect();
    assert_eq!(on_disk, shipped, "src/document/library.rs embeds other files than scenarios/ holds");
}
