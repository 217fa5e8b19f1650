//! A calendar of rounds: a cluster every so many days, with rounds on stated days of it.

use std::collections::{BTreeMap, BTreeSet};

use super::form::{
    NO_ROUND, Period, PlanRounds, ReadRounds, RoundForm, UnheldReason, UnheldRounds, filled_list, one_name,
    read_hour,
};
use super::sizing::{Sizing, read_cutoff, read_pnp_size, read_size};
use crate::document::problem::{Problem, Problems};
use crate::document::reader::{Field, Reader};
use crate::document::source::Origin;
use crate::time::{Day, Instant};

/// How the sizes of a calendar's rounds are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Its `size`.
    Size,
    /// Its `cutoff`.
    Cutoff,
    /// The planner; PNP rounds invite all nominees.
    Planner,
}

/// A round of a cluster.
struct Entry {
    form: RoundForm,
    day: i32,
    hour: i64,
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

/// The days of clusters.
struct Calendar {
    first: Day,
    every_days: i32,
    pauses: Vec<Period>,
    holidays: Vec<Day>,
}

/// Reads the calendar of a plan and lists its rounds in order of time. Without a calendar or a period there
/// are none. Rounds of holidays for which no day is left are reported among `unheld`.
pub fn read(
    reader: &Reader<'_>,
    period: Option<Period>,
    basis: Basis,
    unheld: &mut Vec<UnheldRounds>,
) -> ReadRounds {
    let every_days = reader.need("every_days").integer(1..=366);
    let calendar = read_calendar(reader, period, every_days);
    let entries = filled_list(&reader.need("rounds"), NO_ROUND);
    let last_day = every_days.unwrap_or(366) - 1;
    let entries: Vec<ReadEntry> = entries.iter().map(|entry| read_entry(entry, basis, last_day)).collect();
    let held = calendar.as_ref().zip(period);
    let unread = entries.iter().filter(|read| held.is_none() || read.entry.is_none());
    let unread: Vec<(String, Origin)> = unread.flat_map(|read| read.types.clone()).collect();
    let whole: Vec<&Entry> = entries.iter().filter_map(|read| read.entry.as_ref()).collect();
    let mut rounds: Vec<Held> = Vec::new();
    if let Some((calendar, period)) = held {
        for entry in &whole {
            rounds.extend(calendar.rounds(entry, period, unheld));
        }
    }
    rounds.sort_by_key(|round| round.form.drawn_at);
    let rounds = one_at_a_time(rounds, reader.problems(), unheld);
    let is_whole = held.is_some() && whole.len() == entries.len();
    ReadRounds { rounds: PlanRounds::Stated(rounds), unread, is_whole }
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

fn read_calendar(reader: &Reader<'_>, period: Option<Period>, every_days: Option<i64>) -> Option<Calendar> {
    let first = reader.find("first");
    let first = if first.node.is_some() { first.date() } else { period.map(|period| period.first) };
    let pauses: Vec<Option<Period>> = reader.find("pauses").list().iter().map(read_pause).collect();
    let holidays: Vec<Option<Day>> = reader.find("holidays").list().iter().map(Field::date).collect();
    Some(Calendar {
        first: first?,
        every_days: every_days? as i32,
        pauses: pauses.into_iter().collect::<Option<_>>()?,
        holidays: holidays.into_iter().collect::<Option<_>>()?,
    })
}

fn read_pause(field: &Field<'_>) -> Option<Period> {
    let reader = field.table()?;
    let (from, to_field) = (reader.need("from").date(), reader.need("to"));
    let to = to_field.date();
    reader.finish();
    let (first, last) = (from?, to?);
    if last < first {
        to_field.wrong(format!("`{}` is {last}", to_field.path), format!("expected {first} or a later date"));
        return None;
    }
    Some(Period { first, last })
}

fn read_entry(field: &Field<'_>, basis: Basis, last_day: i64) -> ReadEntry {
    let Some(reader) = field.table() else { return ReadEntry { entry: None, types: Vec::new() } };
    let day = read_day(&reader.need("day"), last_day);
    let hour = read_hour(&reader);
    let categories = reader.find("categories");
    let (types, shares) = if categories.node.is_some() {
        if reader.find("type").node.is_some() {
            let title = format!("`{}` has both `type` and `categories`", field.path);
            reader.wrong_key("type", title, "expected one of them");
        }
        read_categories(&categories)
    } else {
        read_type(&reader.need("type"))
    };
    let is_pnp = !types.is_empty() && types.iter().all(|(name, _)| name == "pnp");
    let size = match basis {
        Basis::Size if is_pnp => read_pnp_size(&reader.need("size")),
        Basis::Size => read_size(&reader.need("size")),
        Basis::Cutoff => read_cutoff(&reader),
        Basis::Planner if is_pnp => Some(Sizing::Nominees),
        Basis::Planner => Some(Sizing::Planned),
    };
    let origin = reader.origin().clone();
    reader.finish();
    let (Some(day), Some(hour), Some(shares), Some(size)) = (day, hour, shares, size) else {
        return ReadEntry { entry: None, types };
    };
    // The calendar sets day and type.
    let unset = Day::from_number(0);
    let form = RoundForm {
        origin,
        date: unset,
        drawn_at: unset.start(),
        round_type: String::new(),
        size,
        usual_days: None,
    };
    ReadEntry { entry: Some(Entry { day: day as i32, hour, shares, form }), types }
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

/// Shares of a year's rounds, at most 1 together; the rest is not held.
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
        field.wrong(
            format!("the shares of `{}` sum to {sum:.4}", field.path),
            "expected shares of a year's rounds that sum to 1 or less",
        );
        return (types, None);
    }
    (types, shares)
}

impl Calendar {
    /// The rounds of an entry within a period.
    fn rounds(&self, entry: &Entry, period: Period, unheld: &mut Vec<UnheldRounds>) -> Vec<Held> {
        let clusters = (0..).map(|index| self.first + index * self.every_days);
        let days = clusters.take_while(|cluster| *cluster <= period.last).map(|cluster| cluster + entry.day);
        let mut held: Vec<(Day, Day)> = Vec::new();
        for day in days.filter(|day| !self.is_paused(*day)) {
            let working = self.working_day(day);
            if period.contains(working) && !self.is_paused(working) {
                held.push((day, working));
            } else if period.contains(day) {
                unheld.push(UnheldRounds {
                    types: entry.shares.iter().map(|(name, _)| name.clone()).collect(),
                    holiday: day,
                    working_day: working,
                    reason: if working > period.last {
                        UnheldReason::AfterPlan(period.last)
                    } else {
                        UnheldReason::Paused
                    },
                });
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
                usual_days: Some((f64::from(self.every_days) / share).round() as i32),
                ..entry.form.clone()
            };
            rounds.push(Held { form, moved_from: (day != working).then_some(day) });
        }
        rounds
    }

    fn is_paused(&self, day: Day) -> bool {
        self.pauses.iter().any(|pause| pause.contains(day))
    }

    /// A round of a holiday is held on the next working day.
    fn working_day(&self, day: Day) -> Day {
        if !self.holidays.contains(&day) {
            return day;
        }
        let later = (1..).map(|days| day + days);
        let mut working = later.filter(|day| !self.holidays.contains(day) && !is_weekend(*day));
        working.next().expect("holidays end")
    }
}

/// Whether a day is a Saturday or a Sunday: 1970-01-01 was a Thursday, so they leave 2 and 3.
fn is_weekend(day: Day) -> bool {
    matches!(day.number().rem_euclid(7), 2 | 3)
}

/// The type of each round of a rotation with its share, given their years in order. In each year a round goes
/// to the type that is farthest behind its share of the rounds so far, and to none where the unassigned rest
/// is.
fn rotation<'a>(years: &[i16], shares: &'a [(String, f64)]) -> Vec<Option<&'a (String, f64)>> {
    let rest = 1.0 - shares.iter().map(|(_, share)| share).sum::<f64>();
    let mut parts: Vec<f64> = shares.iter().map(|(_, share)| *share).collect();
    parts.extend((rest > 1e-9).then_some(rest));
    let mut held = vec![0.0; parts.len()];
    let mut types = Vec::with_capacity(years.len());
    for (place, year) in years.iter().enumerate() {
        if place == 0 || years[place - 1] != *year {
            held.fill(0.0);
        }
        let so_far = held.iter().sum::<f64>() + 1.0;
        let behind: Vec<f64> = parts.iter().zip(&held).map(|(part, held)| part * so_far - held).collect();
        let mut chosen = 0;
        for index in 1..behind.len() {
            if behind[index] > behind[chosen] + 1e-9 {
                chosen = index;
            }
        }
        held[chosen] += 1.0;
        types.push(shares.get(chosen));
    }
    types
}

#[cfg(test)]
mod tests;
