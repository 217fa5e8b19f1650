//! The table `nominations`: the nominations of each province in a year.

use crate::experiment::column::{RunId, SHARE_DECIMALS, of_replication};
use crate::population::Nomination;
use crate::record::Nominated;
use crate::table::{About, Table};

const NOMINATIONS: About = About {
    name: "nominations",
    row: "One row for each year and province.",
    key: &["scenario", "replication", "year", "province"],
    written: "By `drawsim run`.",
};

/// Nominations of a province in a year.
struct ProvinceRow {
    year: i16,
    /// Place of the province in the population.
    province: usize,
    nominated: u32,
    share: f64,
    share_allocated: f64,
}

/// `nominations`: nominations of each province in a year of a replication, with the province's part of the
/// year's nominations and the part that the population allocates to it.
pub fn nominations(run: RunId<'_>, nominated: &Nominated, population: &Nomination) -> Table {
    let mut years: Vec<i16> = nominated.keys().map(|(year, _)| *year).collect();
    years.dedup();
    let rows: Vec<ProvinceRow> =
        years.into_iter().flat_map(|year| year_rows(year, nominated, population)).collect();
    of_replication(&NOMINATIONS, run, &rows)
        .integer("year", "Calendar year.", |row| Some(row.year))
        .text("province", "Province or territory.", |row| {
            Some(population.provinces[row.province].name.as_str())
        })
        .integer("nominated", "Nominations issued through Express Entry.", |row| Some(row.nominated))
        .number_to(
            SHARE_DECIMALS,
            "share",
            "Part of all provinces' nominations of the year, 0 to 1.",
            |row| Some(row.share),
        )
        .number_to(
            SHARE_DECIMALS,
            "share_allocated",
            "Part that the population's weights or the scenario give to the province, 0 to 1.",
            |row| Some(row.share_allocated),
        )
        .finish()
}

fn year_rows(year: i16, nominated: &Nominated, population: &Nomination) -> impl Iterator<Item = ProvinceRow> {
    let allocation = population.allocation(year);
    let counts: Vec<u32> = (0..allocation.len())
        .map(|province| nominated.get(&(year, province as u8)).copied().unwrap_or(0))
        .collect();
    let all = f64::from(counts.iter().sum::<u32>().max(1));
    allocation.into_iter().enumerate().map(move |(province, share_allocated)| ProvinceRow {
        year,
        province,
        nominated: counts[province],
        share: f64::from(counts[province]) / all,
        share_allocated,
    })
}
