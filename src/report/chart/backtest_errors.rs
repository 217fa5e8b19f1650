//! The errors of a backtest's methods by round type, one panel for each horizon.

use plotters::style::RGBColor;

use super::canvas::{Canvas, Font, Frame, Ink, Marker, PageSize, Place, Shape, Side, Type, at};
use super::drawing::Chart;
use super::foot::Foot;
use super::scale::{MarkedScale, Range, Scale};
use super::style::{BLACK, COLOURS, GREY, GRID, LABEL_SIZE, MARGIN, MARKER_WIDTH, TEXT_SIZE};
use super::title::Title;
use crate::experiment::backtest::row::Method;
use crate::experiment::backtest::summary::{ALL_BUT_PNP, Horizon, SummaryRow};
use crate::report::backtest::is_all_without_pnp;
use crate::report::words::{Message, Words, abbreviation, capitalised, decimal, message};

const WIDTH: f64 = 1400.0;
const HEADING_SIZE: f64 = 17.0;
const ROW_HEIGHT: f64 = 42.0;
const LABELS_WIDTH: f64 = 190.0;
/// Between the panels.
const GAP: f64 = 60.0;
/// From the foot of the title to the rows.
const HEAD_HEIGHT: f64 = 111.0;
const RADIUS: f64 = 6.0;
/// Types with fewer predictions in a panel are left out.
const FEWEST: u32 = 5;
/// Errors beyond are drawn at the edge, with their figure.
const MOST: f64 = 150.0;
/// About so many marks stand along the scale.
const MARKS: usize = 6;

/// Mean absolute error of each method by round type, next to each other, both panels on one scale. `notes`
/// stand at its foot.
pub fn backtest_errors(summary: &[SummaryRow], notes: &[String], words: &Words) -> Chart {
    let mut groups: Vec<&str> = Vec::new();
    let is_without_pnp = is_all_without_pnp(summary.iter());
    for row in summary.iter().filter(|row| row.count >= FEWEST) {
        let is_repeated = is_without_pnp && row.rounds == ALL_BUT_PNP;
        if !is_repeated && !groups.contains(&row.rounds.as_str()) {
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
    let foot = Foot::new(&foot, WIDTH);
    let height = bottom + 81.0 + foot.height();
    let size = PageSize { width: WIDTH as u32, height: height as u32 };
    let most = most(summary, &groups);
    let svg = Canvas::page(size, &title.spoken(), |canvas| {
        lines.draw(canvas);
        draw_legend(canvas, top - 68.0, words);
        for (place, group) in groups.iter().enumerate() {
            let weight = if group.starts_with("all") { Type::bold } else { Type::plain };
            let style = weight(TEXT_SIZE, Side::Left, BLACK);
            canvas.text(&shown(group, words), at(MARGIN, row_middle(top, place)), style);
        }
        let width = (WIDTH - 2.0 * MARGIN - LABELS_WIDTH - GAP) / 2.0;
        for (panel, horizon) in Horizon::ALL.into_iter().enumerate() {
            let left = MARGIN + LABELS_WIDTH + panel as f64 * (width + GAP);
            let frame = Frame { left, right: left + width, top, bottom };
            let errors = MarkedScale::new(Range { low: 0.0, high: most }, MARKS, left, left + width);
            draw_axis(canvas, frame, &errors, words);
            let heading = words.text(&match horizon {
                Horizon::Next => message!("errors-next"),
                Horizon::Far => message!("errors-far"),
            });
            canvas.text(&heading, at(left, top - 22.0), Type::bold(HEADING_SIZE, Side::Left, BLACK));
            if !summary.iter().any(|row| row.horizon == horizon && row.count >= FEWEST) {
                let none = words.text(&message!("errors-none", fewest = FEWEST));
                canvas.text(&none, at(left, row_middle(top, 0)), Type::plain(TEXT_SIZE, Side::Left, GREY));
            }
            for (place, group) in groups.iter().enumerate() {
                let rows = summary.iter().filter(|row| row.horizon == horizon && row.rounds == *group);
                draw_row(canvas, &errors.scale, row_middle(top, place), &rows.collect::<Vec<_>>());
            }
        }
        foot.draw(canvas, bottom + 72.0);
    });
    Chart::new(svg, size)
}

/// The height of the middle of a row.
fn row_middle(top: f64, place: usize) -> f64 {
    top + ROW_HEIGHT * (place as f64 + 0.5)
}

/// The largest error on the scale of all panels.
fn most(summary: &[SummaryRow], groups: &[&str]) -> f64 {
    let drawn = summary.iter().filter(|row| row.count >= FEWEST && groups.contains(&row.rounds.as_str()));
    drawn.map(|row| row.mean_absolute_error).fold(10.0, f64::max).min(MOST)
}

fn draw_axis(canvas: &mut Canvas<'_>, frame: Frame, errors: &MarkedScale, words: &Words) {
    let Frame { left, right, top, bottom } = frame;
    let centred = Type::plain(LABEL_SIZE, Side::Centre, GREY);
    for mark in &errors.marks {
        let x = errors.scale.position(*mark);
        canvas.line(&[at(x, top), at(x, bottom)], 1.0, Ink::new(GRID));
        canvas.text(&words.figure(*mark), at(x, bottom + 14.0), centred);
    }
    let axis = words.text(&message!("errors-axis"));
    canvas.text(&axis, at((left + right) / 2.0, bottom + 36.0), centred);
}

/// The finding: the errors of the stacked forecast and of persistence, without PNP. The first of them stands
/// in the title, the others under it.
fn finding(summary: &[SummaryRow], words: &Words) -> Title {
    let errors = [Horizon::Next, Horizon::Far].map(|horizon| {
        Some((error(summary, Method::Stacked, horizon)?, error(summary, Method::Persistence, horizon)?))
    });
    let [Some((next, last)), Some((far, far_last))] = errors else {
        return Title::from(words.text(&message!("errors-question")));
    };
    let more = message!("errors-more", far = decimal(far, 0), far_last = decimal(far_last, 0));
    let finding = message!("errors-finding", points = decimal(next, 0), last = decimal(last, 0));
    Title::from(words.text(&finding)).with(words.text(&more))
}

/// The mean absolute error of a method without PNP.
fn error(summary: &[SummaryRow], method: Method, horizon: Horizon) -> Option<f64> {
    let mut rows = summary.iter().filter(|row| row.rounds == ALL_BUT_PNP);
    rows.find(|row| (row.method, row.horizon) == (method, horizon)).map(|row| row.mean_absolute_error)
}

/// The shape and the colour of a method.
pub(super) fn look(method: Method) -> (Shape, RGBColor) {
    match method {
        Method::Stacked => (Shape::Circle, BLACK),
        Method::Simulation => (Shape::Triangle, COLOURS[0]),
        Method::Persistence => (Shape::Square, COLOURS[1]),
        Method::StockFlow => (Shape::Diamond, COLOURS[2]),
        Method::PnpRegression => (Shape::Square, COLOURS[3]),
    }
}

/// Its name in a legend.
pub(super) fn name(method: Method) -> Message {
    match method {
        Method::Stacked => message!("errors-stacked"),
        Method::Simulation => message!("errors-simulation"),
        Method::Persistence => message!("errors-persistence"),
        Method::StockFlow => message!("errors-stock-flow"),
        Method::PnpRegression => message!("errors-pnp-regression"),
    }
}

fn draw_legend(canvas: &mut Canvas<'_>, y: f64, words: &Words) {
    let mut x = MARGIN + RADIUS;
    for method in Method::ALL {
        let (shape, colour) = look(method);
        draw_mark(canvas, shape, at(x, y), colour);
        let name = words.text(&name(method));
        canvas.text(&name, at(x + 14.0, y), Type::plain(TEXT_SIZE, Side::Left, BLACK));
        x += Font::plain(TEXT_SIZE).room(&name) + 40.0;
    }
}

/// Draws the errors of one type of rounds, next to each other.
fn draw_row(canvas: &mut Canvas<'_>, scale: &Scale, y: f64, rows: &[&SummaryRow]) {
    let mut errors = Vec::new();
    for method in Method::ALL {
        let row = rows.iter().find(|row| row.method == method);
        errors.extend(row.filter(|row| row.count >= FEWEST).map(|row| (method, row.mean_absolute_error)));
    }
    let ends = errors.iter().map(|(_, error)| scale.clamped(*error));
    if let Some((low, high)) = ends.clone().reduce(f64::min).zip(ends.reduce(f64::max)) {
        canvas.line(&[at(low, y), at(high, y)], 1.5, Ink::new(GRID));
    }
    // The stacked forecast last, so that it lies on top.
    for (method, error) in errors.into_iter().rev() {
        let (shape, colour) = look(method);
        let x = scale.clamped(error);
        draw_mark(canvas, shape, at(x, y), colour);
        if error > scale.range.high {
            let style = Type::plain(LABEL_SIZE, Side::Right, BLACK);
            canvas.text(&format!("{error:.0}"), at(x - 12.0, y), style);
        }
    }
}

/// Draws the mark of a method.
pub(super) fn draw_mark(canvas: &mut Canvas<'_>, shape: Shape, middle: Place, colour: RGBColor) {
    let ink = Ink::new(colour);
    canvas.dot(middle, RADIUS * 0.62, ink);
    canvas.hollow(middle, Marker { shape, radius: RADIUS, width: MARKER_WIDTH + 1.0, ink });
}

fn shown(group: &str, words: &Words) -> String {
    match (group, abbreviation(group)) {
        (ALL_BUT_PNP, _) => words.text(&message!("errors-without-pnp")),
        (_, Some(short)) => words.text(&short),
        // Of physicians, researchers and senior managers there are no others than those with work in Canada.
        (_, None) => capitalised(group.strip_suffix("_ca").unwrap_or(group)),
    }
}
