//! Relative numbers, such as `"-20 %"`, that are laid over what a scenario states already: each becomes a
//! number.
//!
//! Those of the people and of the Levels Plan may refer to a number that no scenario states: they are left to
//! the readers of the population file and of the plan. So are those of the law. A relative size of a plan
//! over a word, such as `"targets"`, is left to the reader of the plan.

use std::sync::Arc;

use super::key::is_whole;
use super::levels_announced::{ANNOUNCED, Laid};
use super::plan::{SINGLE, give_way};
use crate::document::problem::{Problem, Problems};
use crate::document::relative::{Relative, Rounding};
use crate::document::tree;
use crate::document::tree::{Node, Origin, Table, Value};

/// Tables whose numbers may also refer to another file or to the law.
const REFERRING: [&str; 2] = ["population", "levels"];
/// Keys at the top that hold no numbers, or numbers of the law.
const LEFT: [&str; 8] =
    ["title", "description", "extends", "start_pool", "published", "policy", "category", "calendar"];
/// Keys of a size that is a range or a part of the eligible candidates.
const PARTS_OF_SIZE: [&str; 3] = ["low", "high", "eligible"];
/// The key of a scenario or a plan whose sizes refer to another scenario.
const SIZES: &str = "sizes";

/// Replaces the relative numbers of `over` by what they make of those of `base`.
pub fn settle(base: &Table, over: &mut Table, laid: Laid, problems: &Problems) {
    let has_sizes = base.contains_key(SIZES) || over.contains_key(SIZES);
    let settling = Settling { laid, has_sizes, problems };
    for (key, entry) in over.iter_mut().filter(|(key, _)| !LEFT.contains(&key.as_str())) {
        let below = base.get(key).map(|entry| &entry.node);
        match &mut entry.node.value {
            Value::Table(plans) if key == "plan" => {
                for (name, plan) in plans {
                    let below = below.and_then(|below| stated(below, name, ""));
                    let of_plan = settling.of_plan(below, &plan.node);
                    of_plan.settle(below, &format!("plan.{name}"), &mut plan.node);
                }
            }
            _ => settling.settle(below, key, &mut entry.node),
        }
    }
}

/// Replaces the relative numbers of changes on a date by what they make of the values before it: those of
/// `[[plan.NAME.change]]` and `[[targets.change]]`.
pub fn settle_changes(root: &mut Table, problems: &Problems) {
    let has_sizes = root.contains_key(SIZES);
    let settling = Settling { laid: Laid::Option, has_sizes, problems };
    if let Some(Value::Table(plans)) = root.get_mut("plan").map(|entry| &mut entry.node.value) {
        for (name, plan) in plans {
            settling.of_plan(None, &plan.node).settle_blocks(&format!("plan.{name}"), &mut plan.node);
        }
    }
    if let Some(targets) = root.get_mut("targets") {
        settling.settle_blocks("targets", &mut targets.node);
    }
}

/// Replaces the relative numbers of what is laid over the element of a list at a path.
pub fn settle_element(below: &Node, path: &str, over: &mut Node, problems: &Problems) {
    Settling { laid: Laid::Option, has_sizes: false, problems }.settle(Some(below), path, over);
}

/// Members belong to the population file that is named beside them: they go where another file is named.
pub fn leave_members(below: &mut Table, above: &Table) {
    let Some(Value::Table(below)) = below.get_mut("population").map(|entry| &mut entry.node.value) else {
        return;
    };
    let Some(Value::Table(above)) = above.get("population").map(|entry| &entry.node.value) else { return };
    let origin = |key: &str| below.get(key).map(|entry| &entry.key.source);
    let are_together = match (origin("file"), origin("members")) {
        (Some(file), Some(members)) => Arc::ptr_eq(file, members),
        _ => false,
    };
    if are_together && above.contains_key("file") && !above.contains_key("members") {
        below.remove("members");
    }
}

/// Relative numbers on their way to numbers.
#[derive(Clone, Copy)]
struct Settling<'a> {
    laid: Laid,
    /// Whether sizes refer to another scenario.
    has_sizes: bool,
    problems: &'a Problems,
}

impl Settling<'_> {
    fn of_plan(self, below: Option<&Node>, above: &Node) -> Self {
        let states_sizes =
            |node: &Node| matches!(&node.value, Value::Table(plan) if plan.contains_key(SIZES));
        let has_sizes = self.has_sizes || states_sizes(above) || below.is_some_and(states_sizes);
        Settling { has_sizes, ..self }
    }

    fn settle(self, below: Option<&Node>, path: &str, above: &mut Node) {
        match &mut above.value {
            Value::Table(table) => {
                // Changes on a date refer to the values before it.
                for (key, entry) in table.iter_mut().filter(|(key, _)| *key != "change") {
                    let below = below.and_then(|below| stated(below, key, path));
                    self.settle(below, &format!("{path}.{key}"), &mut entry.node);
                }
            }
            // A list replaces another one: nothing stands below its items.
            Value::List(items) if path.starts_with("plan.") || path == SINGLE => {
                for (place, item) in items.iter_mut().enumerate() {
                    self.settle(None, &format!("{path}[{}]", place + 1), item);
                }
            }
            value => {
                if let Some(relative) = Relative::of(value) {
                    self.settle_number(relative, below, path, above);
                }
            }
        }
    }

    fn settle_number(self, relative: Relative, below: Option<&Node>, path: &str, above: &mut Node) {
        let top = path.split('.').next().unwrap_or(path);
        let is_size = top == "plan" && is_size(path);
        let Some(stated) = below else {
            // A change on a date refers to what holds before it.
            let is_left = REFERRING.contains(&top) || path.contains("change[") || is_size && self.has_sizes;
            if !is_left {
                let title = format!("`{path}` is relative, but no number is stated below it");
                self.report(above, title);
            }
            return;
        };
        let is_word = matches!(stated.value, Value::Text(_)) && Relative::of(&stated.value).is_none();
        if is_size && (is_word || self.has_sizes) {
            return;
        }
        if top == "population" && matches!(stated.value, Value::Table(_)) {
            // It may state some days only, and the population file the others.
            self.problems.push(Problem::new(
                above.origin.clone(),
                "the scenario states this number for single days or years",
                "expected a relative number for each of them",
            ));
            return;
        }
        match self.changed(relative, stated, path, &above.origin) {
            Some(changed) => above.value = changed,
            // The reader of the people says what it expects.
            None if top == "population" => {}
            None => {
                // A broken value was reported when the text was parsed.
                let Some(found) = stated.value.described() else { return };
                let title = format!("`{path}` is relative, but below it stands {found}");
                self.report(above, title);
            }
        }
    }

    /// What a relative number that stands at `origin` makes of a stated one; none if that is no number.
    fn changed(self, relative: Relative, stated: &Node, path: &str, origin: &Origin) -> Option<Value> {
        let mut changed = stated.clone();
        let rounding = if is_whole(path) { Rounding::Whole } else { Rounding::Exact };
        if !relative.change(&mut changed, rounding, origin) {
            return None;
        }
        let is_of_levels = path.starts_with("levels.");
        if let (Laid::Extension, true, Value::Table(table)) = (self.laid, is_of_levels, &mut changed.value) {
            table.remove(ANNOUNCED);
        }
        Some(changed.value)
    }

    /// Reports a relative number of nothing, once.
    fn report(self, above: &mut Node, title: String) {
        let expected = "expected a number, or a number in the extended scenario that it is relative to";
        self.problems.push(Problem::new(above.origin.clone(), title, expected));
        above.value = Value::Broken;
    }

    /// Settles the blocks of changes of a table, each over the values before it.
    fn settle_blocks(self, path: &str, node: &mut Node) {
        let mut state = node.clone();
        let (Value::Table(table), Value::Table(before)) = (&mut node.value, &mut state.value) else { return };
        before.remove("change");
        let Some(Value::List(blocks)) = table.get_mut("change").map(|entry| &mut entry.node.value) else {
            return;
        };
        for block in blocks {
            self.settle(Some(&state), path, block);
            let (Value::Table(before), Value::Table(own)) = (&mut state.value, &block.value) else {
                continue;
            };
            if path != "targets" {
                give_way(before, own);
            }
            tree::merge(before, own.clone());
        }
    }
}

/// Whether a path is that of a size, or of the size of one of the types that take turns in a plan.
fn is_size(path: &str) -> bool {
    let Some((table, key)) = path.rsplit_once('.') else { return false };
    key == "size" || table.ends_with(".size") && !PARTS_OF_SIZE.contains(&key)
}

/// What a document states under a key of a table: for a year of a number over time, that of the year before
/// it.
fn stated<'a>(below: &'a Node, key: &str, path: &str) -> Option<&'a Node> {
    let goes_on = key.parse::<i16>().is_ok() && (path.ends_with("_share") || path.ends_with("per_month"));
    match &below.value {
        Value::Table(table) if goes_on && !table.contains_key("share") => {
            let mut up_to = table.range(..=key.to_owned());
            up_to.rfind(|(year, _)| year.parse::<i16>().is_ok()).map(|(_, entry)| &entry.node)
        }
        Value::Table(table) if !goes_on => table.get(key).map(|entry| &entry.node),
        _ => goes_on.then_some(below),
    }
}
