//! One panel: simulated values as a line in its band, published ones as hollow markers.

use plotters::style::RGBColor;

use super::canvas::{Canvas, Ink, Shape, Side, Type, text_width};
use super::scale::{Scale, TimeAxis, round_marks};
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
pub const MARKER_WIDTH: f64 = 1.1;
pub const LABEL_SIZE: f64 = 12.5;
const HEADING_SIZE: f64 = 15.0;

/// Height of the line above a panel that names it.
pub const HEADING_HEIGHT: f64 = 26.0;

/// So few simulated values have a dot each, to show when the rounds were.
const FEW_POINTS: usize = 40;

/// Values further apart than this have no line between them,
const GAP_DAYS: i32 = 120;
/// but those of a line whose values usually lie far apart, up to this.
const FAR_GAP_DAYS: i32 = 240;

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

/// A panel and its lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    pub heading: String,
    pub unit: &'static str,
    pub series: Vec<Series>,
    /// The range that is always shown; without it, the range that holds nearly all values.
    pub range: Option<(f64, f64)>,
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

    /// Whether published values lie outside the range that is shown.
    pub fn has_beyond(&self) -> bool {
        let (low, high) = self.shown();
        self.series
            .iter()
            .flat_map(|series| &series.published)
            .any(|(_, value)| !(low..=high).contains(value))
    }

    /// Lowest and highest value of the plot.
    fn shown(&self) -> (f64, f64) {
        let marks = self.marks();
        (marks[0], marks[marks.len() - 1])
    }

    fn marks(&self) -> Vec<f64> {
        let (low, high) = self.range.unwrap_or_else(|| self.usual_range());
        round_marks(low, high, 4)
    }

    /// All values, unless a few of them would flatten the others.
    fn usual_range(&self) -> (f64, f64) {
        let mut values: Vec<f64> = self
            .series
            .iter()
            .flat_map(|series| {
                let simulated = series.simulated.iter().flat_map(|point| [point.low, point.high]);
                simulated.chain(series.published.iter().map(|(_, value)| *value))
            })
            .collect();
        values.sort_by(f64::total_cmp);
        let Some((first, last)) = values.first().zip(values.last()) else { return (0.0, 1.0) };
        let few = values.len() * 3 / 100;
        let (low, high) = (values[few], values[values.len() - 1 - few]);
        if last - first > 1.8 * (high - low) { (low, high) } else { (*first, *last) }
    }

    /// Draws the panel; its heading stands above the frame.
    pub fn draw(&self, canvas: &mut Canvas<'_>, frame: Frame, axis: &TimeAxis) {
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
        self.draw_heading(canvas, frame);
        let plot = Plot { values, days };
        for (series, colour) in self.series.iter().zip(COLOURS.iter().cycle()) {
            plot.draw_simulated(canvas, &series.simulated, *colour);
        }
        for (series, shape) in self.series.iter().zip(SHAPES.iter().cycle()) {
            plot.draw_published(canvas, &series.published, *shape);
        }
        plot.draw_beyond(canvas, frame, &self.series);
    }

    fn draw_grid(&self, canvas: &mut Canvas<'_>, frame: Frame, values: &Scale) {
        for mark in self.marks() {
            let y = values.position(mark);
            canvas.line(&[(frame.left, y), (frame.right, y)], 1.0, Ink::new(GRID));
            let style = Type { size: LABEL_SIZE, is_bold: false, side: Side::Right, ink: Ink::new(GREY) };
            canvas.text(&grouped(mark), (frame.left - 7.0, y), style);
        }
        canvas.line(&[(frame.left, frame.bottom), (frame.right, frame.bottom)], 1.0, Ink::new(GREY));
    }

    fn draw_heading(&self, canvas: &mut Canvas<'_>, frame: Frame) {
        let y = frame.top - HEADING_HEIGHT / 2.0 - 1.0;
        let bold = Type { size: HEADING_SIZE, is_bold: true, side: Side::Left, ink: Ink::new(BLACK) };
        canvas.text(&self.heading, (frame.left, y), bold);
        let key_left =
            if self.series.len() > 1 { self.draw_key(canvas, (frame.right, y)) } else { frame.right };
        let x = frame.left + text_width(&self.heading, HEADING_SIZE, true) + 8.0;
        // A crowded heading leaves the unit to the panels beside it.
        if x + text_width(self.unit, LABEL_SIZE, false) < key_left {
            let style = Type { size: LABEL_SIZE, is_bold: false, side: Side::Left, ink: Ink::new(GREY) };
            canvas.text(self.unit, (x, y), style);
        }
    }

    /// Names the lines of a panel that has several, from the right edge; answers where it begins.
    fn draw_key(&self, canvas: &mut Canvas<'_>, (right, y): (f64, f64)) -> f64 {
        let mut x = right;
        let entries: Vec<(&Series, (&RGBColor, &Shape))> =
            self.series.iter().zip(COLOURS.iter().zip(&SHAPES).cycle()).collect();
        for (series, (colour, shape)) in entries.into_iter().rev() {
            let style = Type { size: LABEL_SIZE, is_bold: false, side: Side::Right, ink: Ink::new(BLACK) };
            canvas.text(&series.name, (x, y), style);
            x -= text_width(&series.name, LABEL_SIZE, false) + 7.0;
            canvas.rectangle((x - 22.0, y - 5.0), (x, y + 5.0), Ink::faint(*colour, BAND_OPACITY));
            canvas.line(&[(x - 22.0, y), (x, y)], LINE_WIDTH, Ink::new(*colour));
            canvas.hollow(*shape, (x - 11.0, y), LARGE_RADIUS, MARKER_WIDTH, Ink::new(BLACK));
            x -= 22.0 + 16.0;
        }
        x
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
        for run in points.chunk_by(|one, next| next.day - one.day <= most) {
            match run {
                [alone] => self.draw_alone(canvas, alone, colour),
                _ => self.draw_run(canvas, run, colour),
            }
        }
        if points.len() <= FEW_POINTS {
            for point in points.iter().filter(|point| self.values.holds(point.median)) {
                let at = (self.x(point.day), self.values.position(point.median));
                canvas.dot(at, 2.4, Ink::new(colour));
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

    fn draw_run(&self, canvas: &mut Canvas<'_>, run: &[Point], colour: RGBColor) {
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
                canvas.line(&part, LINE_WIDTH, Ink::new(colour));
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
        let radius = if published.len() <= FEW_POINTS { LARGE_RADIUS } else { MARKER_RADIUS };
        for (day, value) in published.iter().filter(|(_, value)| self.values.holds(*value)) {
            let at = (self.x(*day), self.values.position(*value));
            canvas.hollow(shape, at, radius, MARKER_WIDTH, Ink::new(BLACK));
        }
    }

    /// Published values beyond the scale: a triangle at the edge, and the figure.
    fn draw_beyond(&self, canvas: &mut Canvas<'_>, frame: Frame, series: &[Series]) {
        for is_above in [true, false] {
            let mut beyond: Vec<(Day, f64)> = series
                .iter()
                .flat_map(|series| &series.published)
                .filter(
                    |(_, value)| if is_above { *value > self.values.high } else { *value < self.values.low },
                )
                .copied()
                .collect();
            beyond.sort_by_key(|(day, _)| *day);
            let (y, tip) = if is_above { (frame.top, -4.0) } else { (frame.bottom, 4.0) };
            for (day, _) in &beyond {
                let x = self.x(*day);
                let y = y - 0.5 * tip;
                canvas.area(&[(x - 3.5, y - tip), (x + 3.5, y - tip), (x, y + tip)], Ink::new(BLACK));
            }
            for near in beyond.chunk_by(|one, next| self.x(next.0) - self.x(one.0) < 60.0) {
                let figures: Vec<String> = near.iter().map(|(_, value)| grouped(*value)).collect();
                let text = match figures.as_slice() {
                    [first, .., last] if figures.len() > 4 => format!("{first} … {last}"),
                    _ => figures.join(", "),
                };
                let (first, last) = (self.x(near[0].0), self.x(near[near.len() - 1].0));
                let is_near_end = last + 8.0 + text_width(&text, LABEL_SIZE, false) > frame.right;
                let (x, side) =
                    if is_near_end { (first - 8.0, Side::Right) } else { (last + 8.0, Side::Left) };
                let style = Type { size: LABEL_SIZE, is_bold: false, side, ink: Ink::new(BLACK) };
                canvas.text(&text, (x, y - 2.0 * tip), style);
            }
        }
    }
}

/// The most days between two values that are joined: twice the usual, within bounds; one gap alone is not usual.
fn most_gap(points: &[Point]) -> i32 {
    let mut gaps: Vec<i32> = points.windows(2).map(|pair| pair[1].day - pair[0].day).collect();
    gaps.sort_unstable();
    let usual = gaps.get((gaps.len().max(1) - 1) / 2).filter(|_| gaps.len() > 1);
    usual.map_or(GAP_DAYS, |usual| (2 * usual).clamp(GAP_DAYS, FAR_GAP_DAYS))
}

/// A whole number with its thousands apart.
pub fn grouped(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if value < 0.0 { format!("-{text}") } else { text }
}
