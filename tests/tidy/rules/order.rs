//! Order: rooms use only rooms above them, and files use each other in one direction.

use std::collections::{BTreeMap, BTreeSet};

use super::{Breach, Package, Rule};
use crate::source::{SourceFile, by_module};

pub const RULES: &[Rule] = &[
    Rule {
        claim: "a room uses only rooms that stand above it in lib.rs",
        reason: "data flows in one direction, so that a room can be read and tested without those below it",
        left: 0,
        violations: uses_of_lower_rooms,
        breach: Breach {
            files: &[
                ("src/lib.rs", "pub mod time;\npub mod pool;\npub mod round;"),
                ("src/pool.rs", "use crate::time::Day;\nmod tests {\n    use crate::round::hold_round;\n}"),
                ("src/round.rs", "use crate::pool::Pool;"),
            ],
            found: &["src/pool.rs:3: `pool` uses `round`"],
        },
    },
    Rule {
        claim: "files use each other in one direction",
        reason: "files in a circle can only be understood all at once",
        left: 0,
        violations: circles,
        breach: Breach {
            files: &[
                ("src/lib.rs", "pub mod pool;"),
                ("src/pool.rs", "mod slot;\nmod hand;\npub use slot::Slot;\npub struct Pool(hand::Hand);"),
                ("src/pool/slot.rs", "pub struct Slot;"),
                ("src/pool/hand.rs", "use super::Slot;\nuse super::Pool;\npub struct Hand;"),
            ],
            found: &[
                "src/pool.rs: in a circle with src/pool/hand.rs",
                "src/pool/hand.rs: in a circle with src/pool.rs",
            ],
        },
    },
];

fn uses_of_lower_rooms(package: &Package) -> Vec<String> {
    let rooms = package.rooms();
    let mut found = Vec::new();
    for file in package.crate_files() {
        let Some(own) = rooms.iter().position(|room| *room == file.room()) else { continue };
        for path in &file.paths {
            let used = rooms.iter().position(|room| Some(room) == path.names.first());
            if used.is_some_and(|used| used > own) {
                let (room, used, line) = (&rooms[own], &path.names[0], path.line);
                found.push(format!("{}:{line}: `{room}` uses `{used}`", file.path));
            }
        }
    }
    found
}

/// Files in a circle, tests apart, each with those it shares the circle with.
fn circles(package: &Package) -> Vec<String> {
    let files = by_module(&package.sources);
    let edges: BTreeMap<&str, BTreeSet<&str>> =
        files.values().map(|file| (file.path.as_str(), used_files(file, &files))).collect();
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        edges.keys().map(|path| (*path, reachable(path, &edges))).collect();
    let mut found = Vec::new();
    for (path, others) in &reached {
        let circle: Vec<&str> =
            others.iter().copied().filter(|other| other != path && reached[other].contains(path)).collect();
        if !circle.is_empty() {
            found.push(format!("{path}: in a circle with {}", circle.join(", ")));
        }
    }
    found
}

/// Files that are reached from a file over one or more uses.
fn reachable<'a>(start: &str, edges: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = edges[start].iter().copied().collect();
    while let Some(path) = open.pop() {
        if reached.insert(path) {
            open.extend(&edges[path]);
        }
    }
    reached
}

/// Files that a file uses outside its tests; what it only hands on by `pub use` is not used by it.
fn used_files<'a>(file: &SourceFile, files: &BTreeMap<Vec<String>, &'a SourceFile>) -> BTreeSet<&'a str> {
    let mut used = BTreeSet::new();
    for path in file.paths.iter().filter(|path| !file.is_test(path.line)) {
        let is_handed_on =
            path.is_public && path.imported_as.as_ref().is_some_and(|name| !is_used(file, name));
        if !is_handed_on && let Some(target) = home(&path.names, files, 0) {
            used.insert(target.path.as_str());
        }
    }
    used.remove(file.path.as_str());
    used
}

/// Whether a name that a file imports occurs in it a second time.
fn is_used(file: &SourceFile, name: &str) -> bool {
    file.words.iter().filter(|word| word.text == name && !file.is_test(word.line)).count() > 1
}

/// The file in which what a path names is defined: `pub use` is followed.
fn home<'a>(
    names: &[String],
    files: &BTreeMap<Vec<String>, &'a SourceFile>,
    steps: usize,
) -> Option<&'a SourceFile> {
    let length = (1..=names.len()).rev().find(|length| files.contains_key(&names[..*length]))?;
    let file = files[&names[..length]];
    let Some(item) = names.get(length) else { return Some(file) };
    let own = file.module_path();
    let handed_on = file.paths.iter().find(|path| path.imported_as.as_ref() == Some(item));
    match handed_on {
        Some(path) if steps < 8 && path.names != own => {
            let names: Vec<String> = path.names.iter().chain(&names[length + 1..]).cloned().collect();
            home(&names, files, steps + 1)
        }
        _ => Some(file),
    }
}
