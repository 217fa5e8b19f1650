//! Files: their names, their length, and that each is part of the program.

use std::collections::BTreeSet;

use super::{Breach, Package, Rule};
use crate::source::by_module;

const MOST_LINES: usize = 400;
const MOST_COLUMNS: usize = 110;
const VAGUE: [&str; 8] = ["util", "utils", "helper", "helpers", "common", "manager", "managers", "misc"];

pub const RULES: &[Rule] = &[
    Rule {
        claim: "no file of the source is longer than 400 lines",
        reason: "a file is read in one go",
        left: 0,
        violations: long_files,
        breach: Breach { files: &[("src/long.rs", LONG)], found: &["src/long.rs: 401 lines"] },
    },
    Rule {
        claim: "lines end at column 110, comments too",
        reason: "two files fit side by side on a screen",
        left: 0,
        violations: long_lines,
        breach: Breach { files: &[("tests/wide.rs", WIDE)], found: &["tests/wide.rs:2: 111 columns"] },
    },
    Rule {
        claim: "files have names that say what they hold, and a module `name` stands in name.rs",
        reason: "a reader finds a file by its noun",
        left: 0,
        violations: vague_names,
        breach: Breach {
            files: &[
                ("src/pool/mod.rs", ""),
                ("src/helpers/score.rs", ""),
                ("src/round_util.rs", ""),
                ("src/policy/rules/eligibility.rs", ""),
            ],
            found: &["src/pool/mod.rs: ", "src/helpers/score.rs: `helpers`", "src/round_util.rs: `util`"],
        },
    },
    Rule {
        claim: "every file of the source is part of the program",
        reason: "a file that nothing declares is compiled by nobody and misleads",
        left: 0,
        violations: dead_files,
        breach: Breach {
            files: &[
                ("src/lib.rs", "pub mod pool;"),
                ("src/main.rs", "fn main() {}"),
                ("src/pool.rs", "mod slot;"),
                ("src/pool/slot.rs", ""),
                ("src/pool/hand.rs", ""),
            ],
            found: &["src/pool/hand.rs: no module declares it"],
        },
    },
];

/// A line with one column more than it may have.
const WIDE: &str = concat!(
    "fn f() {}\n// 4567890123456789012345678901234567890123456789012345678",
    "90123456789012345678901234567890123456789012345678901"
);

/// One line more than a file may have.
const LONG: &str = {
    const LINES: [u8; MOST_LINES + 1] = [b'\n'; MOST_LINES + 1];
    match std::str::from_utf8(&LINES) {
        Ok(text) => text,
        Err(_) => panic!("ends of lines are UTF-8"),
    }
};

fn long_files(package: &Package) -> Vec<String> {
    let long = package.crate_files().filter(|file| file.lines.len() > MOST_LINES);
    long.map(|file| format!("{}: {} lines", file.path, file.lines.len())).collect()
}

fn long_lines(package: &Package) -> Vec<String> {
    let mut found = Vec::new();
    for file in &package.sources {
        for (number, line) in (1..).zip(&file.lines) {
            let columns = line.chars().count();
            if columns > MOST_COLUMNS {
                found.push(format!("{}:{number}: {columns} columns", file.path));
            }
        }
    }
    found
}

fn vague_names(package: &Package) -> Vec<String> {
    package.sources.iter().filter_map(|file| vague_name(&file.path)).collect()
}

/// The fault of a file's name, if it has one.
fn vague_name(path: &str) -> Option<String> {
    if path.ends_with("/mod.rs") {
        return Some(format!("{path}: a module `name` stands in `name.rs`, with its parts in `name/`"));
    }
    let mut words = path.trim_end_matches(".rs").split(['/', '_']);
    let word = words.find(|word| VAGUE.contains(word))?;
    Some(format!("{path}: `{word}` does not say what is in it"))
}

fn dead_files(package: &Package) -> Vec<String> {
    let files = by_module(&package.sources);
    let mut live = BTreeSet::from(["src/main.rs"]);
    let mut open = vec![Vec::new()];
    while let Some(module) = open.pop() {
        let Some(file) = files.get(&module) else { continue };
        live.insert(&file.path);
        let children = file.children();
        open.extend(children.into_iter().map(|child| [&module[..], &[child]].concat()));
    }
    let dead = package.crate_files().filter(|file| !live.contains(file.path.as_str()));
    dead.map(|file| format!("{}: no module declares it", file.path)).collect()
}
