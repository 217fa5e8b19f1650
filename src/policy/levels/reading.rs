//! Reads targets and the shares of them that are admitted by way of the pool.

use super::key::MOST;
use super::line::{Level, Line};
use super::stated::{Plan, Restated, Stated, StatedShare};
use crate::document::reader::{Field, Reader};
use crate::document::tree::Value;
use crate::time::Day;

/// A value with the day on which it is announced, if it says so.
struct Announced<T> {
    on: Option<Day>,
    value: T,
}

/// A value of a year, the first one for which it holds.
struct OfYear<T> {
    year: i16,
    announced: Announced<T>,
}

pub(super) fn read_plan(field: &Field<'_>) -> Option<Plan> {
    let reader = field.table()?;
    reader.need("name").text();
    let published = reader.need("published").date();
    let (targets, parts) = (read_restated(&reader), FEDERAL_PARTS.map(|name| read_years(&reader, name)));
    let reserves = read_years(&reader, NOMINEE_RESERVE);
    reader.finish();
    let mut stated: Vec<Stated> = targets?.into_iter().map(|target| target.stated).collect();
    let [first, second] = parts;
    let (first, second) = (first?, second?);
    assert_eq!(first.len(), second.len(), "a plan states both parts of the federal line");
    for (first, second) in first.into_iter().zip(second) {
        let year = first.year;
        assert_eq!(year, second.year, "a plan states both parts of the federal line for the same years");
        let level = first.announced.value.plus(second.announced.value);
        stated.push(Stated { line: Line::FederalHighSkilled, year, level });
    }
    for OfYear { year, announced: Announced { value, .. } } in reserves? {
        let reserve = value.target.expect("a plan states a reserve as a target");
        for stated in stated.iter_mut().filter(|stated| stated.year == year) {
            stated.level = match stated.line {
                Line::FederalHighSkilled => stated.level.moved(-reserve),
                Line::Pnp => stated.level.moved(reserve),
                Line::FrenchOutsideQuebec => stated.level,
            };
        }
    }
    Some(Plan { published: published?, stated })
}

/// What a plan may state in place of the federal line, which is their sum.
const FEDERAL_PARTS: [&str; 2] = ["in_canada_focus", "federal_economic_priorities"];

/// Provincial nominees who are counted under In-Canada Focus: no part of the federal line, but of the PNP's.
const NOMINEE_RESERVE: &str = "pnp_reserve";

/// The shares of targets that are admitted by way of the pool: one for all years, or a table by year, each
/// from its year on. French speakers have none: the plans state their target for admissions outside Quebec
/// and name no route, and no source states the share of Express Entry. Admissions by way of the pool are
/// compared with the whole target.
pub(super) fn read_shares(reader: &Reader<'_>) -> Option<Vec<StatedShare>> {
    let keys =
        [(Line::FederalHighSkilled, "federal_express_entry_share"), (Line::Pnp, "pnp_express_entry_share")];
    let mut shares = Vec::new();
    let mut is_whole = true;
    for (line, key) in keys {
        match read_shares_of(&reader.find(key)) {
            Some(of_line) => {
                for (from, Announced { on, value }) in of_line {
                    shares.push(StatedShare { line, announced: on, from, share: value, is_restated: false });
                }
            }
            None => is_whole = false,
        }
    }
    shares.sort_by_key(|share| (share.line, share.from));
    is_whole.then_some(shares)
}

/// The shares of a line, each with the first year for which it holds; one for all years has none.
fn read_shares_of(field: &Field<'_>) -> Option<Vec<(Option<i16>, Announced<f64>)>> {
    match field.node.map(|node| &node.value) {
        None => Some(Vec::new()),
        Some(Value::Table(years)) if !years.contains_key("share") => {
            let by_year = read_by_year(field, read_share)?;
            Some(by_year.into_iter().map(|share| (Some(share.year), share.announced)).collect())
        }
        Some(_) => Some(vec![(None, read_share(field)?)]),
    }
}

/// A share alone, or a table with the day on which it is announced.
fn read_share(field: &Field<'_>) -> Option<Announced<f64>> {
    if !matches!(field.node?.value, Value::Table(_)) {
        return Some(Announced { on: None, value: field.share()? });
    }
    let table = field.table()?;
    let (share, announced) = (table.need("share").share(), read_announced(&table));
    table.finish();
    Some(Announced { on: announced?, value: share? })
}

/// The day on which a value is announced, if it says so; nothing if that cannot be read.
fn read_announced(table: &Reader<'_>) -> Option<Option<Day>> {
    let field = table.find("announced");
    if field.node.is_none() { Some(None) } else { field.date().map(Some) }
}

/// Targets by line and year, each with the day on which it is announced, if it says so.
pub(super) fn read_restated(reader: &Reader<'_>) -> Option<Vec<Restated>> {
    let mut all = Vec::new();
    let mut is_whole = true;
    for line in Line::ALL {
        match read_years(reader, line.name()) {
            Some(years) => {
                for OfYear { year, announced: Announced { on, value } } in years {
                    all.push(Restated { announced: on, stated: Stated { line, year, level: value } });
                }
            }
            None => is_whole = false,
        }
    }
    is_whole.then_some(all)
}

/// Targets by year under a key; none if the key is not there.
fn read_years(reader: &Reader<'_>, key: &str) -> Option<Vec<OfYear<Level>>> {
    let field = reader.find(key);
    if field.node.is_none() { Some(Vec::new()) } else { read_by_year(&field, read_level) }
}

/// Values by year.
fn read_by_year<T>(
    field: &Field<'_>,
    read: fn(&Field<'_>) -> Option<Announced<T>>,
) -> Option<Vec<OfYear<T>>> {
    let table = field.table()?;
    let mut values: Vec<Option<OfYear<T>>> = Vec::new();
    for key in table.keys() {
        let (year, announced) = (table.year(key), read(&table.find(key)));
        values.push(year.zip(announced).map(|(year, announced)| OfYear { year, announced }));
    }
    table.finish();
    values.into_iter().collect()
}

fn read_persons(field: &Field<'_>) -> Option<f64> {
    field.integer(0..=MOST).map(|persons| persons as f64)
}

/// A value that may be missing: `Some(None)` if it is, `None` if it is wrong.
fn read_part(field: &Field<'_>) -> Option<Option<f64>> {
    if field.node.is_none() { Some(None) } else { read_persons(field).map(Some) }
}

/// A target alone, or a table with its range and the day on which it is announced.
fn read_level(field: &Field<'_>) -> Option<Announced<Level>> {
    if !matches!(field.node?.value, Value::Table(_)) {
        let value = Level { target: Some(read_persons(field)?), ..Level::default() };
        return Some(Announced { on: None, value });
    }
    let table = field.table()?;
    let [low, target, high] = ["low", "target", "high"].map(|key| read_part(&table.find(key)));
    let announced = read_announced(&table);
    table.finish();
    let level = Level { low: low?, target: target?, high: high? };
    if level.aim().is_none() {
        field.wrong(
            format!("`{}` states no target", field.path),
            "expected `target`, or `low` and `high`, in persons",
        );
        return None;
    }
    let stated = [level.low, level.target, level.high].into_iter().flatten().collect::<Vec<f64>>();
    if stated.windows(2).any(|pair| pair[1] < pair[0]) {
        field.wrong(
            format!("`{}` is no range", field.path),
            "expected `low` to be at most `target`, and `target` at most `high`",
        );
        return None;
    }
    Some(Announced { on: announced?, value: level })
}
