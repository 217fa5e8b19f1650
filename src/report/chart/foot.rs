//! Notes at the foot of a page.

use super::canvas::{Canvas, Font, Side, Type, at};
use super::style::{GREY, LABEL_SIZE, MARGIN};
use super::wrap::wrapped;

/// From one line to the next, in pixels.
const PITCH: f64 = 19.0;

/// Notes broken into lines.
pub struct Foot {
    lines: Vec<String>,
}

impl Foot {
    /// Breaks notes into lines of a page of that width; each note begins a line.
    pub fn new<'a>(notes: impl IntoIterator<Item = &'a String>, page_width: f64) -> Foot {
        let width = page_width - 2.0 * MARGIN;
        let lines = notes.into_iter().flat_map(|note| wrapped(note, Font::plain(LABEL_SIZE), width));
        Foot { lines: lines.collect() }
    }

    /// Height of all lines, in pixels.
    pub fn height(&self) -> f64 {
        PITCH * self.lines.len() as f64
    }

    /// Draws the lines, the middle of the first one at a height of the page.
    pub fn draw(&self, canvas: &mut Canvas<'_>, first: f64) {
        for (line, text) in self.lines.iter().enumerate() {
            let place = at(MARGIN, first + PITCH * line as f64);
            canvas.text(text, place, Type::plain(LABEL_SIZE, Side::Left, GREY));
        }
    }
}
