//! Differences of the targets of the Levels Plans.

use super::row::{Difference, Part};
use crate::model::Model;
use crate::policy::levels::{Level, Levels, Line};
use crate::time::Day;

/// Differences of the targets that the years of both runs have, as known at the end of each year.
pub fn of_levels(old: &Model, new: &Model) -> Vec<Difference> {
    let years = old.start.year().min(new.start.year())..=old.end.year().max(new.end.year());
    let mut found = Vec::new();
    for line in Line::ALL {
        for year in years.clone() {
            let keys = [
                format!("levels.{}.{year}", line.name()),
                format!("levels.{}.{year}", share_key(line)),
                format!("levels.{}.{year}.announced", line.name()),
            ];
            let values = values(&old.levels, line, year).into_iter().zip(values(&new.levels, line, year));
            for (key, (old, new)) in keys.into_iter().zip(values) {
                if old != new {
                    found.push(Difference { part: Part::Levels, key, from: None, old, new });
                }
            }
        }
    }
    found
}

/// Target, share by way of the pool where it is not all, and day of the announcement.
fn values(levels: &Levels, line: Line, year: i16) -> [Option<String>; 3] {
    let Some(on) = Day::new(year, 12, 31) else { return [None, None, None] };
    let share = levels.pool_share(line, year, on);
    let share = (share < 1.0).then(|| share.to_string());
    [levels.known(line, year, on).map(text), share, announced(levels, line, year)]
}

/// The key of the share of a line that is admitted by way of the pool.
fn share_key(line: Line) -> &'static str {
    match line {
        Line::FederalHighSkilled => "federal_express_entry_share",
        Line::Pnp => "pnp_express_entry_share",
        // It has none.
        Line::FrenchOutsideQuebec => "french_outside_quebec",
    }
}

/// The day on which a restated target is announced, if it has one.
fn announced(levels: &Levels, line: Line, year: i16) -> Option<String> {
    let mut restated = levels.restated().filter(|(of, in_year, _)| *of == line && *in_year == year);
    restated.find_map(|(_, _, day)| day).map(|day| day.to_string())
}

fn text(level: Level) -> String {
    let parts = [("low", level.low), ("target", level.target), ("high", level.high)];
    let stated = parts.into_iter().filter_map(|(name, persons)| Some(format!("{name} {}", persons?.round())));
    stated.collect::<Vec<String>>().join(", ")
}
