//! Targets and shares as plans and scenarios state them.

use super::line::{Level, Line};
use crate::time::Day;

/// A target of a line in a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stated {
    pub line: Line,
    pub year: i16,
    pub level: Level,
}

/// A target that a scenario states in place of those of all plans.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Restated {
    /// The day from which on it is known; none for one that always was.
    pub announced: Option<Day>,
    pub stated: Stated,
}

/// The share of a line's targets that is admitted by way of the pool.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StatedShare {
    pub line: Line,
    /// The day from which on it is known; none for one that always was.
    pub announced: Option<Day>,
    /// The first year for whose target it holds; none for all years.
    pub from: Option<i16>,
    pub share: f64,
    pub is_restated: bool,
}

/// A published Levels Plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The day of its publication.
    pub published: Day,
    /// Its targets.
    pub stated: Vec<Stated>,
}

impl Stated {
    /// Whether it is the target of a line in a year.
    pub fn is_of(&self, line: Line, year: i16) -> bool {
        self.line == line && self.year == year
    }
}

impl StatedShare {
    /// Whether it has been announced by a day.
    pub fn is_known(&self, on: Day) -> bool {
        self.announced.is_none_or(|day| day <= on)
    }
}
