//! The table of a population file on what the arrivals of all streams have in common.

use super::stream::read_months;
use super::value::{optional, read_by_year};
use crate::document::reader::Reader;
use crate::population::{Arrivals, ByYear};

/// The key that replaced the numbers of all streams together.
pub const BY_STREAM: &str = "expected `arrivals_per_year` in each `[stream.NAME]`: eligible people, by day \
                             as in { 2023-07-01 = 48_000, 2024-07-01 = 52_000 }";

/// The table `arrivals`.
pub fn read_arrivals(reader: Reader<'_>) -> Option<Arrivals> {
    if reader.key_origin("year").is_some() {
        reader.find("year");
        reader.wrong_key("year", "`arrivals.year` is no longer a key of a population", BY_STREAM);
    }
    let month = read_months(&reader.need("month"));
    let ineligible =
        optional(&reader.find("ineligible_per_eligible"), |field| read_by_year(field, 0.0..=100.0));
    let factor = optional(&reader.find("factor"), |field| read_by_year(field, 0.0..=100.0));
    let dispersion = optional(&reader.find("dispersion"), |field| field.number(0.1..=1e9));
    reader.finish();
    Some(Arrivals {
        month: month?,
        ineligible_per_eligible: ineligible?,
        dispersion: dispersion?,
        dispersed_from: None,
        factor: factor?.unwrap_or_else(|| ByYear::new(vec![(2015, 1.0)])),
    })
}
