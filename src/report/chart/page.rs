//! A page of panels: title, legend, columns that share a time axis, and the source.

use super::canvas::{Canvas, Font, Frame, Ink, Marker, PageSize, Shape, Side, Type, at};
use super::drawing::Chart;
use super::foot::Foot;
use super::panel::{HEADING_HEIGHT, Panel};
use super::style::{
    BAND_OPACITY, BLACK, COLOURS, GREY, LABEL_SIZE, LINE_WIDTH, MARGIN, MARKER_WIDTH, TEXT_SIZE,
};
use super::time_axis::{TimeAxis, Unit};
use super::title::Title;
use crate::report::words::{Message, Words, message};
use crate::time::Day;

const WIDTH: f64 = 1400.0;
/// Room for the figures left of a plot.
const GUTTER: f64 = 58.0;
/// Between two columns.
const GAP: f64 = 28.0;
const COLUMN_SIZE: f64 = 17.0;
/// A marker of the legend.
const MARKER_RADIUS: f64 = 3.7;
/// Room below the panels for labels of the time axis and its unit.
const AXIS_HEIGHT: f64 = 50.0;

/// On a page of a longer span a column that fills years of it has a time axis of its own,
const LONG_SPAN_DAYS: i32 = 5 * 366;
/// if it fills as many as this.
const OWN_AXIS_DAYS: i32 = 2 * 366;

/// The content of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub title: Title,
    /// The legend of the line and the band around it; none if there is no line.
    pub simulated: Option<String>,
    /// Whether there is a band at all.
    pub has_band: bool,
    /// The legend of the markers; none if there are none.
    pub published: Option<String>,
    pub columns: Vec<Column>,
    /// The events along the time axis.
    pub event: Event,
    /// A day that a vertical line marks.
    pub mark: Option<Day>,
    /// Lines at the foot: notes and the source.
    pub caption: Vec<String>,
}

/// The events on the days of a time axis.
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
        let top = legend_top + 36.0 + if self.columns.len() > 1 { 34.0 } else { 4.0 };
        let bottom = top + self.panels_height();
        let foot = Foot::new(&self.caption, WIDTH);
        let foot_top = bottom + AXIS_HEIGHT + 6.0;
        let height = foot_top + foot.height() + 12.0;
        let size = PageSize { width: WIDTH as u32, height: height.ceil() as u32 };
        let svg = Canvas::page(size, &self.title.spoken(), |canvas| {
            title.draw(canvas);
            self.draw_legend(canvas, legend_top + 18.0, words);
            self.draw_columns(canvas, Frame { left: MARGIN, right: WIDTH - MARGIN, top, bottom }, words);
            foot.draw(canvas, foot_top + 9.0);
        });
        Chart::new(svg, size)
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
            canvas.text(&words.text(&message!("chart-empty")), at(MARGIN, y), style);
            return;
        }
        let mut x = MARGIN;
        if let Some(simulated) = &self.simulated {
            if self.has_band {
                let band = Ink::faint(COLOURS[0], BAND_OPACITY);
                canvas.rectangle(at(x, y - 8.0), at(x + 36.0, y + 8.0), band);
            }
            canvas.line(&[at(x, y), at(x + 36.0, y)], LINE_WIDTH, Ink::new(COLOURS[0]));
            x += 46.0;
            canvas.text(simulated, at(x, y), style);
            x += Font::plain(TEXT_SIZE).room(simulated) + 30.0;
        } else {
            x += 6.0;
        }
        if let Some(published) = &self.published {
            let (radius, width) = (MARKER_RADIUS, MARKER_WIDTH + 0.2);
            let marker = Marker { shape: Shape::Circle, radius, width, ink: Ink::new(BLACK) };
            canvas.hollow(at(x, y), marker);
            canvas.text(published, at(x + 12.0, y), style);
        }
    }

    /// The first and the last day of a column's axis: its own where years are many, since categories are
    /// young; else those of all, so that days compare.
    fn days_of_axis(&self, column: &Column) -> (Day, Day) {
        let all = ends(self.columns.iter().flat_map(Column::days));
        let own = ends(column.days());
        let is_own = all.1 - all.0 > LONG_SPAN_DAYS && own.1 - own.0 > OWN_AXIS_DAYS;
        if is_own { own } else { all }
    }

    fn draw_columns(&self, canvas: &mut Canvas<'_>, frame: Frame, words: &Words) {
        let weights: f64 = self.columns.iter().map(|column| column.weight).sum();
        let gaps = GAP * self.columns.len().saturating_sub(1) as f64;
        let mut left = frame.left;
        for column in &self.columns {
            let width = (frame.right - frame.left - gaps) * column.weight / weights;
            if self.columns.len() > 1 {
                let style = Type::bold(COLUMN_SIZE, Side::Left, BLACK);
                canvas.text(&column.heading, at(left, frame.top - 16.0), style);
            }
            let (first, last) = self.days_of_axis(column);
            let axis = TimeAxis::new(first, last, width - GUTTER);
            let plots = Frame { left: left + GUTTER, right: left + width, ..frame };
            if let Some(mark) = self.mark.filter(|mark| (first..=last).contains(mark)) {
                column.draw_mark(
                    canvas,
                    plots,
                    axis.scale(plots.left, plots.right).position(mark.number().into()),
                );
            }
            column.draw(canvas, plots, &axis, words);
            draw_time_labels(canvas, plots, &axis, words);
            let middle = at((plots.left + plots.right) / 2.0, plots.bottom - 16.0 + 40.0);
            let unit = words.text(&axis_unit(&axis, self.event));
            canvas.text(&unit, middle, Type::plain(LABEL_SIZE, Side::Centre, GREY));
            left += width + GAP;
        }
    }
}

/// The first and the last of some days.
///
/// # Panics
/// If there is none: a drawn column has values.
fn ends(days: impl Iterator<Item = Day>) -> (Day, Day) {
    let days: Vec<Day> = days.collect();
    let ends = days.iter().min().zip(days.iter().max());
    ends.map(|(first, last)| (*first, *last)).expect("a drawn column has values")
}

/// The note on a band across replications; none for a single replication.
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
    /// Every day with a value in one of its panels.
    pub fn days(&self) -> impl Iterator<Item = Day> {
        self.panels.iter().flat_map(Panel::days)
    }

    /// Its panels that show something.
    pub fn shown(&self) -> impl Iterator<Item = &Panel> {
        self.panels.iter().filter(|panel| panel.has_values())
    }

    fn draw(&self, canvas: &mut Canvas<'_>, frame: Frame, axis: &TimeAxis, words: &Words) {
        for (panel, plot) in self.panels.iter().zip(self.plots(frame)) {
            panel.draw(canvas, plot, axis, words);
        }
    }

    /// Draws a vertical line through the plots.
    fn draw_mark(&self, canvas: &mut Canvas<'_>, frame: Frame, x: f64) {
        for plot in self.plots(frame) {
            canvas.line(&[at(x, plot.top), at(x, plot.bottom)], LINE_WIDTH, Ink::new(GREY));
        }
    }

    /// The frames of the plots of its panels.
    fn plots(&self, frame: Frame) -> Vec<Frame> {
        let weights: f64 = self.panels.iter().map(|panel| panel.weight).sum();
        let rows: f64 = self.panels.iter().map(Panel::rows_height).sum();
        let mut top = frame.top;
        let mut plots = Vec::new();
        for panel in &self.panels {
            // Figures beyond a scale take no room from their own plot alone.
            let height = (frame.bottom - frame.top - rows) * panel.weight / weights + panel.rows_height();
            plots.push(Frame { top: top + HEADING_HEIGHT, bottom: top + height - 16.0, ..frame });
            top += height;
        }
        plots
    }
}

fn draw_time_labels(canvas: &mut Canvas<'_>, frame: Frame, axis: &TimeAxis, words: &Words) {
    let scale = axis.scale(frame.left, frame.right);
    for label in &axis.labels {
        let place = at(scale.position(label.middle), frame.bottom - 16.0 + 18.5);
        canvas.text(&words.text(&label.text), place, Type::plain(LABEL_SIZE, Side::Centre, GREY));
    }
}

/// The unit of the axis; an axis of days names its years.
fn axis_unit(axis: &TimeAxis, event: Event) -> Message {
    // The edges of the axis are no days of its own.
    let first = axis.marks.first().copied().unwrap_or(axis.start).year();
    let last = axis.marks.last().copied().unwrap_or(axis.start).year();
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
