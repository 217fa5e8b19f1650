//! Persons admitted in each year compared with the targets and ranges of the Levels Plan.

use plotters::style::{RGBColor, WHITE};

use super::Chart;
use super::canvas::{Canvas, Ink, Side, Type, text_width};
use super::page::{band_note, simulated_mean, wrapped};
use super::panel::{BAND_OPACITY, BLACK, COLOURS, Frame, GREY, LABEL_SIZE, grouped};
use super::scale::{LEAST_TOP, Scale, round_marks};
use super::title::Title;
use crate::experiment::targets::LandedYear;
use crate::experiment::targets::{MET, Progress, TargetRow};
use crate::policy::levels::Line;
use crate::report::words::{Message, Words, decimal, message};

const WIDTH: f64 = 1400.0;
const MARGIN: f64 = 32.0;
const TEXT_SIZE: f64 = 15.0;
const GUTTER: f64 = 64.0;
const GAP: f64 = 24.0;
const HEIGHT: f64 = 400.0;
/// Half the width of a range, a target's line, a spread.
const HALF: f64 = 26.0;
/// Between a range and the figure next to it.
const FIGURE_GAP: f64 = 6.0;
/// Between the middles of two figures.
const FIGURE_PITCH: f64 = 18.0;
const GRID: RGBColor = RGBColor(222, 222, 222);
const RANGE: RGBColor = RGBColor(150, 150, 150);

/// Which targets of Federal High Skilled are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Federal {
    /// Those of the whole line.
    Whole,
    /// The part that is admitted by way of the pool, as the scenario states it.
    ByPool,
}

/// What the chart of admissions says.
#[derive(Clone, Copy)]
pub struct AdmissionsText<'a> {
    /// The title.
    pub title: &'a Title,
    /// Which targets of Federal High Skilled are shown.
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
    let caption: Vec<String> = foot(&lines, replications, text)
        .iter()
        .flat_map(|text| wrapped(text, LABEL_SIZE, false, WIDTH - 2.0 * MARGIN))
        .collect();
    let size = (WIDTH as u32, (bottom + 86.0 + 19.0 * caption.len() as f64) as u32);
    let values = rows.iter().flat_map(|row| [row.level.high, row.level.target, Some(row.landed.p90)]);
    let marks = round_marks(0.0, values.flatten().fold(LEAST_TOP, f64::max), 5);
    let svg = Canvas::page(size, &title.spoken(), |canvas| {
        heading.draw(canvas, MARGIN);
        draw_legend(canvas, top - 74.0, replications, words);
        let axis = words.text(&message!("admissions-axis"));
        let count = lines.len().max(1) as f64;
        let width = (WIDTH - 2.0 * MARGIN - GAP * (count - 1.0)) / count;
        for (place, line) in lines.iter().enumerate() {
            let left = MARGIN + place as f64 * (width + GAP);
            let own: Vec<&LandedYear> = rows.iter().filter(|row| row.line == *line).collect();
            let name = panel_name(*line, federal, words);
            canvas.text(&name, (left, top - 26.0), Type::bold(17.0, Side::Left, BLACK));
            let frame = Frame { left: left + GUTTER, right: left + width, top, bottom };
            draw_panel(canvas, frame, &marks, &own);
            let middle = (frame.left + frame.right) / 2.0;
            canvas.text(&axis, (middle, bottom + 38.0), Type::plain(LABEL_SIZE, Side::Centre, GREY));
        }
        for (line, text) in caption.iter().enumerate() {
            let y = bottom + 76.0 + 19.0 * line as f64;
            canvas.text(text, (MARGIN, y), Type::plain(LABEL_SIZE, Side::Left, GREY));
        }
    });
    Chart { svg, size }
}

/// The lines at the foot.
fn foot(lines: &[Line], replications: u32, text: AdmissionsText<'_>) -> Vec<String> {
    let AdmissionsText { notes, words, .. } = text;
    let mut foot = Vec::new();
    if lines.contains(&Line::FrenchOutsideQuebec) {
        foot.push(words.text(&message!("admissions-overlay")));
    }
    foot.extend(band_note(replications, words));
    foot.extend_from_slice(notes);
    foot.push(words.text(&message!("source-targets")));
    foot
}

/// What the rows say: how many targets admissions meet, and the largest miss, as a part of its target.
pub fn admissions_finding(rows: &[LandedYear], words: &Words) -> String {
    let mut judged: Vec<TargetRow> = rows.iter().map(target_row).collect();
    judged.retain(|row| row.wanted().is_some());
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
    let (landed, progress) = (landed.mean, Progress::default());
    TargetRow { year, line, level, aim, landed, progress, causes: Vec::new() }
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
    canvas.rectangle((x, y - 8.0), (x + 24.0, y + 8.0), Ink::faint(RANGE, 0.35));
    x = entry(canvas, (x, y), &words.text(&message!("admissions-range")));
    canvas.line(&[(x, y), (x + 24.0, y)], 2.4, Ink::new(BLACK));
    x = entry(canvas, (x, y), &words.text(&message!("admissions-target")));
    if replications > 1 {
        canvas.rectangle((x + 7.0, y - 9.0), (x + 17.0, y + 9.0), Ink::faint(COLOURS[0], BAND_OPACITY));
    }
    canvas.dot((x + 12.0, y), 4.5, Ink::new(COLOURS[0]));
    entry(canvas, (x, y), &words.text(&simulated_mean(replications)));
}

/// Writes an entry of the legend; returns where the next one begins.
fn entry(canvas: &mut Canvas<'_>, (x, y): (f64, f64), text: &str) -> f64 {
    canvas.text(text, (x + 34.0, y), Type::plain(TEXT_SIZE, Side::Left, BLACK));
    x + 34.0 + text_width(text, TEXT_SIZE, false) + 40.0
}

fn draw_panel(canvas: &mut Canvas<'_>, frame: Frame, marks: &[f64], rows: &[&LandedYear]) {
    let Frame { left, right, top, bottom } = frame;
    let scale = Scale { low: 0.0, high: marks[marks.len() - 1], start: bottom, end: top };
    for mark in marks {
        let y = scale.position(*mark);
        canvas.line(&[(left, y), (right, y)], 1.0, Ink::new(GRID));
        canvas.text(&grouped(*mark), (left - 8.0, y), Type::plain(LABEL_SIZE, Side::Right, GREY));
    }
    canvas.line(&[(left, bottom), (right, bottom)], 1.0, Ink::new(GREY));
    let step = (right - left) / rows.len().max(1) as f64;
    let half = HALF.min(0.35 * step);
    let figures = rows.iter().flat_map(|row| [Some(row.landed.mean), row.level.target]).flatten();
    let widest = figures.map(|figure| text_width(&grouped(figure), LABEL_SIZE, false));
    // Each mean and each target has its figure next to it where there is room.
    let figure = Some(widest.fold(0.0, f64::max) + FIGURE_GAP).filter(|room| 2.0 * half + room + 12.0 < step);
    for (place, row) in rows.iter().enumerate() {
        let x = left + step * (place as f64 + 0.5) - figure.unwrap_or(0.0) / 2.0;
        let y = |persons: f64| scale.position(persons);
        if let Some((low, high)) = row.level.low.zip(row.level.high) {
            canvas.rectangle((x - half, y(high)), (x + half, y(low)), Ink::faint(RANGE, 0.35));
        }
        if row.replications > 1 {
            let band = Ink::faint(COLOURS[0], BAND_OPACITY);
            canvas.rectangle((x - 6.0, y(row.landed.p90)), (x + 6.0, y(row.landed.p10)), band);
        }
        if let Some(target) = row.level.target {
            canvas.line(&[(x - half, y(target)), (x + half, y(target))], 2.4, Ink::new(BLACK));
        }
        canvas.dot((x, y(row.landed.mean)), 4.5, Ink::new(COLOURS[0]));
        if figure.is_some() {
            draw_figures(canvas, x + half + FIGURE_GAP, row, &scale);
        }
        let year = row.year.to_string();
        canvas.text(&year, (x, bottom + 18.0), Type::plain(LABEL_SIZE, Side::Centre, GREY));
    }
}

/// The figures of the mean and of the target next to their marks, as far apart as both can be read.
fn draw_figures(canvas: &mut Canvas<'_>, x: f64, row: &LandedYear, scale: &Scale) {
    let mean = scale.position(row.landed.mean);
    let target = row.level.target.map(|target| (target, scale.position(target)));
    // No figure lies on the axis, and none below it.
    let lowest = scale.start - FIGURE_PITCH / 2.0;
    let (mean, target) = match target {
        Some((figure, target)) => {
            let (mean, target) = above(apart(mean, target), lowest);
            (mean, Some((figure, target)))
        }
        None => (mean.min(lowest), None),
    };
    draw_figure(canvas, row.landed.mean, (x, mean), COLOURS[0]);
    if let Some((value, y)) = target {
        draw_figure(canvas, value, (x, y), GREY);
    }
}

fn draw_figure(canvas: &mut Canvas<'_>, value: f64, (x, y): (f64, f64), colour: RGBColor) {
    let text = grouped(value);
    // No line of the grid runs through it.
    let right = x + text_width(&text, LABEL_SIZE, false);
    canvas.rectangle((x, y - LABEL_SIZE / 2.0), (right, y + LABEL_SIZE / 2.0), Ink::new(WHITE));
    canvas.text(&text, (x, y), Type::plain(LABEL_SIZE, Side::Left, colour));
}

/// Two heights moved away from each other, as far as two lines of figures need.
fn apart(one: f64, other: f64) -> (f64, f64) {
    let short = (FIGURE_PITCH - (one - other).abs()).max(0.0) / 2.0;
    if one <= other { (one - short, other + short) } else { (one + short, other - short) }
}

/// Two such heights, neither of them lower than a lowest one.
fn above((one, other): (f64, f64), lowest: f64) -> (f64, f64) {
    if one <= other {
        let other = other.min(lowest);
        (one.min(other - FIGURE_PITCH), other)
    } else {
        let one = one.min(lowest);
        (one, other.min(one - FIGURE_PITCH))
    }
}

/// The heading of the panel of a line; a star marks the overlay, which has a note.
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
