//! Titles of charts: the finding or the question, and ordinary text under it.

use super::canvas::{Canvas, Font, Side, Type, at};
use super::style::{BLACK, MARGIN};
use super::wrap::wrapped;

const TITLE_SIZE: f64 = 25.0;
const TITLE_PITCH: f64 = 35.0;
const MORE_SIZE: f64 = 16.0;
const MORE_PITCH: f64 = 24.0;
/// Between the two, in addition to the pitch of lines.
const GAP: f64 = 4.0;

/// A title, and ordinary text under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    bold: String,
    more: String,
}

impl From<&str> for Title {
    fn from(bold: &str) -> Title {
        Title::from(bold.to_owned())
    }
}

impl From<String> for Title {
    fn from(bold: String) -> Title {
        Title { bold, more: String::new() }
    }
}

impl Title {
    /// The title with ordinary text under it.
    pub fn with(self, more: impl Into<String>) -> Title {
        Title { more: more.into(), ..self }
    }

    /// The whole title in one line, for screen readers.
    pub(super) fn spoken(&self) -> String {
        match (self.more.as_str(), self.bold.ends_with('?')) {
            ("", _) => self.bold.clone(),
            (more, true) => format!("{} {more}", self.bold),
            (more, false) => format!("{}. {more}", self.bold),
        }
    }

    /// The whole title in lines that fit into a width in pixels.
    pub(super) fn lines(&self, width: f64) -> TitleLines {
        TitleLines {
            bold: wrapped(&self.bold, Font::bold(TITLE_SIZE), width),
            more: wrapped(&self.more, Font::plain(MORE_SIZE), width),
        }
    }
}

/// A title broken into lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TitleLines {
    bold: Vec<String>,
    more: Vec<String>,
}

impl TitleLines {
    /// Its height below the upper edge of the page, in pixels.
    pub fn height(&self) -> f64 {
        let gap = if self.more.is_empty() { 0.0 } else { GAP };
        TITLE_PITCH * self.bold.len() as f64 + gap + MORE_PITCH * self.more.len() as f64
    }

    /// Draws it at the top of a page.
    pub fn draw(&self, canvas: &mut Canvas<'_>) {
        for (line, text) in self.bold.iter().enumerate() {
            let place = at(MARGIN, 34.0 + TITLE_PITCH * line as f64);
            canvas.text(text, place, Type::bold(TITLE_SIZE, Side::Left, BLACK));
        }
        let top = 28.0 + GAP + TITLE_PITCH * self.bold.len() as f64;
        for (line, text) in self.more.iter().enumerate() {
            let place = at(MARGIN, top + MORE_PITCH * line as f64);
            canvas.text(text, place, Type::plain(MORE_SIZE, Side::Left, BLACK));
        }
    }
}
