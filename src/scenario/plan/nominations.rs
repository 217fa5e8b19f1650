//! Where nominations come from: `[nominations]`.

use crate::document::reader::{Field, Reader};
use crate::document::tree::{Origin, Value};

/// How many nominations provinces issue.
#[derive(Clone, Debug, PartialEq)]
pub struct NominationForm {
    /// Nominees who remain in the pool at a published round, as a share of those that it invites.
    pub margin: f64,
    /// Nominations a month, by the first year for which they hold; for days that no round of a stated size
    /// governs.
    pub per_month: Vec<(i16, PerMonth)>,
    /// Where that was written; none if it was not.
    pub per_month_origin: Option<Origin>,
    /// How nominations are planned where they follow from targets.
    pub pacing: NominationPacing,
}

/// How nominations are planned where they follow from targets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NominationPacing {
    /// Assumption A36: greatest number of nominations to make up for a missed year, over the long-run number
    /// for the next target.
    pub most_pace: f64,
    /// Assumption A37: a year that would miss more than this part of its target even so is not pursued.
    pub allowed_miss: f64,
    /// Assumption A38: the weight of a change of the monthly number against a missed target.
    pub smoothing: f64,
}

impl Default for NominationPacing {
    fn default() -> NominationPacing {
        NominationPacing { most_pace: 1.5, allowed_miss: 0.02, smoothing: 0.0005 }
    }
}

/// Persons nominated in a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PerMonth {
    /// A stated number.
    Persons(f64),
    /// As many as the PNP line of the Levels Plan asks for.
    Targets,
}

/// The word for as many nominations as the targets ask for.
const TARGETS: &str = "targets";
/// The year of the launch.
const FIRST_YEAR: i16 = 2015;

/// Reads `[nominations]`.
pub fn read_nominations(reader: Reader<'_>) -> Option<NominationForm> {
    let margin = reader.need("margin").share();
    let field = reader.find("per_month");
    let per_month = if field.node.is_some() { read_per_month(&field) } else { Some(Vec::new()) };
    let pacing = read_pacing(&reader);
    reader.finish();
    let per_month_origin = field.node.map(|node| node.origin.clone());
    Some(NominationForm { margin: margin?, per_month: per_month?, per_month_origin, pacing: pacing? })
}

fn read_pacing(reader: &Reader<'_>) -> Option<NominationPacing> {
    let usual = NominationPacing::default();
    let most_pace = reader.find("most_pace").number_or(1.0..=10.0, usual.most_pace);
    let allowed_miss = reader.find("allowed_miss").number_or(0.0..=1.0, usual.allowed_miss);
    let smoothing = reader.find("smoothing").number_or(1e-6..=100.0, usual.smoothing);
    Some(NominationPacing { most_pace: most_pace?, allowed_miss: allowed_miss?, smoothing: smoothing? })
}

/// `"targets"` for all years, or numbers and `"targets"` by the year from which on they hold.
fn read_per_month(field: &Field<'_>) -> Option<Vec<(i16, PerMonth)>> {
    if field.is_word(TARGETS) {
        return Some(vec![(FIRST_YEAR, PerMonth::Targets)]);
    }
    if !matches!(field.node?.value, Value::Table(_)) {
        return field.mismatch("a table of persons by year, such as { 2026 = 900 }, or \"targets\"");
    }
    let table = field.table()?;
    let mut stated: Vec<Option<(i16, PerMonth)>> = Vec::new();
    for key in table.keys() {
        let persons = read_persons_per_month(&table.find(key));
        stated.push(table.year(key).zip(persons));
    }
    table.finish();
    if stated.is_empty() {
        field.wrong(
            format!("`{}` states no year", field.path),
            "expected persons by year, such as { 2026 = 900 }",
        );
        return None;
    }
    stated.into_iter().collect()
}

fn read_persons_per_month(field: &Field<'_>) -> Option<PerMonth> {
    match field.node?.value {
        Value::Text(_) if field.is_word(TARGETS) => Some(PerMonth::Targets),
        Value::Text(_) => field.mismatch("a number from 0 to 1000000, or \"targets\""),
        _ => field.number(0.0..=1e6).map(PerMonth::Persons),
    }
}
