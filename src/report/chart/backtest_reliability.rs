//! Whether the chances that a backtest said came true as often as they said.

use plotters::style::RGBColor;

use super::backtest_pit::{AXIS_WIDTH, GAP, HEAD_HEIGHT, PLOT_HEIGHT, WIDTH, draw_shares, heading};
use super::canvas::{Canvas, Frame, Ink, PageSize, Side, Type, at};
use super::drawing::Chart;
use super::foot::Foot;
use super::scale::{MarkedScale, Range};
use super::style::{BLACK, GREY, LABEL_SIZE, LINE_WIDTH, MARGIN, TEXT_SIZE};
use super::title::Title;
use crate::experiment::backtest::reliability::{BINS, ReliabilityRow};
use crate::experiment::backtest::summary::ALL;
use crate::report::words::{Words, message};

const COLOUR: RGBColor = RGBColor(0, 114, 178);
const RADIUS: f64 = 6.0;
const BAR_GAP: f64 = 4.0;

/// Left how often chances came true, right how many were said. `notes` stand at the foot.
pub fn backtest_reliability(rows: &[ReliabilityRow], notes: &[String], words: &Words) -> Chart {
    let all: Vec<&ReliabilityRow> = rows.iter().filter(|row| row.rounds == ALL).collect();
    let lines = finding(&all, words).lines(WIDTH - 2.0 * MARGIN);
    let top = HEAD_HEIGHT + lines.height();
    let bottom = top + PLOT_HEIGHT;
    let mut foot = vec![words.text(&message!("reliability-caption"))];
    foot.extend_from_slice(notes);
    foot.push(words.text(&message!("source-cutoffs")));
    let foot = Foot::new(&foot, WIDTH);
    let size = PageSize { width: WIDTH as u32, height: (bottom + 95.0 + foot.height()) as u32 };
    let middle = (WIDTH - GAP) / 2.0;
    let left = Frame { left: MARGIN + AXIS_WIDTH, right: middle, top, bottom };
    let right = Frame { left: middle + GAP + AXIS_WIDTH, right: WIDTH - MARGIN, top, bottom };
    let svg = Canvas::page(size, &finding(&all, words).spoken(), |canvas| {
        lines.draw(canvas);
        draw_reliability(canvas, left, &all, words);
        draw_counts(canvas, right, &all, words);
        foot.draw(canvas, bottom + 86.0);
    });
    Chart::new(svg, size)
}

/// The finding: how often the lowest and the highest chances came true.
fn finding(rows: &[&ReliabilityRow], words: &Words) -> Title {
    let share = |bin: usize| rows.iter().find(|row| row.bin == bin).map(|row| 100.0 * row.came);
    let count: u32 = rows.iter().map(|row| row.count).sum();
    let bold = match (share(0), share(BINS - 1)) {
        (Some(low), Some(high)) => {
            message!("reliability-finding", low = format!("{low:.0}"), high = format!("{high:.0}"))
        }
        _ => message!("reliability-question"),
    };
    Title::from(words.text(&bold)).with(words.text(&message!("reliability-more", count = count)))
}

fn draw_reliability(canvas: &mut Canvas<'_>, frame: Frame, rows: &[&ReliabilityRow], words: &Words) {
    heading(canvas, frame, &words.text(&message!("reliability-came")));
    let marks = || vec![0.0, 20.0, 40.0, 60.0, 80.0, 100.0];
    let came = MarkedScale::between(marks(), frame.bottom, frame.top);
    let said = MarkedScale::between(marks(), frame.left, frame.right);
    draw_shares(canvas, frame, &came, words);
    let centred = Type::plain(LABEL_SIZE, Side::Centre, GREY);
    for mark in &said.marks {
        let label = format!("{} %", words.figure(*mark));
        canvas.text(&label, at(said.scale.position(*mark), frame.bottom + 22.0), centred);
    }
    let axis = words.text(&message!("reliability-said"));
    canvas.text(&axis, at((frame.left + frame.right) / 2.0, frame.bottom + 46.0), centred);
    canvas.line(&[at(frame.left, frame.bottom), at(frame.right, frame.top)], 1.2, Ink::new(GREY));
    let legend = at(frame.left + 12.0, frame.top + 22.0);
    canvas.line(&[legend, at(legend.x + 18.0, legend.y)], 1.2, Ink::new(GREY));
    let ideal = words.text(&message!("reliability-ideal"));
    canvas.text(&ideal, at(legend.x + 24.0, legend.y), Type::plain(TEXT_SIZE, Side::Left, GREY));
    let places: Vec<_> = rows
        .iter()
        .map(|row| at(said.scale.position(100.0 * row.chance), came.scale.position(100.0 * row.came)))
        .collect();
    canvas.line(&places, LINE_WIDTH, Ink::new(COLOUR));
    for place in places {
        canvas.dot(place, RADIUS, Ink::new(COLOUR));
    }
}

fn draw_counts(canvas: &mut Canvas<'_>, frame: Frame, rows: &[&ReliabilityRow], words: &Words) {
    heading(canvas, frame, &words.text(&message!("reliability-count")));
    let total = rows.iter().map(|row| row.count).sum::<u32>().max(1);
    let share = |row: &ReliabilityRow| 100.0 * f64::from(row.count) / f64::from(total);
    let most = rows.iter().map(|row| share(row)).fold(20.0, f64::max);
    let said = MarkedScale::new(Range { low: 0.0, high: most }, 5, frame.bottom, frame.top);
    draw_shares(canvas, frame, &said, words);
    let width = (frame.right - frame.left) / BINS as f64;
    let centred = Type::plain(LABEL_SIZE, Side::Centre, GREY);
    for bin in 0..BINS {
        let left = frame.left + width * bin as f64;
        let height = rows.iter().find(|row| row.bin == bin).map_or(0.0, |row| share(row));
        let (from, to) =
            (at(left + BAR_GAP, said.scale.position(height)), at(left + width - BAR_GAP, frame.bottom));
        canvas.rectangle(from, to, Ink::faint(COLOUR, 0.65));
        let label = format!("{}–{} %", 10 * bin, 10 * (bin + 1));
        canvas.text(&label, at(left + width / 2.0, frame.bottom + 22.0), centred);
    }
    canvas.line(&[at(frame.left, frame.bottom), at(frame.right, frame.bottom)], LINE_WIDTH, Ink::new(BLACK));
    let axis = words.text(&message!("reliability-said"));
    canvas.text(&axis, at((frame.left + frame.right) / 2.0, frame.bottom + 46.0), centred);
}
