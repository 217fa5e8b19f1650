//! The plot of a panel: lines in their bands, dots, and hollow markers.

use plotters::style::RGBColor;

use super::beyond::{Beyond, BeyondRow, Origin};
use crate::report::chart::canvas::{Canvas, Frame, Ink, Marker, Place, Shape, at};
use crate::report::chart::scale::Scale;
use crate::report::chart::series::{Edge, Point, Series};
use crate::report::chart::style::{BAND_OPACITY, BLACK, COLOURS, LINE_WIDTH, MARKER_WIDTH};
use crate::report::chart::value_axis::ValueAxis;
use crate::report::words::Words;
use crate::time::Day;

/// A marker on a line of few values: a dot of the simulation shows inside.
const LARGE_RADIUS: f64 = 3.6;
/// A marker on a line of many values: neighbours overlap less.
const SMALL_RADIUS: f64 = 2.1;
/// Small markers are finer, and let each other show through.
const SMALL_MARKER_WIDTH: f64 = 0.8;
const SMALL_MARKER_OPACITY: f64 = 0.75;
const FINE_LINE_WIDTH: f64 = 1.5;
/// A dot of a simulated value.
pub const DOT_RADIUS: f64 = 2.4;
const SMALL_DOT_RADIUS: f64 = 1.7;

/// At most so many simulated values have a dot each, which shows the day of the round.
const FEW_POINTS: usize = 40;
/// From so many values on a line is finer.
const MANY_POINTS: usize = 90;

/// Values are not joined if their distance is more than so many times the usual one of their line,
const GAP: i32 = 3;
/// but they are joined up to so many days, so that a holiday breaks no line,
const LEAST_GAP_DAYS: i32 = 60;
/// and never beyond so many.
const MOST_GAP_DAYS: i32 = 240;

/// A value on a day, which need not be whole where a line crosses an edge.
#[derive(Clone, Copy)]
struct Vertex {
    day: f64,
    value: f64,
}

/// The frame and the scales of a panel.
pub struct Plot {
    pub frame: Frame,
    pub values: Scale,
    pub axis: ValueAxis,
    pub days: Scale,
}

impl Plot {
    /// The position of a day.
    pub fn x(&self, day: Day) -> f64 {
        self.days.position(f64::from(day.number()))
    }

    /// Draws simulated values joined by a line, in their band.
    pub fn draw_line(&self, canvas: &mut Canvas<'_>, points: &[Point], colour: RGBColor) {
        let most = most_gap(points);
        let width = if points.len() < MANY_POINTS { LINE_WIDTH } else { FINE_LINE_WIDTH };
        for run in points.chunk_by(|one, next| next.day - one.day <= most) {
            match run {
                [alone] => self.draw_alone(canvas, alone, colour),
                _ => {
                    self.draw_band(canvas, run, colour);
                    self.draw_medians(canvas, run, width, colour);
                }
            }
        }
        if points.len() <= FEW_POINTS {
            for point in points.iter().filter(|point| self.values.range.holds(point.median)) {
                let place = at(self.x(point.day), self.values.position(point.median));
                canvas.dot(place, DOT_RADIUS, Ink::new(colour));
            }
        }
    }

    /// Draws a dot for each simulated value, with its band as a bar.
    pub fn draw_dots(&self, canvas: &mut Canvas<'_>, points: &[Point], colour: RGBColor) {
        let radius = if points.len() <= FEW_POINTS { DOT_RADIUS } else { SMALL_DOT_RADIUS };
        for point in points {
            if point.low < point.high {
                self.draw_bar(canvas, point, 0.8 * radius, colour);
            }
            if self.values.range.holds(point.median) {
                let place = at(self.x(point.day), self.values.position(point.median));
                canvas.dot(place, radius, Ink::new(colour));
            }
        }
    }

    /// A value without neighbours: its band as a bar, its median across it.
    fn draw_alone(&self, canvas: &mut Canvas<'_>, point: &Point, colour: RGBColor) {
        self.draw_bar(canvas, point, 4.0, colour);
        if self.values.range.holds(point.median) {
            let (x, y) = (self.x(point.day), self.values.position(point.median));
            canvas.line(&[at(x - 7.0, y), at(x + 7.0, y)], LINE_WIDTH, Ink::new(colour));
        }
    }

    /// The band of a value as a bar, with half its width.
    fn draw_bar(&self, canvas: &mut Canvas<'_>, point: &Point, half: f64, colour: RGBColor) {
        let (x, band) = (self.x(point.day), Ink::faint(colour, BAND_OPACITY));
        let (top, bottom) = (self.values.clamped(point.high), self.values.clamped(point.low));
        canvas.rectangle(at(x - half, top), at(x + half, bottom), band);
    }

    fn draw_band(&self, canvas: &mut Canvas<'_>, run: &[Point], colour: RGBColor) {
        if run.iter().all(|point| point.low >= point.high) {
            return;
        }
        let mut outline = self.cut(run, |point| point.high);
        outline.extend(self.cut(run, |point| point.low).into_iter().rev());
        let outline: Vec<Place> = outline.into_iter().map(|vertex| self.place(vertex)).collect();
        canvas.area(&outline, Ink::faint(colour, BAND_OPACITY));
    }

    fn draw_medians(&self, canvas: &mut Canvas<'_>, run: &[Point], width: f64, colour: RGBColor) {
        let median = self.cut(run, |point| point.median);
        // Along an edge the line is not the value, so it is not drawn there.
        for part in median.chunk_by(|one, next| !(self.is_edge(one.value) && one.value == next.value)) {
            if part.len() > 1 {
                let part: Vec<Place> = part.iter().map(|vertex| self.place(*vertex)).collect();
                canvas.line(&part, width, Ink::new(colour));
            }
        }
    }

    fn is_edge(&self, value: f64) -> bool {
        value == self.values.range.low || value == self.values.range.high
    }

    fn place(&self, vertex: Vertex) -> Place {
        at(self.days.position(vertex.day), self.values.position(vertex.value))
    }

    /// A line of values cut off at the edges of the panel, with a vertex where it crosses one.
    fn cut(&self, run: &[Point], value: fn(&Point) -> f64) -> Vec<Vertex> {
        let range = self.values.range;
        let mut line: Vec<Vertex> = Vec::new();
        let mut last: Option<Vertex> = None;
        for point in run {
            let to = Vertex { day: f64::from(point.day.number()), value: value(point) };
            if let Some(from) = last {
                line.extend(self.crossings(from, to));
            }
            line.push(Vertex { value: to.value.clamp(range.low, range.high), ..to });
            last = Some(to);
        }
        line
    }

    /// The crossings of a line between two vertices and the edges, in order of time.
    fn crossings(&self, from: Vertex, to: Vertex) -> Vec<Vertex> {
        let mut crossings = Vec::new();
        for edge in [self.values.range.low, self.values.range.high] {
            if (from.value < edge) != (to.value < edge) && from.value != to.value {
                let part = to.day - from.day;
                let day = from.day + part * (edge - from.value) / (to.value - from.value);
                crossings.push(Vertex { day, value: edge });
            }
        }
        crossings.sort_by(|one, other| one.day.total_cmp(&other.day));
        crossings
    }

    /// Draws published values as hollow markers.
    pub fn draw_published(&self, canvas: &mut Canvas<'_>, published: &[(Day, f64)], shape: Shape) {
        let marker = if published.len() <= FEW_POINTS {
            Marker { shape, radius: LARGE_RADIUS, width: MARKER_WIDTH, ink: Ink::new(BLACK) }
        } else {
            let ink = Ink::faint(BLACK, SMALL_MARKER_OPACITY);
            Marker { shape, radius: SMALL_RADIUS, width: SMALL_MARKER_WIDTH, ink }
        };
        for (day, value) in published.iter().filter(|(_, value)| self.values.range.holds(*value)) {
            canvas.hollow(at(self.x(*day), self.values.position(*value)), marker);
        }
    }

    /// Draws values beyond an edge, published ones last, since their markers are hollow.
    pub fn draw_beyond(&self, canvas: &mut Canvas<'_>, edge: Edge, series: &[Series], words: &Words) {
        let mut beyond = Vec::new();
        for (series, colour) in series.iter().zip(COLOURS.iter().cycle()) {
            for point in &series.simulated {
                let (x, origin) = (self.x(point.day), Origin::Simulated(*colour));
                beyond.push(Beyond { x, value: point.median, origin });
            }
        }
        for (day, value) in series.iter().flat_map(|series| &series.published) {
            beyond.push(Beyond { x: self.x(*day), value: *value, origin: Origin::Published });
        }
        beyond.retain(|beyond| edge.is_passed(beyond.value, self.values.range));
        for beyond in &mut beyond {
            beyond.value = self.axis.figure(beyond.value);
        }
        BeyondRow { frame: self.frame, edge, values: &beyond, words }.draw(canvas);
    }
}

/// The most days between two values that are joined, by the usual gap of their line; one gap alone is not
/// usual.
fn most_gap(points: &[Point]) -> i32 {
    let mut gaps: Vec<i32> = points.windows(2).map(|pair| pair[1].day - pair[0].day).collect();
    gaps.sort_unstable();
    let usual = gaps.get((gaps.len().max(1) - 1) / 2).filter(|_| gaps.len() > 1);
    usual.map_or(2 * LEAST_GAP_DAYS, |usual| (GAP * usual).clamp(LEAST_GAP_DAYS, MOST_GAP_DAYS))
}
