//! Persons admitted in each year compared with the targets and ranges of the Levels Plan.

use plotters::style::{RGBColor, WHITE};

use super::canvas::{Canvas, Font, Frame, Ink, PageSize, Place, Side, Type, at};
use super::drawing::Chart;
use super::foot::Foot;
use super::page::{band_note, simulated_mean};
use super::scale::{LEAST_TOP, MarkedScale, Range};
use super::style::{BAND_OPACITY, BLACK, COLOURS, GREY, GRID, LABEL_SIZE, MARGIN, TEXT_SIZE};
use super::title::Title;
use crate::experiment::targets::LandedYear;
use crate::experiment::targets::{MET, Progress, TargetRow};
use crate::policy::levels::Line;
use crate::report::words::{Message, Words, decimal, message};

const WIDTH: f64 = 1400.0;
const GUTTER: f64 = 64.0;
const GAP: f64 = 24.0;
const HEIGHT: f64 = 400.0;
/// Half the width of a range, a target's line, a spread.
const HALF: f64 = 26.0;
/// Between a range and the figure next to it.
const FIGURE_GAP: f64 = 6.0;
/// Between the middles of two figures.
const FIGURE_PITCH: f64 = 18.0;
/// About so many marks stand along the scale.
const MARKS: usize = 5;
const FONT: Font = Font::plain(LABEL_SIZE);
const RANGE: RGBColor = RGBColor(150, 150, 150);

/// The targets of Federal High Skilled in the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Federal {
    /// Those of the whole line.
    Whole,
    /// The part that is admitted by way of the pool, as the scenario states it.
    ByPool,
}

/// The words of the chart of admissions.
#[derive(Clone, Copy)]
pub struct AdmissionsText<'a> {
    /// The title.
    pub title: &'a Title,
    /// The targets of Federal High Skilled in the chart.
    pub federal: Federal,
    /// Lines at the foot.
    pub notes: &'a [String],
    /// The catalogue.
    pub words: &'a Words,
}

/// One panel for each line of the plan, with its years: the range, the target, and the persons admitted.
///
/// All panels have one scale. Of the provincial line only the part that is admitted by way of the pool is
/// shown. French speakers outside Quebec are an overlay of the others: the plans state their target without a
/// route, while admissions are by way of Express Entry alone. Lines without a year take no room.
pub fn admissions(text: AdmissionsText<'_>, rows: &[LandedYear]) -> Chart {
    let AdmissionsText { title, federal, words, .. } = text;
    // In order, and so the overlay last: it counts persons of the others once more.
    let mut lines: Vec<Line> = rows.iter().map(|row| row.line).collect();
    lines.sort_unstable();
    lines.dedup();
    let heading = title.lines(WIDTH - 2.0 * MARGIN);
    let top = 118.0 + heading.height();
    let bottom = top + HEIGHT;
    let replications = rows.iter().map(|row| row.replications).max().unwrap_or(0);
    let foot = Foot::new(&notes(&lines, replications, text), WIDTH);
    let height = bottom + 86.0 + foot.height();
    let size = PageSize { width: WIDTH as u32, height: height as u32 };
    let values = rows.iter().flat_map(|row| [row.level.high, row.level.target, Some(row.landed.p90)]);
    let range = Range { low: 0.0, high: values.flatten().fold(LEAST_TOP, f64::max) };
    let values = MarkedScale::new(range, MARKS, bottom, top);
    let svg = Canvas::page(size, &title.spoken(), |canvas| {
        heading.draw(canvas);
        draw_legend(canvas, top - 74.0, replications, words);
        let axis = words.text(&message!("admissions-axis"));
        let count = lines.len().max(1) as f64;
        let width = (WIDTH - 2.0 * MARGIN - GAP * (count - 1.0)) / count;
        for (place, line) in lines.iter().enumerate() {
            let left = MARGIN + place as f64 * (width + GAP);
            let name = panel_name(*line, federal, words);
            canvas.text(&name, at(left, top - 26.0), Type::bold(17.0, Side::Left, BLACK));
            let frame = Frame { left: left + GUTTER, right: left + width, top, bottom };
            let own: Vec<&LandedYear> = rows.iter().filter(|row| row.line == *line).collect();
            Panel { frame, values: &values, words }.draw(canvas, &own);
            let middle = at((frame.left + frame.right) / 2.0, bottom + 38.0);
            canvas.text(&axis, middle, Type::plain(LABEL_SIZE, Side::Centre, GREY));
        }
        foot.draw(canvas, bottom + 76.0);
    });
    Chart::new(svg, size)
}

/// The notes at the foot.
fn notes(lines: &[Line], replications: u32, text: AdmissionsText<'_>) -> Vec<String> {
    let words = text.words;
    let mut notes = Vec::new();
    if lines.contains(&Line::FrenchOutsideQuebec) {
        notes.push(words.text(&message!("admissions-overlay")));
    }
    notes.extend(band_note(replications, words));
    notes.extend_from_slice(text.notes);
    notes.push(words.text(&message!("source-targets")));
    notes
}

/// The finding: how many targets admissions meet, and the largest miss, as a part of its target. French
/// speakers are left out: their two figures are not comparable.
pub fn admissions_finding(rows: &[LandedYear], words: &Words) -> String {
    let mut judged: Vec<TargetRow> = rows.iter().map(target_row).collect();
    judged.retain(|row| row.line != Line::FrenchOutsideQuebec && row.wanted().is_some());
    let missed: Vec<&TargetRow> = judged.iter().filter(|row| row.is_missed()).collect();
    let met = match (judged.len(), missed.len()) {
        (0, _) => return words.text(&message!("admissions-question")),
        (1, 0) => message!("admissions-meet-single"),
        (1, _) => message!("admissions-miss-single"),
        (all, 0) => message!("admissions-meet-all", all = all),
        (all, missed) if missed == all => message!("admissions-meet-none", all = all),
        (all, missed) => message!("admissions-meet-some", met = all - missed, all = all),
    };
    // Where a range was aimed at, anywhere in it is as good as the target.
    let range = if judged.iter().any(|row| row.range_aimed_at().is_some()) {
        message!("admissions-in-range")
    } else {
        message!("admissions-no-range")
    };
    words.text(&message!(
        "admissions-finding",
        met = met,
        percent = decimal(100.0 * MET, 0),
        range = range,
        furthest = furthest(&missed)
    ))
}

/// The year as its target is judged.
fn target_row(row: &LandedYear) -> TargetRow {
    let LandedYear { year, line, level, aim, landed, .. } = *row;
    let (landed, landed_interval, progress) = (landed.mean, None, Progress::default());
    TargetRow { year, line, level, aim, landed, landed_interval, progress }
}

/// The largest of some misses.
fn furthest(missed: &[&TargetRow]) -> Message {
    let errors = missed.iter().filter_map(|row| Some((row, row.error()?)));
    match errors.max_by(|one, other| one.1.abs().total_cmp(&other.1.abs())) {
        None => message!("admissions-none-missed"),
        Some((row, error)) => {
            let decimals = usize::from(error.abs() < 0.01);
            message!(
                "admissions-furthest",
                line = shown(row.line),
                year = row.year,
                percent = format!("{:+.decimals$}", 100.0 * error)
            )
        }
    }
}

fn draw_legend(canvas: &mut Canvas<'_>, y: f64, replications: u32, words: &Words) {
    let mut x = MARGIN;
    canvas.rectangle(at(x, y - 8.0), at(x + 24.0, y + 8.0), Ink::faint(RANGE, 0.35));
    x = entry(canvas, at(x, y), &words.text(&message!("admissions-range")));
    canvas.line(&[at(x, y), at(x + 24.0, y)], 2.4, Ink::new(BLACK));
    x = entry(canvas, at(x, y), &words.text(&message!("admissions-target")));
    if replications > 1 {
        canvas.rectangle(at(x + 7.0, y - 9.0), at(x + 17.0, y + 9.0), Ink::faint(COLOURS[0], BAND_OPACITY));
    }
    canvas.dot(at(x + 12.0, y), 4.5, Ink::new(COLOURS[0]));
    entry(canvas, at(x, y), &words.text(&simulated_mean(replications)));
}

/// Writes an entry of the legend next to its sign; returns the position of the next one.
fn entry(canvas: &mut Canvas<'_>, sign: Place, text: &str) -> f64 {
    canvas.text(text, at(sign.x + 34.0, sign.y), Type::plain(TEXT_SIZE, Side::Left, BLACK));
    sign.x + 34.0 + Font::plain(TEXT_SIZE).room(text) + 30.0
}

/// The panel of a line of the plan.
struct Panel<'a> {
    frame: Frame,
    values: &'a MarkedScale,
    words: &'a Words,
}

impl Panel<'_> {
    fn draw(&self, canvas: &mut Canvas<'_>, rows: &[&LandedYear]) {
        let Frame { left, right, bottom, .. } = self.frame;
        self.draw_grid(canvas);
        let step = (right - left) / rows.len().max(1) as f64;
        let half = HALF.min(0.35 * step);
        // Each mean and each target has its figure next to it where there is room.
        let room = self.widest(rows) + FIGURE_GAP;
        let has_figures = 2.0 * half + room + 12.0 < step;
        for (place, row) in rows.iter().enumerate() {
            let shift = if has_figures { room / 2.0 } else { 0.0 };
            let x = left + step * (place as f64 + 0.5) - shift;
            self.draw_marks(canvas, row, x, half);
            if has_figures {
                self.draw_figures(canvas, row, x + half + FIGURE_GAP);
            }
            let year = row.year.to_string();
            canvas.text(&year, at(x, bottom + 18.0), Type::plain(LABEL_SIZE, Side::Centre, GREY));
        }
    }

    fn draw_grid(&self, canvas: &mut Canvas<'_>) {
        let Frame { left, right, bottom, .. } = self.frame;
        for mark in &self.values.marks {
            let y = self.values.scale.position(*mark);
            canvas.line(&[at(left, y), at(right, y)], 1.0, Ink::new(GRID));
            let style = Type::plain(LABEL_SIZE, Side::Right, GREY);
            canvas.text(&self.words.figure(*mark), at(left - 8.0, y), style);
        }
        canvas.line(&[at(left, bottom), at(right, bottom)], 1.0, Ink::new(GREY));
    }

    /// Width of the widest figure of some years.
    fn widest(&self, rows: &[&LandedYear]) -> f64 {
        let figures = rows.iter().flat_map(|row| [Some(row.landed.mean), row.level.target]).flatten();
        figures.map(|figure| FONT.room(&self.words.figure(figure))).fold(0.0, f64::max)
    }

    /// Draws the range, the spread, the target and the mean of a year; `half` is half the width of a range.
    fn draw_marks(&self, canvas: &mut Canvas<'_>, row: &LandedYear, x: f64, half: f64) {
        let scale = self.values.scale;
        if let Some((low, high)) = row.level.low.zip(row.level.high) {
            let (high, low) = (at(x - half, scale.position(high)), at(x + half, scale.position(low)));
            canvas.rectangle(high, low, Ink::faint(RANGE, 0.35));
        }
        if row.replications > 1 {
            let (high, low) = (scale.position(row.landed.p90), scale.position(row.landed.p10));
            canvas.rectangle(at(x - 6.0, high), at(x + 6.0, low), Ink::faint(COLOURS[0], BAND_OPACITY));
        }
        if let Some(target) = row.level.target {
            let y = scale.position(target);
            canvas.line(&[at(x - half, y), at(x + half, y)], 2.4, Ink::new(BLACK));
        }
        canvas.dot(at(x, scale.position(row.landed.mean)), 4.5, Ink::new(COLOURS[0]));
    }

    /// Draws the figures of the mean and of the target next to their marks, as far apart as both can be
    /// read.
    fn draw_figures(&self, canvas: &mut Canvas<'_>, row: &LandedYear, x: f64) {
        let scale = self.values.scale;
        // No figure lies on the axis, and none below it.
        let lowest = scale.start - FIGURE_PITCH / 2.0;
        let mean = scale.position(row.landed.mean);
        let Some(target) = row.level.target else {
            return self.draw_figure(canvas, row.landed.mean, at(x, mean.min(lowest)), COLOURS[0]);
        };
        let heights = Heights { mean, target: scale.position(target) }.apart().above(lowest);
        self.draw_figure(canvas, row.landed.mean, at(x, heights.mean), COLOURS[0]);
        self.draw_figure(canvas, target, at(x, heights.target), GREY);
    }

    fn draw_figure(&self, canvas: &mut Canvas<'_>, value: f64, place: Place, colour: RGBColor) {
        let text = self.words.figure(value);
        let Place { x, y } = place;
        // No line of the grid runs through it.
        let corner = at(x + FONT.room(&text), y + LABEL_SIZE / 2.0);
        canvas.rectangle(at(x, y - LABEL_SIZE / 2.0), corner, Ink::new(WHITE));
        canvas.text(&text, place, Type::plain(LABEL_SIZE, Side::Left, colour));
    }
}

/// Heights of the figures of a mean and of a target, in pixels from the upper edge of the page.
#[derive(Clone, Copy)]
struct Heights {
    mean: f64,
    target: f64,
}

impl Heights {
    /// The same, moved away from each other as far as two lines of figures need.
    fn apart(self) -> Heights {
        let short = (FIGURE_PITCH - (self.mean - self.target).abs()).max(0.0) / 2.0;
        let down = if self.mean <= self.target { short } else { -short };
        Heights { mean: self.mean - down, target: self.target + down }
    }

    /// The same, neither of them lower on the page than a lowest one.
    fn above(self, lowest: f64) -> Heights {
        if self.mean <= self.target {
            let target = self.target.min(lowest);
            Heights { mean: self.mean.min(target - FIGURE_PITCH), target }
        } else {
            let mean = self.mean.min(lowest);
            Heights { mean, target: self.target.min(mean - FIGURE_PITCH) }
        }
    }
}

/// The heading of the panel of a line; a star refers to the note on the overlay.
fn panel_name(line: Line, federal: Federal, words: &Words) -> String {
    let name = words.text(&match (line, federal) {
        (Line::FederalHighSkilled, Federal::ByPool) => message!("admissions-federal-pool"),
        _ => shown(line),
    });
    if line == Line::FrenchOutsideQuebec { name + "*" } else { name }
}

fn shown(line: Line) -> Message {
    match line {
        Line::FederalHighSkilled => message!("admissions-federal"),
        Line::Pnp => message!("admissions-pnp"),
        Line::FrenchOutsideQuebec => message!("admissions-french"),
    }
}
