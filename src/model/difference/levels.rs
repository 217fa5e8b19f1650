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
            let Some(on) = Day::new(year, 12, 31) else { continue };
            let values = |levels: &Levels| {
                [
                    levels.known(line, year, on).map(text),
                    Some(levels.pool_share(line, year, on))
                        .filter(|share| *share < 1.0)
                        .map(|share| share.to_string()),
                    announced(levels, line, year),
                ]
            };
            let keys = [
                format!("levels.{}.{year}", line.name()),
                format!("levels.{}.{year}", share_key(line)),
                format!("levels.{}.{year}.announced", line.name()),
            ];
            for ((key, old), new) in keys.into_iter().zip(values(&old.levels)).zip(values(&new.levels)) {
                if old != new {
                    found.push(Difference { part: Part::Levels, key, from: None, old, new });
                }
            }
        }
    }
    found
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
