//! Tells the program which commit it was built from, where it was built from one, and whether files were
//! modified.

use std::process::Command;

/// What the program is built of.
const SOURCES: [&str; 5] = ["src", "scenarios", "Cargo.toml", "Cargo.lock", "build.rs"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // A package unpacked inside somebody else's repository must not name that repository's commit.
    if git(&["rev-parse", "--show-prefix"]).is_some_and(|prefix| prefix.is_empty()) {
        if let Some(log) = git(&["rev-parse", "--git-path", "logs/HEAD"]) {
            println!("cargo::rerun-if-changed={log}");
        }
        SOURCES.iter().for_each(|source| println!("cargo::rerun-if-changed={source}"));
        if let Some(commit) = git(&["rev-parse", "HEAD"]) {
            // A result folder beside them changes nothing in the program.
            let changes = git(&[&["status", "--porcelain", "--"], &SOURCES[..]].concat());
            let is_modified = changes.is_some_and(|changes| !changes.is_empty());
            let modified = if is_modified { "-modified" } else { "" };
            println!("cargo::rustc-env=DRAWSIM_COMMIT={commit}{modified}");
        }
    }
}

/// What git answers, without the line's end; nothing where there is no git, no repository or no answer.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}
