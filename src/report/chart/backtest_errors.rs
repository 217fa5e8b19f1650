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
use crate::report::words::{Message, Words, decimal, message};

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

/// Mean absolute error of each method by round type, next to each other, both panels on one scale. `notes`
/// stand at its foot.
pub fn backtest_errors(summary: &[SummaryRow], notes: &[String], words: &Words) -> Chart {
    let mut groups: Vec<&str> = Vec::new();
    for row in summary.iter().filter(|row| row.count >= FEWEST) {
        if !groups.contains(&row.rounds.as_str()) {
            groups.push(&row.rounds);
        }
    }
    // Types by name, all together at the foot.
    groups.sort_by_key(|name| (name.starts_with("all"), *name == "all", *name));
    let title = finding(summary, words);
    let lines = title.lines(WIDTH - 2.0 * MARGIN);
    let top = HEAD_HEIGHT + lines.height();
    let bottom = top + ROW_HEIGHT * groups.len().max(1) as f64;
    let mut foot = vec![words.text(&message!("errors-caption", fewest = FEWEST))];
    foot.extend_from_slice(notes);
    foot.push(words.text(&message!("source-cutoffs")));
    let caption: Vec<String> =
        foot.iter().flat_map(|text| wrapped(text, LABEL_SIZE, false, WIDTH - 2.0 * MARGIN)).collect();
    let size = (WIDTH as u32, (bottom + 81.0 + CAPTION_PITCH * caption.len() as f64) as u32);
    let marks = marks(summary, &groups);
    let svg = Canvas::page(size, &title.spoken(), |canvas| {
        lines.draw(canvas, MARGIN);
        draw_legend(canvas, top - 68.0, words);
        let width = (WIDTH - 2.0 * MARGIN - LABELS_WIDTH - GAP) / 2.0;
        for (place, group) in groups.iter().enumerate() {
            let y = top + ROW_HEIGHT * (place as f64 + 0.5);
            let weight = if group.starts_with("all") { Type::bold } else { Type::plain };
            canvas.text(&shown(group, words), (MARGIN, y), weight(TEXT_SIZE, Side::Left, BLACK));
        }
        for (panel, horizon) in Horizon::ALL.into_iter().enumerate() {
            let left = MARGIN + LABELS_WIDTH + panel as f64 * (width + GAP);
            let rows: Vec<&SummaryRow> = summary.iter().filter(|row| row.horizon == horizon).collect();
            let scale = Scale { low: 0.0, high: marks[marks.len() - 1], start: left, end: left + width };
            let heading = words.text(&match horizon {
                Horizon::Next => message!("errors-next"),
                Horizon::Far => message!("errors-far"),
            });
            canvas.text(&heading, (left, top - 22.0), Type::bold(HEADING_SIZE, Side::Left, BLACK));
            let centred = Type::plain(LABEL_SIZE, Side::Centre, GREY);
            for mark in &marks {
                let x = scale.position(*mark);
                canvas.line(&[(x, top), (x, bottom)], 1.0, Ink::new(GRID));
                canvas.text(&format!("{mark:.0}"), (x, bottom + 14.0), centred);
            }
            let middle = left + width / 2.0;
            let axis = words.text(&message!("errors-axis"));
            canvas.text(&axis, (middle, bottom + 36.0), centred);
            for (place, group) in groups.iter().enumerate() {
                let y = top + ROW_HEIGHT * (place as f64 + 0.5);
                draw_row(canvas, &scale, y, &rows, group);
            }
        }
        for (line, text) in caption.iter().enumerate() {
            let y = bottom + 72.0 + CAPTION_PITCH * line as f64;
            canvas.text(text, (MARGIN, y), Type::plain(LABEL_SIZE, Side::Left, GREY));
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
fn finding(summary: &[SummaryRow], words: &Words) -> Title {
    let errors = [Horizon::Next, Horizon::Far].map(|horizon| {
        Some((error(summary, Method::Simulation, horizon)?, error(summary, Method::Persistence, horizon)?))
    });
    let [Some((next, last)), Some((far, far_last))] = errors else {
        return Title::from(words.text(&message!("errors-question")));
    };
    let more = message!(
        "errors-more",
        last = decimal(last, 0),
        far = decimal(far, 0),
        far_last = decimal(far_last, 0)
    );
    Title::from(words.text(&message!("errors-finding", points = decimal(next, 0)))).with(words.text(&more))
}

/// The mean absolute error of a method without PNP.
fn error(summary: &[SummaryRow], method: Method, horizon: Horizon) -> Option<f64> {
    let mut rows = summary.iter().filter(|row| row.rounds == "all_but_pnp");
    rows.find(|row| (row.method, row.horizon) == (method, horizon)).map(|row| row.mean_absolute_error)
}

fn look(method: Method) -> (Shape, RGBColor) {
    match method {
        Method::Simulation => (Shape::Circle, COLOURS[0]),
        Method::Persistence => (Shape::Square, COLOURS[1]),
        Method::StockFlow => (Shape::Diamond, COLOURS[2]),
    }
}

fn name(method: Method) -> Message {
    match method {
        Method::Simulation => message!("errors-simulation"),
        Method::Persistence => message!("errors-persistence"),
        Method::StockFlow => message!("errors-stock-flow"),
    }
}

fn draw_legend(canvas: &mut Canvas<'_>, y: f64, words: &Words) {
    let mut x = MARGIN + RADIUS;
    for method in Method::ALL {
        let (shape, colour) = look(method);
        mark(canvas, shape, (x, y), colour);
        let name = words.text(&name(method));
        canvas.text(&name, (x + 14.0, y), Type::plain(TEXT_SIZE, Side::Left, BLACK));
        x += text_width(&name, TEXT_SIZE, false) + 60.0;
    }
}

fn draw_row(canvas: &mut Canvas<'_>, scale: &Scale, y: f64, rows: &[&SummaryRow], group: &str) {
    let mut errors = Vec::new();
    for method in Method::ALL {
        let row = rows.iter().find(|row| row.method == method && row.rounds == group);
        errors.extend(row.filter(|row| row.count >= FEWEST).map(|row| (method, row.mean_absolute_error)));
    }
    let ends = errors.iter().map(|(_, error)| scale.position(error.min(scale.high)));
    if let Some((low, high)) = ends.clone().reduce(f64::min).zip(ends.reduce(f64::max)) {
        canvas.line(&[(low, y), (high, y)], 1.5, Ink::new(GRID));
    }
    // The simulation last, so that it lies on top.
    for (method, error) in errors.into_iter().rev() {
        let (shape, colour) = look(method);
        let x = scale.position(error.min(scale.high));
        mark(canvas, shape, (x, y), colour);
        if error > scale.high {
            let style = Type::plain(LABEL_SIZE, Side::Right, BLACK);
            canvas.text(&format!("{error:.0}"), (x - 12.0, y), style);
        }
    }
}

fn mark(canvas: &mut Canvas<'_>, shape: Shape, at: (f64, f64), colour: RGBColor) {
    canvas.dot(at, RADIUS * 0.62, Ink::new(colour));
    canvas.hollow(shape, at, RADIUS, MARKER_WIDTH + 1.0, Ink::new(colour));
}

fn shown(group: &str, words: &Words) -> String {
    match group {
        "cec" | "pnp" | "fsw" | "fst" | "stem" => group.to_uppercase(),
        "all_but_pnp" => words.text(&message!("errors-without-pnp")),
        _ => {
            // Of physicians, researchers and senior managers there are no others than those with work in
            // Canada.
            let name = group.strip_suffix("_ca").unwrap_or(group).replace('_', " ");
            let mut letters = name.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        }
    }
}
