//! The design, checked in the source: order of modules, owners of crates, names and sizes of files.

#[path = "tidy/source.rs"]
mod source;

#[path = "tidy/rules.rs"]
mod rules;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use source::SourceFile;

const MOST_LINES: usize = 400;

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

fn sources() -> Vec<SourceFile> {
    let paths = files("src").into_iter().filter(|path| path.extension().is_some_and(|end| end == "rs"));
    paths.map(|path| SourceFile::new(&path, &fs::read_to_string(&path).unwrap())).collect()
}

/// The modules of `lib.rs`, in the order in which they stand, and `main` after them.
fn modules() -> Vec<String> {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let named = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    named.chain(["main"]).map(str::to_owned).collect()
}

fn assert_none(violations: &[String]) {
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

#[test]
fn each_module_uses_only_modules_above_it() {
    let modules = modules();
    assert!(modules.len() > 10, "lib.rs lists its modules as `pub mod NAME;`: {modules:?}");
    let found = sources().iter().flat_map(|file| rules::layers(file, &modules)).collect::<Vec<_>>();
    assert_none(&found);
}

#[test]
fn crates_and_the_machine_are_named_only_by_their_owners() {
    let found = sources().iter().flat_map(rules::owners).collect::<Vec<_>>();
    assert_none(&found);
}

#[test]
fn no_file_of_the_source_is_longer_than_400_lines() {
    let long = sources().into_iter().filter(|file| file.line_count() > MOST_LINES);
    let found: Vec<String> = long
        .map(|file| format!("{}: {} lines, at most {MOST_LINES}", file.path, file.line_count()))
        .collect();
    assert_none(&found);
}

#[test]
fn files_have_names_that_say_what_they_are() {
    let folders =
        ["src", "tests", "benches", "examples"].into_iter().filter(|folder| Path::new(folder).exists());
    let found: Vec<String> = folders
        .flat_map(files)
        .filter_map(|path| rules::file_name(path.to_str().expect("a plain name")))
        .collect();
    assert_none(&found);
}

#[test]
fn paths_of_the_documents_lead_somewhere_from_the_root() {
    let is_path = |words: &&str| {
        let ends = [".rs", ".toml", ".csv", ".json", ".txt"];
        ends.iter().any(|end| words.ends_with(end)) && words.contains('/') && !words.contains(['*', ' '])
    };
    let made_by_a_run = |path: &str| path.starts_with("output/") || path.starts_with("charts/");
    let mut found = Vec::new();
    for document in ["ARCHITECTURE.md", "README.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(document).unwrap();
        let paths = text.split('`').skip(1).step_by(2).filter(is_path);
        let lost = paths.filter(|path| !made_by_a_run(path) && !Path::new(path).exists());
        found.extend(lost.map(|path| format!("{document}: there is no {path}")));
    }
    assert_none(&found);
    // What stands beside a module is named from the root too.
    let text = fs::read_to_string("ARCHITECTURE.md").unwrap();
    let alone = text.split('`').skip(1).step_by(2);
    let alone = alone.filter(|words| words.ends_with(".rs") && !words.contains('/'));
    assert_none(
        &alone.map(|words| format!("ARCHITECTURE.md: {words} is not from the root")).collect::<Vec<_>>(),
    );
}

#[test]
fn every_file_under_scenarios_is_embedded() {
    let on_disk: BTreeSet<String> = files("scenarios")
        .into_iter()
        .filter(|path| path.extension().is_none_or(|end| end != "md"))
        .map(|path| path.strip_prefix("scenarios").unwrap().to_str().unwrap().to_owned())
        .collect();
    let shipped: BTreeSet<String> = drawsim::document::library::shipped().map(str::to_owned).collect();
    let missing = on_disk.difference(&shipped);
    let found: Vec<String> = missing
        .map(|name| format!("scenarios/{name}: not among the files that src/document/library.rs embeds"))
        .collect();
    assert_none(&found);
    assert_eq!(on_disk, shipped);
}
