//! Problems of the user's input, gathered and reported together, each with its place.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::document::plural::plural;
use crate::document::source::{Origin, Source};

/// One mistake in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its place, if it has one.
    pub origin: Option<Origin>,
    /// The finding, in a sentence without a capital or a full stop.
    pub title: String,
    /// The expectation there.
    pub expected: String,
    /// Advice, if the remedy is not obvious.
    pub help: Option<String>,
    /// Whether the machine is at fault (a disk, a permission) and not the user's text.
    pub is_fault: bool,
}

impl Problem {
    /// A problem at a place.
    pub fn new(origin: Origin, title: impl Into<String>, expected: impl Into<String>) -> Problem {
        Problem { origin: Some(origin), ..Problem::without_place(title, expected) }
    }

    /// A problem that has no place in a text, such as a file that cannot be read.
    pub fn without_place(title: impl Into<String>, expected: impl Into<String>) -> Problem {
        Problem { origin: None, title: title.into(), expected: expected.into(), help: None, is_fault: false }
    }

    /// A file that cannot be read. A missing file, a folder or a file without text is the user's mistake;
    /// anything else is the machine's fault.
    pub(crate) fn unreadable(name: &str, error: &std::io::Error, expected: &str) -> Problem {
        use std::io::ErrorKind::{InvalidData, IsADirectory, NotADirectory, NotFound};
        let is_users = matches!(error.kind(), NotFound | IsADirectory | NotADirectory | InvalidData);
        let problem = Problem::without_place(format!("cannot read `{name}`: {error}"), expected);
        Problem { is_fault: !is_users, ..problem }
    }

    /// The same problem with advice.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Problem {
        self.help = Some(help.into());
        self
    }

    fn render(&self, renderer: &Renderer, lines: &mut LineCount) -> String {
        let title = Level::ERROR.primary_title(&self.title);
        let Some(origin) = &self.origin else {
            let mut group = annotate_snippets::Group::with_title(title);
            group = group.element(Level::NOTE.message(&self.expected));
            if let Some(help) = &self.help {
                group = group.element(Level::HELP.message(help));
            }
            return renderer.render(&[group]);
        };
        // Only the lines concerned: the renderer reads the whole text that it gets.
        let (text, Range { start, end }) = (&origin.source.text, origin.span.clone());
        let first = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let last = text[end..].find('\n').map_or(text.len(), |at| end + at);
        let snippet = Snippet::source(&text[first..last])
            .line_start(lines.line_of(origin))
            .path(&origin.source.name)
            .annotation(AnnotationKind::Primary.span(start - first..end - first).label(&self.expected));
        let mut group = title.element(snippet);
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help));
        }
        renderer.render(&[group])
    }
}

/// Counts lines from the last place on, since problems are sorted by place.
#[derive(Default)]
struct LineCount {
    source: Option<Arc<Source>>,
    at: usize,
    line: usize,
}

impl LineCount {
    fn line_of(&mut self, origin: &Origin) -> usize {
        let start = origin.span.start;
        let is_on = self.source.as_ref().is_some_and(|source| Arc::ptr_eq(source, &origin.source));
        if !is_on || start < self.at {
            *self = LineCount { source: Some(Arc::clone(&origin.source)), at: 0, line: 1 };
        }
        self.line += origin.source.text[self.at..start].matches('\n').count();
        self.at = start;
        self.line
    }
}

/// A collector that many readers share, so that every problem of an input is found in one pass.
#[derive(Debug, Default)]
pub struct Problems {
    found: RefCell<Vec<Problem>>,
    asked: Option<RefCell<BTreeMap<String, Asked>>>,
}

/// The requests of readers for a key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Whether it had to be there.
    pub is_needed: bool,
    /// The expectations of its value, where it was there.
    pub expected: BTreeSet<String>,
}

impl Problems {
    /// An empty collector.
    pub fn new() -> Problems {
        Problems::default()
    }

    /// An empty collector that also notes which keys the readers ask for: a list of keys is checked with it.
    pub fn listening() -> Problems {
        Problems { asked: Some(RefCell::default()), ..Problems::default() }
    }

    /// The keys that were asked for, by full name; none unless the collector was listening.
    pub fn asked(&self) -> BTreeMap<String, Asked> {
        self.asked.as_ref().map(|asked| asked.borrow().clone()).unwrap_or_default()
    }

    /// Notes a request for a key, if the collector is listening.
    pub(super) fn note(&self, path: &str, change: impl FnOnce(&mut Asked)) {
        if let Some(asked) = &self.asked {
            change(asked.borrow_mut().entry(path.to_owned()).or_default());
        }
    }

    /// Adds one.
    pub fn push(&self, problem: Problem) {
        self.found.borrow_mut().push(problem);
    }

    /// Adds several.
    pub fn extend(&self, problems: impl IntoIterator<Item = Problem>) {
        self.found.borrow_mut().extend(problems);
    }

    /// Removes a problem that another one explains.
    pub fn withdraw(&self, problem: &Problem) {
        self.found.borrow_mut().retain(|reported| reported != problem);
    }

    /// How many there are so far.
    pub fn len(&self) -> usize {
        self.found.borrow().len()
    }

    /// Whether there are none so far.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value if there are no problems, else all problems in the order of the text.
    ///
    /// # Errors
    /// [`InvalidInput`] with every problem gathered.
    ///
    /// # Panics
    /// If there is neither a value nor a problem: a reader forgot to report one.
    pub fn finish<T>(self, value: Option<T>) -> Result<T, InvalidInput> {
        let mut problems = self.found.into_inner();
        if problems.is_empty() {
            return Ok(value.expect("a reader that returns nothing has said why"));
        }
        problems.sort_by_key(|problem| {
            problem.origin.as_ref().map(|origin| (origin.source.name.clone(), origin.span.start))
        });
        problems.dedup();
        Err(InvalidInput { problems })
    }
}

/// Input that cannot be used, with all its problems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidInput {
    /// At least one problem, in the order of the text.
    pub problems: Vec<Problem>,
}

impl InvalidInput {
    /// One problem alone.
    pub fn one(problem: Problem) -> InvalidInput {
        InvalidInput { problems: vec![problem] }
    }

    /// Whether any of it is the user's mistake; else the machine is at fault.
    pub fn is_users(&self) -> bool {
        self.problems.iter().any(|problem| !problem.is_fault)
    }

    /// The message for a terminal, with or without colour.
    pub fn render(&self, renderer: &Renderer) -> String {
        let mut text = String::new();
        let mut lines = LineCount::default();
        for problem in &self.problems {
            let _ = writeln!(text, "{}\n", problem.render(renderer, &mut lines));
        }
        let count = plural(self.problems.len() as u64, "problem");
        let _ = write!(text, "{count} found; nothing was written");
        text
    }
}

impl std::fmt::Display for InvalidInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.render(&Renderer::plain()))
    }
}

impl std::error::Error for InvalidInput {}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row of a table at a time, as a broken table gives them: each message is short, and so is the time.
    #[test]
    fn a_message_holds_only_the_lines_concerned_of_a_long_text() {
        let text = "date,size\n".to_owned() + &"2020-01-01,none\n".repeat(20_000);
        let source = Source::new("rounds.csv", text);
        let mut problems = Vec::new();
        for row in 0..20_000 {
            let start = 10 + row * 16 + 11;
            let origin = Origin { source: Arc::clone(&source), span: start..start + 4 };
            problems.push(Problem::new(origin, "`size` is `none`", "expected a number"));
        }
        let invalid = InvalidInput { problems };
        let text = invalid.render(&Renderer::plain());
        let last = "error: `size` is `none`\n     --> rounds.csv:20001:12\n      |\n20001 | \
                    2020-01-01,none\n      \
                    |            ^^^^ expected a number\n\n20000 problems found; nothing was written";
        assert!(text.ends_with(last), "{}", &text[text.len() - 300..]);
    }
}
