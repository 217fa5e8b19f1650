//! A named plan, with its changes from a date on: each change is the plan with other keys.

use super::calendar::HolidayCalendar;
use super::exclusive;
use super::form::{IdleChange, IdleReason, Period, PlanForm, PlanRounds, ReadRounds, UnheldRounds};
use super::list;
use super::published;
use super::rhythm;
use super::rhythm::Dates;
use crate::document::reader::{Field, Reader};
use crate::document::tree;
use crate::document::tree::{Node, Value};
use crate::time::Day;

/// The kind of a plan of published rounds; all others are told by their keys.
pub const PUBLISHED: &str = "published";
/// Keys of a change that no plan has, or that are the plan's own.
const NOT_CHANGED: [&str; 3] = ["to", "kind", "rounds"];

/// The days of the run, and those without rounds.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// First and last day of the run; none if they could not be read.
    pub span: Option<Period>,
    /// Days without rounds.
    pub calendar: &'a HolidayCalendar,
}

/// Reads a plan as far as possible; nothing if it is no table. Rounds of it that cannot be held are reported
/// among `unheld`.
pub fn read(field: &Field<'_>, context: Context<'_>, unheld: &mut Vec<UnheldRounds>) -> Option<PlanForm> {
    let reader = field.table()?;
    let changes = reader.find("change");
    let period = read_period(&reader, context.span);
    let mut plan = read_plan(&reader, period, context, unheld);
    let mut table = match &field.node?.value {
        Value::Table(table) => table.clone(),
        _ => return None,
    };
    table.remove("change");
    let is_published = reader.find("kind").node.is_some();
    reader.finish();
    if changes.node.is_some() && is_published {
        changes
            .wrong(format!("`{}` stands in a plan of published rounds", changes.path), "expected no change");
    }
    let mut last: Option<Day> = None;
    for change in changes.list() {
        let Some(from) = read_from(&change, last, &plan) else {
            plan.is_whole = false;
            continue;
        };
        last = Some(from);
        let Some(Value::Table(own)) = change.node.map(|node| &node.value) else { continue };
        let mut own = own.clone();
        own.remove("from");
        let reason = match context.span.filter(|span| from > span.last) {
            Some(span) => Some(IdleReason::AfterRun(span.last)),
            None => own.is_empty().then_some(IdleReason::Nothing),
        };
        plan.idle_changes.extend(reason.map(|reason| IdleChange { from, reason }));
        if own.is_empty() {
            continue;
        }
        exclusive::give_way(&mut table, &own);
        tree::merge(&mut table, own);
        let node = Node { origin: field.node?.origin.clone(), value: Value::Table(table.clone()) };
        let mut unheld_later = Vec::new();
        // What is wrong with the plan itself is found again, and counts once.
        let Some(changed) = Reader::new(&node, &field.path, field.problems()) else { continue };
        let changed_plan = read_plan(&changed, period, context, &mut unheld_later);
        ["from", "to"].iter().for_each(|key| drop(changed.find(key)));
        changed.finish();
        unheld.retain(|rounds| rounds.working_day < from);
        unheld.extend(unheld_later.into_iter().filter(|rounds| rounds.working_day >= from));
        plan.follow(changed_plan, from);
    }
    let name = field.path.rsplit_once('.').map_or(field.path.as_str(), |(_, name)| name).to_owned();
    Some(PlanForm { name, ..plan })
}

impl PlanForm {
    /// The plan up to a day, and from it on another.
    fn follow(&mut self, later: PlanForm, from: Day) {
        if let (PlanRounds::Stated(own), PlanRounds::Stated(other)) = (&mut self.rounds, later.rounds) {
            own.retain(|round| round.date < from);
            own.extend(other.into_iter().filter(|round| round.date >= from));
        }
        self.sized.extend(later.sized);
        self.unread.extend(later.unread);
        self.is_whole &= later.is_whole;
    }
}

/// The first day of a change: after that of the change before, and not after the plan.
fn read_from(change: &Field<'_>, before: Option<Day>, plan: &PlanForm) -> Option<Day> {
    let reader = Reader::new(change.node?, &change.path, change.problems())?;
    if let Some(key) = NOT_CHANGED.iter().find(|key| reader.find(key).node.is_some()) {
        let title = format!("`{}.{key}` changes what a change cannot", change.path);
        reader.wrong_key(key, title, "expected a size, a cutoff, types, an hour or a rhythm");
        return None;
    }
    let field = reader.need("from");
    let from = field.date()?;
    if let Some(before) = before.filter(|before| from <= *before) {
        field.wrong(format!("`{}` is {from}", field.path), format!("expected a date after {before}"));
        return None;
    }
    if plan.is_ended && from > plan.to {
        let expected = format!("expected a date up to {}, when the plan ends", plan.to);
        field.wrong(format!("`{}` is {from}", field.path), expected);
        return None;
    }
    Some(from)
}

/// The plan of some keys.
fn read_plan(
    reader: &Reader<'_>,
    period: Option<Period>,
    context: Context<'_>,
    unheld: &mut Vec<UnheldRounds>,
) -> PlanForm {
    let is_published = is_published(reader);
    let has_rhythm = ["every_days", "every"].iter().any(|key| reader.find(key).node.is_some());
    let is_single = ["type", "categories"].iter().any(|key| reader.find(key).node.is_some());
    let dates = Dates { period, first: period.map(|period| period.first), calendar: context.calendar };
    let read = match is_published {
        Some(true) => published::read(reader),
        _ if has_rhythm || is_single => rhythm::read(reader, dates, unheld),
        _ => list::read(reader, context.span, unheld),
    };
    let is_stated = ["from", "to"].map(|key| reader.find(key).node.is_some());
    let ReadRounds { rounds, sized, unread, is_whole } = read;
    let is_whole = is_whole && is_published.is_some();
    // A plan with a wrong period, or with wrong types of published rounds, is not compared with other plans.
    let known = period.filter(|_| is_whole || is_published == Some(false));
    let never = Period { first: Day::from_number(1), last: Day::from_number(0) };
    let Period { first: mut from, last: mut to } = known.unwrap_or(never);
    if let (PlanRounds::Stated(stated), false, false) = (&rounds, has_rhythm, is_single) {
        if let Some(period) = period {
            list::check_period(stated, period, reader.problems());
        }
        // A list without a period of its own lasts from its first round to its last.
        let days: Vec<Day> = stated.iter().map(|round| round.date).collect();
        from = days.iter().copied().min().filter(|_| !is_stated[0]).unwrap_or(from);
        to = days.iter().copied().max().filter(|_| !is_stated[1]).unwrap_or(to);
    }
    PlanForm {
        name: String::new(),
        origin: reader.origin().clone(),
        from,
        to,
        is_ended: is_stated[1],
        rounds,
        sized,
        unread,
        idle_changes: Vec::new(),
        is_whole: is_whole && period.is_some(),
    }
}

/// Whether a plan holds published rounds; none if its kind is wrong.
fn is_published(reader: &Reader<'_>) -> Option<bool> {
    let kind = reader.find("kind");
    let Some(node) = kind.node else { return Some(false) };
    let former = match &node.value {
        Value::Text(word) => word.as_str(),
        _ => "",
    };
    let title = format!("`{}` is no longer \"{former}\"", kind.path);
    match former {
        "list" => kind.wrong(title, "expected `rounds` without `every_days`, and no `kind`"),
        "rhythm" => kind.wrong(title, "expected `every_days` or `every`, and no `kind`"),
        "cutoff" => kind.wrong(title, "expected `cutoff` in place of `size`, and no `kind`"),
        "targets" => kind.wrong(title, "expected `size = \"targets\"`, and no `kind`"),
        _ => return kind.choice(&[PUBLISHED]).map(|_| true),
    }
    None
}

/// First and last day, the run's where nothing else is stated.
fn read_period(reader: &Reader<'_>, span: Option<Period>) -> Option<Period> {
    let (from, to) = (reader.find("from"), reader.find("to"));
    let first = if from.node.is_some() { from.date() } else { span.map(|span| span.first) };
    let last = if to.node.is_some() { to.date() } else { span.map(|span| span.last) };
    let (first, last) = (first?, last?);
    // A plan that begins after the run holds no round in it, which is no mistake.
    if last < first && to.node.is_some() {
        let (against, expected) = match from.node {
            None => (
                format!(", before `start`, {first}"),
                format!("expected {first}, the `start` of the run, or a later date"),
            ),
            Some(_) => (String::new(), format!("expected {first} or a later date")),
        };
        to.wrong(format!("`{}` is {last}{against}", to.path), expected);
        return None;
    }
    Some(Period { first, last })
}
