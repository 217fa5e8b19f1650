//! Documents: the README is short, and paths lead somewhere.

use super::{Breach, Package, Rule};

const MOST_WORDS_OF_README: usize = 1200;

pub const RULES: &[Rule] = &[
    Rule {
        claim: "the README has at most 1,200 words",
        reason: "it is read in ten minutes; reference and method stand in docs",
        left: 0,
        violations: long_readme,
        breach: Breach { files: &[("README.md", LONG)], found: &["README.md: 1201 words"] },
    },
    Rule {
        claim: "paths of the documents lead somewhere from the root",
        reason: "a document is trusted as far as its paths are right",
        left: 0,
        violations: lost_paths,
        breach: Breach {
            files: &[
                ("README.md", "See `src/pool.rs`, `src/lost.rs`, `output/tiny/rounds.csv` and `a b/c.rs`."),
                ("docs/guide.md", "See [the README](../README.md) and [the model](model.md#day)."),
                ("ARCHITECTURE.md", "`pool.rs`"),
                ("src/pool.rs", ""),
            ],
            found: &[
                "README.md: there is no src/lost.rs",
                "docs/guide.md: there is no docs/model.md",
                "ARCHITECTURE.md: pool.rs is not named from the root",
            ],
        },
    },
];

/// One word more than a README may have.
const LONG: &str = {
    const WORDS: [[u8; 2]; MOST_WORDS_OF_README + 1] = [*b"a "; MOST_WORDS_OF_README + 1];
    match std::str::from_utf8(WORDS.as_flattened()) {
        Ok(text) => text,
        Err(_) => panic!("letters and blanks are UTF-8"),
    }
};

fn long_readme(package: &Package) -> Vec<String> {
    let readme = package.documents.iter().filter(|(path, _)| path == "README.md");
    let counted = readme.map(|(path, text)| (path, text.split_whitespace().count()));
    let long = counted.filter(|(_, words)| *words > MOST_WORDS_OF_README);
    long.map(|(path, words)| format!("{path}: {words} words, at most {MOST_WORDS_OF_README}")).collect()
}

fn lost_paths(package: &Package) -> Vec<String> {
    let mut found = Vec::new();
    for (document, text) in &package.documents {
        for quoted in text.split('`').skip(1).step_by(2) {
            if is_path(quoted) && !is_made_by_a_run(quoted) && !package.paths.contains(quoted) {
                found.push(format!("{document}: there is no {quoted}"));
            }
            if document == "ARCHITECTURE.md" && quoted.ends_with(".rs") && !quoted.contains('/') {
                found.push(format!("{document}: {quoted} is not named from the root"));
            }
        }
        for link in text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
            let target = from_root(document, link);
            if !link.is_empty() && !link.contains("://") && !package.paths.contains(&target) {
                found.push(format!("{document}: there is no {target}"));
            }
        }
    }
    found
}

/// Whether quoted words are the path of a file.
fn is_path(quoted: &str) -> bool {
    let ends = [".rs", ".toml", ".csv", ".json", ".txt", ".md"];
    ends.iter().any(|end| quoted.ends_with(end)) && quoted.contains('/') && !quoted.contains(['*', ' '])
}

fn is_made_by_a_run(path: &str) -> bool {
    path.starts_with("output/") || path.starts_with("charts/")
}

/// The path of a link, which is relative to its document, from the root.
fn from_root(document: &str, link: &str) -> String {
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}
