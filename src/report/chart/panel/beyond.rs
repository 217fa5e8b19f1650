//! Values beyond the scale of a panel: a triangle at the edge for each, and the figures in a row of their
//! own.
//!
//! Triangles that would cover each other stand side by side, in order of time, as near their days as that
//! allows.

use plotters::style::RGBColor;

use super::super::canvas::{Canvas, Ink, Side, Type, text_width};
use super::{BLACK, Frame, LABEL_SIZE, grouped};

/// Height of the row of figures, outside the frame.
pub const ROW_HEIGHT: f64 = 17.0;

/// Markers nearer to each other, in pixels, have one label.
const NEAR: f64 = 60.0;
/// Half the width, and half the height, of a triangle, in pixels.
const HALF_WIDTH: f64 = 3.0;
const HALF_HEIGHT: f64 = 3.6;
const OUTLINE: f64 = 1.0;
/// From the middle of a triangle to that of the next, at least.
const PITCH: f64 = 8.0;
/// Room between labels, in pixels.
const GAP: f64 = 12.0;
/// More figures than this are told by the least and the largest of them.
const MOST_FIGURES: usize = 4;

/// The edge of a frame beyond which a value lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    Above,
    Below,
}

/// Whose value it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Origin {
    Simulated(RGBColor),
    Published,
}

/// A value beyond the scale, and where its day stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beyond {
    pub x: f64,
    pub value: f64,
    pub origin: Origin,
}

/// Figures of one origin, where they stand.
#[derive(Clone, Debug, PartialEq)]
struct Label {
    left: f64,
    width: f64,
    text: String,
    ink: Ink,
}

/// Draws the values beyond one edge, in the order given.
pub fn draw(canvas: &mut Canvas<'_>, frame: Frame, edge: Edge, values: &[Beyond]) {
    let (y, tip, row) = match edge {
        Edge::Above => (frame.top + HALF_HEIGHT + 1.0, -HALF_HEIGHT, frame.top - ROW_HEIGHT / 2.0),
        Edge::Below => (frame.bottom - HALF_HEIGHT - 1.0, HALF_HEIGHT, frame.bottom + ROW_HEIGHT / 2.0),
    };
    for (x, origin) in places(values, frame) {
        let corners = [(x - HALF_WIDTH, y - tip), (x + HALF_WIDTH, y - tip), (x, y + tip)];
        match origin {
            Origin::Simulated(colour) => canvas.area(&corners, Ink::new(colour)),
            Origin::Published => {
                let [first, second, third] = corners;
                canvas.line(&[first, second, third, first, second], OUTLINE, Ink::new(BLACK));
            }
        }
    }
    for label in labels(values, frame) {
        let style = Type { size: LABEL_SIZE, is_bold: false, side: Side::Left, ink: label.ink };
        canvas.text(&label.text, (label.left, row), style);
    }
}

/// Labels that stand in one row without touching each other, each as near its markers as that allows.
fn labels(values: &[Beyond], frame: Frame) -> Vec<Label> {
    let mut labels = clusters(values, NEAR);
    if total_width(&labels) > frame.right - frame.left {
        labels = clusters(values, f64::INFINITY);
    }
    labels.sort_by(|one, other| one.left.total_cmp(&other.left));
    let mut lefts: Vec<(f64, f64)> = labels.iter().map(|label| (label.left, label.width + GAP)).collect();
    side_by_side(&mut lefts, (frame.left, frame.right + GAP));
    for (label, (left, _)) in labels.iter_mut().zip(lefts) {
        label.left = left;
    }
    labels
}

/// Where triangles stand, in order of time; they cover each other where there are more than the frame can
/// hold.
fn places(values: &[Beyond], frame: Frame) -> Vec<(f64, Origin)> {
    let mut values = values.to_vec();
    values.sort_by(|one, other| one.x.total_cmp(&other.x));
    let width = PITCH.min((frame.right - frame.left) / values.len().max(1) as f64);
    let mut lefts: Vec<(f64, f64)> = values.iter().map(|value| (value.x - width / 2.0, width)).collect();
    side_by_side(&mut lefts, (frame.left - width / 2.0, frame.right + width / 2.0));
    let middles = lefts.iter().map(|(left, _)| left + width / 2.0);
    middles.zip(values.iter().map(|value| value.origin)).collect()
}

/// Moves things, given as where they begin and the room they take, as little as needed so that none covers
/// another.
fn side_by_side(things: &mut [(f64, f64)], (left, right): (f64, f64)) {
    let mut free = left;
    for (start, width) in things.iter_mut() {
        *start = start.max(free);
        free = *start + *width;
    }
    let mut most = right;
    for (start, width) in things.iter_mut().rev() {
        *start = start.min(most - *width);
        most = *start;
    }
}

fn total_width(labels: &[Label]) -> f64 {
    labels.iter().map(|label| label.width + GAP).sum()
}

/// One label for the values of an origin that stand near each other.
fn clusters(values: &[Beyond], near: f64) -> Vec<Label> {
    let mut origins: Vec<Origin> = Vec::new();
    for value in values {
        if !origins.contains(&value.origin) {
            origins.push(value.origin);
        }
    }
    let label = |origin: Origin, near: &[Beyond]| {
        let text = figures(near);
        let width = text_width(&text, LABEL_SIZE, false);
        let middle = (near[0].x + near[near.len() - 1].x) / 2.0;
        let ink = match origin {
            Origin::Simulated(colour) => Ink::new(colour),
            Origin::Published => Ink::new(BLACK),
        };
        Label { left: middle - width / 2.0, width, text, ink }
    };
    let of = |origin: Origin| {
        let mut own: Vec<Beyond> = values.iter().filter(|value| value.origin == origin).copied().collect();
        own.sort_by(|one, other| one.x.total_cmp(&other.x));
        let parts = own.chunk_by(|one, next| next.x - one.x < near);
        parts.map(|part| label(origin, part)).collect::<Vec<Label>>()
    };
    origins.into_iter().flat_map(of).collect()
}

fn figures(near: &[Beyond]) -> String {
    let values = || near.iter().map(|value| value.value);
    if near.len() > MOST_FIGURES {
        let (least, most) = (values().fold(f64::MAX, f64::min), values().fold(f64::MIN, f64::max));
        return format!("{} of {} to {}", near.len(), grouped(least), grouped(most));
    }
    values().map(grouped).collect::<Vec<String>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame { left: 50.0, right: 450.0, top: 100.0, bottom: 200.0 };

    fn beyond(x: f64, value: f64, origin: Origin) -> Beyond {
        Beyond { x, value, origin }
    }

    #[test]
    fn labels_of_one_row_never_touch_and_stay_in_the_frame() {
        let simulated = Origin::Simulated(RGBColor(0, 114, 178));
        for (step, count) in [(5.0, 3), (70.0, 6), (90.0, 5), (3.0, 60), (0.0, 9)] {
            let of =
                |origin| (0..count).map(move |place| beyond(51.0 + step * f64::from(place), 735.0, origin));
            let values: Vec<Beyond> = of(simulated).chain(of(Origin::Published)).collect();
            let labels = labels(&values, FRAME);
            for pair in labels.windows(2) {
                assert!(pair[0].left + pair[0].width + 1.0 < pair[1].left, "{pair:?}");
            }
            let (first, last) = (&labels[0], &labels[labels.len() - 1]);
            assert!(first.left >= FRAME.left && last.left + last.width <= FRAME.right + 1e-9, "{labels:?}");
        }
    }

    #[test]
    fn triangles_of_neighbours_stand_side_by_side_in_order_of_time() {
        let simulated = Origin::Simulated(RGBColor(0, 114, 178));
        // Rounds of the first months of 2015, on an axis of eleven years.
        let values =
            [(54.0, simulated), (54.0, Origin::Published), (55.2, Origin::Published), (63.0, simulated)]
                .map(|(x, origin)| beyond(x, 800.0, origin));
        let places = places(&values, FRAME);
        assert_eq!(
            places.iter().map(|(_, origin)| *origin).collect::<Vec<_>>(),
            values.map(|value| value.origin)
        );
        for pair in places.windows(2) {
            assert!(pair[1].0 - pair[0].0 >= 2.0 * HALF_WIDTH + OUTLINE, "{places:?}");
        }
        // One alone stands on its day.
        assert_eq!(super::places(&values[2..3], FRAME)[0].0, 55.2);
        let many: Vec<Beyond> = (0..200).map(|_| values[0]).collect();
        let ends = super::places(&many, FRAME)
            .iter()
            .fold((f64::MAX, f64::MIN), |(low, high), (x, _)| (low.min(*x), high.max(*x)));
        assert!(ends.0 >= FRAME.left && ends.1 <= FRAME.right, "{ends:?}");
    }

    #[test]
    fn many_figures_are_told_by_the_least_and_the_largest() {
        let values: Vec<Beyond> =
            (0..5u8).map(|place| beyond(60.0, 700.0 + 10.0 * f64::from(place), Origin::Published)).collect();
        assert_eq!(figures(&values), "5 of 700 to 740");
        assert_eq!(figures(&values[..2]), "700, 710");
    }
}
