//! Mean CRS of the invited against persons admitted.

use super::canvas::{Canvas, Font, Ink, Marker, PageSize, Place, Shape, Side, Type, at};
use super::drawing::Chart;
use super::foot::Foot;
use super::scale::{LEAST_TOP, MarkedScale, Range};
use super::style::{BLACK, COLOURS, GREY, GRID, LABEL_SIZE, LINE_WIDTH, MARGIN};
use super::wrap::wrapped;
use crate::experiment::inverse::PlanPoint;
use crate::experiment::spread::Spread;
use crate::report::words::{Words, message, short};

const WIDTH: f64 = 1000.0;
const TITLE: Font = Font::bold(22.0);
const TITLE_PITCH: f64 = 31.0;
const LEFT: f64 = MARGIN + 70.0;
const RIGHT: f64 = WIDTH - MARGIN - 20.0;
const HEIGHT: f64 = 420.0;
/// About so many marks stand along a scale.
const MARKS: usize = 5;
/// Digits after the point of a factor, at most.
const FACTOR_DIGITS: usize = 6;

/// The words of the chart of a frontier.
#[derive(Clone, Copy)]
pub struct FrontierText<'a> {
    /// The title.
    pub title: &'a str,
    /// Lines at the foot.
    pub notes: &'a [String],
    /// The catalogue.
    pub words: &'a Words,
}

/// One point for each factor of the target with invitations, with its 95 % intervals over a number of
/// replications.
pub fn frontier(text: FrontierText<'_>, points: &[PlanPoint], replications: u32) -> Chart {
    let FrontierText { title, notes, words } = text;
    let lines = wrapped(title, TITLE, WIDTH - 2.0 * MARGIN);
    let top = 60.0 + TITLE_PITCH * lines.len() as f64;
    let bottom = top + HEIGHT;
    let caption = words.text(&message!("frontier-caption", replications = replications));
    let foot = Foot::new([&caption].into_iter().chain(notes), WIDTH);
    let height = bottom + 85.0 + foot.height();
    let size = PageSize { width: WIDTH as u32, height: height as u32 };
    let svg = Canvas::page(size, title, |canvas| {
        for (line, text) in lines.iter().enumerate() {
            let place = at(MARGIN, 34.0 + TITLE_PITCH * line as f64);
            canvas.text(text, place, Type::bold(TITLE.size, Side::Left, BLACK));
        }
        let score = words.text(&message!("frontier-score"));
        canvas.text(&score, at(LEFT, top - 18.0), Type::plain(14.0, Side::Left, GREY));
        let points: Vec<Shown<'_>> = points.iter().filter_map(Shown::of).collect();
        let axes = Axes::new(&points, top, bottom);
        axes.draw(canvas, words);
        let axis = words.text(&message!("frontier-admitted"));
        let middle = at((LEFT + RIGHT) / 2.0, bottom + 42.0);
        canvas.text(&axis, middle, Type::plain(LABEL_SIZE, Side::Centre, GREY));
        axes.draw_points(canvas, &points, words);
        foot.draw(canvas, bottom + 78.0);
    });
    Chart::new(svg, size)
}

/// A plan with its place.
struct Shown<'a> {
    factor: f64,
    landed: &'a Spread,
    score: &'a Spread,
}

impl Shown<'_> {
    fn of(point: &PlanPoint) -> Option<Shown<'_>> {
        Some(Shown { factor: point.value, landed: &point.landed, score: point.score.as_ref()? })
    }
}

/// The factor, and whether it is the plan itself.
fn label(point: &Shown<'_>, words: &Words) -> String {
    let factor = short(point.factor, FACTOR_DIGITS);
    words.text(&if point.factor == 1.0 {
        message!("frontier-plan", factor = factor)
    } else {
        message!("frontier-factor", factor = factor)
    })
}

/// The two axes: persons across, points of the CRS up.
struct Axes {
    across: MarkedScale,
    up: MarkedScale,
}

impl Axes {
    /// Axes that hold all means and intervals of some plans.
    fn new(points: &[Shown<'_>], top: f64, bottom: f64) -> Axes {
        let landed = range(points.iter().map(|point| point.landed));
        let score = range(points.iter().map(|point| point.score));
        Axes {
            across: MarkedScale::new(landed, MARKS, LEFT, RIGHT),
            up: MarkedScale::new(score, MARKS, bottom, top),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, words: &Words) {
        let bottom = self.up.scale.start;
        for mark in &self.up.marks {
            let y = self.up.scale.position(*mark);
            canvas.line(&[at(LEFT, y), at(RIGHT, y)], 1.0, Ink::new(GRID));
            let style = Type::plain(LABEL_SIZE, Side::Right, GREY);
            canvas.text(&words.figure(*mark), at(LEFT - 8.0, y), style);
        }
        for mark in &self.across.marks {
            let x = self.across.scale.position(*mark);
            canvas.line(&[at(x, bottom), at(x, bottom + 4.0)], 1.0, Ink::new(GREY));
            let style = Type::plain(LABEL_SIZE, Side::Centre, GREY);
            canvas.text(&words.figure(*mark), at(x, bottom + 18.0), style);
        }
        canvas.line(&[at(LEFT, bottom), at(RIGHT, bottom)], 1.0, Ink::new(GREY));
    }

    /// The place of persons admitted and points of the CRS.
    fn place(&self, landed: f64, score: f64) -> Place {
        at(self.across.scale.position(landed), self.up.scale.position(score))
    }

    fn draw_points(&self, canvas: &mut Canvas<'_>, points: &[Shown<'_>], words: &Words) {
        let ink = Ink::new(COLOURS[0]);
        let means: Vec<Place> =
            points.iter().map(|point| self.place(point.landed.mean, point.score.mean)).collect();
        if means.len() > 1 {
            canvas.line(&means, LINE_WIDTH, ink);
        }
        for (point, mean) in points.iter().zip(means) {
            if let Some((low, high)) = interval(point.landed) {
                let score = point.score.mean;
                canvas.line(&[self.place(low, score), self.place(high, score)], 1.2, ink);
            }
            if let Some((low, high)) = interval(point.score) {
                let landed = point.landed.mean;
                canvas.line(&[self.place(landed, low), self.place(landed, high)], 1.2, ink);
            }
            canvas.dot(mean, 4.0, ink);
            if point.factor == 1.0 {
                // The plan as it is, from which the other points depart.
                let ink = Ink::new(BLACK);
                canvas.hollow(mean, Marker { shape: Shape::Circle, radius: 8.0, width: 1.6, ink });
            }
            let style = Type::plain(LABEL_SIZE, Side::Left, BLACK);
            canvas.text(&label(point, words), at(mean.x + 12.0, mean.y - 13.0), style);
        }
    }
}

/// The interval of a mean. Neither persons nor points are fewer than none.
fn interval(spread: &Spread) -> Option<(f64, f64)> {
    spread.ci95_low.map(|low| low.max(0.0)).zip(spread.ci95_high)
}

/// The range of some means and their intervals.
fn range<'a>(spreads: impl Iterator<Item = &'a Spread>) -> Range {
    let mut ends: Option<Range> = None;
    for spread in spreads {
        let low = spread.ci95_low.unwrap_or(spread.mean);
        let high = spread.ci95_high.unwrap_or(spread.mean);
        let so_far = ends.unwrap_or(Range { low, high });
        ends = Some(Range { low: so_far.low.min(low), high: so_far.high.max(high) });
    }
    let Range { low, high } = ends.unwrap_or(Range { low: 0.0, high: LEAST_TOP });
    Range { low: low.max(0.0), high: high.max(LEAST_TOP) }
}
