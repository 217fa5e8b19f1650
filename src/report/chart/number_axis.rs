//! Axes of numbers of any size: round marks, and figures with as many digits as their distance needs.

use super::canvas::{Canvas, Font, Frame, Ink, Side, Type, at};
use super::scale::{MarkedScale, Range, round_step};
use super::style::{GREY, GRID, LABEL_SIZE};
use crate::report::words::{Words, decimal};

/// Most digits after the point.
const MOST_DIGITS: f64 = 9.0;

/// An axis with its figures.
pub struct NumberAxis {
    marked: MarkedScale,
    figures: Vec<String>,
}

impl NumberAxis {
    /// An axis that encloses a range, with about `count` marks.
    pub fn new(range: Range, count: usize, words: &Words) -> NumberAxis {
        let span = range.high - range.low;
        // A single value stands in the middle.
        let least = if span > 0.0 { span } else { (range.low.abs() / 10.0).max(1.0) };
        let Range { low, high } = range.widened(least);
        let step = round_step((high - low) / count as f64);
        let first = (low / step + 1e-9).floor() as i64;
        let last = ((high / step - 1e-9).ceil() as i64).max(first + 1);
        let digits = (-step.log10().floor()).clamp(0.0, MOST_DIGITS) as usize;
        let marks: Vec<f64> = (first..=last).map(|index| index as f64 * step).collect();
        let figures = marks.iter().map(|mark| words.argument(&decimal(*mark, digits))).collect();
        NumberAxis { marked: MarkedScale::between(marks, 0.0, 1.0), figures }
    }

    /// Room for the widest figure.
    pub fn room(&self) -> f64 {
        self.figures.iter().map(|figure| Font::plain(LABEL_SIZE).room(figure)).fold(0.0, f64::max)
    }

    /// The position of a value between two positions of the page.
    pub fn between(&self, start: f64, end: f64, value: f64) -> f64 {
        start + self.marked.scale.position(value) * (end - start)
    }

    /// The height of a value in a plot.
    pub fn y(&self, plot: Frame, value: f64) -> f64 {
        self.between(plot.bottom, plot.top, value)
    }

    /// The place of a value along a plot.
    pub fn x(&self, plot: Frame, value: f64) -> f64 {
        self.between(plot.left, plot.right, value)
    }

    /// Draws lines across a plot with their figures left of it.
    pub fn draw_up(&self, canvas: &mut Canvas<'_>, plot: Frame) {
        for (mark, figure) in self.marked.marks.iter().zip(&self.figures) {
            let y = self.y(plot, *mark);
            canvas.line(&[at(plot.left, y), at(plot.right, y)], 1.0, Ink::new(GRID));
            canvas.text(figure, at(plot.left - 8.0, y), Type::plain(LABEL_SIZE, Side::Right, GREY));
        }
        canvas.line(&[at(plot.left, plot.bottom), at(plot.right, plot.bottom)], 1.0, Ink::new(GREY));
    }

    /// Draws marks below a plot with their figures; every second figure where they would touch.
    pub fn draw_across(&self, canvas: &mut Canvas<'_>, plot: Frame) {
        let pitch = (plot.right - plot.left) / (self.marked.marks.len() - 1) as f64;
        let every = ((self.room() + 10.0) / pitch).ceil().max(1.0) as usize;
        for (place, (mark, figure)) in self.marked.marks.iter().zip(&self.figures).enumerate() {
            let x = self.x(plot, *mark);
            canvas.line(&[at(x, plot.bottom), at(x, plot.bottom + 4.0)], 1.0, Ink::new(GREY));
            if place % every == 0 {
                let style = Type::plain(LABEL_SIZE, Side::Centre, GREY);
                canvas.text(figure, at(x, plot.bottom + 20.0), style);
            }
        }
    }

    /// Draws lines down a plot at the marks.
    pub fn draw_lines_down(&self, canvas: &mut Canvas<'_>, plot: Frame) {
        for mark in &self.marked.marks {
            let x = self.x(plot, *mark);
            canvas.line(&[at(x, plot.top), at(x, plot.bottom)], 1.0, Ink::new(GRID));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(low: f64, high: f64) -> Vec<String> {
        NumberAxis::new(Range { low, high }, 4, &Words::english()).figures
    }

    #[test]
    fn figures_have_the_digits_that_their_distance_needs() {
        assert_eq!(figures(0.45, 0.8), ["0.4", "0.5", "0.6", "0.7", "0.8"]);
        assert_eq!(figures(1000.0, 3000.0), ["1,000", "1,500", "2,000", "2,500", "3,000"]);
        assert_eq!(figures(-0.02, 0.01), ["-0.02", "-0.01", "0.00", "0.01"]);
        assert_eq!(figures(500.0, 500.0), ["460", "480", "500", "520", "540"]);
    }
}
