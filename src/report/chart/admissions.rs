//! Persons landed in each year beside the targets and ranges of the Levels Plan.

use plotters::style::{RGBColor, WHITE};

use super::Chart;
use super::canvas::{Canvas, Ink, Side, Type, text_width};
use super::page::{band_words, wrapped};
use super::panel::{BAND_OPACITY, BLACK, COLOURS, GREY, LABEL_SIZE, grouped};
use super::scale::{LEAST_TOP, Scale, round_marks};
use super::title::Title;
use crate::experiment::targets::LandedYear;
use crate::experiment::targets::{MET, Progress, TargetRow};
use crate::policy::levels::Line;

const WIDTH: f64 = 1400.0;
const MARGIN: f64 = 32.0;
const TEXT_SIZE: f64 = 15.0;
const GUTTER: f64 = 64.0;
const GAP: f64 = 24.0;
const HEIGHT: f64 = 400.0;
/// Half the width of a range, a target's line, a spread.
const HALF: f64 = 26.0;
/// Between a range and the figure beside it.
const FIGURE_GAP: f64 = 6.0;
/// Between the middles of two figures.
const FIGURE_PITCH: f64 = 18.0;
const GRID: RGBColor = RGBColor(222, 222, 222);
const RANGE: RGBColor = RGBColor(150, 150, 150);

const OVERLAY: &str = "* An overlay: persons of all programs, who are counted in the other lines too. Not like with like: the \
                       plan states this target for admissions outside Quebec and names no route, while only those are counted \
                       as landed who come by way of Express Entry.";

const SOURCE: &str = "Targets: Immigration Levels Plans, IRCC, or as the scenario states them. Contains information licensed \
                      under the Open Government Licence - Canada.";

/// Which targets of Federal High Skilled are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Federal {
    /// Those of the whole line.
    Whole,
    /// The part that is to land by way of the pool, as the scenario states it.
    ByPool,
}

/// One panel for each line of the plan, with its years: the range, the target, and what landed.
///
/// All panels have one scale. Of the provincial line only the part that lands by way of the pool is shown;
/// French speakers outside Quebec are an overlay of the others, whose target the plans state without a route,
/// while landings are by way of Express Entry alone. Lines without a year take no room; `notes` stand at the
/// foot.
pub fn admissions(title: impl Into<Title>, rows: &[LandedYear], federal: Federal, notes: &[String]) -> Chart {
    // In order, and so the overlay last: it counts persons of the others once more.
    let mut lines: Vec<Line> = rows.iter().map(|row| row.line).collect();
    lines.sort_unstable();
    lines.dedup();
    let title = title.into();
    let heading = title.lines(WIDTH - 2.0 * MARGIN);
    let top = 118.0 + heading.height();
    let bottom = top + HEIGHT;
    let replications = rows.iter().map(|row| row.replications).max().unwrap_or(0);
    let band = band_words(replications).map(|words| format!("{words}."));
    let overlay = lines.contains(&Line::FrenchOutsideQuebec).then(|| OVERLAY.to_owned());
    let caption = overlay.into_iter().chain(band).chain(notes.iter().cloned()).chain([SOURCE.to_owned()]);
    let caption: Vec<String> =
        caption.flat_map(|text| wrapped(&text, LABEL_SIZE, false, WIDTH - 2.0 * MARGIN)).collect();
    let size = (WIDTH as u32, (bottom + 86.0 + 19.0 * caption.len() as f64) as u32);
    let values = rows.iter().flat_map(|row| [row.level.high, row.level.target, Some(row.landed.p90)]);
    let marks = round_marks(0.0, values.flatten().fold(LEAST_TOP, f64::max), 5);
    let svg = Canvas::page(size, &title.spoken(), |canvas| {
        heading.draw(canvas, MARGIN);
        draw_legend(canvas, top - 74.0, replications);
        let count = lines.len().max(1) as f64;
        let width = (WIDTH - 2.0 * MARGIN - GAP * (count - 1.0)) / count;
        for (place, line) in lines.iter().enumerate() {
            let left = MARGIN + place as f64 * (width + GAP);
            let own: Vec<&LandedYear> = rows.iter().filter(|row| row.line == *line).collect();
            words(canvas, panel_name(*line, federal), (left, top - 26.0), (17.0, true), Side::Left, BLACK);
            draw_panel(canvas, (left + GUTTER, left + width), (top, bottom), &marks, &own);
        }
        for (line, text) in caption.iter().enumerate() {
            let y = bottom + 76.0 + 19.0 * line as f64;
            words(canvas, text, (MARGIN, y), (LABEL_SIZE, false), Side::Left, GREY);
        }
    });
    Chart { svg, size }
}

/// What the rows say: how many targets landings meet, and which they are furthest off, as a part of it.
pub fn admissions_finding(rows: &[LandedYear]) -> String {
    let judged = rows.iter().map(|row| {
        let LandedYear { year, line, level, aim, landed, .. } = *row;
        let (landed, progress) = (landed.mean, Progress::default());
        TargetRow { year, line, level, aim, landed, progress, causes: Vec::new() }
    });
    let judged: Vec<TargetRow> = judged.filter(|row| row.wanted().is_some()).collect();
    let missed: Vec<&TargetRow> = judged.iter().filter(|row| row.is_missed()).collect();
    let met = match (judged.len(), missed.len()) {
        (0, _) => return "Persons landed against the targets of the Immigration Levels Plan".to_owned(),
        (1, 0) => "Landings meet the target".to_owned(),
        (1, _) => "Landings miss the target".to_owned(),
        (all, 0) => format!("Landings meet all {all} targets"),
        (all, missed) if missed == all => format!("Landings meet none of {all} targets"),
        (all, missed) => format!("Landings meet {} of {all} targets", all - missed),
    };
    let errors = missed.iter().filter_map(|row| Some((row, row.error()?)));
    let furthest = errors.max_by(|one, other| one.1.abs().total_cmp(&other.1.abs()));
    let furthest = furthest.map_or(String::new(), |(row, error)| {
        let line = shown(row.line).trim_end_matches('*');
        let decimals = usize::from(error.abs() < 0.01);
        format!("; furthest off: {line} in {}, {:+.decimals$} %", row.year, 100.0 * error)
    });
    // Where a range was aimed at, anywhere in it is as good as the target.
    let range = if judged.iter().any(|row| row.range_aimed_at().is_some()) {
        " or in the range aimed at"
    } else {
        ""
    };
    format!("{met} within {:.0} %{range}{furthest}", 100.0 * MET)
}

fn draw_legend(canvas: &mut Canvas<'_>, y: f64, replications: u32) {
    let entry = |canvas: &mut Canvas<'_>, x: f64, text: &str| {
        words(canvas, text, (x + 34.0, y), (TEXT_SIZE, false), Side::Left, BLACK);
        x + 34.0 + text_width(text, TEXT_SIZE, false) + 40.0
    };
    let mut x = MARGIN;
    canvas.rectangle((x, y - 8.0), (x + 24.0, y + 8.0), Ink::faint(RANGE, 0.35));
    x = entry(canvas, x, "Range of the plan");
    canvas.line(&[(x, y), (x + 24.0, y)], 2.4, Ink::new(BLACK));
    x = entry(canvas, x, "Target");
    if replications > 1 {
        canvas.rectangle((x + 7.0, y - 9.0), (x + 17.0, y + 9.0), Ink::faint(COLOURS[0], BAND_OPACITY));
    }
    canvas.dot((x + 12.0, y), 4.5, Ink::new(COLOURS[0]));
    let text = match replications {
        0 | 1 => "Simulated, 1 replication".to_owned(),
        more => format!("Simulated mean, and 10th to 90th percentile across {more} replications"),
    };
    entry(canvas, x, &text);
}

fn draw_panel(
    canvas: &mut Canvas<'_>,
    (left, right): (f64, f64),
    (top, bottom): (f64, f64),
    marks: &[f64],
    rows: &[&LandedYear],
) {
    let scale = Scale { low: 0.0, high: marks[marks.len() - 1], start: bottom, end: top };
    for mark in marks {
        let y = scale.position(*mark);
        canvas.line(&[(left, y), (right, y)], 1.0, Ink::new(GRID));
        words(canvas, &grouped(*mark), (left - 8.0, y), (LABEL_SIZE, false), Side::Right, GREY);
    }
    canvas.line(&[(left, bottom), (right, bottom)], 1.0, Ink::new(GREY));
    let step = (right - left) / rows.len().max(1) as f64;
    let half = HALF.min(0.35 * step);
    let figures = rows.iter().flat_map(|row| [Some(row.landed.mean), row.level.target]).flatten();
    let widest = figures.map(|figure| text_width(&grouped(figure), LABEL_SIZE, false));
    // Each mean and each target has its figure beside it where there is room.
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
        words(canvas, &row.year.to_string(), (x, bottom + 18.0), (LABEL_SIZE, false), Side::Centre, GREY);
    }
    let middle = (left + right) / 2.0;
    words(
        canvas,
        "Persons landed in the calendar year",
        (middle, bottom + 38.0),
        (LABEL_SIZE, false),
        Side::Centre,
        GREY,
    );
}

/// The figures of the mean and of the target beside their marks, as far apart as both can be read.
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
    let mut figure = |value: f64, y: f64, colour| {
        let text = grouped(value);
        // No line of the grid runs through it.
        let right = x + text_width(&text, LABEL_SIZE, false);
        canvas.rectangle((x, y - LABEL_SIZE / 2.0), (right, y + LABEL_SIZE / 2.0), Ink::new(WHITE));
        words(canvas, &text, (x, y), (LABEL_SIZE, false), Side::Left, colour);
    };
    figure(row.landed.mean, mean, COLOURS[0]);
    if let Some((value, y)) = target {
        figure(value, y, GREY);
    }
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

/// What stands above the panel of a line.
fn panel_name(line: Line, federal: Federal) -> &'static str {
    match (line, federal) {
        (Line::FederalHighSkilled, Federal::ByPool) => "Federal High Skilled by way of the pool",
        _ => shown(line),
    }
}

fn shown(line: Line) -> &'static str {
    match line {
        Line::FederalHighSkilled => "Federal High Skilled",
        Line::Pnp => "Provincial nominees by way of the pool",
        Line::FrenchOutsideQuebec => "French speakers outside Quebec*",
    }
}

fn words(
    canvas: &mut Canvas<'_>,
    text: &str,
    at: (f64, f64),
    (size, is_bold): (f64, bool),
    side: Side,
    color: RGBColor,
) {
    canvas.text(text, at, Type { size, is_bold, side, ink: Ink::new(color) });
}
