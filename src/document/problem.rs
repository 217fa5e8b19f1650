//! Problems of the user's input, gathered and reported together, each with its place.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::document::kind::Kinds;
use crate::document::plural::plural;
use crate::document::printable::{printable, printable_line};
use crate::document::source::Origin;

/// Most problems of a kind that are kept: more than are shown, since they are not found in the order of the
/// text.
const KEPT: u64 = 200;

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

    /// Its place in the order of messages: by name of the text.
    fn place(&self) -> Option<(&str, usize)> {
        self.origin.as_ref().map(|origin| (origin.source.name.as_str(), origin.span.start))
    }

    fn render(&self, renderer: &Renderer) -> String {
        let (title, expected) = (printable(&self.title), printable(&self.expected));
        let help = self.help.as_ref().map(|help| printable(help));
        let title = Level::ERROR.primary_title(title);
        let view = self.origin.as_ref().map(View::of);
        let path = self.origin.as_ref().map_or_else(Cow::default, |origin| printable(&origin.source.name));
        let mut group = match &view {
            None => Group::with_title(title).element(Level::NOTE.message(expected)),
            Some(View { text, mark, line, .. }) => {
                let mark = AnnotationKind::Primary.span(mark.clone()).label(expected);
                let snippet = Snippet::source(text.as_ref()).line_start(*line).annotation(mark);
                title.element(snippet.path(path.as_ref()))
            }
        };
        if let Some(help) = help {
            group = group.element(Level::HELP.message(help));
        }
        let rendered = renderer.render(&[group]);
        match view {
            Some(View { text, mark, line, column: Some(column) }) => {
                // The renderer counts columns in the part of the line that it was given.
                let counted = text[..mark.start].chars().count() + 1;
                let place = format!("{path}:{line}:");
                rendered.replacen(&format!("{place}{counted}"), &format!("{place}{column}"), 1)
            }
            _ => rendered,
        }
    }
}

/// Most bytes of the lines that a message shows whole.
const WHOLE: usize = 2_000;
/// Bytes that a message shows of a longer line before and behind a place, and of the place itself.
const AROUND: usize = 50;
const MARKED: usize = 200;

/// What a message shows of a text: the lines concerned, and of a long line only what is around the place.
struct View<'a> {
    text: Cow<'a, str>,
    /// The place in this text.
    mark: Range<usize>,
    line: usize,
    /// The column of the place, if the text does not begin with its line.
    column: Option<usize>,
}

impl<'a> View<'a> {
    fn of(origin: &'a Origin) -> View<'a> {
        let (whole, Range { start, end }) = (&origin.source.text, origin.span.clone());
        let lines = origin.lines();
        if lines.len() <= WHOLE {
            let mark = start - lines.start..end - lines.start;
            return View { text: whole[lines].into(), mark, line: origin.line(), column: None };
        }
        let end = whole.floor_char_boundary(end.min(start + MARKED));
        let first = whole.ceil_char_boundary(start.saturating_sub(AROUND).max(lines.start));
        let last = whole.floor_char_boundary((end + AROUND).min(lines.end));
        let [before, behind] =
            [first > lines.start, last < lines.end].map(|is_cut| if is_cut { "..." } else { "" });
        let mark = start - first + before.len()..end - first + before.len();
        let text = format!("{before}{}{behind}", &whole[first..last]);
        let (line, column) = origin.line_column();
        View { text: text.into(), mark, line, column: Some(column) }
    }
}

/// A collector that many readers share, so that every problem of an input is found in one pass.
#[derive(Debug, Default)]
pub struct Problems {
    found: RefCell<Found>,
    asked: Option<RefCell<BTreeMap<String, Asked>>>,
}

/// Problems that were found: so many of a kind, and the number of the others.
#[derive(Debug, Default)]
struct Found {
    kept: Vec<Problem>,
    /// All of them.
    kinds: Kinds,
    /// Those that were not kept.
    left_out: Kinds,
}

impl Found {
    fn push(&mut self, title: &str, problem: impl FnOnce() -> Problem) {
        if self.kinds.add(title, 1) < KEPT {
            self.kept.push(problem());
        } else {
            self.left_out.add(title, 1);
        }
    }
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

    /// Adds one. Of a kind of which there are many already it is only counted.
    pub fn push(&self, problem: Problem) {
        let title = problem.title.clone();
        self.push_with(&title, || problem);
    }

    /// Adds one of a title, whose explanation costs something: it is made only if it may be shown.
    pub(crate) fn push_with(&self, title: &str, problem: impl FnOnce() -> Problem) {
        self.found.borrow_mut().push(title, problem);
    }

    /// Adds several.
    pub fn extend(&self, problems: impl IntoIterator<Item = Problem>) {
        problems.into_iter().for_each(|problem| self.push(problem));
    }

    /// Removes a problem that another one explains.
    pub fn withdraw(&self, problem: &Problem) {
        self.found.borrow_mut().kept.retain(|reported| reported != problem);
    }

    /// How many there are so far.
    pub fn len(&self) -> usize {
        let found = self.found.borrow();
        found.kept.len() + found.left_out.total() as usize
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
        let Found { kept: mut problems, left_out, .. } = self.found.into_inner();
        if problems.is_empty() {
            return Ok(value.expect("a reader that returns nothing has said why"));
        }
        problems.sort_by(|one, other| one.place().cmp(&other.place()));
        problems.dedup();
        Err(InvalidInput { problems, left_out })
    }
}

/// The outcome of a command that reads input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Files.
    Files,
    /// An answer on the screen alone.
    Answer,
}

/// Input that cannot be used, with its problems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidInput {
    /// At least one problem, in the order of the text. Of a kind with very many they are the first.
    pub problems: Vec<Problem>,
    /// The others of such kinds.
    left_out: Kinds,
}

impl InvalidInput {
    /// One problem alone.
    pub fn one(problem: Problem) -> InvalidInput {
        InvalidInput { problems: vec![problem], left_out: Kinds::default() }
    }

    /// The problems of several inputs; none if there are none. Several may read the same broken file: its
    /// problems count once.
    pub fn joined(inputs: impl IntoIterator<Item = InvalidInput>) -> Option<InvalidInput> {
        let mut all: Option<InvalidInput> = None;
        for InvalidInput { problems, left_out } in inputs {
            let Some(joined) = &mut all else {
                all = Some(InvalidInput { problems, left_out });
                continue;
            };
            let new: Vec<Problem> =
                problems.into_iter().filter(|problem| !joined.problems.contains(problem)).collect();
            if !new.is_empty() {
                joined.left_out.extend(&left_out);
            }
            joined.problems.extend(new);
        }
        all
    }

    /// Whether any of it is the user's mistake; else the machine is at fault.
    pub fn is_users(&self) -> bool {
        self.problems.iter().any(|problem| !problem.is_fault)
    }

    /// The message for a terminal, with or without colour, to a user who expected an outcome.
    pub fn render(&self, renderer: &Renderer, outcome: Outcome) -> String {
        let mut text = String::new();
        let mut kinds = Kinds::default();
        for problem in &self.problems {
            if kinds.is_shown(&problem.title) {
                let _ = writeln!(text, "{}\n", problem.render(renderer));
            }
        }
        kinds.extend(&self.left_out);
        for (first, count) in kinds.left_out() {
            let first = printable_line(first);
            let first = &first[..first.floor_char_boundary(MARKED)];
            let _ = writeln!(text, "error: {count} more like this one: {first}\n");
        }
        let count = plural(kinds.total(), "problem");
        let ending = match outcome {
            Outcome::Files => "; nothing was written",
            Outcome::Answer => "",
        };
        let _ = write!(text, "{count} found{ending}");
        text
    }
}

impl std::fmt::Display for InvalidInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.render(&Renderer::plain(), Outcome::Files))
    }
}

impl std::error::Error for InvalidInput {}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::document::source::Source;

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
        let found = Problems::new();
        found.extend(problems.into_iter().rev());
        let invalid = found.finish::<()>(None).unwrap_err();
        let text = invalid.render(&Renderer::plain(), Outcome::Files);
        let last = "error: `size` is `none`\n     --> rounds.csv:19821:12\n      |\n19821 | \
                    2020-01-01,none\n      |            ^^^^ expected a number\n\n\
                    error: 19980 more like this one: `size` is `none`\n\n\
                    20000 problems found; nothing was written";
        assert!(text.ends_with(last), "{}", &text[text.len() - 300..]);
    }
}
