//! The rules as data: each says what holds, why, how many exceptions are left, and a breach that it finds.

use std::collections::BTreeSet;

use crate::source::SourceFile;

#[path = "rules/document.rs"]
mod document;

#[path = "rules/file.rs"]
mod file;

#[path = "rules/order.rs"]
mod order;

#[path = "rules/owner.rs"]
mod owner;

#[path = "rules/prose.rs"]
mod prose;

#[path = "rules/shape.rs"]
mod shape;

/// What the rules look at.
pub struct Package {
    pub sources: Vec<SourceFile>,
    /// Documents by their path from the root, with their text.
    pub documents: Vec<(String, String)>,
    /// Every path that may be named.
    pub paths: BTreeSet<String>,
}

/// Something that holds everywhere in the package.
pub struct Rule {
    pub claim: &'static str,
    pub reason: &'static str,
    /// Violations that are left from before the rule. The number only falls.
    pub left: usize,
    pub violations: fn(&Package) -> Vec<String>,
    /// Files, each with its path and text, in which the rule finds as many violations as it has entries.
    pub breach: Breach,
}

/// Files with a violation, and where it is found.
pub struct Breach {
    pub files: &'static [(&'static str, &'static str)],
    pub found: &'static [&'static str],
}

/// All rules.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    [order::RULES, owner::RULES, file::RULES, document::RULES, prose::RULES, shape::RULES]
        .into_iter()
        .flatten()
}

impl Package {
    /// A package of files with these paths and texts.
    pub fn new<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Package {
        let mut package = Package { sources: Vec::new(), documents: Vec::new(), paths: BTreeSet::new() };
        for (path, text) in files {
            package.paths.insert(path.to_owned());
            if path.ends_with(".rs") {
                package.sources.push(SourceFile::new(path, text));
            } else if path.ends_with(".md") {
                package.documents.push((path.to_owned(), text.to_owned()));
            }
        }
        package
    }

    /// The files below `src`.
    pub fn crate_files(&self) -> impl Iterator<Item = &SourceFile> {
        self.sources.iter().filter(|file| file.is_in(&["src"]))
    }

    /// The modules of `lib.rs`, in the order in which they stand, and `main` after them.
    pub fn rooms(&self) -> Vec<String> {
        let lib = self.sources.iter().find(|file| file.path == "src/lib.rs");
        lib.map(SourceFile::children).into_iter().flatten().chain(["main".to_owned()]).collect()
    }
}
