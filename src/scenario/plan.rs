//! Where rounds come from: the blocks of `[[plan]]`.
//!
//! Every kind but `published` becomes a list of rounds. A calendar states its days before anything is
//! simulated, so that all replications hold the same rounds; only how many they invite may be left open.

mod nominations;
mod rhythm;
mod sizing;
mod targets;

pub use nominations::{NominationForm, NominationPacing, PerMonth, read_nominations};
pub use sizing::Sizing;
pub(crate) use targets::MOST_GAPS;
pub use targets::{Aim, Split, TargetsForm, TargetsPeriodForm, read_targets};

use std::collections::BTreeMap;

use crate::document::problem::{Problem, Problems};
use crate::document::reader::{Field, Reader};
use crate::document::tree::{Origin, Value};
use crate::time::{Day, Instant};

/// Most persons that a round may be stated to invite.
pub(super) const MOST: i64 = 1_000_000;

/// Rounds of a holiday for which no day is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnheldRounds {
    /// The type of the round, or the types of a rotation.
    pub types: Vec<String>,
    /// The holiday.
    pub holiday: Day,
    /// The next working day.
    pub working_day: Day,
    /// Why the round is not held on it.
    pub reason: UnheldReason,
}

/// Why a round of a holiday is not held on the next working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnheldReason {
    /// It has a round of that type already.
    Taken,
    /// The plan ends on this day, before it.
    AfterPlan(Day),
    /// It lies in a pause.
    Paused,
}

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
    /// Types of rounds that were left out because of another problem, with their places.
    pub unread: Vec<(String, Origin)>,
    /// Whether all of it could be read; what could not is left out.
    pub is_whole: bool,
}

/// The rounds of a plan as far as they could be read.
struct ReadRounds {
    rounds: PlanRounds,
    unread: Vec<(String, Origin)>,
    is_whole: bool,
}

/// A round of a list as far as it could be read.
struct ReadRound {
    /// The round, if nothing of it is wrong.
    form: Option<RoundForm>,
    /// Where it stands.
    origin: Option<Origin>,
    /// When it is held.
    drawn_at: Option<Instant>,
    /// Its type, and where that was written.
    round_type: Option<(String, Origin)>,
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
    /// How the round's size is set.
    pub size: Sizing,
    /// Days from such a round to the next in a rhythm; none in a list.
    pub usual_days: Option<i32>,
}

/// What is expected of a plan that holds no round.
const NO_ROUND: &str = "expected at least one round; a scenario without rounds states `plan = []`";
/// Kinds of plans.
pub(super) const KINDS: [&str; 5] = ["published", "list", "rhythm", "cutoff", "targets"];

/// The name that identifies a type of rounds: rounds of all programs have two names.
pub fn one_name(round_type: &str) -> &str {
    if round_type == "no_program_specified" { "general" } else { round_type }
}

/// Reads a block of `[[plan]]` as far as possible; nothing without a kind. Rounds of it that cannot be held
/// are reported among `unheld`.
pub fn read_plan(
    field: &Field<'_>,
    span: Option<(Day, Day)>,
    unheld: &mut Vec<UnheldRounds>,
) -> Option<PlanForm> {
    let reader = field.table()?;
    let kind_field = reader.need("kind");
    let kind = KINDS[kind_field.choice(&KINDS)?];
    let period = read_period(&reader, span);
    let has_calendar = reader.find("every_days").node.is_some();
    let read = match kind {
        "published" => read_published_plan(&reader),
        "rhythm" => rhythm::read(&reader, period, rhythm::Basis::Size, unheld),
        "targets" => rhythm::read(&reader, period, rhythm::Basis::Planner, unheld),
        "cutoff" if has_calendar => rhythm::read(&reader, period, rhythm::Basis::Cutoff, unheld),
        "cutoff" => read_list(&reader, span, ListOf::Cutoffs),
        _ => read_list(&reader, span, ListOf::Sizes),
    };
    let is_stated = ["from", "to"].map(|key| reader.find(key).node.is_some());
    reader.finish();
    let origin = kind_field.node?.origin.clone();
    let ReadRounds { rounds, unread, is_whole } = read;
    // A plan with a wrong period, or with wrong types of published rounds, is not compared with other plans.
    let is_published = kind == "published";
    let known = period.filter(|_| is_whole || !is_published);
    let (mut from, mut to) = known.unwrap_or((Day::from_number(1), Day::from_number(0)));
    if let ("list" | "cutoff", PlanRounds::Stated(list), false) = (kind, &rounds, has_calendar) {
        if let Some(period) = period {
            check_period(list, period, field);
        }
        // A list without a period of its own lasts from its first round to its last.
        let days: Vec<Day> = list.iter().map(|round| round.date).collect();
        from = days.iter().copied().min().filter(|_| !is_stated[0]).unwrap_or(from);
        to = days.iter().copied().max().filter(|_| !is_stated[1]).unwrap_or(to);
    }
    Some(PlanForm { origin, from, to, rounds, unread, is_whole: is_whole && period.is_some() })
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

/// The items of a list; an empty list is reported.
fn filled_list<'a>(field: &Field<'a>, expected: &str) -> Vec<Field<'a>> {
    let items = field.list();
    if items.is_empty() && field.node.is_some_and(|node| matches!(node.value, Value::List(_))) {
        field.wrong(format!("`{}` is an empty list", field.path), expected);
    }
    items
}

fn read_published_plan(reader: &Reader<'_>) -> ReadRounds {
    let held_as = reader.find("held_as");
    let held_as: Vec<Option<HeldAs>> = held_as.table().map(read_held_as).unwrap_or_default();
    let types = filled_list(
        &reader.find("types"),
        "expected at least one type, or no key `types` for the rounds of all types",
    );
    let types: Vec<Option<(String, Origin)>> =
        types.iter().map(|name| Some((name.text()?.to_owned(), name.node?.origin.clone()))).collect();
    let is_whole = held_as.iter().all(Option::is_some) && types.iter().all(Option::is_some);
    let held_as = held_as.into_iter().flatten().collect();
    let types = types.into_iter().flatten().collect();
    ReadRounds { rounds: PlanRounds::Published { held_as, types }, unread: Vec::new(), is_whole }
}

/// `held_as = { cec = "federal_high_skilled" }`: types of rounds by the type that was published.
fn read_held_as(reader: Reader<'_>) -> Vec<Option<HeldAs>> {
    let mut types = Vec::new();
    for key in reader.keys() {
        types.push(read_renaming(&reader, key));
    }
    types
}

fn read_renaming(reader: &Reader<'_>, key: &str) -> Option<HeldAs> {
    let field = reader.find(key);
    Some(HeldAs {
        published: key.to_owned(),
        published_origin: reader.key_origin(key)?.clone(),
        held_as: field.text()?.to_owned(),
        origin: field.node?.origin.clone(),
    })
}

/// What a list states of each round.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ListOf {
    /// Its size.
    Sizes,
    /// Its cutoff.
    Cutoffs,
}

fn read_list(reader: &Reader<'_>, span: Option<(Day, Day)>, list: ListOf) -> ReadRounds {
    let items = filled_list(&reader.need("rounds"), NO_ROUND);
    let read: Vec<ReadRound> = items.iter().map(|round| read_round(round, span, list)).collect();
    check_order(&read, reader.problems());
    let is_whole = read.iter().all(|round| round.form.is_some());
    let (whole, broken): (Vec<ReadRound>, Vec<ReadRound>) =
        read.into_iter().partition(|round| round.form.is_some());
    let rounds = PlanRounds::Stated(whole.into_iter().filter_map(|round| round.form).collect());
    let unread = broken.into_iter().filter_map(|round| round.round_type).collect();
    ReadRounds { rounds, unread, is_whole }
}

/// Checks that rounds stand in order of time, one of a type at an instant: every round that is earlier than
/// the one before it, or repeats one, is reported.
fn check_order(rounds: &[ReadRound], problems: &Problems) {
    let mut latest: Option<Instant> = None;
    let mut held: BTreeMap<(Instant, &str), &Origin> = BTreeMap::new();
    for round in rounds {
        let Some((drawn_at, origin)) = round.drawn_at.zip(round.origin.as_ref()) else { continue };
        if let Some((name, _)) = &round.round_type
            && let Some(first) = held.insert((drawn_at, one_name(name)), origin)
        {
            problems.push(Problem::new(
                origin.clone(),
                format!("two rounds of the type `{name}` are held at {drawn_at}"),
                format!("expected another time; the first stands in line {}", first.line_column().0),
            ));
        }
        match latest.filter(|latest| drawn_at < *latest) {
            Some(latest) => problems.push(Problem::new(
                origin.clone(),
                format!("this round of {} stands after one of {}", drawn_at.day(), latest.day()),
                "expected the rounds in order of date",
            )),
            None => latest = Some(drawn_at),
        }
    }
}

fn check_period(rounds: &[RoundForm], period: (Day, Day), field: &Field<'_>) {
    let (from, to) = period;
    for round in rounds.iter().filter(|round| round.date < from || round.date > to) {
        field.problems().push(Problem::new(
            round.origin.clone(),
            format!("this round of {} lies outside its plan", round.date),
            format!("expected a date of the plan, {from} to {to}"),
        ));
    }
}

fn read_round(field: &Field<'_>, span: Option<(Day, Day)>, list: ListOf) -> ReadRound {
    let mut read = ReadRound { form: None, origin: None, drawn_at: None, round_type: None };
    let Some(reader) = field.table() else { return read };
    let date_field = reader.need("date");
    let date = date_field.date().filter(|date| is_within(*date, span, &date_field));
    let hour = read_hour(&reader);
    let instant = reader.find("drawn_at");
    let drawn_at = match instant.node {
        Some(_) => instant.instant().filter(|drawn_at| is_near(*drawn_at, date, &instant)),
        None => date.zip(hour).map(|(date, hour)| date.start() + hour * 3600),
    };
    let type_field = reader.need("type");
    let round_type = type_field.text().map(str::to_owned);
    let size = match (list, round_type.as_deref()) {
        (ListOf::Cutoffs, _) => read_cutoff(&reader),
        (ListOf::Sizes, Some("pnp")) => rhythm::read_pnp_size(&reader.need("size")),
        (ListOf::Sizes, _) => rhythm::read_size(&reader.need("size")),
    };
    let origin = reader.origin().clone();
    reader.finish();
    if let (Some(date), Some(_), Some(drawn_at), Some(name), Some(size)) =
        (date, hour, drawn_at, &round_type, size)
    {
        read.form = Some(RoundForm {
            origin: origin.clone(),
            date,
            drawn_at,
            round_type: name.clone(),
            size,
            usual_days: None,
        });
    }
    read.drawn_at = drawn_at.filter(|_| date.is_some());
    read.round_type = round_type.zip(type_field.node.map(|node| node.origin.clone()));
    ReadRound { origin: Some(origin), ..read }
}

/// Whether a date lies within the run, if that is known; reported if not.
fn is_within(date: Day, span: Option<(Day, Day)>, field: &Field<'_>) -> bool {
    let Some((start, end)) = span.filter(|(start, end)| date < *start || date > *end) else { return true };
    field.wrong(
        format!("`{}` is {date}", field.path),
        format!("expected a date of the run, {start} to {end}"),
    );
    false
}

/// Whether an instant lies within a day of a date, if that is known; reported if not.
fn is_near(drawn_at: Instant, date: Option<Day>, field: &Field<'_>) -> bool {
    let Some(date) = date.filter(|date| (drawn_at.day() - *date).abs() > 1) else { return true };
    field.wrong(
        format!("`{}` is {drawn_at}", field.path),
        format!("expected an instant of {date} or of a day beside it"),
    );
    false
}

fn read_hour(reader: &Reader<'_>) -> Option<i64> {
    let hour = reader.find("hour");
    if hour.node.is_some() { hour.integer(0..=23) } else { Some(12) }
}

fn read_cutoff(reader: &Reader<'_>) -> Option<Sizing> {
    reader.need("cutoff").integer(0..=1200).map(|score| Sizing::AtOrAbove(score as u16))
}

fn read_persons(field: &Field<'_>) -> Option<Sizing> {
    field.integer(1..=MOST).map(|size| Sizing::Persons(size as u32))
}
