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
const MARKS: usize = 4;
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
        let [before, after] = self.label_rooms();
        let plot = Frame {
            left: frame.left + room + 12.0 + before,
            right: frame.right - after,
            top: frame.top,
            bottom: frame.top + self.height(),
        };
        let axis = NumberAxis::new(self.range(), MARKS, words);
        axis.draw_lines_down(canvas, plot);
        axis.draw_across(canvas, plot);
        let middle = at((plot.left + plot.right) / 2.0, plot.bottom + 40.0);
        canvas.text(&self.axis, middle, Type::plain(LABEL_SIZE, Side::Centre, GREY));
        let mut top = plot.top + ROW_GAP / 2.0;
        for (row, name) in self.rows.iter().zip(&names) {
            let y = top + BAR_PITCH * row.bars.len() as f64 / 2.0;
            let style = Type::plain(LABEL_SIZE, Side::Right, BLACK);
            canvas.text(name, at(plot.left - before - 8.0, y), style);
            for (place, bar) in row.bars.iter().enumerate() {
                let y = top + BAR_PITCH * (place as f64 + 0.5);
                self.draw_bar(canvas, Drawn { plot, axis: &axis, y }, bar);
            }
            top += row.height();
        }
        let x = axis.x(plot, self.from);
        canvas.line(&[at(x, plot.top), at(x, plot.bottom)], LINE_WIDTH, Ink::new(GREY));
    }

    /// Room for the labels left and right of bars that end there.
    fn label_rooms(&self) -> [f64; 2] {
        let (left, right): (Vec<&Bar>, Vec<&Bar>) = self.bars().partition(|bar| bar.value < self.from);
        let rooms = [left, right].map(|bars| bars.into_iter().map(|bar| LABEL.room(&bar.label) + 10.0));
        rooms.map(|rooms| rooms.fold(4.0, f64::max))
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
