//! Targets, and the parts of them that land by way of the pool, as a file states them.

use std::sync::Arc;

use super::{Level, Line, Plan, Stated, StatedShare};
use crate::scenario::document::{Source, Value};
use crate::scenario::reader::{Field, Reader};

pub(super) fn read_plan(field: &Field<'_>) -> Option<Plan> {
    let reader = field.table()?;
    reader.need("name").text();
    let published = reader.need("published").date();
    let stated = read_lines(&reader);
    reader.finish();
    let stated = stated?.into_iter().map(|(_, stated)| stated).collect();
    Some(Plan { published: published?, stated })
}

/// The parts of targets that land by way of the pool: one for all years, or a table by year, each from its year on. French
/// speakers have none: the plans state their target for admissions outside Quebec and name no route, and nobody published
/// which part of it Express Entry is to bring. Landings by way of the pool stand beside the whole of it.
pub(super) fn read_shares(reader: &Reader<'_>) -> Option<Vec<(Arc<Source>, StatedShare)>> {
    let keys =
        [(Line::FederalHighSkilled, "federal_express_entry_share"), (Line::Pnp, "pnp_express_entry_share")];
    let mut shares = Vec::new();
    let mut is_whole = true;
    for (line, key) in keys {
        let field = reader.find(key);
        let mut add = |field: &Field<'_>, from, share: Option<f64>| match share {
            Some(share) => {
                let share = StatedShare { line, announced: None, from, share, is_restated: false };
                shares.push((file_of(field), share));
            }
            None => is_whole = false,
        };
        match field.node.map(|node| &node.value) {
            None => {}
            Some(Value::Table(_)) => {
                let Some(table) = field.table() else { continue };
                for key in table.keys() {
                    let (year, field) = (table.year(key), table.find(key));
                    add(&field, year, field.share().filter(|_| year.is_some()));
                }
                table.finish();
            }
            Some(_) => add(&field, None, field.share()),
        }
    }
    shares.sort_by_key(|(_, one)| (one.line, one.from));
    is_whole.then_some(shares)
}

/// The file in which a value stands.
///
/// # Panics
/// If there is none.
fn file_of(field: &Field<'_>) -> Arc<Source> {
    Arc::clone(&field.node.expect("a value was read").origin.source)
}

/// Targets by line and year, each with the file in which it stands.
pub(super) fn read_lines(reader: &Reader<'_>) -> Option<Vec<(Arc<Source>, Stated)>> {
    let mut all = Vec::new();
    let mut is_whole = true;
    for line in Line::ALL {
        let Some(table) = reader.find(line.name()).table() else { continue };
        for key in table.keys() {
            let field = table.find(key);
            match (table.year(key), read_level(&field)) {
                (Some(year), Some(level)) => {
                    all.push((file_of(&field), Stated { line, year, level }));
                }
                _ => is_whole = false,
            }
        }
        table.finish();
    }
    is_whole.then_some(all)
}

/// A target alone, or a table with its range.
fn read_level(field: &Field<'_>) -> Option<Level> {
    const MOST: i64 = 10_000_000;
    let persons = |field: &Field<'_>| field.integer(0..=MOST).map(|persons| persons as f64);
    if !matches!(field.node?.value, Value::Table(_)) {
        return Some(Level { target: Some(persons(field)?), ..Level::default() });
    }
    let table = field.table()?;
    let part = |key| {
        let field = table.find(key);
        field.node.is_none().then_some(None).or_else(|| persons(&field).map(Some))
    };
    let (low, target, high) = (part("low"), part("target"), part("high"));
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
    Some(level)
}
