//! Relative numbers of `[levels]`: what they make of the Levels Plans and of the other values that a scenario
//! restates.

use super::Levels;
use super::line::{Level, Line};
use crate::document::problem::{Problem, Problems};
use crate::document::reader::Reader;
use crate::document::relative::{Relative, Rounding};
use crate::document::source::Origin;
use crate::document::tree::{Entry, Node, Table, Value};
use crate::time::Day;

/// The key of a relative number that holds for the target and both ends of its range.
pub(super) const ALL: &str = "all";
/// The keys of a target.
const PARTS: [&str; 3] = ["low", "target", "high"];

/// `[levels]` with numbers in place of its relative ones; none if it has no such number. A relative target
/// changes the one that is known when it is announced, or else that of the newest plan.
pub fn resolved(levels: &Node, problems: &Problems) -> Option<Node> {
    if !has_relative(levels) {
        return None;
    }
    let stated = Levels::with_restated(Some(&without_relative(levels)), &Problems::new());
    let resolving = Resolving {
        levels: &stated.unwrap_or_else(Levels::published),
        announced: day_of(levels).unwrap_or(Day::LATEST),
        problems,
    };
    let mut whole = levels.clone();
    if let Value::Table(table) = &mut whole.value {
        for (key, entry) in table {
            if let Some(line) = Line::ALL.into_iter().find(|line| line.name() == key) {
                resolving.resolve_targets(line, &mut entry.node);
            } else if let Some(line) = Line::ALL.into_iter().find(|line| share_key(*line) == Some(key)) {
                resolving.resolve_shares(line, key, &mut entry.node);
            }
        }
    }
    Some(whole)
}

/// The key of the share of a line's targets that is admitted by way of the pool.
fn share_key(line: Line) -> Option<&'static str> {
    match line {
        Line::FederalHighSkilled => Some("federal_express_entry_share"),
        Line::Pnp => Some("pnp_express_entry_share"),
        Line::FrenchOutsideQuebec => None,
    }
}

fn has_relative(node: &Node) -> bool {
    match &node.value {
        Value::Table(table) => table.values().any(|entry| has_relative(&entry.node)),
        value => Relative::of(value).is_some(),
    }
}

/// The values that are no relative numbers.
fn without_relative(levels: &Node) -> Node {
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
    levels: &'a Levels,
    announced: Day,
    problems: &'a Problems,
}

impl Resolving<'_> {
    fn resolve_targets(&self, line: Line, node: &mut Node) {
        let Value::Table(years) = &mut node.value else { return };
        for (key, entry) in years {
            let Ok(year) = key.parse::<i16>() else { continue };
            let on = day_of(&entry.node).unwrap_or(self.announced);
            let path = format!("levels.{}.{key}", line.name());
            self.resolve_target(self.levels.known(line, year, on), &path, &mut entry.node);
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
            return self.report_word(path, node);
        };
        match changed(level, relative, &all.node.origin) {
            Some(parts) => parts.into_iter().for_each(|(key, part)| _ = table.entry(key).or_insert(part)),
            None => {
                self.report(path, &mut all.node);
                *node = all.node;
            }
        }
    }

    fn resolve_shares(&self, line: Line, key: &str, node: &mut Node) {
        if let Value::Table(table) = &mut node.value
            && !table.contains_key("share")
        {
            for (year, entry) in table.iter_mut() {
                let Ok(of_year) = year.parse::<i16>() else { continue };
                self.resolve_share(line, of_year, &format!("levels.{key}.{year}"), &mut entry.node);
            }
        } else {
            self.resolve_share(line, i16::MAX, &format!("levels.{key}"), node);
        }
    }

    fn resolve_share(&self, line: Line, year: i16, path: &str, node: &mut Node) {
        let on = day_of(node).unwrap_or(self.announced);
        let share = match &mut node.value {
            Value::Table(table) => match table.get_mut("share") {
                Some(entry) => &mut entry.node,
                None => return self.report(path, node),
            },
            _ => node,
        };
        let Some(relative) = Relative::of(&share.value) else { return };
        let origin = share.origin.clone();
        share.value = Value::Number(self.levels.pool_share(line, year, on));
        relative.change(share, Rounding::Exact, &origin);
    }

    /// Reports a word in place of a relative number, once.
    fn report_word(&self, path: &str, node: &mut Node) {
        let title = format!("`{path}.{ALL}` is no relative number");
        let expected = "expected a text such as \"-20 %\", \"x 1.25\" or \"+5000\"";
        self.problems.push(Problem::new(node.origin.clone(), title, expected));
        node.value = Value::Broken;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::{Source, parse};

    /// `[levels]` of a text, resolved, and the titles of the problems.
    fn levels(text: &str) -> (String, String) {
        let (node, _) = parse(&Source::new("scenario.toml", text));
        let problems = Problems::new();
        let whole = resolved(&node, &problems).map_or(String::new(), |whole| whole.to_toml());
        (whole, problems.finish(Some(())).map_or_else(|invalid| invalid.to_string(), |()| String::new()))
    }

    #[test]
    fn a_relative_target_changes_low_target_and_high_of_the_newest_plan_alike() {
        // The plan 2024-2026 states 96,500, 117,500 and 124,000 for 2026; a later one is the newest.
        let (on_a_day, _) =
            levels("federal_high_skilled = { 2026 = { all = \"-20 %\", announced = 2024-06-01 } }");
        let expected = "[federal_high_skilled.2026]\nannounced = 2024-06-01\nhigh = 99200\nlow = 77200\n\
                        target = 94000\n";
        assert_eq!(on_a_day, expected);
        let newest = Levels::published().known(Line::FederalHighSkilled, 2027, Day::LATEST).unwrap();
        assert_eq!(newest.target, Some(111_000.0));
        let (cut, _) = levels("federal_high_skilled = { 2027 = \"+5000\" }");
        assert!(cut.contains("target = 116000\n"), "{cut}");
    }

    #[test]
    fn a_relative_target_of_a_later_year_changes_the_one_that_the_scenario_restates() {
        let (carried, _) = levels("pnp = { 2030 = 50_000, 2031 = \"x 1.5\" }");
        assert_eq!(carried, "[pnp]\n2030 = 50000\n\n[pnp.2031]\ntarget = 75000\n");
    }

    #[test]
    fn a_relative_share_changes_that_of_the_law() {
        // 0.385 of the PNP targets.
        assert_eq!(levels("pnp_express_entry_share = \"x 2\"").0, "pnp_express_entry_share = 0.77\n");
        let by_year = levels("federal_express_entry_share = { 2027 = { share = \"-20 %\" } }").0;
        assert_eq!(by_year, "[federal_express_entry_share.2027]\nshare = 0.8\n");
    }

    #[test]
    fn a_relative_target_of_a_year_before_all_plans_is_reported() {
        let (_, problems) = levels("pnp = { 2015 = \"-20 %\" }");
        assert!(problems.contains("`levels.pnp.2015` is relative, but no Levels Plan states"), "{problems}");
    }
}
