//! Where rounds come from: the blocks of `[[plan]]`.
//!
//! Every kind but `published` is a list of rounds in the end: a calendar states its days before anything is simulated,
//! so that all replications hold the same rounds; only how many they invite may be left open.

mod rhythm;
mod targets;

pub use targets::{Aim, Split, TargetsForm, read_targets};

use super::document::{Origin, Value};
use super::problem::Problem;
use super::reader::{Field, Reader};
use crate::time::{Day, Instant};

/// Most persons that a round may be stated to invite.
const MOST: i64 = 1_000_000;

/// One source of rounds, for a period.
#[derive(Clone, Debug)]
pub struct PlanForm {
    /// Where its kind was written.
    pub origin: Origin,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// What is held.
    pub rounds: PlanRounds,
}

/// What a plan holds in its period.
#[derive(Clone, Debug)]
pub enum PlanRounds {
    /// The published rounds.
    Published {
        /// Types of published rounds that are held as rounds of another type.
        held_as: Vec<HeldAs>,
        /// Published types that are held; all of them if none is named.
        types: Vec<(String, Origin)>,
    },
    /// These, in order of time.
    Stated(Vec<RoundForm>),
}

/// A type of published rounds that is held as another type.
#[derive(Clone, Debug)]
pub struct HeldAs {
    /// The type that was published.
    pub published: String,
    /// Where that name was written.
    pub published_origin: Origin,
    /// The type it is held as.
    pub held_as: String,
    /// Where that name was written.
    pub origin: Origin,
}

/// A round that a scenario states.
#[derive(Clone, Debug)]
pub struct RoundForm {
    /// Where it stands.
    pub origin: Origin,
    /// The day it is announced for.
    pub date: Day,
    /// When it is held.
    pub drawn_at: Instant,
    /// Name of its type.
    pub round_type: String,
    /// Whom of those whom it admits it invites.
    pub size: SizeForm,
}

/// How many a round invites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SizeForm {
    /// So many persons.
    Persons(u32),
    /// A number of persons from a lowest to a highest, each as likely as the others.
    Between(u32, u32),
    /// All nominees in the pool.
    Nominees,
    /// Everyone at or above a score.
    AtOrAbove(u16),
    /// As many as the planner says who is to meet the targets.
    Planned,
}

/// How many nominations provinces issue.
#[derive(Clone, Debug, PartialEq)]
pub struct NominationForm {
    /// Nominees in the pool at a round, beyond the number that the published figures ask for, as a share of it.
    pub margin: f64,
    /// Persons nominated in a month, by the year from which on it holds; for days that no round of a stated size governs.
    pub per_month: Vec<(i16, f64)>,
}

/// What is expected of a plan that holds no round.
const NO_ROUND: &str = "expected at least one round; a scenario without rounds states `plan = []`";
const KINDS: [&str; 5] = ["published", "list", "rhythm", "cutoff", "targets"];

/// Reads a block of `[[plan]]`.
pub fn read_plan(field: &Field<'_>, span: Option<(Day, Day)>) -> Option<PlanForm> {
    let reader = field.table()?;
    let kind_field = reader.need("kind");
    let kind = KINDS[kind_field.choice(&KINDS)?];
    let period = read_period(&reader, span);
    let has_calendar = reader.find("every_days").node.is_some();
    let rounds = match kind {
        "published" => read_published_plan(&reader),
        "rhythm" => rhythm::read(&reader, period, rhythm::Basis::Size),
        "targets" => rhythm::read(&reader, period, rhythm::Basis::Planner),
        "cutoff" if has_calendar => rhythm::read(&reader, period, rhythm::Basis::Cutoff),
        _ => {
            let rounds = filled_list(&reader.need("rounds"), NO_ROUND);
            let is_cutoff = kind == "cutoff";
            let rounds: Vec<Option<RoundForm>> =
                rounds.iter().map(|round| read_round(round, span, is_cutoff)).collect();
            rounds.into_iter().collect::<Option<Vec<RoundForm>>>().and_then(|rounds| in_order(field, rounds))
        }
    };
    let is_stated = ["from", "to"].map(|key| reader.find(key).node.is_some());
    reader.finish();
    let (rounds, (from, to)) = (rounds?, period?);
    let origin = kind_field.node?.origin.clone();
    if let ("list" | "cutoff", PlanRounds::Stated(list), false) = (kind, &rounds, has_calendar) {
        check_period(list, (from, to), field);
        // A list without a period of its own lasts from its first round to its last.
        let from = if is_stated[0] { from } else { list.first().map_or(from, |round| round.date) };
        let to = if is_stated[1] { to } else { list.last().map_or(to, |round| round.date) };
        return Some(PlanForm { origin, from, to, rounds });
    }
    Some(PlanForm { origin, from, to, rounds })
}

/// First and last day, the run's where nothing else is stated.
fn read_period(reader: &Reader<'_>, span: Option<(Day, Day)>) -> Option<(Day, Day)> {
    let (from, to) = (reader.find("from"), reader.find("to"));
    let first = if from.node.is_some() { from.date() } else { span.map(|(start, _)| start) };
    let last = if to.node.is_some() { to.date() } else { span.map(|(_, end)| end) };
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
    Some((first, last))
}

/// The items of a list; one that is there and empty is reported.
fn filled_list<'a>(field: &Field<'a>, expected: &str) -> Vec<Field<'a>> {
    let items = field.list();
    if items.is_empty() && field.node.is_some_and(|node| matches!(node.value, Value::List(_))) {
        field.wrong(format!("`{}` is an empty list", field.path), expected);
    }
    items
}

fn read_published_plan(reader: &Reader<'_>) -> Option<PlanRounds> {
    let held_as = reader.find("held_as").table().map(read_held_as).unwrap_or_default();
    let types = filled_list(
        &reader.find("types"),
        "expected at least one type, or no key `types` for the rounds of all types",
    );
    let types =
        types.iter().filter_map(|name| Some((name.text()?.to_owned(), name.node?.origin.clone()))).collect();
    Some(PlanRounds::Published { held_as, types })
}

/// `held_as = { cec = "federal_high_skilled" }`: types of rounds by the type that was published.
fn read_held_as(reader: Reader<'_>) -> Vec<HeldAs> {
    let mut types = Vec::new();
    for key in reader.keys() {
        let field = reader.find(key);
        if let (Some(name), Some(node), Some(key_origin)) = (field.text(), field.node, reader.key_origin(key))
        {
            types.push(HeldAs {
                published: key.to_owned(),
                published_origin: key_origin.clone(),
                held_as: name.to_owned(),
                origin: node.origin.clone(),
            });
        }
    }
    types
}

/// Rounds that stand in the order in which they are held.
fn in_order(field: &Field<'_>, rounds: Vec<RoundForm>) -> Option<PlanRounds> {
    let late = rounds.windows(2).find(|pair| pair[1].drawn_at < pair[0].drawn_at);
    let Some([first, second]) = late else { return Some(PlanRounds::Stated(rounds)) };
    let before = first.drawn_at.day();
    field.problems().push(Problem::new(
        second.origin.clone(),
        format!("this round of {} stands after one of {before}", second.drawn_at.day()),
        "expected the rounds in order of date",
    ));
    None
}

fn check_period(rounds: &[RoundForm], (from, to): (Day, Day), field: &Field<'_>) {
    for round in rounds.iter().filter(|round| round.date < from || round.date > to) {
        field.problems().push(Problem::new(
            round.origin.clone(),
            format!("this round of {} lies outside its plan", round.date),
            format!("expected a date of the plan, {from} to {to}"),
        ));
    }
}

fn read_round(field: &Field<'_>, span: Option<(Day, Day)>, is_cutoff: bool) -> Option<RoundForm> {
    let reader = field.table()?;
    let date_field = reader.need("date");
    let date = date_field.date();
    let hour = read_hour(&reader);
    let instant = reader.find("drawn_at");
    let drawn_at = instant.node.is_some().then(|| instant.instant());
    let round_type = reader.need("type").text();
    let size = if is_cutoff { read_cutoff(&reader) } else { read_persons(&reader.need("size")) };
    let origin = reader.origin().clone();
    reader.finish();
    if let (Some(date), Some((start, end))) = (date, span)
        && (date < start || date > end)
    {
        date_field.wrong(
            format!("`{}` is {date}", date_field.path),
            format!("expected a date of the run, {start} to {end}"),
        );
        return None;
    }
    let (date, hour) = (date?, hour?);
    let drawn_at = drawn_at.map_or(Some(date.start() + hour * 3600), |stated| stated)?;
    if (drawn_at.day() - date).abs() > 1 {
        instant.wrong(
            format!("`{}` is {drawn_at}", instant.path),
            format!("expected an instant of {date} or of a day beside it"),
        );
        return None;
    }
    Some(RoundForm { origin, date, drawn_at, round_type: round_type?.to_owned(), size: size? })
}

fn read_hour(reader: &Reader<'_>) -> Option<i64> {
    let hour = reader.find("hour");
    if hour.node.is_some() { hour.integer(0..=23) } else { Some(12) }
}

fn read_cutoff(reader: &Reader<'_>) -> Option<SizeForm> {
    reader.need("cutoff").integer(0..=1200).map(|score| SizeForm::AtOrAbove(score as u16))
}

fn read_persons(field: &Field<'_>) -> Option<SizeForm> {
    field.integer(1..=MOST).map(|size| SizeForm::Persons(size as u32))
}

/// Reads `[nominations]`.
pub fn read_nominations(reader: Reader<'_>) -> Option<NominationForm> {
    let margin = reader.need("margin").share();
    let per_month = reader.find("per_month").table().map(|table| {
        let stated: Vec<Option<(i16, f64)>> = table
            .keys()
            .map(|key| {
                let field = table.find(key);
                let number = field.number(0.0..=1e6);
                let year = key.parse::<i16>().ok().filter(|year| (2015..=2100).contains(year));
                if year.is_none() {
                    field.wrong(format!("`{key}` is not a year"), "expected a year from 2015 to 2100");
                }
                Some((year?, number?))
            })
            .collect();
        table.finish();
        stated
    });
    reader.finish();
    let per_month = per_month.unwrap_or_default().into_iter().collect::<Option<Vec<(i16, f64)>>>();
    Some(NominationForm { margin: margin?, per_month: per_month? })
}
