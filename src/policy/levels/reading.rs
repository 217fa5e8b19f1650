//! Reads targets and the shares of them that are admitted by way of the pool.

use super::{Level, Line, Plan, Stated, StatedShare};
use crate::document::reader::{Field, Reader};
use crate::document::tree::Value;
use crate::time::Day;

/// A value with the day on which it is announced, if it says so.
type Announced<T> = (Option<Day>, T);

pub(super) fn read_plan(field: &Field<'_>) -> Option<Plan> {
    let reader = field.table()?;
    reader.need("name").text();
    let published = reader.need("published").date();
    let (stated, parts) = (read_lines(&reader), FEDERAL_PARTS.map(|name| read_years(&reader, name)));
    reader.finish();
    let mut stated: Vec<Stated> = stated?.into_iter().map(|(_, stated)| stated).collect();
    let [first, second] = parts;
    let (first, second) = (first?, second?);
    assert_eq!(first.len(), second.len(), "a plan states both parts of the federal line");
    for ((year, (_, first)), (other, (_, second))) in first.into_iter().zip(second) {
        assert_eq!(year, other, "a plan states both parts of the federal line for the same years");
        stated.push(Stated { line: Line::FederalHighSkilled, year, level: first.plus(second) });
    }
    Some(Plan { published: published?, stated })
}

/// What a plan may state in place of the federal line, which is their sum.
const FEDERAL_PARTS: [&str; 2] = ["in_canada_focus", "federal_economic_priorities"];

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
        let field = reader.find(key);
        let mut add = |from, stated: Option<Announced<f64>>| match stated {
            Some((announced, share)) => {
                shares.push(StatedShare { line, announced, from, share, is_restated: false });
            }
            None => is_whole = false,
        };
        match field.node.map(|node| &node.value) {
            None => {}
            Some(Value::Table(years)) if !years.contains_key("share") => {
                let Some(table) = field.table() else { continue };
                for key in table.keys() {
                    let year = table.year(key);
                    add(year, read_share(&table.find(key)).filter(|_| year.is_some()));
                }
                table.finish();
            }
            Some(_) => add(None, read_share(&field)),
        }
    }
    shares.sort_by_key(|one| (one.line, one.from));
    is_whole.then_some(shares)
}

/// A share alone, or a table with the day on which it is announced.
fn read_share(field: &Field<'_>) -> Option<Announced<f64>> {
    if !matches!(field.node?.value, Value::Table(_)) {
        return Some((None, field.share()?));
    }
    let table = field.table()?;
    let (share, announced) = (table.need("share").share(), read_announced(&table));
    table.finish();
    Some((announced?, share?))
}

/// The day on which a value is announced, if it says so; nothing if that cannot be read.
fn read_announced(table: &Reader<'_>) -> Option<Option<Day>> {
    let field = table.find("announced");
    if field.node.is_none() { Some(None) } else { field.date().map(Some) }
}

/// Targets by line and year, each with the day on which it is announced, if it says so.
pub(super) fn read_lines(reader: &Reader<'_>) -> Option<Vec<Announced<Stated>>> {
    let mut all = Vec::new();
    let mut is_whole = true;
    for line in Line::ALL {
        let Some(years) = read_years(reader, line.name()) else {
            is_whole = false;
            continue;
        };
        all.extend(
            years.into_iter().map(|(year, (announced, level))| (announced, Stated { line, year, level })),
        );
    }
    is_whole.then_some(all)
}

/// Targets by year under a key, each with the day on which it is announced, if it says so; none if the key is
/// not there.
fn read_years(reader: &Reader<'_>, key: &str) -> Option<Vec<(i16, Announced<Level>)>> {
    let field = reader.find(key);
    if field.node.is_none() {
        return Some(Vec::new());
    }
    let table = field.table()?;
    let mut years: Vec<Option<_>> = Vec::new();
    for key in table.keys() {
        let (year, level) = (table.year(key), read_level(&table.find(key)));
        years.push(year.zip(level));
    }
    table.finish();
    years.into_iter().collect()
}

/// Most persons of a target.
const MOST: i64 = 10_000_000;

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
        return Some((None, Level { target: Some(read_persons(field)?), ..Level::default() }));
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
    Some((announced?, level))
}
