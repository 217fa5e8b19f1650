//! Values beyond the scale of a panel: a triangle at the edge for each, and the figures in a row of their
//! own.
//!
//! Triangles that would cover each other stand side by side, in order of time, as near their days as that
//! allows.

use plotters::style::RGBColor;

use crate::report::chart::canvas::{Canvas, Font, Frame, Ink, Side, Type, at};
use crate::report::chart::series::Edge;
use crate::report::chart::style::{BLACK, LABEL_SIZE};
use crate::report::words::{Words, message};

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
const FONT: Font = Font::plain(LABEL_SIZE);
/// Of more figures than this only the least and the largest stand there.
const MOST_FIGURES: usize = 4;

/// The origin of a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Origin {
    Simulated(RGBColor),
    Published,
}

/// A value beyond the scale, at the position of its day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beyond {
    pub x: f64,
    pub value: f64,
    pub origin: Origin,
}

/// Figures of one origin in the row.
#[derive(Clone, Debug, PartialEq)]
struct Label {
    room: Room,
    text: String,
    ink: Ink,
}

/// The room that something takes along a row.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Room {
    left: f64,
    width: f64,
}

/// A triangle at the edge.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Triangle {
    x: f64,
    origin: Origin,
}

impl Origin {
    fn colour(self) -> RGBColor {
        match self {
            Origin::Simulated(colour) => colour,
            Origin::Published => BLACK,
        }
    }
}

/// The values beyond one edge of a frame.
pub struct BeyondRow<'a> {
    pub frame: Frame,
    pub edge: Edge,
    /// The values, in the order in which they are drawn.
    pub values: &'a [Beyond],
    pub words: &'a Words,
}

impl BeyondRow<'_> {
    /// Draws triangles at the edge, and their figures outside the frame.
    pub fn draw(&self, canvas: &mut Canvas<'_>) {
        let frame = self.frame;
        let (y, tip, row) = match self.edge {
            Edge::Above => (frame.top + HALF_HEIGHT + 1.0, -HALF_HEIGHT, frame.top - ROW_HEIGHT / 2.0),
            Edge::Below => (frame.bottom - HALF_HEIGHT - 1.0, HALF_HEIGHT, frame.bottom + ROW_HEIGHT / 2.0),
        };
        for Triangle { x, origin } in self.triangles() {
            let corners = [at(x - HALF_WIDTH, y - tip), at(x + HALF_WIDTH, y - tip), at(x, y + tip)];
            let ink = Ink::new(origin.colour());
            match origin {
                Origin::Simulated(_) => canvas.area(&corners, ink),
                Origin::Published => {
                    let [first, second, third] = corners;
                    canvas.line(&[first, second, third, first, second], OUTLINE, ink);
                }
            }
        }
        for label in self.labels() {
            let style = Type { font: FONT, side: Side::Left, ink: label.ink };
            canvas.text(&label.text, at(label.room.left, row), style);
        }
    }

    /// Labels that stand in one row without touching each other, each as near its markers as that allows.
    fn labels(&self) -> Vec<Label> {
        let Frame { left, right, .. } = self.frame;
        let mut labels = self.clusters(NEAR);
        if labels.iter().map(|label| label.room.width + GAP).sum::<f64>() > right - left {
            labels = self.clusters(f64::INFINITY);
        }
        labels.sort_by(|one, other| one.room.left.total_cmp(&other.room.left));
        let mut rooms = Vec::new();
        for label in &labels {
            rooms.push(Room { width: label.room.width + GAP, ..label.room });
        }
        side_by_side(&mut rooms, left, right + GAP);
        for (label, room) in labels.iter_mut().zip(rooms) {
            label.room.left = room.left;
        }
        labels
    }

    /// The triangles, in order of time; they cover each other where there are more than the frame can hold.
    fn triangles(&self) -> Vec<Triangle> {
        let Frame { left, right, .. } = self.frame;
        let mut values = self.values.to_vec();
        values.sort_by(|one, other| one.x.total_cmp(&other.x));
        let width = PITCH.min((right - left) / values.len().max(1) as f64);
        let mut rooms: Vec<Room> =
            values.iter().map(|value| Room { left: value.x - width / 2.0, width }).collect();
        side_by_side(&mut rooms, left - width / 2.0, right + width / 2.0);
        let mut triangles = Vec::new();
        for (room, value) in rooms.iter().zip(&values) {
            triangles.push(Triangle { x: room.left + width / 2.0, origin: value.origin });
        }
        triangles
    }

    /// One label for the values of an origin that stand near each other.
    fn clusters(&self, near: f64) -> Vec<Label> {
        let mut origins: Vec<Origin> = Vec::new();
        for value in self.values {
            if !origins.contains(&value.origin) {
                origins.push(value.origin);
            }
        }
        let mut labels = Vec::new();
        for origin in origins {
            let mut own: Vec<Beyond> =
                self.values.iter().filter(|value| value.origin == origin).copied().collect();
            own.sort_by(|one, other| one.x.total_cmp(&other.x));
            labels.extend(own.chunk_by(|one, next| next.x - one.x < near).map(|part| self.label(part)));
        }
        labels
    }

    /// The label of some values of one origin, in order of time.
    fn label(&self, near: &[Beyond]) -> Label {
        let text = figures(near, self.words);
        let width = FONT.room(&text);
        let middle = (near[0].x + near[near.len() - 1].x) / 2.0;
        let room = Room { left: middle - width / 2.0, width };
        Label { room, text, ink: Ink::new(near[0].origin.colour()) }
    }
}

/// Moves things as little as needed so that none covers another between two ends of a row.
fn side_by_side(things: &mut [Room], left: f64, right: f64) {
    let mut free = left;
    for thing in things.iter_mut() {
        thing.left = thing.left.max(free);
        free = thing.left + thing.width;
    }
    let mut most = right;
    for thing in things.iter_mut().rev() {
        thing.left = thing.left.min(most - thing.width);
        most = thing.left;
    }
}

fn figures(near: &[Beyond], words: &Words) -> String {
    let mut figures: Vec<String> = near.iter().map(|value| words.figure(value.value)).collect();
    if figures.len() > MOST_FIGURES {
        let (mut least, mut most) = (near[0].value, near[0].value);
        for value in near {
            (least, most) = (least.min(value.value), most.max(value.value));
        }
        let (least, most) = (words.figure(least), words.figure(most));
        figures = vec![words.text(&message!("beyond-many", count = near.len(), least = least, most = most))];
    }
    figures.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame { left: 50.0, right: 450.0, top: 100.0, bottom: 200.0 };
    const SIMULATED: Origin = Origin::Simulated(RGBColor(0, 114, 178));

    fn row<'a>(values: &'a [Beyond], words: &'a Words) -> BeyondRow<'a> {
        BeyondRow { frame: FRAME, edge: Edge::Above, values, words }
    }

    fn triangles(values: &[Beyond]) -> Vec<Triangle> {
        row(values, &Words::english()).triangles()
    }

    /// Values of one origin, a step apart.
    fn every(step: f64, count: u8, origin: Origin) -> impl Iterator<Item = Beyond> {
        (0..count).map(move |place| Beyond { x: 51.0 + step * f64::from(place), value: 735.0, origin })
    }

    #[test]
    fn labels_of_one_row_never_touch_and_stay_in_the_frame() {
        let words = Words::english();
        for (step, count) in [(5.0, 3), (70.0, 6), (90.0, 5), (3.0, 60), (0.0, 9)] {
            let simulated = every(step, count, SIMULATED);
            let values: Vec<Beyond> = simulated.chain(every(step, count, Origin::Published)).collect();
            let rooms: Vec<Room> =
                row(&values, &words).labels().into_iter().map(|label| label.room).collect();
            for pair in rooms.windows(2) {
                assert!(pair[0].left + pair[0].width + 1.0 < pair[1].left, "{pair:?}");
            }
            let (first, last) = (&rooms[0], &rooms[rooms.len() - 1]);
            assert!(first.left >= FRAME.left && last.left + last.width <= FRAME.right + 1e-9, "{rooms:?}");
        }
    }

    #[test]
    fn triangles_of_neighbours_stand_side_by_side_in_order_of_time() {
        // Rounds of the first months of 2015, on an axis of eleven years.
        let values =
            [(54.0, SIMULATED), (54.0, Origin::Published), (55.2, Origin::Published), (63.0, SIMULATED)]
                .map(|(x, origin)| Beyond { x, value: 800.0, origin });
        let side_by_side = triangles(&values);
        assert_eq!(
            side_by_side.iter().map(|triangle| triangle.origin).collect::<Vec<_>>(),
            values.map(|value| value.origin)
        );
        for pair in side_by_side.windows(2) {
            assert!(pair[1].x - pair[0].x >= 2.0 * HALF_WIDTH + OUTLINE, "{side_by_side:?}");
        }
        // One alone stands on its day.
        assert_eq!(triangles(&values[2..3])[0].x, 55.2);
        let many = triangles(&[values[0]; 200]);
        for triangle in many {
            assert!((FRAME.left..=FRAME.right).contains(&triangle.x), "{triangle:?}");
        }
    }

    #[test]
    fn of_many_figures_the_least_and_the_largest_stand_there() {
        let mut values: Vec<Beyond> = every(0.0, 5, Origin::Published).collect();
        for (place, value) in (0..5u8).zip(&mut values) {
            value.value = 700.0 + 10.0 * f64::from(place);
        }
        assert_eq!(figures(&values, &Words::english()), "5 of 700 to 740");
        assert_eq!(figures(&values[..2], &Words::english()), "700, 710");
    }
}
