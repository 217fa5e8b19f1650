//! Where rounds come from: the blocks of `[[plan]]`.
//!
//! Every kind but `published` becomes a list of rounds. A calendar states its days before anything is
//! simulated, so that all replications hold the same rounds; only how many they invite may be left open.

mod form;
mod list;
mod nominations;
mod published;
mod rhythm;
mod sizing;
mod targets;

pub(super) use form::Period;
pub use form::{HeldAs, PlanForm, PlanRounds, RoundForm, UnheldReason, UnheldRounds, one_name};
pub use nominations::{NominationForm, NominationPacing, PerMonth, read_nominations};
pub(super) use sizing::MOST;
pub use sizing::Sizing;
pub(crate) use targets::MOST_GAPS;
pub use targets::{Aim, Split, TargetsForm, TargetsPeriodForm, read_targets};

use crate::document::reader::{Field, Reader};
use crate::time::Day;
use form::ReadRounds;
use list::ListOf;
use rhythm::Basis;

/// Kinds of plans.
pub(super) const KINDS: [&str; 5] = ["published", "list", "rhythm", "cutoff", "targets"];

/// Reads a block of `[[plan]]` as far as possible; nothing without a kind. Rounds of it that cannot be held
/// are reported among `unheld`.
pub fn read_plan(
    field: &Field<'_>,
    span: Option<Period>,
    unheld: &mut Vec<UnheldRounds>,
) -> Option<PlanForm> {
    let reader = field.table()?;
    let kind_field = reader.need("kind");
    let kind = KINDS[kind_field.choice(&KINDS)?];
    let period = read_period(&reader, span);
    let has_calendar = reader.find("every_days").node.is_some();
    let read = match kind {
        "published" => published::read(&reader),
        "rhythm" => rhythm::read(&reader, period, Basis::Size, unheld),
        "targets" => rhythm::read(&reader, period, Basis::Planner, unheld),
        "cutoff" if has_calendar => rhythm::read(&reader, period, Basis::Cutoff, unheld),
        "cutoff" => list::read(&reader, span, ListOf::Cutoffs),
        _ => list::read(&reader, span, ListOf::Sizes),
    };
    let is_stated = ["from", "to"].map(|key| reader.find(key).node.is_some());
    reader.finish();
    let origin = kind_field.node?.origin.clone();
    let ReadRounds { rounds, unread, is_whole } = read;
    // A plan with a wrong period, or with wrong types of published rounds, is not compared with other plans.
    let is_published = kind == "published";
    let known = period.filter(|_| is_whole || !is_published);
    let never = Period { first: Day::from_number(1), last: Day::from_number(0) };
    let Period { first: mut from, last: mut to } = known.unwrap_or(never);
    if let ("list" | "cutoff", PlanRounds::Stated(stated), false) = (kind, &rounds, has_calendar) {
        if let Some(period) = period {
            list::check_period(stated, period, field.problems());
        }
        // A list without a period of its own lasts from its first round to its last.
        let days: Vec<Day> = stated.iter().map(|round| round.date).collect();
        from = days.iter().copied().min().filter(|_| !is_stated[0]).unwrap_or(from);
        to = days.iter().copied().max().filter(|_| !is_stated[1]).unwrap_or(to);
    }
    Some(PlanForm { origin, from, to, rounds, unread, is_whole: is_whole && period.is_some() })
}

/// First and last day, the run's where nothing else is stated.
fn read_period(reader: &Reader<'_>, span: Option<Period>) -> Option<Period> {
    let (from, to) = (reader.find("from"), reader.find("to"));
    let first = if from.node.is_some() { from.date() } else { span.map(|span| span.first) };
    let last = if to.node.is_some() { to.date() } else { span.map(|span| span.last) };
    let (first, last) = (first?, last?);
    if last < first {
        let (field, found, against, expected) = match (from.node, to.node) {
            (None, Some(_)) => {
                let against = format!(", before `start`, {first}");
                (to, last, against, format!("expected {first}, the `start` of the run, or a later date"))
            }
            (Some(_), Some(_)) => (to, last, String::new(), format!("expected {first} or a later date")),
            (_, None) => {
                let against = format!(", after `end`, {last}");
                (from, first, against, format!("expected {last}, the `end` of the run, or an earlier date"))
            }
        };
        field.wrong(format!("`{}` is {found}{against}", field.path), expected);
        return None;
    }
    Some(Period { first, last })
}
