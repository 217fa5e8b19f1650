//! Mean CRS of the invited against persons admitted.

use plotters::style::RGBColor;

use super::Chart;
use super::canvas::{Canvas, Ink, Shape, Side, Type};
use super::page::wrapped;
use super::panel::{BLACK, COLOURS, GREY, LABEL_SIZE, LINE_WIDTH, grouped};
use super::scale::{LEAST_TOP, Scale, round_marks};
use crate::experiment::inverse::PlanPoint;
use crate::experiment::spread::Spread;
use crate::report::words::{Words, message, short};

const WIDTH: f64 = 1000.0;
const MARGIN: f64 = 32.0;
const TITLE_SIZE: f64 = 22.0;
const TITLE_PITCH: f64 = 31.0;
const CAPTION_PITCH: f64 = 19.0;
const LEFT: f64 = MARGIN + 70.0;
const RIGHT: f64 = WIDTH - MARGIN - 20.0;
const HEIGHT: f64 = 420.0;
/// Digits after the point of a factor, at most.
const FACTOR_DIGITS: usize = 6;
const GRID: RGBColor = RGBColor(222, 222, 222);

/// What the chart of a frontier says.
#[derive(Clone, Copy)]
pub struct FrontierText<'a> {
    /// The title.
    pub title: &'a str,
    /// Lines at the foot.
    pub notes: &'a [String],
    /// The catalogue.
    pub words: &'a Words,
}

/// One point for each factor of the target with invitations, with its 95 % intervals over so many
/// replications.
pub fn frontier(text: FrontierText<'_>, points: &[PlanPoint], replications: u32) -> Chart {
    let FrontierText { title, notes, words } = text;
    let lines = wrapped(title, TITLE_SIZE, true, WIDTH - 2.0 * MARGIN);
    let top = 60.0 + TITLE_PITCH * lines.len() as f64;
    let bottom = top + HEIGHT;
    let caption = words.text(&message!("frontier-caption", replications = replications));
    let caption: Vec<String> = [caption]
        .iter()
        .chain(notes)
        .flat_map(|text| wrapped(text, LABEL_SIZE, false, WIDTH - 2.0 * MARGIN))
        .collect();
    let size = (WIDTH as u32, (bottom + 85.0 + CAPTION_PITCH * caption.len() as f64) as u32);
    let svg = Canvas::page(size, title, |canvas| {
        for (line, text) in lines.iter().enumerate() {
            let y = 34.0 + TITLE_PITCH * line as f64;
            canvas.text(text, (MARGIN, y), Type::bold(TITLE_SIZE, Side::Left, BLACK));
        }
        let score = words.text(&message!("frontier-score"));
        canvas.text(&score, (LEFT, top - 18.0), Type::plain(14.0, Side::Left, GREY));
        let points: Vec<Shown<'_>> = points.iter().filter_map(Shown::of).collect();
        let (across, up) = (
            scale(&points, |point| point.landed, LEFT, RIGHT),
            scale(&points, |point| point.score, bottom, top),
        );
        let centred = Type::plain(LABEL_SIZE, Side::Centre, GREY);
        for mark in &up.1 {
            let y = up.0.position(*mark);
            canvas.line(&[(LEFT, y), (RIGHT, y)], 1.0, Ink::new(GRID));
            canvas.text(&grouped(*mark), (LEFT - 8.0, y), Type::plain(LABEL_SIZE, Side::Right, GREY));
        }
        for mark in &across.1 {
            let x = across.0.position(*mark);
            canvas.line(&[(x, bottom), (x, bottom + 4.0)], 1.0, Ink::new(GREY));
            canvas.text(&grouped(*mark), (x, bottom + 18.0), centred);
        }
        canvas.line(&[(LEFT, bottom), (RIGHT, bottom)], 1.0, Ink::new(GREY));
        let axis = words.text(&message!("frontier-admitted"));
        canvas.text(&axis, ((LEFT + RIGHT) / 2.0, bottom + 42.0), centred);
        let labels: Vec<String> = points.iter().map(|point| label(point, words)).collect();
        draw(canvas, &points, &labels, (&across.0, &up.0));
        for (line, text) in caption.iter().enumerate() {
            let y = bottom + 78.0 + CAPTION_PITCH * line as f64;
            canvas.text(text, (MARGIN, y), Type::plain(LABEL_SIZE, Side::Left, GREY));
        }
    });
    Chart { svg, size }
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

fn draw(canvas: &mut Canvas<'_>, points: &[Shown<'_>], labels: &[String], (across, up): (&Scale, &Scale)) {
    let ink = Ink::new(COLOURS[0]);
    let at = |point: &Shown<'_>| (across.position(point.landed.mean), up.position(point.score.mean));
    let line: Vec<(f64, f64)> = points.iter().map(at).collect();
    if line.len() > 1 {
        canvas.line(&line, LINE_WIDTH, ink);
    }
    for (point, label) in points.iter().zip(labels) {
        let (x, y) = at(point);
        let ends = |spread: &Spread| spread.ci95_low.map(|low| low.max(0.0)).zip(spread.ci95_high);
        if let Some((low, high)) = ends(point.landed) {
            canvas.line(&[(across.position(low), y), (across.position(high), y)], 1.2, ink);
        }
        if let Some((low, high)) = ends(point.score) {
            canvas.line(&[(x, up.position(low)), (x, up.position(high))], 1.2, ink);
        }
        canvas.dot((x, y), 4.0, ink);
        if point.factor == 1.0 {
            // The plan as it is, from which the other points depart.
            canvas.hollow(Shape::Circle, (x, y), 8.0, 1.6, Ink::new(BLACK));
        }
        canvas.text(label, (x + 12.0, y - 13.0), Type::plain(LABEL_SIZE, Side::Left, BLACK));
    }
}

/// A scale that holds all means and intervals, and its marks. Neither people nor points are fewer than none.
fn scale<'a>(
    points: &[Shown<'a>],
    part: fn(&Shown<'a>) -> &'a Spread,
    start: f64,
    end: f64,
) -> (Scale, Vec<f64>) {
    let ends = points
        .iter()
        .map(part)
        .flat_map(|spread| [spread.ci95_low.unwrap_or(spread.mean), spread.ci95_high.unwrap_or(spread.mean)]);
    let (low, high) = ends.fold((f64::MAX, f64::MIN), |(low, high), end| (low.min(end), high.max(end)));
    let (low, high) = if points.is_empty() { (0.0, LEAST_TOP) } else { (low.max(0.0), high.max(LEAST_TOP)) };
    let marks = round_marks(low, high, 5);
    (Scale { low: marks[0], high: marks[marks.len() - 1], start, end }, marks)
}
