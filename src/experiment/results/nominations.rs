//! The table `nominations`: how many each province nominated in a year.

use super::SHARE_DECIMALS;
use crate::population::Nomination;
use crate::record::Nominated;
use crate::table::Table;

/// `nominations`: how many each province nominated in a year, with its part of the year's nominations and the part that the
/// population allocates to it.
pub fn nominations(scenario: &str, replications: &[(u32, &Nominated)], population: &Nomination) -> Table {
    let mut rows = Vec::new();
    for (replication, nominated) in replications {
        let mut years: Vec<i16> = nominated.keys().map(|(year, _)| *year).collect();
        years.dedup();
        for year in years {
            let of = |place: usize| nominated.get(&(year, place as u8)).copied().unwrap_or(0);
            let allocation = population.allocation(year);
            let all: u32 = (0..allocation.len()).map(of).sum();
            let share = |count: u32| f64::from(count) / f64::from(all.max(1));
            let row =
                |(place, part): (usize, f64)| (*replication, year, place, of(place), share(of(place)), part);
            rows.extend(allocation.into_iter().enumerate().map(row));
        }
    }
    Table::of(&rows)
        .text("scenario", |_| Some(scenario))
        .integer("replication", |row| Some(row.0))
        .integer("year", |row| Some(row.1))
        .text("province", |row| Some(population.provinces[row.2].name.as_str()))
        .integer("nominated", |row| Some(row.3))
        .number_to(SHARE_DECIMALS, "share", |row| Some(row.4))
        .number_to(SHARE_DECIMALS, "share_allocated", |row| Some(row.5))
        .finish()
}
