//! The errors of a backtest's methods by round type, one panel for each horizon.

use plotters::style::RGBColor;

use super::Chart;
use super::canvas::{Canvas, Ink, Shape, Side, Type, text_width};
use super::page::wrapped;
use super::panel::{BLACK, COLOURS, GREY, LABEL_SIZE, MARKER_WIDTH};
use super::scale::{Scale, round_marks};
use super::title::Title;
use crate::experiment::backtest::row::Method;
use crate::experiment::backtest::summary::{Horizon, SummaryRow};

const WIDTH: f64 = 1400.0;
const MARGIN: f64 = 32.0;
const TEXT_SIZE: f64 = 15.0;
const HEADING_SIZE: f64 = 17.0;
const CAPTION_PITCH: f64 = 19.0;
const ROW_HEIGHT: f64 = 42.0;
const LABELS_WIDTH: f64 = 190.0;
/// Between the panels.
const GAP: f64 = 60.0;
/// From the foot of the title to the rows.
const HEAD_HEIGHT: f64 = 111.0;
const GRID: RGBColor = RGBColor(222, 222, 222);
const RADIUS: f64 = 6.0;
/// Types with fewer predictions in a panel are left out.
const FEWEST: u32 = 5;
/// Errors beyond are drawn at the edge, with their figure.
const MOST: f64 = 150.0;

const CAPTION: &str = "Each method knew only what was published before the day from which it predicts. Types with fewer \
                       than 5 predictions are left out.";
const SOURCE: &str =
    "Published cutoffs: IRCC. Contains information licensed under the Open Government Licence - Canada.";

/// Mean absolute error of each method by round type, next to each other, both panels on one scale. `notes`
/// stand at its foot.
pub fn backtest_errors(summary: &[SummaryRow], notes: &[String]) -> Chart {
    let mut groups: Vec<&str> = Vec::new();
    for row in summary.iter().filter(|row| row.count >= FEWEST) {
        if !groups.contains(&row.rounds.as_str()) {
            groups.push(&row.rounds);
        }
    }
    // Types by name, all together at the foot.
    groups.sort_by_key(|name| (name.starts_with("all"), *name == "all", *name));
    let title = finding(summary);
    let lines = title.lines(WIDTH - 2.0 * MARGIN);
    let top = HEAD_HEIGHT + lines.height();
    let bottom = top + ROW_HEIGHT * groups.len().max(1) as f64;
    let caption = [CAPTION].into_iter().chain(notes.iter().map(String::as_str)).chain([SOURCE]);
    let caption: Vec<String> =
        caption.flat_map(|text| wrapped(text, LABEL_SIZE, false, WIDTH - 2.0 * MARGIN)).collect();
    let size = (WIDTH as u32, (bottom + 81.0 + CAPTION_PITCH * caption.len() as f64) as u32);
    let marks = marks(summary, &groups);
    let svg = Canvas::page(size, &title.spoken(), |canvas| {
        lines.draw(canvas, MARGIN);
        draw_legend(canvas, top - 68.0);
        let width = (WIDTH - 2.0 * MARGIN - LABELS_WIDTH - GAP) / 2.0;
        for (place, group) in groups.iter().enumerate() {
            let y = top + ROW_HEIGHT * (place as f64 + 0.5);
            words(canvas, &shown(group), (MARGIN, y), TEXT_SIZE, group.starts_with("all"), Side::Left);
        }
        for (panel, horizon) in Horizon::ALL.into_iter().enumerate() {
            let left = MARGIN + LABELS_WIDTH + panel as f64 * (width + GAP);
            let rows: Vec<&SummaryRow> = summary.iter().filter(|row| row.horizon == horizon).collect();
            let scale = Scale { low: 0.0, high: marks[marks.len() - 1], start: left, end: left + width };
            let heading = match horizon {
                Horizon::Next => "The next round of its type",
                Horizon::Far => "Rounds 90 days ahead and more",
            };
            words(canvas, heading, (left, top - 22.0), HEADING_SIZE, true, Side::Left);
            for mark in &marks {
                let x = scale.position(*mark);
                canvas.line(&[(x, top), (x, bottom)], 1.0, Ink::new(GRID));
                let style =
                    Type { size: LABEL_SIZE, is_bold: false, side: Side::Centre, ink: Ink::new(GREY) };
                canvas.text(&format!("{mark:.0}"), (x, bottom + 14.0), style);
            }
            let middle = left + width / 2.0;
            let style = Type { size: LABEL_SIZE, is_bold: false, side: Side::Centre, ink: Ink::new(GREY) };
            canvas.text("Mean absolute error of the cutoff, CRS points", (middle, bottom + 36.0), style);
            for (place, group) in groups.iter().enumerate() {
                let y = top + ROW_HEIGHT * (place as f64 + 0.5);
                draw_row(canvas, &scale, y, &rows, group);
            }
        }
        for (line, text) in caption.iter().enumerate() {
            let y = bottom + 72.0 + CAPTION_PITCH * line as f64;
            let style = Type { size: LABEL_SIZE, is_bold: false, side: Side::Left, ink: Ink::new(GREY) };
            canvas.text(text, (MARGIN, y), style);
        }
    });
    Chart { svg, size }
}

/// Marks of a scale that holds the errors of all panels.
fn marks(summary: &[SummaryRow], groups: &[&str]) -> Vec<f64> {
    let drawn = summary.iter().filter(|row| row.count >= FEWEST && groups.contains(&row.rounds.as_str()));
    round_marks(0.0, drawn.map(|row| row.mean_absolute_error).fold(10.0, f64::max).min(MOST), 6)
}

/// What the summary says: which errors the simulation and persistence have, without PNP; the first of them in
/// the title, the others under it.
fn finding(summary: &[SummaryRow]) -> Title {
    let of = |method: Method, horizon: Horizon| {
        let is =
            |row: &&SummaryRow| (row.method, row.horizon) == (method, horizon) && row.rounds == "all_but_pnp";
        summary.iter().find(is).map(|row| row.mean_absolute_error)
    };
    let pair = |horizon| Some((of(Method::Simulation, horizon)?, of(Method::Persistence, horizon)?));
    match (pair(Horizon::Next), pair(Horizon::Far)) {
        (Some((next, bar)), Some((far, far_bar))) => Title::from(format!(
            "How far off are predicted cutoffs (without PNP)? The simulation by {next:.0} points for the next round"
        ))
        .with(format!(
            "The last cutoff is {bar:.0} points off. Of rounds 90 days ahead and more the simulation is {far:.0} points off \
             and the last cutoff {far_bar:.0}."
        )),
        _ => Title::from("How far predicted cutoffs lie from the published ones"),
    }
}

fn look(method: Method) -> (Shape, RGBColor, &'static str) {
    match method {
        Method::Simulation => (Shape::Circle, COLOURS[0], "Simulation"),
        Method::Persistence => (Shape::Square, COLOURS[1], "Persistence: the last cutoff"),
        Method::StockFlow => (Shape::Diamond, COLOURS[2], "Stock and flow"),
    }
}

fn draw_legend(canvas: &mut Canvas<'_>, y: f64) {
    let mut x = MARGIN + RADIUS;
    for method in Method::ALL {
        let (shape, colour, name) = look(method);
        mark(canvas, shape, (x, y), colour);
        words(canvas, name, (x + 14.0, y), TEXT_SIZE, false, Side::Left);
        x += text_width(name, TEXT_SIZE, false) + 60.0;
    }
}

fn draw_row(canvas: &mut Canvas<'_>, scale: &Scale, y: f64, rows: &[&SummaryRow], group: &str) {
    let of = |method: Method| rows.iter().find(|row| row.method == method && row.rounds == group);
    let errors: Vec<(Method, f64)> = Method::ALL
        .into_iter()
        .filter_map(|method| Some((method, of(method)?)))
        .filter(|(_, row)| row.count >= FEWEST)
        .map(|(method, row)| (method, row.mean_absolute_error))
        .collect();
    let ends = errors.iter().map(|(_, error)| scale.position(error.min(scale.high)));
    if let Some((low, high)) = ends.clone().reduce(f64::min).zip(ends.reduce(f64::max)) {
        canvas.line(&[(low, y), (high, y)], 1.5, Ink::new(GRID));
    }
    // The simulation last, so that it lies on top.
    for (method, error) in errors.into_iter().rev() {
        let (shape, colour, _) = look(method);
        let x = scale.position(error.min(scale.high));
        mark(canvas, shape, (x, y), colour);
        if error > scale.high {
            words(canvas, &format!("{error:.0}"), (x - 12.0, y), LABEL_SIZE, false, Side::Right);
        }
    }
}

fn mark(canvas: &mut Canvas<'_>, shape: Shape, at: (f64, f64), colour: RGBColor) {
    canvas.dot(at, RADIUS * 0.62, Ink::new(colour));
    canvas.hollow(shape, at, RADIUS, MARKER_WIDTH + 1.0, Ink::new(colour));
}

fn words(canvas: &mut Canvas<'_>, text: &str, at: (f64, f64), size: f64, is_bold: bool, side: Side) {
    canvas.text(text, at, Type { size, is_bold, side, ink: Ink::new(BLACK) });
}

fn shown(group: &str) -> String {
    match group {
        "cec" | "pnp" | "fsw" | "fst" | "stem" => group.to_uppercase(),
        "all_but_pnp" => "All but PNP".to_owned(),
        _ => {
            // Of physicians, researchers and senior managers there are no others than those with work in
            // Canada.
            let name = group.strip_suffix("_ca").unwrap_or(group).replace('_', " ");
            let mut letters = name.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        }
    }
}
