//! Calendar years of a run.

use crate::model::Model;
use crate::time::Day;

/// The first day of a year.
pub fn first_day(year: i16) -> Day {
    Day::new(year, 1, 1).expect("every year has a first day")
}

/// The last day of a year.
pub fn last_day(year: i16) -> Day {
    first_day(year + 1) - 1
}

/// Whether a run simulates every day of a year.
pub fn is_whole(model: &Model, year: i16) -> bool {
    model.start <= first_day(year) && last_day(year) <= model.end
}
