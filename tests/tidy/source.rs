//! A source file as the rules see it: code without comments and texts, and the paths that it names.

use std::path::Path;

/// A file of `src`.
pub struct SourceFile {
    /// Its path from the package's root.
    pub path: String,
    /// Its lines, with comments and the content of texts blanked.
    code: Vec<String>,
}

/// A word of the code, with the line on which it stands, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    pub line: usize,
    pub text: &'a str,
}

impl SourceFile {
    pub fn new(path: &Path, text: &str) -> SourceFile {
        let path = path.to_str().expect("a plain name").replace('\\', "/");
        SourceFile { path, code: without_comments(text).lines().map(str::to_owned).collect() }
    }

    pub fn line_count(&self) -> usize {
        self.code.len()
    }

    /// The module of `lib.rs` that the file belongs to; `lib` and `main` for themselves.
    pub fn module(&self) -> &str {
        let inner = self.path.strip_prefix("src/").expect("a file of src");
        inner.split('/').next().unwrap().trim_end_matches(".rs")
    }

    /// Folders between `src` and the file, and the file itself: how many `super` lead out of it to the root.
    fn depth(&self) -> usize {
        self.path.matches('/').count()
    }

    /// Identifiers and signs, in order; `::` is one sign.
    pub fn words(&self) -> Vec<Word<'_>> {
        let mut words = Vec::new();
        for (line, text) in (1..).zip(&self.code) {
            let mut rest = text.trim_start();
            while let Some(first) = rest.chars().next() {
                let is_part = |one: char| one.is_alphanumeric() || one == '_';
                let length = match first {
                    _ if is_part(first) => rest.find(|one| !is_part(one)).unwrap_or(rest.len()),
                    ':' if rest.starts_with("::") => 2,
                    _ => first.len_utf8(),
                };
                words.push(Word { line, text: &rest[..length] });
                rest = rest[length..].trim_start();
            }
        }
        words
    }

    /// Modules of the root that the file names by `crate::` or by a chain of `super::` that leads out to the root.
    pub fn root_paths(&self) -> Vec<Word<'_>> {
        let words = self.words();
        let text = |at: usize| words.get(at).map_or("", |word| word.text);
        let mut found = Vec::new();
        for at in 0..words.len() {
            let start = match text(at) {
                "crate" if text(at + 1) == "::" => at + 2,
                "super" if at < 2 || text(at - 2) != "super" => {
                    let climbs = (0..).take_while(|step| text(at + 2 * step) == "super").count();
                    if climbs < self.depth() {
                        continue;
                    }
                    at + 2 * climbs
                }
                _ => continue,
            };
            if text(start) == "{" {
                found.extend(group(&words, start));
            } else {
                found.extend(words.get(start).cloned());
            }
        }
        found
    }
}

/// The first word of each path in a group such as `{time::Day, pool::{Pool, Submission}}`.
fn group<'a>(words: &[Word<'a>], open: usize) -> Vec<Word<'a>> {
    let mut found = Vec::new();
    let mut depth = 0;
    for at in open..words.len() {
        match words[at].text {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ if depth == 1 && matches!(words[at - 1].text, "{" | ",") => found.push(words[at].clone()),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    found
}

/// Blanks comments and the content of texts and characters; lines stay where they are.
fn without_comments(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = skipped(rest, code.chars().next_back());
        if length == 0 {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            let blank = rest[..length].chars().map(|one| if one == '\n' { '\n' } else { ' ' });
            code.extend(blank);
            rest = &rest[length..];
        }
    }
    code
}

/// Length of the comment, text or character that starts here; 0 if none does.
fn skipped(rest: &str, before: Option<char>) -> usize {
    let until =
        |open: usize, close: &str| rest[open..].find(close).map_or(rest.len(), |at| open + at + close.len());
    let follows_a_word = before.is_some_and(|one| one.is_alphanumeric() || one == '_');
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return until(2, "*/");
    }
    if !follows_a_word && rest.starts_with('r') {
        let hashes = rest[1..].chars().take_while(|one| *one == '#').count();
        if rest[1 + hashes..].starts_with('"') {
            return until(2 + hashes, &format!("\"{}", "#".repeat(hashes)));
        }
    }
    if rest.starts_with('"') {
        return closing(rest, '"');
    }
    // A character, and not a lifetime: it is closed after one character or an escape.
    let mut after = rest.chars().skip(1);
    let is_character = rest.starts_with('\'') && (after.next() == Some('\\') || after.next() == Some('\''));
    if is_character { closing(rest, '\'') } else { 0 }
}

/// Length up to the closing sign, escapes passed over.
fn closing(rest: &str, close: char) -> usize {
    let mut is_escaped = false;
    for (at, one) in rest.char_indices().skip(1) {
        match one {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if one == close => return at + one.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> SourceFile {
        SourceFile::new(Path::new(path), text)
    }

    fn named(path: &str, text: &str) -> Vec<(usize, String)> {
        let file = file(path, text);
        file.root_paths().into_iter().map(|word| (word.line, word.text.to_owned())).collect()
    }

    #[test]
    fn comments_and_texts_are_no_code() {
        let text = "a // b\n/* c\n d */ e \"f \\\" g\" r#\"h \"i\" j\"# '\"' k<'l> '\\'' m";
        let words =
            file("src/x.rs", text).words().into_iter().map(|word| word.text.to_owned()).collect::<Vec<_>>();
        assert_eq!(words, ["a", "e", "k", "<", "'", "l", ">", "m"]);
    }

    #[test]
    fn paths_to_the_root_are_found_with_their_lines() {
        let text = "use crate::time::Day;\nuse crate::{pool::{Pool, Submission},\n round};\nlet x = crate::cli::main();";
        let expected = [(1, "time"), (2, "pool"), (3, "round"), (4, "cli")];
        assert_eq!(named("src/policy/law.rs", text), expected.map(|(line, name)| (line, name.to_owned())));
    }

    #[test]
    fn super_counts_only_where_it_leads_out_to_the_root() {
        assert_eq!(named("src/report/folder.rs", "use super::manifest;"), []);
        let climbed = named("src/report/folder.rs", "use super::super::cli::main;");
        assert_eq!(climbed, [(1, "cli".to_owned())]);
        assert_eq!(named("src/pool.rs", "use super::round;"), [(1, "round".to_owned())]);
    }
}
