//! Relative numbers of `[levels]`: what they make of the Levels Plans and of the other values that a scenario
//! restates.

use super::line::{Level, Line};
use crate::document::problem::{Problem, Problems};
use crate::document::reader::Reader;
use crate::document::relative::{Relative, Rounding};
use crate::document::source::Origin;
use crate::document::tree::{Entry, Node, Table, Value};
use crate::time::Day;

/// The key of a relative number that holds for the target and both ends of its range.
pub(super) const ALL: &str = "all";
/// The years that targets may have; others are reported when they are read.
const YEARS: std::ops::RangeInclusive<i16> = 2015..=2100;
/// The keys of a target.
const PARTS: [&str; 3] = ["low", "target", "high"];

/// The values that relative numbers refer to: targets and shares by line and year, as known on a day.
pub struct Known<'a> {
    /// Targets.
    pub level: &'a dyn Fn(Line, i16, Day) -> Option<Level>,
    /// Shares that are admitted by way of the pool.
    pub share: &'a dyn Fn(Line, i16, Day) -> f64,
}

/// `[levels]` with numbers in place of its relative ones. A relative target changes the one that is known
/// when it is announced, or else that of the newest plan.
pub fn resolve(levels: &Node, known: &Known<'_>, problems: &Problems) -> Node {
    let announced = day_of(levels).unwrap_or(Day::LATEST);
    let resolving = Resolving { known, announced, problems };
    let mut whole = levels.clone();
    if let Value::Table(table) = &mut whole.value {
        for (key, entry) in table {
            if let Some(line) = Line::ALL.into_iter().find(|line| line.name() == key) {
                resolving.resolve_targets(line, &mut entry.node);
            } else if let Some(line) = Line::ALL.into_iter().find(|line| share_key(*line) == Some(key)) {
                resolving.resolve_shares(line, &mut entry.node);
            }
        }
    }
    whole
}

/// The key of the share of a line's targets that is admitted by way of the pool.
fn share_key(line: Line) -> Option<&'static str> {
    match line {
        Line::FederalHighSkilled => Some("federal_express_entry_share"),
        Line::Pnp => Some("pnp_express_entry_share"),
        Line::FrenchOutsideQuebec => None,
    }
}

/// Whether a relative number stands in a value.
pub fn has_relative(node: &Node) -> bool {
    match &node.value {
        Value::Table(table) => table.values().any(|entry| has_relative(&entry.node)),
        value => Relative::of(value).is_some(),
    }
}

/// The values that are no relative numbers.
pub fn without_relative(levels: &Node) -> Node {
    let mut rest = levels.clone();
    if let Value::Table(lines) = &mut rest.value {
        for entry in lines.values_mut() {
            if let Value::Table(years) = &mut entry.node.value {
                years.retain(|_, of_year| !has_relative(&of_year.node));
            }
        }
        lines.retain(|_, line| !has_relative(&line.node));
    }
    rest
}

/// The day on which a table says that it is announced.
fn day_of(node: &Node) -> Option<Day> {
    let Value::Table(table) = &node.value else { return None };
    match table.get("announced")?.node.value {
        Value::Date(day) => Some(day),
        _ => None,
    }
}

/// What relative numbers refer to.
struct Resolving<'a> {
    known: &'a Known<'a>,
    announced: Day,
    problems: &'a Problems,
}

impl Resolving<'_> {
    fn resolve_targets(&self, line: Line, node: &mut Node) {
        let Value::Table(years) = &mut node.value else { return };
        for (key, entry) in years {
            let Some(year) = key.parse::<i16>().ok().filter(|year| YEARS.contains(year)) else { continue };
            let on = day_of(&entry.node).unwrap_or(self.announced);
            let path = format!("levels.{}.{key}", line.name());
            self.resolve_target((self.known.level)(line, year, on), &path, &mut entry.node);
        }
    }

    fn resolve_target(&self, level: Option<Level>, path: &str, node: &mut Node) {
        let level = level.unwrap_or_default();
        if let Some(relative) = Relative::of(&node.value) {
            match changed(level, relative, &node.origin) {
                Some(parts) => node.value = Value::Table(parts),
                None => self.report(path, node),
            }
            return;
        }
        let Value::Table(table) = &mut node.value else { return };
        for (key, stated) in PARTS.into_iter().zip([level.low, level.target, level.high]) {
            let Some(entry) = table.get_mut(key) else { continue };
            let Some(relative) = Relative::of(&entry.node.value) else { continue };
            match stated {
                Some(persons) => entry.node.value = persons_of(relative.value(persons)),
                None => self.report(&format!("{path}.{key}"), &mut entry.node),
            }
        }
        // What is no text is reported, and left to the reader of the others.
        let aside = Node { origin: node.origin.clone(), value: Value::Table(table.clone()) };
        let reader = Reader::new(&aside, path, self.problems);
        let is_text = reader.is_some_and(|reader| reader.find(ALL).text().is_some());
        let Some(mut all) = table.remove(ALL) else { return };
        let Some(relative) = Relative::of(&all.node.value).filter(|_| is_text) else {
            self.report_word(path, &all.node);
            node.value = Value::Broken;
            return;
        };
        match changed(level, relative, &all.node.origin) {
            Some(parts) => parts.into_iter().for_each(|(key, part)| _ = table.entry(key).or_insert(part)),
            None => {
                self.report(path, &mut all.node);
                *node = all.node;
            }
        }
    }

    fn resolve_shares(&self, line: Line, node: &mut Node) {
        if let Value::Table(table) = &mut node.value
            && !table.contains_key("share")
        {
            for (year, entry) in table.iter_mut() {
                let Ok(of_year) = year.parse::<i16>() else { continue };
                self.resolve_share(line, of_year, &mut entry.node);
            }
        } else {
            self.resolve_share(line, i16::MAX, node);
        }
    }

    fn resolve_share(&self, line: Line, year: i16, node: &mut Node) {
        let on = day_of(node).unwrap_or(self.announced);
        let share = match &mut node.value {
            Value::Table(table) => match table.get_mut("share") {
                Some(entry) => &mut entry.node,
                // The reader of shares reports it.
                None => return,
            },
            _ => node,
        };
        let Some(relative) = Relative::of(&share.value) else { return };
        let origin = share.origin.clone();
        share.value = Value::Number((self.known.share)(line, year, on));
        relative.change(share, Rounding::Exact, &origin);
    }

    /// Reports a word in place of a relative number, once.
    fn report_word(&self, path: &str, node: &Node) {
        let title = format!("`{path}.{ALL}` is no relative number");
        let expected = "expected a text such as \"-20 %\", \"x 1.25\" or \"+5000\"";
        self.problems.push(Problem::new(node.origin.clone(), title, expected));
    }

    /// Reports a relative number of nothing, once.
    fn report(&self, path: &str, node: &mut Node) {
        let title = format!("`{path}` is relative, but no Levels Plan states that number");
        let expected = "expected a number of persons";
        self.problems.push(Problem::new(node.origin.clone(), title, expected));
        node.value = Value::Broken;
    }
}

/// The parts of a target that are stated, changed alike; none if none is stated.
fn changed(level: Level, relative: Relative, origin: &Origin) -> Option<Table> {
    let parts = PARTS.into_iter().zip([level.low, level.target, level.high]);
    let parts = parts.filter_map(|(key, persons)| {
        let node = Node { origin: origin.clone(), value: persons_of(relative.value(persons?)) };
        Some((key.to_owned(), Entry { key: origin.clone(), node }))
    });
    Some(parts.collect::<Table>()).filter(|parts| !parts.is_empty())
}

fn persons_of(value: f64) -> Value {
    Value::Integer(value.round() as i64)
}
