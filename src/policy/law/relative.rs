//! Relative numbers of a scenario's reforms, such as `crs.additional.french = "x 2"`: of the value that is
//! otherwise in force on the day of the reform.

use super::{Author, Change};
use crate::document::problem::{Problem, Problems};
use crate::document::relative::{Relative, Rounding};
use crate::document::tree::{Node, Value};
use crate::policy::value::LawValue;
use crate::policy::value::key::{Kind, Pattern};
use crate::policy::value::sheet::Sheet;
use crate::time::Day;

/// The blocks of a scenario with numbers in place of their relative ones; none if they have no such number.
/// A number refers to the published law of its day and to the blocks before it.
pub fn resolved(
    reforms: &[Node],
    published: impl FnOnce() -> Vec<Change>,
    problems: &Problems,
) -> Option<Vec<Node>> {
    let patterns: Vec<Pattern> =
        Pattern::all().into_iter().filter(|pattern| is_number(pattern.kind)).collect();
    if !reforms.iter().any(|block| has_relative(block, &patterns)) {
        return None;
    }
    let mut blocks = reforms.to_vec();
    let mut order: Vec<(Day, usize)> =
        blocks.iter().enumerate().filter_map(|(place, block)| Some((day_of(block)?, place))).collect();
    order.sort_unstable();
    let mut known = published();
    for (day, place) in order {
        if has_relative(&blocks[place], &patterns) {
            known.sort_by_key(|change| change.date);
            let sheet = Sheet::on(&known, day);
            let resolving = Resolving { sheet: &sheet, patterns: &patterns, day, problems };
            resolving.resolve(&mut blocks[place], &mut Vec::new());
        }
        // What is wrong with a block is reported when all are read.
        known.extend(Change::read(&blocks[place], Author::Scenario, place, &Problems::new()));
    }
    Some(blocks)
}

/// Whether a kind of value is a number.
fn is_number(kind: Kind) -> bool {
    matches!(kind, Kind::Points | Kind::Whole(..) | Kind::Decimal)
}

fn day_of(block: &Node) -> Option<Day> {
    let Value::Table(table) = &block.value else { return None };
    match table.get("date")?.node.value {
        Value::Date(day) => Some(day),
        _ => None,
    }
}

/// Whether a relative number stands at a key of the law that holds a number.
fn has_relative(block: &Node, patterns: &[Pattern]) -> bool {
    fn search(node: &Node, path: &mut Vec<String>, patterns: &[Pattern]) -> bool {
        let Value::Table(table) = &node.value else {
            return Relative::of(&node.value).is_some() && is_of(patterns, path);
        };
        table.iter().any(|(key, entry)| {
            path.push(key.clone());
            let is_found = search(&entry.node, path, patterns);
            path.pop();
            is_found
        })
    }
    search(block, &mut Vec::new(), patterns)
}

/// Whether one of some patterns admits a path.
fn is_of(patterns: &[Pattern], path: &[String]) -> bool {
    patterns.iter().any(|pattern| {
        pattern.depth() == path.len()
            && path.iter().enumerate().all(|(depth, word)| pattern.admits(depth, word))
    })
}

/// The law that relative numbers of a block refer to.
struct Resolving<'a> {
    sheet: &'a Sheet<'a>,
    patterns: &'a [Pattern],
    day: Day,
    problems: &'a Problems,
}

impl Resolving<'_> {
    fn resolve(&self, node: &mut Node, path: &mut Vec<String>) {
        if let Value::Table(table) = &mut node.value {
            for (key, entry) in table {
                path.push(key.clone());
                self.resolve(&mut entry.node, path);
                path.pop();
            }
            return;
        }
        let Some(relative) = Relative::of(&node.value).filter(|_| is_of(self.patterns, path)) else { return };
        let origin = node.origin.clone();
        match self.in_force(path) {
            Some(LawValue::Whole(number)) => {
                node.value = Value::Integer(number);
                relative.change(node, Rounding::Whole, &origin);
            }
            Some(LawValue::Hundredths(number)) => {
                let value = relative.value(number as f64 / 100.0);
                node.value = Value::Number((value * 100.0).round() / 100.0);
            }
            _ => {
                let path = path.join(".");
                let title =
                    format!("`{path}` is relative, but the law of {} states no such number", self.day);
                let expected = "expected a number, or a key that the law states";
                self.problems.push(Problem::new(origin, title, expected));
                node.value = Value::Broken;
            }
        }
    }

    /// The value in force at a path. In a table by number it is that of the last number that is stated.
    fn in_force(&self, path: &[String]) -> Option<LawValue> {
        if let Some(found) = self.sheet.find(&path.join(".")) {
            return Some(found.value.clone());
        }
        let place = path.iter().rposition(|part| part.parse::<u32>().is_ok())?;
        let (number, rest) = (path[place].parse::<u32>().ok()?, path[place + 1..].join("."));
        let table = path[..place].join(".");
        let steps = self.sheet.under(&table).into_iter().filter_map(|(key, found)| {
            let (step, column) = key.split_once('.').unwrap_or((key, ""));
            Some((step.parse::<u32>().ok().filter(|step| *step < number && column == rest)?, found))
        });
        steps.max_by_key(|(step, _)| *step).map(|(_, found)| found.value.clone())
    }
}
