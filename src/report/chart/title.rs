//! What stands above a chart: a title that says what it finds or asks, and a line of what else belongs to it.

use super::canvas::{Canvas, Ink, Side, Type};
use super::page::wrapped;
use super::panel::BLACK;

const TITLE_SIZE: f64 = 25.0;
const TITLE_PITCH: f64 = 35.0;
const MORE_SIZE: f64 = 16.0;
const MORE_PITCH: f64 = 24.0;
/// Between the two, beside what lines need.
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

    /// All of it, for those who hear a chart.
    pub(super) fn spoken(&self) -> String {
        match (self.more.as_str(), self.bold.ends_with('?')) {
            ("", _) => self.bold.clone(),
            (more, true) => format!("{} {more}", self.bold),
            (more, false) => format!("{}. {more}", self.bold),
        }
    }

    /// All of it in lines that fit into a width in pixels.
    pub(super) fn lines(&self, width: f64) -> TitleLines {
        TitleLines {
            bold: wrapped(&self.bold, TITLE_SIZE, true, width),
            more: wrapped(&self.more, MORE_SIZE, false, width),
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
    /// How much of the page it takes below the margin at the top, in pixels.
    pub fn height(&self) -> f64 {
        let gap = if self.more.is_empty() { 0.0 } else { GAP };
        TITLE_PITCH * self.bold.len() as f64 + gap + MORE_PITCH * self.more.len() as f64
    }

    /// Draws it at the top of a page, from its left margin on.
    pub fn draw(&self, canvas: &mut Canvas<'_>, margin: f64) {
        let style = Type { size: TITLE_SIZE, is_bold: true, side: Side::Left, ink: Ink::new(BLACK) };
        for (line, text) in self.bold.iter().enumerate() {
            canvas.text(text, (margin, 34.0 + TITLE_PITCH * line as f64), style);
        }
        let top = 28.0 + GAP + TITLE_PITCH * self.bold.len() as f64;
        let style = Type { size: MORE_SIZE, is_bold: false, ..style };
        for (line, text) in self.more.iter().enumerate() {
            canvas.text(text, (margin, top + MORE_PITCH * line as f64), style);
        }
    }
}
