//! A page of panels: title, legend, columns that share a time axis, and the source.

use super::Chart;
use super::canvas::{Canvas, Ink, Shape, Side, Type, text_width};
use super::panel::{
    BAND_OPACITY, BLACK, COLOURS, Frame, GREY, HEADING_HEIGHT, LABEL_SIZE, LINE_WIDTH, MARKER_RADIUS,
    MARKER_WIDTH, Panel,
};
use super::scale::{TimeAxis, Unit, time_axis};
use super::title::Title;
use crate::report::words::{Message, Words, message};
use crate::time::Day;

const WIDTH: f64 = 1400.0;
const MARGIN: f64 = 32.0;
/// Room for the figures left of a plot.
const GUTTER: f64 = 58.0;
const TEXT_SIZE: f64 = 15.0;
const COLUMN_SIZE: f64 = 17.0;
/// Room below the panels for labels of the time axis and its unit.
const AXIS_HEIGHT: f64 = 50.0;
/// A line of the SVG may be wider than measured, where the viewer has another font.
const SPARE: f64 = 0.94;

/// On a page of a longer span a column that fills years of it has a time axis of its own,
const LONG_SPAN_DAYS: i32 = 5 * 366;
/// if it fills as many as this.
const OWN_AXIS_DAYS: i32 = 2 * 366;

/// What stands on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub title: Title,
    /// What the line shows, and the band around it; none if there is no line.
    pub simulated: Option<String>,
    /// Whether there is a band at all.
    pub has_band: bool,
    /// What the markers show; none if there are none.
    pub published: Option<String>,
    pub columns: Vec<Column>,
    /// What stands along the time axis.
    pub event: Event,
    /// Lines at the foot: notes and the source.
    pub caption: Vec<String>,
}

/// What happened on the days of a time axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Rounds of invitations.
    Round,
    /// Counts of the pool.
    Count,
    /// Rounds, and counts of the pool.
    RoundOrCount,
}

/// Panels under one another, with one time axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub heading: String,
    pub panels: Vec<Panel>,
    /// Width in proportion to the other columns.
    pub weight: f64,
}

impl Page {
    /// Draws the page; columns without panels and panels without values take no room.
    pub fn draw(mut self, words: &Words) -> Chart {
        self.columns.retain(|column| column.shown().next().is_some());
        for column in &mut self.columns {
            column.panels.retain(Panel::has_values);
        }
        if let Some((first, others)) = self.columns.split_first()
            && others.iter().any(|column| self.days_of_axis(column) != self.days_of_axis(first))
        {
            self.caption.insert(0, words.text(&message!("chart-own-axes")));
        }
        let width = WIDTH - 2.0 * MARGIN;
        let title = self.title.lines(width);
        let legend_top = 19.0 + title.height();
        let panels_top = legend_top + 36.0 + if self.columns.len() > 1 { 34.0 } else { 4.0 };
        let panels_bottom = panels_top + self.panels_height();
        let caption: Vec<String> =
            self.caption.iter().flat_map(|text| wrapped(text, LABEL_SIZE, false, width)).collect();
        let caption_top = panels_bottom + AXIS_HEIGHT + 6.0;
        let height = caption_top + 19.0 * caption.len() as f64 + 12.0;
        let size = (WIDTH as u32, height.ceil() as u32);
        let svg = Canvas::page(size, &self.title.spoken(), |canvas| {
            title.draw(canvas, MARGIN);
            self.draw_legend(canvas, legend_top + 18.0, words);
            self.draw_columns(canvas, (panels_top, panels_bottom), words);
            let style = Type::plain(LABEL_SIZE, Side::Left, GREY);
            for (line, text) in caption.iter().enumerate() {
                canvas.text(text, (MARGIN, caption_top + 9.0 + 19.0 * line as f64), style);
            }
        });
        Chart { svg, size }
    }

    fn panels_height(&self) -> f64 {
        let most = self.columns.iter().map(|column| column.panels.len()).max().unwrap_or(0);
        match most {
            0 => 60.0,
            1 => 420.0,
            2 => 580.0,
            3 => 680.0,
            more => 190.0 * more as f64,
        }
    }

    fn draw_legend(&self, canvas: &mut Canvas<'_>, y: f64, words: &Words) {
        let style = Type::plain(TEXT_SIZE, Side::Left, BLACK);
        if self.columns.is_empty() {
            canvas.text(&words.text(&message!("chart-empty")), (MARGIN, y), style);
            return;
        }
        let mut x = MARGIN;
        if let Some(simulated) = &self.simulated {
            if self.has_band {
                canvas.rectangle((x, y - 8.0), (x + 36.0, y + 8.0), Ink::faint(COLOURS[0], BAND_OPACITY));
            }
            canvas.line(&[(x, y), (x + 36.0, y)], LINE_WIDTH, Ink::new(COLOURS[0]));
            x += 46.0;
            canvas.text(simulated, (x, y), style);
            x += text_width(simulated, TEXT_SIZE, false) / SPARE + 36.0;
        } else {
            x += 6.0;
        }
        if let Some(published) = &self.published {
            canvas.hollow(Shape::Circle, (x, y), MARKER_RADIUS + 1.0, MARKER_WIDTH + 0.2, Ink::new(BLACK));
            canvas.text(published, (x + 12.0, y), style);
        }
    }

    /// The first and the last day of a column's axis: its own where years are many, since categories are
    /// young; else those of all, so that days compare.
    fn days_of_axis(&self, column: &Column) -> (Day, Day) {
        let ends = |days: &mut dyn Iterator<Item = Day>| {
            days.fold(None, |ends: Option<(Day, Day)>, day| match ends {
                Some((first, last)) => Some((first.min(day), last.max(day))),
                None => Some((day, day)),
            })
        };
        let all = ends(&mut self.columns.iter().flat_map(Column::days)).expect("a drawn column has values");
        let own = ends(&mut column.days()).expect("a drawn column has values");
        let is_own = all.1 - all.0 > LONG_SPAN_DAYS && own.1 - own.0 > OWN_AXIS_DAYS;
        if is_own { own } else { all }
    }

    fn draw_columns(&self, canvas: &mut Canvas<'_>, (top, bottom): (f64, f64), words: &Words) {
        let weights: f64 = self.columns.iter().map(|column| column.weight).sum();
        let gaps = 28.0 * self.columns.len().saturating_sub(1) as f64;
        let mut left = MARGIN;
        for column in &self.columns {
            let width = (WIDTH - 2.0 * MARGIN - gaps) * column.weight / weights;
            let frame = Frame { left: left + GUTTER, right: left + width, top, bottom };
            if self.columns.len() > 1 {
                let style = Type::bold(COLUMN_SIZE, Side::Left, BLACK);
                canvas.text(&column.heading, (left, top - 16.0), style);
            }
            let (first, last) = self.days_of_axis(column);
            let axis = time_axis(first, last, width - GUTTER);
            column.draw(canvas, frame, &axis);
            let unit = words.text(&axis_unit(&axis, self.event));
            draw_time_labels(canvas, Frame { top: bottom - 16.0, ..frame }, &axis, &unit);
            left += width + 28.0;
        }
    }
}

/// What a band across replications covers and what it does not; nothing for a single one.
pub fn band_note(replications: u32, words: &Words) -> Option<String> {
    (replications > 1).then(|| words.text(&message!("chart-band", replications = replications)))
}

/// The legend of a mean and the band around it.
pub fn simulated_mean(replications: u32) -> Message {
    match replications {
        0 | 1 => message!("chart-simulated-single"),
        more => message!("chart-simulated-mean", replications = more),
    }
}

impl Column {
    /// Every day on which a panel of it shows something.
    pub fn days(&self) -> impl Iterator<Item = Day> {
        self.panels.iter().flat_map(Panel::days)
    }

    /// Its panels that show something.
    pub fn shown(&self) -> impl Iterator<Item = &Panel> {
        self.panels.iter().filter(|panel| panel.has_values())
    }

    fn draw(&self, canvas: &mut Canvas<'_>, frame: Frame, axis: &TimeAxis) {
        let weights: f64 = self.panels.iter().map(|panel| panel.weight).sum();
        let rows: f64 = self.panels.iter().map(Panel::rows_height).sum();
        let mut top = frame.top;
        for panel in &self.panels {
            // Figures beyond a scale take no room from their own plot alone.
            let height = (frame.bottom - frame.top - rows) * panel.weight / weights + panel.rows_height();
            let plot = Frame { top: top + HEADING_HEIGHT, bottom: top + height - 16.0, ..frame };
            panel.draw(canvas, plot, axis);
            top += height;
        }
    }
}

fn draw_time_labels(canvas: &mut Canvas<'_>, frame: Frame, axis: &TimeAxis, unit: &str) {
    let (start, end) = (f64::from(axis.span.0.number()), f64::from(axis.span.1.number()));
    let style = Type::plain(LABEL_SIZE, Side::Centre, GREY);
    for (day, label) in &axis.labels {
        let x = frame.left + (day - start) / (end - start) * (frame.right - frame.left);
        canvas.text(label, (x, frame.top + 18.5), style);
    }
    canvas.text(unit, ((frame.left + frame.right) / 2.0, frame.top + 40.0), style);
}

/// The unit of the axis; days say which year they are of.
fn axis_unit(axis: &TimeAxis, event: Event) -> Message {
    // The edges of the axis are no days of its own.
    let first = axis.marks.first().copied().unwrap_or(axis.span.0).year();
    let last = axis.marks.last().copied().unwrap_or(axis.span.0).year();
    let years = if first == last {
        message!("years-single", first = first)
    } else {
        message!("years-two", first = first, last = last)
    };
    match (axis.unit, event) {
        (Unit::Year, Event::Round) => message!("axis-year-round"),
        (Unit::Month, Event::Round) => message!("axis-month-round"),
        (Unit::Day, Event::Round) => message!("axis-day-round", years = years),
        (Unit::Year, Event::Count) => message!("axis-year-count"),
        (Unit::Month, Event::Count) => message!("axis-month-count"),
        (Unit::Day, Event::Count) => message!("axis-day-count", years = years),
        (Unit::Year, Event::RoundOrCount) => message!("axis-year"),
        (Unit::Month, Event::RoundOrCount) => message!("axis-month"),
        (Unit::Day, Event::RoundOrCount) => message!("axis-day", years = years),
    }
}

/// The text in lines that fit into a width in pixels; those of a bold text, a title, are about equally long.
pub fn wrapped(text: &str, size: f64, is_bold: bool, width: f64) -> Vec<String> {
    let mut lines = greedy(text, size, is_bold, width * SPARE);
    let count = lines.len();
    let narrower = (1..=20).map(|step| width * SPARE * (1.0 - 0.025 * f64::from(step)));
    for width in narrower.take_while(|_| is_bold && count > 1) {
        let even = greedy(text, size, is_bold, width);
        if even.len() > count {
            break;
        }
        lines = even;
    }
    lines
}

fn greedy(text: &str, size: f64, is_bold: bool, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if text_width(&format!("{line} {word}"), size, is_bold) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
