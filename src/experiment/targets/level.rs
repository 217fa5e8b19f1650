//! The target of a line in a year, and when it last changed.

use crate::experiment::year::is_whole;
use crate::model::Model;
use crate::policy::levels::{Level, Line};
use crate::time::Day;

/// The level of a line in a year, if the run simulates all of it.
pub fn level(model: &Model, line: Line, year: i16) -> Option<Level> {
    model.levels.of_admissions(line, year).filter(|_| is_whole(model, year))
}

/// The last change of a target by a day: the day of its announcement, and the target as it was known until
/// then.
///
/// None if that is the day of the start or an earlier one: then the run never knew another target.
pub fn news(model: &Model, by: Day, known: impl Fn(Day) -> Option<Level>) -> Option<(Day, Level)> {
    let mut last = None;
    for day in model.levels.publication_days().filter(|day| (model.start + 1..=by).contains(day)) {
        let before = known(day - 1).filter(|before| known(day) != Some(*before));
        if let Some(before) = before.filter(|_| last.is_none_or(|(latest, _)| latest <= day)) {
            last = Some((day, before));
        }
    }
    last
}
