//! A page of up to four panels: title, legend, panels beside and below one another, notes.

use plotters::style::RGBColor;

use super::canvas::{Canvas, Font, Frame, Ink, PageSize, Side, Type, at};
use super::drawing::Chart;
use super::foot::Foot;
use super::style::{BAND_OPACITY, BLACK, LINE_WIDTH, MARGIN, TEXT_SIZE};
use super::title::Title;
use super::wrap::wrapped;

/// A page of one panel, and of more.
const NARROW: f64 = 1000.0;
const WIDE: f64 = 1400.0;
const GAP: f64 = 44.0;
const HEADING: Font = Font::bold(15.0);
const HEADING_PITCH: f64 = 20.0;
const KEY_WIDTH: f64 = 30.0;
const LEGEND_PITCH: f64 = 24.0;

/// The look of an entry of a legend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Look {
    /// A line.
    Line(RGBColor),
    /// A line in its band.
    Banded(RGBColor),
    /// A filled box.
    Box(RGBColor),
    /// A dot with a bar.
    Dot(RGBColor),
}

/// An entry of a legend.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    pub look: Look,
    pub text: String,
}

/// What stands around the panels.
#[derive(Clone, Copy, Debug)]
pub struct PanelPage<'a> {
    pub title: &'a Title,
    pub legend: &'a [Key],
    /// What each panel shows.
    pub headings: &'a [String],
    /// Height of each panel below its heading, with its axes.
    pub panel_height: f64,
    pub notes: &'a [String],
}

impl PanelPage<'_> {
    /// Width of the page.
    fn width(&self) -> f64 {
        if self.headings.len() > 1 { WIDE } else { NARROW }
    }

    fn columns(&self) -> usize {
        self.headings.len().clamp(1, 2)
    }

    /// Width of a panel.
    fn panel_width(&self) -> f64 {
        let columns = self.columns() as f64;
        (self.width() - 2.0 * MARGIN - GAP * (columns - 1.0)) / columns
    }

    /// Draws the page; each panel is drawn into its frame, by its place.
    pub fn draw(self, draw: impl Fn(&mut Canvas<'_>, Frame, usize)) -> Chart {
        let width = self.width();
        let title = self.title.lines(width - 2.0 * MARGIN);
        let legend = legend_lines(self.legend, width - 2.0 * MARGIN);
        let legend_top = 30.0 + title.height();
        let top = legend_top + LEGEND_PITCH * legend.len() as f64 + 6.0;
        let headings: Vec<Vec<String>> =
            self.headings.iter().map(|text| wrapped(text, HEADING, self.panel_width())).collect();
        let heading_lines = headings.iter().map(Vec::len).max().unwrap_or(0) as f64;
        let pitch = HEADING_PITCH * heading_lines + 12.0 + self.panel_height + 26.0;
        let rows = self.headings.len().div_ceil(self.columns()) as f64;
        let foot = Foot::new(self.notes, width);
        let foot_top = top + rows * pitch;
        let size = PageSize { width: width as u32, height: (foot_top + foot.height() + 16.0).ceil() as u32 };
        let svg = Canvas::page(size, &self.title.spoken(), |canvas| {
            title.draw(canvas);
            for (line, keys) in legend.iter().enumerate() {
                draw_legend(canvas, keys, legend_top + LEGEND_PITCH * line as f64);
            }
            for (place, lines) in headings.iter().enumerate() {
                let left = MARGIN + (self.panel_width() + GAP) * (place % self.columns()) as f64;
                let top = top + pitch * (place / self.columns()) as f64;
                for (line, text) in lines.iter().enumerate() {
                    let y = top + 8.0 + HEADING_PITCH * line as f64;
                    canvas.text(text, at(left, y), Type::bold(HEADING.size, Side::Left, BLACK));
                }
                let top = top + HEADING_PITCH * heading_lines + 12.0;
                let (right, bottom) = (left + self.panel_width(), top + self.panel_height);
                draw(canvas, Frame { left, right, top, bottom }, place);
            }
            foot.draw(canvas, foot_top + 8.0);
        });
        Chart::new(svg, size)
    }
}

/// The room of an entry.
fn room(key: &Key) -> f64 {
    KEY_WIDTH + 8.0 + Font::plain(TEXT_SIZE).room(&key.text) + 24.0
}

/// Entries in lines of a width.
fn legend_lines(keys: &[Key], width: f64) -> Vec<Vec<&Key>> {
    let mut lines: Vec<Vec<&Key>> = Vec::new();
    let mut used = 0.0;
    for key in keys {
        match lines.last_mut() {
            Some(line) if used + room(key) <= width => line.push(key),
            _ => {
                used = 0.0;
                lines.push(vec![key]);
            }
        }
        used += room(key);
    }
    lines
}

fn draw_legend(canvas: &mut Canvas<'_>, keys: &[&Key], y: f64) {
    let mut x = MARGIN;
    for key in keys {
        let line = [at(x, y), at(x + KEY_WIDTH, y)];
        match key.look {
            Look::Line(colour) => canvas.line(&line, LINE_WIDTH, Ink::new(colour)),
            Look::Banded(colour) => {
                let band = Ink::faint(colour, BAND_OPACITY);
                canvas.rectangle(at(x, y - 8.0), at(x + KEY_WIDTH, y + 8.0), band);
                canvas.line(&line, LINE_WIDTH, Ink::new(colour));
            }
            Look::Box(colour) => {
                canvas.rectangle(at(x + 8.0, y - 7.0), at(x + KEY_WIDTH, y + 7.0), Ink::new(colour));
            }
            Look::Dot(colour) => {
                let x = x + KEY_WIDTH / 2.0;
                canvas.line(&[at(x, y - 9.0), at(x, y + 9.0)], 1.4, Ink::new(colour));
                canvas.dot(at(x, y), 4.0, Ink::new(colour));
            }
        }
        let text = at(x + KEY_WIDTH + 8.0, y);
        canvas.text(&key.text, text, Type::plain(TEXT_SIZE, Side::Left, BLACK));
        x += room(key);
    }
}
