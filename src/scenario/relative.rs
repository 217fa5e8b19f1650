//! Relative numbers, such as `"-20 %"`, that are laid over what a scenario states already: each becomes a
//! number.
//!
//! Those of the people and of the Levels Plan may refer to a number that no scenario states: they are left to
//! the readers of the population file and of the plan. So are those of the law. A relative size of a plan
//! over a word, such as `"targets"`, is left to the reader of the plan. A number that no scenario states is
//! that of the key's description, if it has one.

use std::sync::Arc;

use super::key::{default_at, is_whole};
use super::levels_announced::{ANNOUNCED, Laid};
use super::named_file::AS_IN;
use super::plan::{SINGLE, give_way};
use crate::document::problem::{Problem, Problems};
use crate::document::relative::{Relative, Rounding};
use crate::document::tree;
use crate::document::tree::{Entry, Node, Origin, Table, Value};

/// Tables whose numbers may also refer to another file or to the law.
const REFERRING: [&str; 2] = ["population", "levels"];
/// Keys at the top that hold no numbers, or numbers of the law.
const LEFT: [&str; 8] =
    ["title", "description", "extends", "start_pool", "published", "policy", "category", "calendar"];
/// Keys of a size that is a range or a part of the eligible candidates.
const PARTS_OF_SIZE: [&str; 3] = ["low", "high", "eligible"];
/// The key of a scenario whose sizes refer to another one.
const SIZES: &str = "sizes";

/// Replaces the relative numbers of `over` by what they make of those of `base`.
pub fn settle(base: &Table, over: &mut Table, laid: Laid, problems: &Problems) {
    let has_sizes = takes_sizes(over.get(SIZES).or(base.get(SIZES)));
    let settling = Settling { laid, has_sizes, problems };
    for (key, entry) in over.iter_mut().filter(|(key, _)| !LEFT.contains(&key.as_str())) {
        let below = base.get(key).map(|entry| &entry.node);
        settling.settle(below, key, &mut entry.node);
    }
}

/// Replaces the relative numbers of changes on a date by what they make of the values before it: those of
/// `[[plan.NAME.change]]` and `[[targets.change]]`.
pub fn settle_changes(root: &mut Table, problems: &Problems) {
    let has_sizes = takes_sizes(root.get(SIZES));
    let settling = Settling { laid: Laid::Option, has_sizes, problems };
    if let Some(Value::Table(plans)) = root.get_mut("plan").map(|entry| &mut entry.node.value) {
        for (name, plan) in plans {
            settling.settle_blocks(&format!("plan.{name}"), &mut plan.node);
        }
    }
    if let Some(targets) = root.get_mut("targets") {
        settling.settle_blocks("targets", &mut targets.node);
    }
}

/// An element of a list, and what is laid over it.
pub struct Laying<'a> {
    /// The document that holds the list.
    pub root: &'a Table,
    /// The element as it is stated.
    pub below: &'a Node,
    /// Its path.
    pub path: &'a str,
}

impl Laying<'_> {
    /// Replaces the relative numbers of what is laid over the element.
    pub fn settle(&self, over: &mut Node, problems: &Problems) {
        let has_sizes = takes_sizes(self.root.get(SIZES));
        Settling { laid: Laid::Option, has_sizes, problems }.settle(Some(self.below), self.path, over);
    }
}

/// Whether sizes are those of another scenario.
fn takes_sizes(entry: Option<&Entry>) -> bool {
    entry.is_some_and(|entry| matches!(&entry.node.value, Value::Text(text) if text.starts_with(AS_IN)))
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
                    self.settle(None, &format!("{path}[{place}]"), item);
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
        let top = path.split(['.', '[']).next().unwrap_or(path);
        let is_size = (top == "plan" || top == SINGLE) && is_size(path);
        let Some(stated) = below else {
            // A change on a date refers to what holds before it.
            let is_left = REFERRING.contains(&top) || path.contains("change[") || is_size && self.has_sizes;
            if !is_left {
                self.settle_by_default(relative, path, above);
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
                format!("`{path}` is relative, but the scenario states this number by day or by year"),
                "expected a relative number for each day or year, such as { 2027 = \"-20 %\" }",
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
                let text = typed(above);
                let title = format!("`{path}` is \"{text}\", but the extended scenario states {found} there");
                self.report(above, title);
            }
        }
    }

    /// Settles a number that no extended scenario states: by the default of its key, where that is a number.
    fn settle_by_default(self, relative: Relative, path: &str, above: &mut Node) {
        let default = default_at(path);
        if let Some(value) = default.and_then(number) {
            let stated = Node { origin: above.origin.clone(), value };
            if let Some(changed) = self.changed(relative, &stated, path, &above.origin) {
                above.value = changed;
                return;
            }
        }
        let text = typed(above);
        let title = match default.filter(|default| *default != "none") {
            Some(default) => format!(
                "`{path}` is \"{text}\", but no extended scenario states a number there; its default is \
                 {default}"
            ),
            None => format!("`{path}` is \"{text}\", but no extended scenario states a number there"),
        };
        self.report(above, title);
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
        let expected = "expected a number such as 3000, or this key in the extended scenario";
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

/// A default that is a number, as descriptions of keys write it.
fn number(default: &str) -> Option<Value> {
    let plain = default.replace('_', "");
    let whole = plain.parse().ok().map(Value::Integer);
    whole.or_else(|| plain.parse().ok().filter(|number: &f64| number.is_finite()).map(Value::Number))
}

/// A relative number as it was typed.
fn typed(node: &Node) -> &str {
    match &node.value {
        Value::Text(text) => text,
        _ => "",
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
