//! One panel: simulated values as a line in its band, published ones as hollow markers.

mod beyond;

use plotters::style::RGBColor;

use self::beyond::{Beyond, Edge, Origin, ROW_HEIGHT};
use super::canvas::{Canvas, Ink, Shape, Side, Type, text_width};
use super::scale::{Scale, TimeAxis, ValueAxis, usual_range, widened};
use crate::time::Day;

/// The palette of Okabe and Ito, which colour-blind readers can tell apart.
pub const COLOURS: [RGBColor; 4] =
    [RGBColor(0, 114, 178), RGBColor(213, 94, 0), RGBColor(0, 158, 115), RGBColor(204, 121, 167)];
pub const SHAPES: [Shape; 4] = [Shape::Circle, Shape::Square, Shape::Diamond, Shape::Triangle];

pub const BLACK: RGBColor = RGBColor(25, 25, 25);
pub const GREY: RGBColor = RGBColor(95, 95, 95);
const GRID: RGBColor = RGBColor(222, 222, 222);

pub const BAND_OPACITY: f64 = 0.28;
pub const LINE_WIDTH: f64 = 2.0;
pub const MARKER_RADIUS: f64 = 2.7;
/// Where there is room: a dot of the simulation shows inside.
const LARGE_RADIUS: f64 = 3.6;
/// Where there is little: neighbours overlap less.
const SMALL_RADIUS: f64 = 2.1;
pub const MARKER_WIDTH: f64 = 1.1;
/// Small markers are finer, and let each other show through.
const SMALL_MARKER_WIDTH: f64 = 0.8;
const SMALL_MARKER_OPACITY: f64 = 0.75;
const FINE_LINE_WIDTH: f64 = 1.5;
const DOT_RADIUS: f64 = 2.4;
const SMALL_DOT_RADIUS: f64 = 1.7;
pub const LABEL_SIZE: f64 = 12.5;
const HEADING_SIZE: f64 = 15.0;

/// Height of the line above a panel that names it.
pub const HEADING_HEIGHT: f64 = 26.0;

/// So few simulated values have a dot each, to show when the rounds were.
const FEW_POINTS: usize = 40;
/// So many have a finer line, where they lie thick.
const MANY_POINTS: usize = 90;

/// Values further apart than so many times what is usual on their line have no line between them,
const GAP: i32 = 3;
/// but up to so many days they have, so that a holiday breaks none,
const LEAST_GAP_DAYS: i32 = 60;
/// and beyond so many they never do.
const MOST_GAP_DAYS: i32 = 240;

/// A simulated value and the band around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub day: Day,
    pub low: f64,
    pub median: f64,
    pub high: f64,
}

/// What one line of a panel shows, in order of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    pub name: String,
    pub simulated: Vec<Point>,
    pub published: Vec<(Day, f64)>,
}

/// How simulated values are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Joined, in their band.
    Line,
    /// A dot each, with its band as a bar: a line would join what does not follow from one another.
    Dots,
}

/// A panel and its lines, whose names are its heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    pub unit: String,
    pub series: Vec<Series>,
    pub form: Form,
    pub axis: ValueAxis,
    /// The range that is always shown; without it, the range that holds nearly all values.
    pub range: Option<(f64, f64)>,
    /// What the range spans at least, so that small differences do not look large.
    pub least_span: f64,
    /// Height in proportion to the other panels of its column.
    pub weight: f64,
}

/// Where a panel's plot stands on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

impl Panel {
    /// Every day on which the panel shows something.
    pub fn days(&self) -> impl Iterator<Item = Day> {
        self.series.iter().flat_map(|series| {
            let published = series.published.iter().map(|(day, _)| *day);
            series.simulated.iter().map(|point| point.day).chain(published)
        })
    }

    /// Whether the panel shows something.
    pub fn has_values(&self) -> bool {
        self.days().next().is_some()
    }

    /// Whether values lie outside the range that is shown.
    pub fn has_beyond(&self) -> bool {
        self.has_beyond_edge(Edge::Above) || self.has_beyond_edge(Edge::Below)
    }

    fn has_beyond_edge(&self, edge: Edge) -> bool {
        let shown = self.shown();
        let simulated = self.series.iter().flat_map(|series| &series.simulated).map(|point| point.median);
        let published = self.series.iter().flat_map(|series| &series.published).map(|(_, value)| *value);
        simulated.chain(published).any(|value| is_beyond(value, edge, shown))
    }

    /// Lowest and highest value of the plot.
    fn shown(&self) -> (f64, f64) {
        let marks = self.marks();
        (marks[0], marks[marks.len() - 1])
    }

    fn marks(&self) -> Vec<f64> {
        let (low, high) = self.range.unwrap_or_else(|| usual_range(self.all_values()));
        let (low, high) = widened((low, high), self.least_span);
        self.axis.marks(low, high)
    }

    /// Height of the rows of figures beyond the scale.
    pub fn rows_height(&self) -> f64 {
        self.row_height(Edge::Above) + self.row_height(Edge::Below)
    }

    fn row_height(&self, edge: Edge) -> f64 {
        if self.has_beyond_edge(edge) { ROW_HEIGHT } else { 0.0 }
    }

    fn all_values(&self) -> Vec<f64> {
        let values = self.series.iter().flat_map(|series| {
            let simulated = series.simulated.iter().flat_map(|point| [point.low, point.high]);
            simulated.chain(series.published.iter().map(|(_, value)| *value))
        });
        values.collect()
    }

    /// Draws the panel: its heading stands above the frame, and so do figures beyond the scale, or below it.
    pub fn draw(&self, canvas: &mut Canvas<'_>, frame: Frame, axis: &TimeAxis) {
        self.draw_heading(canvas, frame);
        let top = frame.top + self.row_height(Edge::Above);
        let bottom = frame.bottom - self.row_height(Edge::Below);
        let frame = Frame { top, bottom, ..frame };
        let (low, high) = self.shown();
        let values = Scale { low, high, start: frame.bottom, end: frame.top };
        let days = Scale {
            low: f64::from(axis.span.0.number()),
            high: f64::from(axis.span.1.number()),
            start: frame.left,
            end: frame.right,
        };
        self.draw_grid(canvas, frame, &values);
        for mark in &axis.marks {
            let x = days.position(f64::from(mark.number()));
            canvas.line(&[(x, frame.bottom), (x, frame.bottom + 4.0)], 1.0, Ink::new(GREY));
        }
        let plot = Plot { values, days };
        for (series, colour) in self.series.iter().zip(COLOURS.iter().cycle()) {
            match self.form {
                Form::Line => plot.draw_simulated(canvas, &series.simulated, *colour),
                Form::Dots => plot.draw_dots(canvas, &series.simulated, *colour),
            }
        }
        for (series, shape) in self.series.iter().zip(SHAPES.iter().cycle()) {
            plot.draw_published(canvas, &series.published, *shape);
        }
        for edge in [Edge::Above, Edge::Below] {
            let mut beyond = plot.beyond(edge, &self.series);
            beyond.iter_mut().for_each(|beyond| beyond.value = self.axis.figure(beyond.value));
            beyond::draw(canvas, frame, edge, &beyond);
        }
    }

    fn draw_grid(&self, canvas: &mut Canvas<'_>, frame: Frame, values: &Scale) {
        for mark in self.marks() {
            let y = values.position(mark);
            let ink = Ink::new(if self.axis.is_reference(mark) { GREY } else { GRID });
            canvas.line(&[(frame.left, y), (frame.right, y)], 1.0, ink);
            let style = Type::plain(LABEL_SIZE, Side::Right, GREY);
            canvas.text(&grouped(self.axis.figure(mark)), (frame.left - 7.0, y), style);
        }
        canvas.line(&[(frame.left, frame.bottom), (frame.right, frame.bottom)], 1.0, Ink::new(GREY));
    }

    /// The name of the line; several names have the look of their lines before them and are the key as well.
    fn draw_heading(&self, canvas: &mut Canvas<'_>, frame: Frame) {
        let y = frame.top - HEADING_HEIGHT / 2.0 - 1.0;
        let bold = Type::bold(HEADING_SIZE, Side::Left, BLACK);
        let mut x = frame.left;
        for (series, (colour, shape)) in self.series.iter().zip(COLOURS.iter().zip(&SHAPES).cycle()) {
            if self.series.len() > 1 {
                canvas.rectangle((x, y - 5.0), (x + 22.0, y + 5.0), Ink::faint(*colour, BAND_OPACITY));
                match self.form {
                    Form::Line => {
                        canvas.line(&[(x, y), (x + 22.0, y)], LINE_WIDTH, Ink::new(*colour));
                        canvas.hollow(*shape, (x + 11.0, y), LARGE_RADIUS, MARKER_WIDTH, Ink::new(BLACK));
                    }
                    Form::Dots => canvas.dot((x + 11.0, y), DOT_RADIUS, Ink::new(*colour)),
                }
                x += 29.0;
            }
            canvas.text(&series.name, (x, y), bold);
            x += text_width(&series.name, HEADING_SIZE, true) + 16.0;
        }
        x -= 8.0;
        // A crowded heading leaves the unit to the panels beside it.
        if x + text_width(&self.unit, LABEL_SIZE, false) < frame.right {
            let style = Type::plain(LABEL_SIZE, Side::Left, GREY);
            canvas.text(&self.unit, (x, y), style);
        }
    }
}

/// Whether a value lies beyond an edge of the range from lowest to highest.
fn is_beyond(value: f64, edge: Edge, (low, high): (f64, f64)) -> bool {
    match edge {
        Edge::Above => value > high,
        Edge::Below => value < low,
    }
}

/// The scales of a panel.
struct Plot {
    values: Scale,
    days: Scale,
}

impl Plot {
    fn x(&self, day: Day) -> f64 {
        self.days.position(f64::from(day.number()))
    }

    fn draw_simulated(&self, canvas: &mut Canvas<'_>, points: &[Point], colour: RGBColor) {
        let most = most_gap(points);
        let width = if points.len() < MANY_POINTS { LINE_WIDTH } else { FINE_LINE_WIDTH };
        for run in points.chunk_by(|one, next| next.day - one.day <= most) {
            match run {
                [alone] => self.draw_alone(canvas, alone, colour),
                _ => self.draw_run(canvas, run, width, colour),
            }
        }
        if points.len() <= FEW_POINTS {
            for point in points.iter().filter(|point| self.values.holds(point.median)) {
                let at = (self.x(point.day), self.values.position(point.median));
                canvas.dot(at, DOT_RADIUS, Ink::new(colour));
            }
        }
    }

    fn draw_dots(&self, canvas: &mut Canvas<'_>, points: &[Point], colour: RGBColor) {
        let clamp = |value: f64| self.values.position(value.clamp(self.values.low, self.values.high));
        let radius = if points.len() <= FEW_POINTS { DOT_RADIUS } else { SMALL_DOT_RADIUS };
        for point in points {
            let x = self.x(point.day);
            if point.low < point.high {
                let (band, half) = (Ink::faint(colour, BAND_OPACITY), 0.8 * radius);
                canvas.rectangle((x - half, clamp(point.high)), (x + half, clamp(point.low)), band);
            }
            if self.values.holds(point.median) {
                canvas.dot((x, clamp(point.median)), radius, Ink::new(colour));
            }
        }
    }

    /// A value without neighbours: its band as a bar, its median across it.
    fn draw_alone(&self, canvas: &mut Canvas<'_>, point: &Point, colour: RGBColor) {
        let clamp = |value: f64| self.values.position(value.clamp(self.values.low, self.values.high));
        let x = self.x(point.day);
        let band = Ink::faint(colour, BAND_OPACITY);
        canvas.rectangle((x - 4.0, clamp(point.high)), (x + 4.0, clamp(point.low)), band);
        if self.values.holds(point.median) {
            let y = clamp(point.median);
            canvas.line(&[(x - 7.0, y), (x + 7.0, y)], LINE_WIDTH, Ink::new(colour));
        }
    }

    fn draw_run(&self, canvas: &mut Canvas<'_>, run: &[Point], width: f64, colour: RGBColor) {
        let line = |value: fn(&Point) -> f64| -> Vec<(f64, f64)> {
            run.iter().map(|point| (f64::from(point.day.number()), value(point))).collect()
        };
        let mut outline = self.cut(&line(|point| point.high));
        let low = self.cut(&line(|point| point.low));
        outline.extend(low.into_iter().rev());
        let place = |(day, value): (f64, f64)| (self.days.position(day), self.values.position(value));
        let outline: Vec<(f64, f64)> = outline.into_iter().map(place).collect();
        if run.iter().any(|point| point.low < point.high) {
            canvas.area(&outline, Ink::faint(colour, BAND_OPACITY));
        }
        let median = self.cut(&line(|point| point.median));
        // Along an edge the line is not the value, so it is not drawn there.
        let is_edge = |value: f64| value == self.values.low || value == self.values.high;
        for part in median.chunk_by(|one, next| !(is_edge(one.1) && one.1 == next.1)) {
            if part.len() > 1 {
                let part: Vec<(f64, f64)> = part.iter().copied().map(place).collect();
                canvas.line(&part, width, Ink::new(colour));
            }
        }
    }

    /// The line cut off at the edges of the panel, with a point where it crosses one.
    fn cut(&self, line: &[(f64, f64)]) -> Vec<(f64, f64)> {
        let clamp = |(day, value): (f64, f64)| (day, value.clamp(self.values.low, self.values.high));
        let mut points: Vec<(f64, f64)> = line.iter().copied().take(1).map(clamp).collect();
        for pair in line.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            let mut crossings: Vec<(f64, f64)> = [self.values.low, self.values.high]
                .into_iter()
                .filter(|edge| (from.1 < *edge) != (to.1 < *edge) && from.1 != to.1)
                .map(|edge| (from.0 + (to.0 - from.0) * (edge - from.1) / (to.1 - from.1), edge))
                .collect();
            crossings.sort_by(|one, other| one.0.total_cmp(&other.0));
            points.extend(crossings);
            points.push(clamp(to));
        }
        points
    }

    fn draw_published(&self, canvas: &mut Canvas<'_>, published: &[(Day, f64)], shape: Shape) {
        let (radius, width, ink) = if published.len() <= FEW_POINTS {
            (LARGE_RADIUS, MARKER_WIDTH, Ink::new(BLACK))
        } else {
            (SMALL_RADIUS, SMALL_MARKER_WIDTH, Ink::faint(BLACK, SMALL_MARKER_OPACITY))
        };
        for (day, value) in published.iter().filter(|(_, value)| self.values.holds(*value)) {
            let at = (self.x(*day), self.values.position(*value));
            canvas.hollow(shape, at, radius, width, ink);
        }
    }

    /// Values beyond an edge, published ones last, since their markers are hollow.
    fn beyond(&self, edge: Edge, series: &[Series]) -> Vec<Beyond> {
        let shown = (self.values.low, self.values.high);
        let at = |day: Day, value: f64, origin: Origin| {
            is_beyond(value, edge, shown).then(|| Beyond { x: self.x(day), value, origin })
        };
        let simulated = series.iter().zip(COLOURS.iter().cycle()).flat_map(|(series, colour)| {
            let points = series.simulated.iter();
            points.filter_map(|point| at(point.day, point.median, Origin::Simulated(*colour)))
        });
        let published = series.iter().flat_map(|series| {
            series.published.iter().filter_map(|(day, value)| at(*day, *value, Origin::Published))
        });
        simulated.chain(published).collect()
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

/// A whole number with its thousands apart; halves go up, as in tables.
pub fn grouped(value: f64) -> String {
    let digits = format!("{:.0}", value.abs().round());
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if value < 0.0 { format!("-{text}") } else { text }
}
