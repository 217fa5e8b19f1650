//! The data of a panel: simulated values in their bands, and published ones.

use super::scale::Range;
use crate::time::Day;

/// A simulated value and the band around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub day: Day,
    pub low: f64,
    pub median: f64,
    pub high: f64,
}

/// One line of a panel, in order of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    pub name: String,
    pub simulated: Vec<Point>,
    pub published: Vec<(Day, f64)>,
}

impl Series {
    /// Every day with a value.
    pub fn days(&self) -> impl Iterator<Item = Day> {
        let published = self.published.iter().map(|(day, _)| *day);
        self.simulated.iter().map(|point| point.day).chain(published)
    }

    /// Simulated medians and published values.
    pub fn values(&self) -> impl Iterator<Item = f64> {
        let published = self.published.iter().map(|(_, value)| *value);
        self.simulated.iter().map(|point| point.median).chain(published)
    }

    /// The ends of the bands, and published values.
    pub fn ends(&self) -> impl Iterator<Item = f64> {
        let published = self.published.iter().map(|(_, value)| *value);
        self.simulated.iter().flat_map(|point| [point.low, point.high]).chain(published)
    }
}

/// How simulated values are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Joined, in their band.
    Line,
    /// A dot each, with its band as a bar: a line would join counts that do not follow from each other.
    Dots,
}

/// The edge of a plot beyond which a value lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    Above,
    Below,
}

impl Edge {
    /// Both edges.
    pub const ALL: [Edge; 2] = [Edge::Above, Edge::Below];

    /// Whether a value lies beyond this edge of a range.
    pub fn is_passed(self, value: f64, range: Range) -> bool {
        match self {
            Edge::Above => value > range.high,
            Edge::Below => value < range.low,
        }
    }
}
