//! One panel: simulated values as a line in its band, published ones as hollow markers.

mod beyond;
mod plot;

use self::beyond::ROW_HEIGHT;
use self::plot::{DOT_RADIUS, Plot};
use super::canvas::{Canvas, Font, Frame, Ink, Marker, Side, Type, at};
use super::scale::{MarkedScale, Range, usual_range};
use super::series::{Edge, Form, Series};
use super::style::{BAND_OPACITY, BLACK, COLOURS, GREY, GRID, LABEL_SIZE, LINE_WIDTH, MARKER_WIDTH, SHAPES};
use super::time_axis::TimeAxis;
use super::value_axis::ValueAxis;
use crate::report::words::Words;
use crate::time::Day;

/// Height of the line above a panel that names it.
pub const HEADING_HEIGHT: f64 = 26.0;

const HEADING_SIZE: f64 = 15.0;
/// A marker of the heading.
const MARKER_RADIUS: f64 = 3.6;

/// A panel with its lines. Their names are its heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    pub unit: String,
    pub series: Vec<Series>,
    pub form: Form,
    pub axis: ValueAxis,
    /// The range that is always shown; without it, the range that holds nearly all values.
    pub range: Option<Range>,
    /// Least span of the range, so that small differences do not look large.
    pub least_span: f64,
    /// Height in proportion to the other panels of its column.
    pub weight: f64,
}

impl Panel {
    /// Every day with a value.
    pub fn days(&self) -> impl Iterator<Item = Day> {
        self.series.iter().flat_map(Series::days)
    }

    /// Whether the panel shows something.
    pub fn has_values(&self) -> bool {
        self.days().next().is_some()
    }

    /// Whether values lie outside the range that is shown.
    pub fn has_beyond(&self) -> bool {
        Edge::ALL.into_iter().any(|edge| self.has_beyond_edge(edge))
    }

    fn has_beyond_edge(&self, edge: Edge) -> bool {
        let shown = self.scale(0.0, 1.0).scale.range;
        self.series.iter().flat_map(Series::values).any(|value| edge.is_passed(value, shown))
    }

    /// The scale of values between two heights of the page.
    fn scale(&self, bottom: f64, top: f64) -> MarkedScale {
        let range =
            self.range.unwrap_or_else(|| usual_range(self.series.iter().flat_map(Series::ends).collect()));
        MarkedScale::between(self.axis.marks(range.widened(self.least_span)), bottom, top)
    }

    /// Height of the rows of figures beyond the scale.
    pub fn rows_height(&self) -> f64 {
        self.row_height(Edge::Above) + self.row_height(Edge::Below)
    }

    fn row_height(&self, edge: Edge) -> f64 {
        if self.has_beyond_edge(edge) { ROW_HEIGHT } else { 0.0 }
    }

    /// Draws the panel: its heading stands above the frame, and so do figures beyond the scale, or below it.
    pub fn draw(&self, canvas: &mut Canvas<'_>, frame: Frame, axis: &TimeAxis, words: &Words) {
        self.draw_heading(canvas, frame);
        let top = frame.top + self.row_height(Edge::Above);
        let bottom = frame.bottom - self.row_height(Edge::Below);
        let frame = Frame { top, bottom, ..frame };
        let values = self.scale(bottom, top);
        self.draw_grid(canvas, frame, &values, words);
        let plot =
            Plot { frame, values: values.scale, axis: self.axis, days: axis.scale(frame.left, frame.right) };
        for mark in &axis.marks {
            let x = plot.x(*mark);
            canvas.line(&[at(x, bottom), at(x, bottom + 4.0)], 1.0, Ink::new(GREY));
        }
        for (series, colour) in self.series.iter().zip(COLOURS.iter().cycle()) {
            match self.form {
                Form::Line => plot.draw_line(canvas, &series.simulated, *colour),
                Form::Dots => plot.draw_dots(canvas, &series.simulated, *colour),
            }
        }
        for (series, shape) in self.series.iter().zip(SHAPES.iter().cycle()) {
            plot.draw_published(canvas, &series.published, *shape);
        }
        for edge in Edge::ALL {
            plot.draw_beyond(canvas, edge, &self.series, words);
        }
    }

    /// The names of the lines. Several names have the look of their lines before them and are the key as
    /// well.
    fn draw_heading(&self, canvas: &mut Canvas<'_>, frame: Frame) {
        let y = frame.top - HEADING_HEIGHT / 2.0 - 1.0;
        let bold = Type::bold(HEADING_SIZE, Side::Left, BLACK);
        let has_published = self.series.iter().any(|series| !series.published.is_empty());
        let mut x = frame.left;
        for (series, (colour, shape)) in self.series.iter().zip(COLOURS.iter().zip(&SHAPES).cycle()) {
            if self.series.len() > 1 {
                canvas.rectangle(at(x, y - 5.0), at(x + 22.0, y + 5.0), Ink::faint(*colour, BAND_OPACITY));
                match self.form {
                    Form::Line => {
                        canvas.line(&[at(x, y), at(x + 22.0, y)], LINE_WIDTH, Ink::new(*colour));
                        if has_published {
                            let (radius, width, ink) = (MARKER_RADIUS, MARKER_WIDTH, Ink::new(BLACK));
                            canvas.hollow(at(x + 11.0, y), Marker { shape: *shape, radius, width, ink });
                        }
                    }
                    Form::Dots => canvas.dot(at(x + 11.0, y), DOT_RADIUS, Ink::new(*colour)),
                }
                x += 29.0;
            }
            canvas.text(&series.name, at(x, y), bold);
            x += bold.font.room(&series.name) + 12.0;
        }
        x -= 4.0;
        // A crowded heading leaves the unit to the other panels.
        if x + Font::plain(LABEL_SIZE).room(&self.unit) < frame.right {
            canvas.text(&self.unit, at(x, y), Type::plain(LABEL_SIZE, Side::Left, GREY));
        }
    }

    /// Lines across a plot with their figures left of it, and the axis.
    fn draw_grid(&self, canvas: &mut Canvas<'_>, frame: Frame, values: &MarkedScale, words: &Words) {
        for mark in &values.marks {
            let y = values.scale.position(*mark);
            let ink = Ink::new(if self.axis.is_reference(*mark) { GREY } else { GRID });
            canvas.line(&[at(frame.left, y), at(frame.right, y)], 1.0, ink);
            let style = Type::plain(LABEL_SIZE, Side::Right, GREY);
            canvas.text(&words.figure(self.axis.figure(*mark)), at(frame.left - 7.0, y), style);
        }
        canvas.line(&[at(frame.left, frame.bottom), at(frame.right, frame.bottom)], 1.0, Ink::new(GREY));
    }
}
