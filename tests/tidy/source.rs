//! A source file as the rules see it: its words with their lines, its syntax, and the paths that it names.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A Rust file of the package.
pub struct SourceFile {
    /// Its path from the package's root.
    pub path: String,
    pub lines: Vec<String>,
    pub syntax: syn::File,
    pub words: Vec<Word>,
    /// Paths that start at the root, at this module, at a parent or at a child that is declared here.
    pub paths: Vec<RootPath>,
    /// First and last lines of what is compiled for tests alone.
    tests: Vec<(usize, usize)>,
}

/// An identifier, a sign or a literal of the code, with its line, counted from 1. Comments are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub line: usize,
    pub text: String,
}

/// A path of several names from the root of the crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RootPath {
    pub line: usize,
    pub names: Vec<String>,
    /// The name that a `use` gives to it; `None` in an expression or a type.
    pub imported_as: Option<String>,
    /// Whether it is handed on by `pub use`.
    pub is_public: bool,
}

impl SourceFile {
    pub fn new(path: &str, text: &str) -> SourceFile {
        let syntax = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let stream: TokenStream = text.parse().expect("a file that syn reads has tokens");
        let mut words = Vec::new();
        flatten(stream, &mut words);
        let tests = test_blocks(&words);
        let lines = text.lines().map(str::to_owned).collect();
        let mut file = SourceFile { path: path.to_owned(), lines, syntax, words, paths: Vec::new(), tests };
        file.paths = if file.is_in(&["src"]) { file.root_paths() } else { Vec::new() };
        file
    }

    /// Whether it is one of these files or stands in one of these folders, which are named without `.rs`.
    pub fn is_in(&self, places: &[&str]) -> bool {
        places.iter().any(|place| {
            self.path.strip_prefix(place).is_some_and(|rest| rest.starts_with('/') || rest.starts_with(".rs"))
        })
    }

    /// Names of the modules that lead to this one: none for `lib.rs`.
    pub fn module_path(&self) -> Vec<String> {
        let inner = self.path.strip_prefix("src/").expect("a file of src").trim_end_matches(".rs");
        inner.split('/').filter(|name| *name != "lib").map(str::to_owned).collect()
    }

    /// The module of `lib.rs` that the file belongs to; `main` for itself.
    pub fn room(&self) -> String {
        self.module_path().into_iter().next().unwrap_or_default()
    }

    /// Whether a line is compiled for tests alone.
    pub fn is_test(&self, line: usize) -> bool {
        let is_test_file = self.path.ends_with("/tests.rs") || self.path.contains("/tests/");
        is_test_file || self.tests.iter().any(|(first, last)| (*first..=*last).contains(&line))
    }

    /// Lines that hold code.
    pub fn code_lines(&self) -> usize {
        self.words.iter().map(|word| word.line).collect::<BTreeSet<_>>().len()
    }

    /// The text of the word at a place; empty beyond the ends.
    pub fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &word.text)
    }

    /// Modules declared in the file and kept in files of their own.
    pub fn children(&self) -> Vec<String> {
        let is_declared = |at: &usize| self.word(*at) == "mod" && self.word(at + 2) == ";";
        (0..self.words.len()).filter(is_declared).map(|at| self.word(at + 1).to_owned()).collect()
    }

    fn root_paths(&self) -> Vec<RootPath> {
        let children = self.children();
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            at = match self.word(at) {
                "use" => self.read_use(at, &children, &mut found),
                _ if self.starts_path(at) => self.read_path(at, &children, &mut found),
                _ => at + 1,
            };
        }
        found
    }

    fn starts_path(&self, at: usize) -> bool {
        is_name(self.word(at)) && self.word(at + 1) == "::" && (at == 0 || self.word(at - 1) != "::")
    }

    /// Reads the names of a path in an expression or a type; returns the place after it.
    fn read_path(&self, start: usize, children: &[String], found: &mut Vec<RootPath>) -> usize {
        let mut names = vec![self.word(start).to_owned()];
        let mut at = start + 1;
        while self.word(at) == "::" && is_name(self.word(at + 1)) {
            names.push(self.word(at + 1).to_owned());
            at += 2;
        }
        if let Some(names) = self.rooted(&names, children) {
            found.push(RootPath { line: self.words[start].line, names, imported_as: None, is_public: false });
        }
        at
    }

    /// Reads a whole `use`; returns the place after it.
    fn read_use(&self, start: usize, children: &[String], found: &mut Vec<RootPath>) -> usize {
        let is_public = start > 0 && matches!(self.word(start - 1), "pub" | ")");
        let length = self.words[start..].iter().take_while(|word| word.text != ";").count();
        let mut stems: Vec<Vec<String>> = Vec::new();
        let mut names: Vec<String> = Vec::new();
        for at in start + 1..=start + length {
            let line = self.words[at].line;
            match self.word(at) {
                "::" => {}
                "{" => stems.push(std::mem::take(&mut names)),
                sign @ ("," | "}" | ";") => {
                    let whole: Vec<String> = stems.iter().flatten().chain(&names).cloned().collect();
                    let renamed = whole.iter().position(|name| name == "as");
                    let imported_as = whole.last().cloned();
                    let whole = &whole[..renamed.unwrap_or(whole.len())];
                    if !names.is_empty()
                        && let Some(names) = self.rooted(whole, children)
                    {
                        found.push(RootPath { line, names, imported_as, is_public });
                    }
                    names.clear();
                    if sign == "}" {
                        stems.pop();
                    }
                }
                name => names.push(name.to_owned()),
            }
        }
        start + length
    }

    /// A path as seen from the root of the crate; `None` for another crate or a name of this file.
    fn rooted(&self, names: &[String], children: &[String]) -> Option<Vec<String>> {
        let own = self.module_path();
        let climbs = names.iter().take_while(|name| *name == "super").count();
        match names.first()?.as_str() {
            "crate" => Some(names[1..].to_vec()),
            "self" => Some([&own[..], &names[1..]].concat()),
            "super" if climbs <= own.len() => Some([&own[..own.len() - climbs], &names[climbs..]].concat()),
            first if children.iter().any(|child| child == first) => Some([&own[..], names].concat()),
            _ => None,
        }
    }
}

/// Sources by the modules that lead to them.
pub fn by_module(files: &[SourceFile]) -> BTreeMap<Vec<String>, &SourceFile> {
    files.iter().filter(|file| file.is_in(&["src"])).map(|file| (file.module_path(), file)).collect()
}

pub fn is_name(word: &str) -> bool {
    word.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// Words of a stream in order: groups with their brackets, `::` as one word, without documentation.
fn flatten(stream: TokenStream, words: &mut Vec<Word>) {
    for tree in stream {
        let line = tree.span().start().line;
        match tree {
            TokenTree::Group(group) if is_documentation(group.stream()) => {
                while words.last().is_some_and(|word| matches!(word.text.as_str(), "#" | "!")) {
                    words.pop();
                }
            }
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                words.push(Word { line, text: open.to_owned() });
                flatten(group.stream(), words);
                words.push(Word { line: group.span_close().start().line, text: close.to_owned() });
            }
            TokenTree::Punct(sign) if sign.as_char() == ':' && ends_in_colon(words, line) => {
                words.last_mut().expect("a colon stands before").text = "::".to_owned();
            }
            TokenTree::Punct(sign) => words.push(Word { line, text: sign.as_char().to_string() }),
            TokenTree::Ident(name) => words.push(Word { line, text: name.to_string() }),
            TokenTree::Literal(_) => words.push(Word { line, text: "\"\"".to_owned() }),
        }
    }
}

fn ends_in_colon(words: &[Word], line: usize) -> bool {
    words.last().is_some_and(|word| word.text == ":" && word.line == line)
}

fn is_documentation(stream: TokenStream) -> bool {
    let first: Vec<String> = stream.into_iter().take(2).map(|tree| tree.to_string()).collect();
    first == ["doc", "="]
}

/// Lines of the blocks that follow `#[cfg(test)]`.
fn test_blocks(words: &[Word]) -> Vec<(usize, usize)> {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut blocks = Vec::new();
    for (at, window) in words.windows(MARK.len()).enumerate() {
        if window.iter().map(|word| word.text.as_str()).eq(MARK) {
            blocks.push((words[at].line, words[end_of_item(words, at + MARK.len())].line));
        }
    }
    blocks
}

/// The place of the brace or semicolon that ends an item.
fn end_of_item(words: &[Word], start: usize) -> usize {
    let mut depth = 0;
    for (at, word) in words.iter().enumerate().skip(start) {
        match word.text.as_str() {
            "{" => depth += 1,
            "}" if depth == 1 => return at,
            "}" => depth -= 1,
            ";" if depth == 0 => return at,
            _ => {}
        }
    }
    words.len() - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(path: &str, text: &str) -> Vec<(usize, String)> {
        let paths = SourceFile::new(path, text).paths;
        paths.into_iter().map(|path| (path.line, path.names.join("::"))).collect()
    }

    fn expected(paths: &[(usize, &str)]) -> Vec<(usize, String)> {
        paths.iter().map(|(line, name)| (*line, (*name).to_owned())).collect()
    }

    #[test]
    fn comments_and_texts_are_no_words() {
        let text = "//! a\n/// b\nfn c() { /* d */ \"e::f\"; std::g }\n";
        let file = SourceFile::new("src/x.rs", text);
        let words: Vec<&str> = file.words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(words, ["fn", "c", "(", ")", "{", "\"\"", ";", "std", "::", "g", "}"]);
        assert_eq!(file.code_lines(), 1);
    }

    #[test]
    fn paths_to_the_root_are_found_with_their_lines() {
        let text = "use crate::time::Day;\nuse crate::{pool::{Pool, Submission},\n round};\n\
                    fn main() { crate::cli::main(); }";
        let paths =
            [(1, "time::Day"), (2, "pool::Pool"), (2, "pool::Submission"), (3, "round"), (4, "cli::main")];
        assert_eq!(named("src/policy/law.rs", text), expected(&paths));
    }

    #[test]
    fn parents_and_children_are_seen_from_the_root() {
        let parent = named("src/report/folder.rs", "use super::manifest;");
        assert_eq!(parent, expected(&[(1, "report::manifest")]));
        let above = named("src/report/folder.rs", "use super::super::cli::main;");
        assert_eq!(above, expected(&[(1, "cli::main")]));
        let child = named("src/pool.rs", "mod slot;\npub use slot::Slot as Place;\nfn f() { slot::new(); }");
        assert_eq!(child, expected(&[(2, "pool::slot::Slot"), (3, "pool::slot::new")]));
    }

    #[test]
    fn paths_within_macros_are_found() {
        let text = "fn f() { assert!(x, \"{}\", crate::round::hold()); }";
        assert_eq!(named("src/pool.rs", text), expected(&[(1, "round::hold")]));
    }

    #[test]
    fn lines_of_tests_are_told_apart() {
        let file =
            SourceFile::new("src/x.rs", "fn a() {}\n#[cfg(test)]\nmod tests {\n fn b() {}\n}\nfn c() {}");
        let lines: Vec<usize> = (1..=6).filter(|line| file.is_test(*line)).collect();
        assert_eq!(lines, [2, 3, 4, 5]);
    }
}
