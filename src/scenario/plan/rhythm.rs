//! A plan with a rhythm: rounds on the days of a cluster, each of a type or of types that take turns.

use std::collections::{BTreeMap, BTreeSet};

use super::calendar::HolidayCalendar;
use super::days::{Days, Rhythm, read_rhythm, read_working_day};
use super::form::{
    NO_ROUND, Period, PlanRounds, ReadRounds, RoundForm, UnheldReason, UnheldRounds, filled_list, one_name,
    read_hour,
};
use super::rotation::rotation;
use super::sizing::{Sizes, Sizing};
use crate::document::problem::{Problem, Problems};
use crate::document::reader::{Field, Reader};
use crate::document::source::Origin;
use crate::time::{Day, Instant};

/// A round of a cluster.
struct Entry {
    form: RoundForm,
    day: i32,
    hour: i64,
    /// The size of each type.
    sizes: BTreeMap<String, Sizing>,
    /// Types in rotation with their shares of a year's rounds; a single type has all of them.
    shares: Vec<(String, f64)>,
}

/// An entry as far as it could be read.
struct ReadEntry {
    /// The entry, if nothing of it is wrong.
    entry: Option<Entry>,
    /// Its types, and where each was written.
    types: Vec<(String, Origin)>,
}

/// A round of a calendar.
struct Held {
    form: RoundForm,
    /// The holiday from which it was moved.
    moved_from: Option<Day>,
}

/// The days on which a plan may hold rounds.
#[derive(Clone, Copy)]
pub struct Dates<'a> {
    /// The period of the plan; none if it could not be read.
    pub period: Option<Period>,
    /// First day of the plan, from which a rhythm counts.
    pub first: Option<Day>,
    /// The days without rounds.
    pub calendar: &'a HolidayCalendar,
}

/// Reads a plan with a rhythm and lists its rounds in order of time. Without a rhythm or a period there are
/// none. Rounds of holidays for which no day is left are reported among `unheld`.
pub fn read(reader: &Reader<'_>, dates: Dates<'_>, unheld: &mut Vec<UnheldRounds>) -> ReadRounds {
    let rhythm = read_rhythm(reader);
    let last_day = rhythm.as_ref().map_or(365, Rhythm::last_day);
    let (first, working_day) = (reader.find("first"), read_working_day(reader));
    let first = if first.node.is_some() { first.date() } else { dates.first };
    let entries: Vec<ReadEntry> = if reader.find("rounds").node.is_some() {
        let entries = filled_list(&reader.find("rounds"), NO_ROUND);
        entries.iter().map(|entry| read_entry(entry, reader, last_day)).collect()
    } else {
        vec![read_single(reader)]
    };
    let calendar = dates.calendar;
    let days = rhythm.zip(first).zip(working_day);
    let days = days.map(|((rhythm, first), working_day)| Days { rhythm, first, working_day, calendar });
    let held = days.as_ref().zip(dates.period);
    let unread = entries.iter().filter(|read| held.is_none() || read.entry.is_none());
    let mut unread: Vec<(String, Origin)> = unread.flat_map(|read| read.types.clone()).collect();
    unread.extend(entries.iter().flat_map(ReadEntry::ended));
    let whole: Vec<&Entry> = entries.iter().filter_map(|read| read.entry.as_ref()).collect();
    let mut rounds: Vec<Held> = Vec::new();
    if let Some((days, period)) = held {
        for entry in &whole {
            rounds.extend(held_by(entry, days, period, unheld));
        }
    }
    rounds.sort_by_key(|round| round.form.drawn_at);
    let rounds = one_at_a_time(rounds, reader.problems(), unheld);
    let is_whole = held.is_some() && whole.len() == entries.len();
    let sized = whole.iter().flat_map(|entry| entry.planned()).collect();
    ReadRounds { rounds: PlanRounds::Stated(rounds), sized, unread, is_whole }
}

/// The rounds without those that a holiday moves to the instant of another round of their type. Two other
/// rounds of a type at one instant are a mistake, reported once for the two entries.
fn one_at_a_time(rounds: Vec<Held>, problems: &Problems, unheld: &mut Vec<UnheldRounds>) -> Vec<RoundForm> {
    let usual = rounds.iter().filter(|round| round.moved_from.is_none());
    let usual: BTreeSet<(Instant, String)> = usual.map(|round| round.form.key()).collect();
    let mut held: BTreeMap<(Instant, String), Origin> = BTreeMap::new();
    let mut reported: Vec<(Origin, Origin)> = Vec::new();
    let mut kept = Vec::with_capacity(rounds.len());
    for Held { form, moved_from } in rounds {
        let key = form.key();
        if let Some(holiday) = moved_from
            && (usual.contains(&key) || held.contains_key(&key))
        {
            unheld.push(UnheldRounds {
                types: vec![form.round_type],
                holiday,
                working_day: form.date,
                reason: UnheldReason::Taken,
            });
            continue;
        }
        let Some(first) = held.get(&key) else {
            held.insert(key, form.origin.clone());
            kept.push(form);
            continue;
        };
        let mut pair = (first.clone(), form.origin.clone());
        if pair.1.span.start < pair.0.span.start {
            pair = (pair.1, pair.0);
        }
        if !reported.contains(&pair) {
            problems.push(Problem::new(
                pair.1.clone(),
                format!("two rounds of the type `{}` are held at {}", key.1, form.drawn_at),
                format!("expected another `day` or `hour`; the first stands in line {}", pair.0.line()),
            ));
            reported.push(pair);
        }
    }
    kept
}

impl RoundForm {
    /// The instant and the type that no two rounds share.
    fn key(&self) -> (Instant, String) {
        (self.drawn_at, one_name(&self.round_type).to_owned())
    }
}

impl Entry {
    /// Its types that the planner sizes.
    fn planned(&self) -> impl Iterator<Item = String> {
        let names = self.shares.iter().map(|(name, _)| name);
        names.filter(|name| self.sizes[*name] == Sizing::Planned).cloned()
    }
}

impl ReadEntry {
    /// Its types with the share 0, which are not held.
    fn ended(&self) -> Vec<(String, Origin)> {
        let Some(Entry { shares, .. }) = &self.entry else { return Vec::new() };
        let is_held = |name: &str| shares.iter().any(|(held, _)| held == name);
        self.types.iter().filter(|(name, _)| !is_held(name)).cloned().collect()
    }
}

/// A round of a cluster; what it does not state of its size stands in the plan.
fn read_entry(field: &Field<'_>, plan: &Reader<'_>, last_day: i64) -> ReadEntry {
    let Some(reader) = field.table() else { return ReadEntry { entry: None, types: Vec::new() } };
    let day = read_day(&reader.need("day"), last_day);
    let read = entry(&reader, day, Some(plan));
    reader.finish();
    read
}

/// The one round of each cluster, which stands in the plan itself.
fn read_single(reader: &Reader<'_>) -> ReadEntry {
    entry(reader, Some(0), None)
}

fn entry(reader: &Reader<'_>, day: Option<i64>, plan: Option<&Reader<'_>>) -> ReadEntry {
    let (types, shares) = read_types(reader);
    let sizes = Sizes { round: reader, plan, is_pnp: is_pnp(&types) }.read_by_type(&types);
    let hour = read_hour(reader);
    let (Some(day), Some(hour), Some(shares), Some(sizes)) = (day, hour, shares, sizes) else {
        return ReadEntry { entry: None, types };
    };
    // The rhythm sets day, type and size.
    let unset = Day::from_number(0);
    let form = RoundForm {
        origin: reader.origin().clone(),
        date: unset,
        drawn_at: unset.start(),
        round_type: String::new(),
        size: Sizing::Planned,
        usual_days: None,
        due: unset,
    };
    ReadEntry { entry: Some(Entry { day: day as i32, hour, sizes, shares, form }), types }
}

fn read_types(reader: &Reader<'_>) -> Types {
    let categories = reader.find("categories");
    if categories.node.is_none() {
        return read_type(&reader.need("type"));
    }
    if reader.find("type").node.is_some() {
        let title = format!("`{}` stands beside `type`", categories.path);
        reader.wrong_key("type", title, "expected one of them");
    }
    read_categories(&categories)
}

fn is_pnp(types: &[(String, Origin)]) -> bool {
    !types.is_empty() && types.iter().all(|(name, _)| name == "pnp")
}

/// A day of the cluster; a later one would be a day of the next cluster.
fn read_day(field: &Field<'_>, last_day: i64) -> Option<i64> {
    let day = field.integer(0..=365)?;
    if day <= last_day { Some(day) } else { field.mismatch(&format!("a whole number from 0 to {last_day}")) }
}

/// Types with where each was written, and their shares of a year's rounds if they are such.
type Types = (Vec<(String, Origin)>, Option<Vec<(String, f64)>>);

/// A single type has all rounds.
fn read_type(field: &Field<'_>) -> Types {
    let Some((name, node)) = field.text().zip(field.node) else { return (Vec::new(), None) };
    (vec![(name.to_owned(), node.origin.clone())], Some(vec![(name.to_owned(), 1.0)]))
}

/// Shares of a year's rounds, at most 1 together; the rest is not held, and neither is a type with share 0.
fn read_categories(field: &Field<'_>) -> Types {
    let Some(table) = field.table() else { return (Vec::new(), None) };
    let types = table.keys().filter_map(|name| Some((name.to_owned(), table.key_origin(name)?.clone())));
    let types: Vec<(String, Origin)> = types.collect();
    let shares: Vec<Option<(String, f64)>> =
        table.keys().map(|name| Some((name.to_owned(), table.find(name).share()?))).collect();
    table.finish();
    let shares = shares.into_iter().collect::<Option<Vec<_>>>();
    // A sum of nothing is -0, which would be printed.
    let sum = 0.0 + shares.iter().flatten().map(|(_, share)| share).sum::<f64>();
    if shares.is_some() && sum <= 0.0 {
        field.wrong(
            format!("`{}` names no category that would be held", field.path),
            "expected at least one category with a share above 0",
        );
        return (types, None);
    }
    if shares.is_some() && sum > 1.0 + 1e-9 {
        field.problems().push(above_one(field, sum, shares.iter().flatten()));
        return (types, None);
    }
    (types, shares.map(|shares| shares.into_iter().filter(|(_, share)| *share > 0.0).collect()))
}

/// The problem of shares with a sum above 1.
fn above_one<'s>(field: &Field<'_>, sum: f64, shares: impl Iterator<Item = &'s (String, f64)>) -> Problem {
    let parts: Vec<String> = shares.map(|(name, share)| format!("{name} {share}")).collect();
    let title = format!("the shares of `{}` sum to {sum:.4}: {}", field.path, parts.join(", "));
    let problem = field.problem_together(title, "expected shares of a year's rounds that sum to 1 or less");
    match problem.help.clone() {
        Some(help) => problem.with_help(format!("{help}; 0 ends a share")),
        None => problem,
    }
}

/// The rounds of an entry within a period.
fn held_by(entry: &Entry, days: &Days<'_>, period: Period, unheld: &mut Vec<UnheldRounds>) -> Vec<Held> {
    let mut held: Vec<(Day, Day)> = Vec::new();
    for day in days.within(period, entry.day) {
        match day.held {
            Ok(working) => held.push((day.usual, working)),
            Err((working_day, reason)) => unheld.push(UnheldRounds {
                types: entry.shares.iter().map(|(name, _)| name.clone()).collect(),
                holiday: day.usual,
                working_day,
                reason,
            }),
        }
    }
    let years: Vec<i16> = held.iter().map(|(_, day)| day.year()).collect();
    let mut rounds = Vec::new();
    for ((day, working), chosen) in held.into_iter().zip(rotation(&years, &entry.shares)) {
        let Some((round_type, share)) = chosen else { continue };
        let form = RoundForm {
            date: working,
            drawn_at: working.start() + entry.hour * 3600,
            round_type: round_type.clone(),
            size: entry.sizes[round_type],
            due: day,
            usual_days: Some((days.rhythm.usual_days() / share).round() as i32),
            ..entry.form.clone()
        };
        rounds.push(Held { form, moved_from: (day != working).then_some(day) });
    }
    rounds
}
