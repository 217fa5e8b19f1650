//! Whether the intervals of a backtest hold as many cutoffs as they say, and where in the forecast cutoffs
//! lie.

use plotters::style::RGBColor;

use super::backtest_errors::{draw_mark, look, name};
use super::canvas::{Canvas, Frame, Ink, PageSize, Side, Type, at};
use super::drawing::Chart;
use super::foot::Foot;
use super::scale::{MarkedScale, Range, Scale};
use super::style::{BLACK, GREY, GRID, LABEL_SIZE, LINE_WIDTH, MARGIN, TEXT_SIZE};
use super::title::Title;
use crate::experiment::backtest::pit::{BINS, PitRow};
use crate::experiment::backtest::row::Method;
use crate::experiment::backtest::summary::ALL;
use crate::report::words::{Words, message};

pub(super) const WIDTH: f64 = 1400.0;
const HEADING_SIZE: f64 = 17.0;
pub(super) const PLOT_HEIGHT: f64 = 380.0;
pub(super) const AXIS_WIDTH: f64 = 56.0;
/// Between the panels.
pub(super) const GAP: f64 = 90.0;
/// From the foot of the title to the plots.
pub(super) const HEAD_HEIGHT: f64 = 66.0;
/// Methods whose intervals are drawn, the published forecast on top.
const DRAWN: [Method; 3] = [Method::StockFlow, Method::Simulation, Method::Stacked];
const BAR_GAP: f64 = 4.0;
const BAR: RGBColor = RGBColor(0, 114, 178);

/// Left the share of cutoffs inside the intervals of each method, right the histogram of the stacked
/// forecast. `notes` stand at the foot.
pub fn backtest_pit(rows: &[PitRow], notes: &[String], words: &Words) -> Chart {
    let stacked = shares(rows, Method::Stacked);
    let lines = finding(rows, words).lines(WIDTH - 2.0 * MARGIN);
    let top = HEAD_HEIGHT + lines.height();
    let bottom = top + PLOT_HEIGHT;
    let mut foot = vec![words.text(&message!("pit-caption"))];
    foot.extend_from_slice(notes);
    foot.push(words.text(&message!("source-cutoffs")));
    let foot = Foot::new(&foot, WIDTH);
    let size = PageSize { width: WIDTH as u32, height: (bottom + 95.0 + foot.height()) as u32 };
    let middle = (WIDTH - GAP) / 2.0;
    let left = Frame { left: MARGIN + AXIS_WIDTH, right: middle, top, bottom };
    let right = Frame { left: middle + GAP + AXIS_WIDTH, right: WIDTH - MARGIN, top, bottom };
    let svg = Canvas::page(size, &finding(rows, words).spoken(), |canvas| {
        lines.draw(canvas);
        draw_intervals(canvas, left, rows, words);
        draw_histogram(canvas, right, stacked, words);
        foot.draw(canvas, bottom + 86.0);
    });
    Chart::new(svg, size)
}

/// The shares of a method over all rounds; none if it predicts nothing.
fn shares(rows: &[PitRow], method: Method) -> Option<[f64; BINS]> {
    let own = rows.iter().filter(|row| row.method == method && row.rounds == ALL);
    own.map(|row| row.share).collect::<Vec<f64>>().try_into().ok()
}

/// The share of cutoffs inside the interval of so many tenths around the median, in percent.
fn inside(shares: &[f64; BINS], tenths: usize) -> f64 {
    let outer = (BINS - tenths) / 2;
    100.0 * shares[outer..BINS - outer].iter().sum::<f64>()
}

/// The finding: how many cutoffs the intervals of the forecast hold.
fn finding(rows: &[PitRow], words: &Words) -> Title {
    let Some(shares) = shares(rows, Method::Stacked) else {
        return Title::from(words.text(&message!("pit-question")));
    };
    let count = rows.iter().find(|row| row.method == Method::Stacked && row.rounds == ALL);
    let count = count.map_or(0, |row| row.count);
    let more = message!("pit-more", low = percent(shares[0]), high = percent(shares[BINS - 1]));
    let bold = message!("pit-finding", share = format!("{:.0}", inside(&shares, 8)), count = count);
    Title::from(words.text(&bold)).with(words.text(&more))
}

fn percent(share: f64) -> String {
    format!("{:.0}", 100.0 * share)
}

pub(super) fn heading(canvas: &mut Canvas<'_>, frame: Frame, text: &str) {
    canvas.text(
        text,
        at(frame.left - AXIS_WIDTH, frame.top - 26.0),
        Type::bold(HEADING_SIZE, Side::Left, BLACK),
    );
}

/// Lines and marks of the share of cutoffs, in percent; its name stands under the heading.
pub(super) fn draw_shares(canvas: &mut Canvas<'_>, frame: Frame, marks: &MarkedScale, words: &Words) {
    for mark in &marks.marks {
        let y = marks.scale.position(*mark);
        canvas.line(&[at(frame.left, y), at(frame.right, y)], 1.0, Ink::new(GRID));
        let style = Type::plain(LABEL_SIZE, Side::Right, GREY);
        canvas.text(&format!("{} %", words.figure(*mark)), at(frame.left - 8.0, y), style);
    }
}

fn draw_intervals(canvas: &mut Canvas<'_>, frame: Frame, rows: &[PitRow], words: &Words) {
    heading(canvas, frame, &words.text(&message!("pit-intervals")));
    let marks = || vec![0.0, 20.0, 40.0, 60.0, 80.0, 100.0];
    let held = MarkedScale::between(marks(), frame.bottom, frame.top);
    let stated = MarkedScale::between(marks(), frame.left, frame.right);
    draw_shares(canvas, frame, &held, words);
    let centred = Type::plain(LABEL_SIZE, Side::Centre, GREY);
    for mark in &stated.marks {
        let label = format!("{} %", words.figure(*mark));
        canvas.text(&label, at(stated.scale.position(*mark), frame.bottom + 22.0), centred);
    }
    let axis = words.text(&message!("pit-stated"));
    canvas.text(&axis, at((frame.left + frame.right) / 2.0, frame.bottom + 46.0), centred);
    canvas.line(&[at(frame.left, frame.bottom), at(frame.right, frame.top)], 1.2, Ink::new(GREY));
    let mut legend = frame.top + 22.0;
    for method in DRAWN.into_iter().rev() {
        if shares(rows, method).is_some() {
            let (shape, colour) = look(method);
            draw_mark(canvas, shape, at(frame.left + 22.0, legend), colour);
            let style = Type::plain(TEXT_SIZE, Side::Left, BLACK);
            canvas.text(&words.text(&name(method)), at(frame.left + 36.0, legend), style);
            legend += 26.0;
        }
    }
    let ideal = words.text(&message!("pit-ideal"));
    canvas.line(&[at(frame.left + 12.0, legend), at(frame.left + 30.0, legend)], 1.2, Ink::new(GREY));
    canvas.text(&ideal, at(frame.left + 36.0, legend), Type::plain(TEXT_SIZE, Side::Left, GREY));
    for method in DRAWN {
        if let Some(shares) = shares(rows, method) {
            draw_method(canvas, method, &Axes { stated: stated.scale, held: held.scale }, &shares);
        }
    }
}

/// The stated and the held share of intervals.
struct Axes {
    stated: Scale,
    held: Scale,
}

/// The intervals of a method: two, four, six and eight tenths around the median.
fn draw_method(canvas: &mut Canvas<'_>, method: Method, axes: &Axes, shares: &[f64; BINS]) {
    let (shape, colour) = look(method);
    let place = |tenths: usize| {
        at(axes.stated.position(10.0 * tenths as f64), axes.held.position(inside(shares, tenths)))
    };
    let places: Vec<_> = [0, 2, 4, 6, 8, 10].into_iter().map(place).collect();
    canvas.line(&places, LINE_WIDTH, Ink::new(colour));
    for place in &places[1..5] {
        draw_mark(canvas, shape, *place, colour);
    }
}

fn draw_histogram(canvas: &mut Canvas<'_>, frame: Frame, shares: Option<[f64; BINS]>, words: &Words) {
    heading(canvas, frame, &words.text(&message!("pit-tenths")));
    let shares = shares.unwrap_or_default().map(|share| 100.0 * share);
    let most = shares.into_iter().fold(20.0, f64::max);
    let held = MarkedScale::new(Range { low: 0.0, high: most }, 5, frame.bottom, frame.top);
    draw_shares(canvas, frame, &held, words);
    let width = (frame.right - frame.left) / BINS as f64;
    let centred = Type::plain(LABEL_SIZE, Side::Centre, GREY);
    for (bin, share) in shares.into_iter().enumerate() {
        let left = frame.left + width * bin as f64;
        let (from, to) =
            (at(left + BAR_GAP, held.scale.position(share)), at(left + width - BAR_GAP, frame.bottom));
        canvas.rectangle(from, to, Ink::faint(BAR, 0.65));
        canvas.text(&(bin + 1).to_string(), at(left + width / 2.0, frame.bottom + 22.0), centred);
    }
    let ideal = held.scale.position(10.0);
    canvas.line(&[at(frame.left, ideal), at(frame.right, ideal)], LINE_WIDTH, Ink::new(BLACK));
    let axis = words.text(&message!("pit-axis"));
    canvas.text(&axis, at((frame.left + frame.right) / 2.0, frame.bottom + 46.0), centred);
}
