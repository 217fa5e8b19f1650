//! A look ahead with newer published tables: it begins at their newest count, and holds their rounds.
//!
//! A scenario looks ahead if it starts on the day of the newest count of its own tables, or later, and plans
//! rounds of its own beside the published ones. If other tables take the place of these, the start moves to
//! their newest count. Plans of published rounds last to the newest round, and other plans begin on the day
//! after it.

use std::sync::Arc;

use super::overlay::{Overlay, TableForms};
use super::plan::{PUBLISHED, SINGLE};
use super::table_reading::TableReading;
use crate::document::library;
use crate::document::library::Base;
use crate::document::problem::Problems;
use crate::document::rows::Rows;
use crate::document::source::Source;
use crate::document::tree::{Entry, Node, Table, Value};
use crate::time::{Day, Instant};

/// A look ahead before other tables are laid over it.
pub struct LookAhead {
    start: Day,
    forms: TableForms,
}

impl LookAhead {
    /// The look ahead that a document states, if these options lay other published tables over it.
    pub fn before(root: &Node, base: &Base, overlay: &Overlay) -> Option<LookAhead> {
        let is_named = overlay.rounds.is_some() || overlay.snapshots.is_some();
        if !is_named && !overlay.set.iter().any(|assignment| assignment.trim().starts_with("published")) {
            return None;
        }
        let Value::Table(table) = &root.value else { return None };
        let start = date(table, "start")?;
        let forms = overlay.forms;
        let newest = newest_count(table, base, forms)?;
        let has_own = plans(table).any(|(_, plan)| !is_published(plan));
        (newest <= start && has_own).then_some(LookAhead { start, forms })
    }

    /// Moves the start and the plans of the document that other tables were laid over. A start that was also
    /// laid over it stays.
    pub fn renew(&self, root: &mut Node, base: &Base) {
        let Value::Table(table) = &mut root.value else { return };
        if date(table, "start") != Some(self.start) {
            return;
        }
        let Some(newest) = newest_count(table, base, self.forms) else { return };
        let start = newest.max(self.start);
        set_date(table, "start", start);
        let last_round = newest_round(table, base, self.forms).filter(|last| *last >= start);
        let whole = plans(table).filter(|(_, plan)| is_published(plan) && !plan.contains_key("types"));
        // The plan of published rounds that ends last; one without an end lasts as long as the run.
        let ends = |plan: &Table| date(plan, "to").unwrap_or(Day::LATEST);
        let last_published = whole.max_by_key(|(_, plan)| ends(plan)).map(|(name, _)| name.to_owned());
        if let Some(last) = last_round
            && let Some(Value::List(rounds)) = table.get_mut(SINGLE).map(|entry| &mut entry.node.value)
        {
            drop_rounds(rounds, last);
        }
        let Some(Value::Table(plans)) = table.get_mut("plan").map(|entry| &mut entry.node.value) else {
            return;
        };
        for (name, entry) in plans.iter_mut() {
            let Value::Table(plan) = &mut entry.node.value else { continue };
            match last_round {
                Some(last) if Some(name) == last_published.as_ref() => end_not_before(plan, last),
                Some(last) if last_published.is_some() && !is_published(plan) => begin_after(plan, last),
                Some(_) | None => {}
            }
        }
        plans.retain(|_, entry| !is_over(&entry.node, start));
        let single = table.get(SINGLE).map(|entry| &entry.node.value);
        if matches!(single, Some(Value::List(left)) if left.is_empty()) {
            table.remove(SINGLE);
        }
    }
}

/// Lets a plan last to a day.
fn end_not_before(plan: &mut Table, last: Day) {
    if date(plan, "to").is_some_and(|to| to < last) {
        set_date(plan, "to", last);
    }
}

/// Lets a plan begin after a day, without its rounds up to it.
fn begin_after(plan: &mut Table, last: Day) {
    if let Some(Value::List(rounds)) = plan.get_mut("rounds").map(|entry| &mut entry.node.value) {
        drop_rounds(rounds, last);
    }
    if date(plan, "from").is_none_or(|from| from <= last) {
        set_date(plan, "from", last + 1);
    }
}

/// Drops the rounds of a list up to a day.
fn drop_rounds(rounds: &mut Vec<Node>, last: Day) {
    rounds.retain(|round| match &round.value {
        Value::Table(round) => date(round, "date").is_none_or(|date| date > last),
        _ => true,
    });
}

/// Whether a plan ends before a run, has no days left, or no rounds.
fn is_over(plan: &Node, start: Day) -> bool {
    let Value::Table(plan) = &plan.value else { return false };
    let from = date(plan, "from").unwrap_or(start).max(start);
    let rounds = plan.get("rounds").map(|entry| &entry.node.value);
    date(plan, "to").is_some_and(|to| to < from)
        || matches!(rounds, Some(Value::List(rounds)) if rounds.is_empty())
}

/// The plans with their names.
fn plans(table: &Table) -> impl Iterator<Item = (&str, &Table)> {
    let plans = match table.get("plan").map(|entry| &entry.node.value) {
        Some(Value::Table(plans)) => Some(plans),
        _ => None,
    };
    plans.into_iter().flatten().filter_map(|(name, entry)| match &entry.node.value {
        Value::Table(plan) => Some((name.as_str(), plan)),
        _ => None,
    })
}

fn is_published(plan: &Table) -> bool {
    matches!(plan.get("kind").map(|entry| &entry.node.value), Some(Value::Text(kind)) if kind == PUBLISHED)
}

fn date(table: &Table, key: &str) -> Option<Day> {
    match table.get(key)?.node.value {
        Value::Date(day) => Some(day),
        _ => None,
    }
}

/// Sets a date; its place is that of the key, or of another key of the table.
fn set_date(table: &mut Table, key: &str, day: Day) {
    let Some(near) = table.get(key).or_else(|| table.values().next()) else { return };
    let (place, origin) = (near.key.clone(), near.node.origin.clone());
    let node = Node { origin, value: Value::Date(day) };
    table.insert(key.to_owned(), Entry { key: place, node });
}

/// The day of the newest count of the table that a document names, or of the one that the program carries.
fn newest_count(table: &Table, base: &Base, forms: TableForms) -> Option<Day> {
    let source = source(table, "snapshots", "published/pool_snapshots.csv", base)?;
    let source = (forms.snapshots)(&source, &reading(table))?;
    values(&source, "as_of", |text| text.parse::<Day>().ok())
}

/// The day of the newest round.
fn newest_round(table: &Table, base: &Base, forms: TableForms) -> Option<Day> {
    let source = source(table, "rounds", "published/rounds.csv", base)?;
    let source = (forms.rounds)(&source, &reading(table))?;
    let drawn = values(&source, "drawn_at", |text| text.parse::<Instant>().ok().map(Instant::day));
    // A round without an instant is held at noon of its day.
    drawn.max(values(&source, "date", |text| text.parse::<Day>().ok()))
}

fn reading(table: &Table) -> TableReading {
    match table.get("published").map(|entry| &entry.node.value) {
        Some(Value::Table(published)) => TableReading::of(published),
        _ => TableReading::default(),
    }
}

fn source(table: &Table, key: &str, carried: &str, base: &Base) -> Option<Arc<Source>> {
    let published = match table.get("published").map(|entry| &entry.node.value) {
        Some(Value::Table(published)) => published.get(key).map(|entry| &entry.node.value),
        _ => None,
    };
    let opened = match published {
        Some(Value::Text(name)) => library::open_foreign_beside(name, base),
        Some(_) => return None,
        None => library::open_beside(carried, &Base::Carried(String::new())),
    };
    opened.ok().map(|opened| opened.source)
}

/// The latest value of a column. What is wrong with the table is reported where it is read.
fn values(source: &Arc<Source>, column: &str, parsed: impl Fn(&str) -> Option<Day>) -> Option<Day> {
    let problems = Problems::new();
    let rows = Rows::parse(source, &[column], &problems)?;
    rows.iter(&problems)
        .filter(|row| !["stale", "impossible"].contains(&row.text("flag")))
        .filter_map(|row| parsed(row.text(column)))
        .max()
}
