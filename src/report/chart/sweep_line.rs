//! Outcomes along one lever or uncertainty: a line in the band of its mean, or a dot with a bar for each
//! point.

use super::canvas::{Canvas, Font, Frame, Ink, Place, Side, Type, at};
use super::drawing::Chart;
use super::number_axis::NumberAxis;
use super::panel_grid::{Key, Look, PanelPage};
use super::scale::Range;
use super::short_label::short_labels;
use super::style::{BAND_OPACITY, COLOURS, GREY, LABEL_SIZE, LINE_WIDTH};
use super::title::Title;
use crate::report::words::{Words, message};

const PANEL_HEIGHT: f64 = 330.0;
/// Room for the figures and the name of the axis across.
const ACROSS_HEIGHT: f64 = 52.0;
const MARKS: usize = 5;
const DOT: f64 = 3.6;

/// An outcome at a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinePoint {
    /// Mean over replications.
    pub mean: f64,
    /// Its 95 % interval; of one replication, the mean.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// The places of the points.
#[derive(Clone, Debug, PartialEq)]
pub enum Along {
    /// Numbers, in ascending order.
    Numbers(Vec<f64>),
    /// Names.
    Names(Vec<String>),
}

/// How points are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineForm {
    /// Joined, in a band.
    Line,
    /// Each alone.
    Dots,
}

/// An outcome along a dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct LinePanel {
    /// The outcome and its unit.
    pub heading: String,
    /// The base.
    pub base: Option<f64>,
    /// The outcome at each point; none where it failed.
    pub points: Vec<Option<LinePoint>>,
    /// Least span of the axis of values.
    pub least_span: f64,
}

/// The content of the chart.
#[derive(Clone, Copy, Debug)]
pub struct SweepLine<'a> {
    pub title: &'a Title,
    /// The dimension.
    pub axis: &'a str,
    pub along: &'a Along,
    pub form: LineForm,
    pub panels: &'a [LinePanel],
    pub replications: u32,
    pub notes: &'a [String],
}

/// Draws a panel for each outcome.
pub fn sweep_line(content: SweepLine<'_>, words: &Words) -> Chart {
    let headings: Vec<String> = content.panels.iter().map(|panel| panel.heading.clone()).collect();
    let legend = content.legend(words);
    let page = PanelPage {
        title: content.title,
        legend: &legend,
        headings: &headings,
        panel_height: PANEL_HEIGHT,
        notes: content.notes,
    };
    page.draw(|canvas, frame, place| content.draw(canvas, frame, &content.panels[place], words))
}

impl SweepLine<'_> {
    fn legend(&self, words: &Words) -> Vec<Key> {
        let replications = self.replications;
        let mean = match replications {
            1 => message!("sweep-legend-single"),
            _ => message!("sweep-legend-mean", replications = replications),
        };
        let look = match self.form {
            LineForm::Line if replications > 1 => Look::Banded(COLOURS[0]),
            LineForm::Line => Look::Line(COLOURS[0]),
            LineForm::Dots => Look::Dot(COLOURS[0]),
        };
        let mut keys = vec![Key { look, text: words.text(&mean) }];
        if self.panels.iter().any(|panel| panel.base.is_some()) {
            keys.push(Key { look: Look::Line(GREY), text: words.text(&message!("sweep-legend-base")) });
        }
        keys
    }

    fn draw(&self, canvas: &mut Canvas<'_>, frame: Frame, panel: &LinePanel, words: &Words) {
        let up = NumberAxis::new(panel.range(), MARKS, words);
        let left = frame.left + up.room() + 10.0;
        let plot = Frame { left, right: frame.right - 10.0, bottom: frame.bottom - ACROSS_HEIGHT, ..frame };
        up.draw_up(canvas, plot);
        let places = self.draw_across(canvas, plot, words);
        if let Some(base) = panel.base {
            let y = up.y(plot, base);
            canvas.line(&[at(plot.left, y), at(plot.right, y)], LINE_WIDTH, Ink::new(GREY));
        }
        let points: Vec<Option<DrawnPoint>> = panel
            .points
            .iter()
            .zip(&places)
            .map(|(point, x)| DrawnPoint::of(&up, plot, *x, (*point)?))
            .collect();
        match self.form {
            LineForm::Line => draw_line(canvas, &points),
            LineForm::Dots => draw_dots(canvas, &points),
        }
    }

    /// Draws the axis of the dimension; returns the place of each point along it.
    fn draw_across(&self, canvas: &mut Canvas<'_>, plot: Frame, words: &Words) -> Vec<f64> {
        let name = short_labels(&[self.axis.to_owned()], Font::plain(LABEL_SIZE), plot.right - plot.left);
        let middle = at((plot.left + plot.right) / 2.0, plot.bottom + 42.0);
        canvas.text(&name[0], middle, Type::plain(LABEL_SIZE, Side::Centre, GREY));
        match self.along {
            Along::Numbers(numbers) => {
                let low = numbers.iter().copied().fold(f64::INFINITY, f64::min);
                let high = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                let axis = NumberAxis::new(Range { low, high }, MARKS + 1, words);
                axis.draw_across(canvas, plot);
                numbers.iter().map(|number| axis.x(plot, *number)).collect()
            }
            Along::Names(names) => {
                let slot = (plot.right - plot.left) / names.len().max(1) as f64;
                let middles = (0..names.len()).map(|place| plot.left + slot * (place as f64 + 0.5));
                let labels = short_labels(names, Font::plain(LABEL_SIZE), slot - 8.0);
                for (x, label) in middles.clone().zip(&labels) {
                    let style = Type::plain(LABEL_SIZE, Side::Centre, GREY);
                    canvas.text(label, at(x, plot.bottom + 20.0), style);
                }
                middles.collect()
            }
        }
    }
}

impl LinePanel {
    fn range(&self) -> Range {
        let points = self.points.iter().flatten();
        let ends = points.flat_map(|point| [point.low, point.high]).chain(self.base);
        let (low, high) =
            ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), end| (low.min(end), high.max(end)));
        if low > high { Range { low: 0.0, high: 1.0 } } else { Range { low, high }.widened(self.least_span) }
    }
}

/// A point on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
struct DrawnPoint {
    mean: Place,
    low: Place,
    high: Place,
}

impl DrawnPoint {
    fn of(up: &NumberAxis, plot: Frame, x: f64, point: LinePoint) -> Option<DrawnPoint> {
        let [mean, low, high] = [point.mean, point.low, point.high].map(|value| at(x, up.y(plot, value)));
        Some(DrawnPoint { mean, low, high })
    }
}

/// Draws the points without a hole between them as one line each.
fn draw_line(canvas: &mut Canvas<'_>, points: &[Option<DrawnPoint>]) {
    let ink = Ink::new(COLOURS[0]);
    for piece in points.split(Option::is_none) {
        let piece: Vec<DrawnPoint> = piece.iter().copied().flatten().collect();
        if piece.len() > 1 {
            let upper = piece.iter().map(|point| point.high);
            let lower = piece.iter().rev().map(|point| point.low);
            let outline: Vec<Place> = upper.chain(lower).collect();
            canvas.area(&outline, Ink::faint(COLOURS[0], BAND_OPACITY));
            let means: Vec<Place> = piece.iter().map(|point| point.mean).collect();
            canvas.line(&means, LINE_WIDTH, ink);
        }
        for point in &piece {
            if piece.len() == 1 {
                canvas.line(&[point.low, point.high], 1.4, ink);
            }
            canvas.dot(point.mean, DOT, ink);
        }
    }
}

fn draw_dots(canvas: &mut Canvas<'_>, points: &[Option<DrawnPoint>]) {
    for point in points.iter().flatten() {
        canvas.line(&[point.low, point.high], 1.4, Ink::new(COLOURS[0]));
        canvas.dot(point.mean, DOT, Ink::new(COLOURS[0]));
    }
}
