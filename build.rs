//! Tells the program which commit it was built from, where it was built from one.

use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // A package unpacked inside somebody else's repository must not name that repository's commit.
    if git(&["rev-parse", "--show-prefix"]).is_some_and(|prefix| prefix.is_empty()) {
        if let Some(log) = git(&["rev-parse", "--git-path", "logs/HEAD"]) {
            println!("cargo::rerun-if-changed={log}");
        }
        if let Some(commit) = git(&["rev-parse", "HEAD"]) {
            println!("cargo::rustc-env=DRAWSIM_COMMIT={commit}");
        }
    }
}

/// What git answers, without the line's end; nothing where there is no git, no repository or no answer.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}
