//! Bars by dimension: what an outcome is at the ends of each, or how much of it each explains.

use plotters::style::RGBColor;

use super::canvas::{Canvas, Font, Frame, Ink, Side, Type, at};
use super::drawing::Chart;
use super::number_axis::NumberAxis;
use super::panel_grid::{Key, PanelPage};
use super::scale::Range;
use super::short_label::short_labels;
use super::style::{BLACK, GREY, LABEL_SIZE, LINE_WIDTH};
use super::title::Title;
use crate::report::words::Words;

/// Widest room for the names of rows.
const MOST_LABEL: f64 = 190.0;
const BAR_PITCH: f64 = 19.0;
const BAR_HEIGHT: f64 = 13.0;
const ROW_GAP: f64 = 14.0;
/// Room for the figures and the name of the axis.
const ACROSS_HEIGHT: f64 = 50.0;
const MARKS: usize = 6;
/// Between a bar and its label.
const LABEL_GAP: f64 = 8.0;
/// Room for half a figure of the axis.
const FIGURE_ROOM: f64 = 20.0;
const WIDTH_STEP: f64 = 4.0;
const LABEL: Font = Font::plain(LABEL_SIZE);

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Where it ends.
    pub value: f64,
    /// The interval of its end.
    pub interval: Option<Range>,
    /// What stands beside its end.
    pub label: String,
    pub colour: RGBColor,
}

/// The bars of a dimension, one below the other.
#[derive(Clone, Debug, PartialEq)]
pub struct BarRow {
    /// The dimension.
    pub name: String,
    pub bars: Vec<Bar>,
}

/// The bars of an outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct BarPanel {
    /// The outcome.
    pub heading: String,
    /// What the bars measure, and the unit.
    pub axis: String,
    /// Where the bars begin.
    pub from: f64,
    pub rows: Vec<BarRow>,
}

/// The content of the chart.
#[derive(Clone, Copy, Debug)]
pub struct BarRows<'a> {
    pub title: &'a Title,
    pub legend: &'a [Key],
    pub panels: &'a [BarPanel],
    pub notes: &'a [String],
}

/// Draws a panel for each outcome.
pub fn bar_rows(content: BarRows<'_>, words: &Words) -> Chart {
    let headings: Vec<String> = content.panels.iter().map(|panel| panel.heading.clone()).collect();
    let height = content.panels.iter().map(BarPanel::height).fold(0.0, f64::max);
    let page = PanelPage {
        title: content.title,
        legend: content.legend,
        headings: &headings,
        panel_height: height + ACROSS_HEIGHT,
        notes: content.notes,
    };
    page.draw(|canvas, frame, place| content.panels[place].draw(canvas, frame, words))
}

impl Bar {
    /// The lower end of its interval, or its own.
    fn low(&self) -> f64 {
        self.interval.map_or(self.value, |interval| interval.low.min(self.value))
    }

    /// The upper end of its interval, or its own.
    fn high(&self) -> f64 {
        self.interval.map_or(self.value, |interval| interval.high.max(self.value))
    }
}

impl BarRow {
    fn height(&self) -> f64 {
        BAR_PITCH * self.bars.len() as f64 + ROW_GAP
    }
}

impl BarPanel {
    fn height(&self) -> f64 {
        self.rows.iter().map(BarRow::height).sum()
    }

    fn bars(&self) -> impl Iterator<Item = &Bar> {
        self.rows.iter().flat_map(|row| &row.bars)
    }

    /// The range of all ends and intervals, and of the place where bars begin.
    fn range(&self) -> Range {
        let intervals = self.bars().filter_map(|bar| bar.interval);
        let ends = self.bars().map(|bar| bar.value).chain(intervals.flat_map(|own| [own.low, own.high]));
        let (low, high) = ends.fold((self.from, self.from), |(low, high), end| (low.min(end), high.max(end)));
        Range { low, high }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, frame: Frame, words: &Words) {
        let names: Vec<String> = self.rows.iter().map(|row| row.name.clone()).collect();
        let names = short_labels(&names, LABEL, MOST_LABEL);
        let room = names.iter().map(|name| LABEL.room(name)).fold(0.0, f64::max);
        let axis = NumberAxis::new(self.range(), MARKS, words);
        let names_end = frame.left + room + 4.0;
        let whole =
            Frame { left: names_end + 8.0, bottom: frame.top + self.height(), right: frame.right, ..frame };
        let plot = self.plot_within(whole, &axis);
        axis.draw_lines_down(canvas, plot);
        axis.draw_across(canvas, plot);
        let middle = at((plot.left + plot.right) / 2.0, plot.bottom + 42.0);
        canvas.text(&self.axis, middle, Type::plain(LABEL_SIZE, Side::Centre, GREY));
        let mut top = plot.top + ROW_GAP / 2.0;
        for (row, name) in self.rows.iter().zip(&names) {
            let y = top + BAR_PITCH * row.bars.len() as f64 / 2.0;
            let style = Type::plain(LABEL_SIZE, Side::Right, BLACK);
            canvas.text(name, at(names_end, y), style);
            for (place, bar) in row.bars.iter().enumerate() {
                let y = top + BAR_PITCH * (place as f64 + 0.5);
                self.draw_bar(canvas, Drawn { plot, axis: &axis, y }, bar);
            }
            top += row.height();
        }
        let x = axis.x(plot, self.from);
        canvas.line(&[at(x, plot.top), at(x, plot.bottom)], LINE_WIDTH, Ink::new(GREY));
    }

    /// The widest plot that leaves room for every label beside its bar.
    fn plot_within(&self, whole: Frame, axis: &NumberAxis) -> Frame {
        let room = whole.right - whole.left;
        let mut width = room;
        loop {
            width -= WIDTH_STEP;
            let unplaced = Frame { left: 0.0, right: width, ..whole };
            let (mut before, mut end) = (FIGURE_ROOM, width + FIGURE_ROOM);
            for bar in self.bars().filter(|bar| bar.value < self.from) {
                before = before.max(LABEL.room(&bar.label) + LABEL_GAP - axis.x(unplaced, bar.low()));
            }
            for bar in self.bars().filter(|bar| bar.value >= self.from) {
                let far = bar.high().max(self.from);
                end = end.max(axis.x(unplaced, far) + LABEL_GAP + LABEL.room(&bar.label));
            }
            if before + end <= room || width < room / 4.0 {
                let left = whole.left + before;
                return Frame { left, right: left + width, ..whole };
            }
        }
    }

    fn draw_bar(&self, canvas: &mut Canvas<'_>, drawn: Drawn<'_>, bar: &Bar) {
        let Drawn { plot, axis, y } = drawn;
        let [from, to] = [self.from, bar.value].map(|value| axis.x(plot, value));
        let half = BAR_HEIGHT / 2.0;
        canvas.rectangle(at(from.min(to), y - half), at(from.max(to), y + half), Ink::new(bar.colour));
        let [mut low, mut high] = [to, to];
        if let Some(interval) = bar.interval {
            [low, high] = [interval.low, interval.high].map(|end| axis.x(plot, end));
            canvas.line(&[at(low, y), at(high, y)], 1.6, Ink::new(BLACK));
            for x in [low, high] {
                canvas.line(&[at(x, y - 3.5), at(x, y + 3.5)], 1.6, Ink::new(BLACK));
            }
        }
        let (side, x) = if bar.value < self.from {
            (Side::Right, low.min(to) - 7.0)
        } else {
            (Side::Left, high.max(to).max(from) + 7.0)
        };
        canvas.text(&bar.label, at(x, y), Type::plain(LABEL_SIZE, side, BLACK));
    }
}

/// Where a bar is drawn.
#[derive(Clone, Copy)]
struct Drawn<'a> {
    plot: Frame,
    axis: &'a NumberAxis,
    y: f64,
}
