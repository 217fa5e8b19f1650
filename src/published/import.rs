//! IRCC's own file of rounds, `ee_rounds_123_en.json`, into the project's two tables; every repair is told.
//!
//! Pure functions over texts: who reads and writes files is the command's business.

pub mod correction;
mod entry;
mod tables;
mod words;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::MOST_PERSONS;
use crate::document::problem::{Problem, Problems};
use crate::document::rows::count_words;
use crate::document::tree::{Origin, Source};
use crate::policy::instruction::RoundNumber;
use crate::time::{Day, Instant};
use correction::Correction;
use entry::Entry;
pub use tables::{COUNT_COLUMNS, RoundRow, SnapshotRow, Tables};
use tables::{STALE, most_of};

/// Something of the file that was not taken as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The round whose entry it is.
    pub number: RoundNumber,
    /// What was found.
    pub found: String,
    /// What it was made.
    pub made: String,
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "round {}: {}; {}", self.number, self.found, self.made)
    }
}

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The rows.
    pub tables: Tables,
    /// What was repaired, in order of round.
    pub repairs: Vec<Repair>,
    /// Rounds without counts of the pool, which is usual before 2022.
    pub uncounted: Vec<RoundNumber>,
}

/// Reads IRCC's file; what cannot be repaired is reported.
pub fn import(source: &Arc<Source>, corrections: &[Correction], problems: &Problems) -> Option<Imported> {
    let before = problems.len();
    let entries = entry::read(source, problems)?;
    if entries.is_empty() && problems.len() == before {
        let origin = Origin { source: Arc::clone(source), span: 0..0 };
        let expected = "expected the file `ee_rounds_123_en.json` as IRCC publishes it";
        problems.push(Problem::new(origin, "the list `rounds` is empty", expected));
    }
    let mut read: Vec<Draft> = entries.iter().filter_map(|entry| read_entry(entry, corrections)).collect();
    read.sort_by_key(|draft| (draft.number, draft.row.drawn_at));
    let mut imported = Imported::default();
    for mut draft in read {
        match imported.tables.rounds.get(&draft.number) {
            Some(row) if same_round(row, &draft.row) => {
                draft.repairs.clear();
                draft.tell("it stands in the file twice", "taken once");
            }
            Some(_) => {
                let title = format!("round {} stands twice with different figures", draft.number);
                draft.entry.wrong(
                    "drawNumber",
                    title,
                    "a number of its own for each round, such as 91a and 91b",
                );
            }
            None => {
                if draft.counts.is_none() {
                    imported.uncounted.push(draft.number);
                }
                draft.count(&mut imported.tables.snapshots);
                draft.row.note = draft
                    .repairs
                    .iter()
                    .map(|repair| format!("{}; {}", repair.found, repair.made))
                    .collect::<Vec<_>>()
                    .join("; ");
                imported.tables.rounds.insert(draft.number, draft.row);
            }
        }
        imported.repairs.extend(draft.repairs);
    }
    imported.flag_repeated();
    (problems.len() == before).then_some(imported)
}

/// Lays imported rows over those that are there already, and tells what changes in them. A row that only the old tables
/// have stays.
pub fn merge(old: Tables, new: &Tables) -> (Tables, Vec<String>) {
    let mut changes = Vec::new();
    let mut merged = old.clone();
    for (number, row) in &new.rounds {
        match old.rounds.get(number) {
            None if !old.rounds.is_empty() => changes.push(format!("round {number} is new")),
            Some(was) if was != row => changes.push(format!("round {number} is not what it was")),
            None | Some(_) => {}
        }
        merged.rounds.insert(*number, row.clone());
    }
    for (day, row) in &new.snapshots {
        match old.snapshots.get(day) {
            None if !old.snapshots.is_empty() => changes.push(format!("the count of {day} is new")),
            Some(was) if was.counts != row.counts => {
                changes.push(format!("the count of {day} is not what it was"))
            }
            None | Some(_) => {}
        }
        // What somebody said of the same counts stays.
        let flag = old.snapshots.get(day).filter(|was| was.counts == row.counts).map(|was| was.flag.clone());
        merged.snapshots.insert(*day, SnapshotRow { flag: flag.unwrap_or(row.flag.clone()), ..row.clone() });
    }
    (merged, changes)
}

/// A round being read.
struct Draft<'a> {
    entry: &'a Entry<'a>,
    number: RoundNumber,
    row: RoundRow,
    counts: Option<[Option<u32>; COUNT_COLUMNS.len()]>,
    repairs: Vec<Repair>,
}

fn same_round(one: &RoundRow, other: &RoundRow) -> bool {
    let figures = |row: &RoundRow| (row.date, row.drawn_at, row.invitations, row.cutoff, row.tie_break);
    figures(one) == figures(other) && one.round_type == other.round_type
}

fn read_entry<'a>(entry: &'a Entry<'a>, corrections: &[Correction]) -> Option<Draft<'a>> {
    let number_words = "a round number like 91 or 91a";
    let number = entry.need("drawNumber", number_words).and_then(|text| {
        let read = text.to_lowercase().parse::<RoundNumber>().ok();
        if read.is_none() {
            entry.wrong("drawNumber", format!("`drawNumber` is `{text}`"), number_words);
        }
        read
    });
    let name = entry.need("drawName", "the name of a round, such as `Canadian Experience Class`");
    let persons = 1..=MOST_PERSONS;
    let expected = count_words(&persons, "persons");
    let invitations = whole(entry, "drawSize", persons, &expected);
    let cutoff = whole(entry, "drawCRS", 0..=1200, "a CRS score from 0 to 1200");
    let mut repairs = Vec::new();
    let number_or = number.unwrap_or(RoundNumber::new(1));
    let mut tell = |found: String, made: String| repairs.push(Repair { number: number_or, found, made });
    let date = read_date(entry, &mut tell);
    let (number, name, invitations, cutoff, date) = (number?, name?, invitations?, cutoff?, date?);
    let drawn_at = read_time(entry, date, &mut tell);
    let tie_break = read_tie_break(entry, drawn_at, &mut tell);
    let read = words::round_name(&name);
    if !read.is_known {
        tell(format!("the name `{name}` is not known"), format!("kept as the type `{}`", read.round_type));
    }
    let mut row = RoundRow {
        date,
        drawn_at,
        round_type: read.round_type,
        version: read.version,
        name,
        invitations,
        cutoff,
        tie_break,
        pool_as_of: None,
        note: String::new(),
    };
    for Correction { column, found, corrected, source, .. } in
        corrections.iter().filter(|correction| correction.number == number)
    {
        let figure = if column == "cutoff" { &mut row.cutoff } else { &mut row.invitations };
        if figure == found {
            tell(format!("{column} are {found}"), format!("corrected to {corrected}: {source}"));
            *figure = *corrected;
        }
    }
    let counts = read_counts(entry, &mut tell);
    let as_of = counts.and_then(|_| read_as_of(entry, date, &mut tell));
    row.pool_as_of = as_of;
    Some(Draft { entry, number, row, counts: counts.filter(|_| as_of.is_some()), repairs })
}

fn whole(entry: &Entry<'_>, name: &str, range: std::ops::RangeInclusive<u32>, expected: &str) -> Option<u32> {
    let text = entry.need(name, expected)?;
    let read = words::number(&text).filter(|number| range.contains(number));
    if read.is_none() {
        entry.wrong(name, format!("`{name}` is `{text}`"), expected);
    }
    read
}

/// The day of the round: `drawDate`, or else the other fields that tell it.
fn read_date(entry: &Entry<'_>, tell: &mut impl FnMut(String, String)) -> Option<Day> {
    let stated = entry.text("drawDate");
    if let Some(day) = words::date(&stated) {
        return Some(day);
    }
    let other = ["drawDateFull", "drawDateTime"].into_iter().find_map(|name| words::date(&entry.text(name)));
    match other {
        Some(day) => {
            tell(format!("`drawDate` is `{stated}`"), format!("taken as {day}, which other fields say"))
        }
        None => entry.wrong(
            "drawDate",
            format!("`drawDate` is `{stated}`"),
            "a date from 2015 to 2100 like 2025-06-10",
        ),
    }
    other
}

/// The second of the round. A time of the day before or after is one: rounds were held around midnight in UTC.
fn read_time(entry: &Entry<'_>, date: Day, tell: &mut impl FnMut(String, String)) -> Instant {
    let text = entry.text("drawDateTime");
    let moment = words::moment(&text).filter(|moment| moment.second.is_some());
    let stated = moment.and_then(|moment| moment.in_year(moment.year.unwrap_or(date.year())));
    match (stated, moment) {
        (Some(instant), Some(moment)) if (instant.day() - date).abs() <= 1 => {
            if moment.year.is_none() {
                tell(format!("the time `{text}` has no year"), format!("taken as {instant}"));
            }
            instant
        }
        (_, Some(moment)) => {
            let second = moment.second.unwrap_or_default();
            let instant = Instant::from_unix(i64::from(date.number()) * 86_400 + second);
            tell(format!("the time is `{text}`, the round of {date}"), format!("taken as {instant}"));
            instant
        }
        (_, None) => {
            let noon = date.start() + 12 * 3600;
            tell(format!("the time is `{text}`"), format!("taken as noon, {noon}"));
            noon
        }
    }
}

/// The tie-break. None was published before round 77, and one later than its round is of the year before.
fn read_tie_break(
    entry: &Entry<'_>,
    drawn_at: Instant,
    tell: &mut impl FnMut(String, String),
) -> Option<Instant> {
    let text = entry.text("drawCutOff");
    if text.is_empty() {
        return None;
    }
    let Some(moment) = words::moment(&text) else {
        tell(format!("the tie-break is `{text}`"), "left out".to_owned());
        return None;
    };
    let Some(year) = moment.year else {
        tell(format!("the tie-break `{text}` has no year"), "left out".to_owned());
        return None;
    };
    let Some(stated) = moment.in_year(year) else {
        tell(format!("the tie-break `{text}` is no time of a day that exists"), "left out".to_owned());
        return None;
    };
    if stated > drawn_at {
        let earlier = moment.in_year(year - 1).filter(|earlier| *earlier <= drawn_at);
        let made = earlier.map_or("left out".to_owned(), |earlier| format!("taken as {earlier}"));
        tell(format!("the tie-break `{text}` is later than the round"), made);
        return earlier;
    }
    Some(stated)
}

/// The counts of the pool, if there are any: rounds before 2022 have zeros.
fn read_counts(
    entry: &Entry<'_>,
    tell: &mut impl FnMut(String, String),
) -> Option<[Option<u32>; COUNT_COLUMNS.len()]> {
    let mut counts = [None; COUNT_COLUMNS.len()];
    let mut missing = Vec::new();
    for (place, count) in counts.iter_mut().enumerate() {
        let name = format!("dd{}", place + 1);
        let text = entry.text(&name);
        *count = words::number(&text).filter(|count| *count <= most_of(COUNT_COLUMNS[place]));
        if count.is_none() && !text.is_empty() {
            tell(format!("`{name}` is `{text}`"), "left out".to_owned());
        } else if count.is_none() {
            missing.push(name);
        }
    }
    let total = counts[COUNT_COLUMNS.len() - 1].filter(|total| *total > 0);
    if total.is_none() && counts.iter().flatten().any(|count| *count > 0) {
        tell("the pool has counts but no total".to_owned(), "left out".to_owned());
    }
    if total.is_some() {
        missing
            .iter()
            .for_each(|name| tell(format!("`{name}` is missing or empty"), "left empty".to_owned()));
    }
    total.map(|_| counts)
}

/// The day of the counts: at most two months before the round, and not after it.
fn read_as_of(entry: &Entry<'_>, date: Day, tell: &mut impl FnMut(String, String)) -> Option<Day> {
    let text = entry.text("drawDistributionAsOn");
    let day = words::date(&text);
    let plausible = day.filter(|day| (0..=62).contains(&(date - *day)));
    if plausible.is_none() {
        tell(format!("the pool is counted as of `{text}`"), "left out".to_owned());
    }
    plausible
}

impl Draft<'_> {
    fn tell(&mut self, found: impl Into<String>, made: impl Into<String>) {
        self.repairs.push(Repair { number: self.number, found: found.into(), made: made.into() });
    }

    /// Adds the counts of the round. Rounds of a few days repeat them.
    fn count(&mut self, snapshots: &mut BTreeMap<Day, SnapshotRow>) {
        let (Some(counts), Some(day)) = (self.counts, self.row.pool_as_of) else { return };
        match snapshots.get(&day) {
            Some(row) if row.counts == counts => {}
            Some(_) => self.tell(
                format!("the count of {day} is not that of an earlier round"),
                "the earlier one is kept".to_owned(),
            ),
            None => {
                let mut flag = String::new();
                if let Some(words) = mismatch(&counts) {
                    self.tell(words, "kept, and flagged `sum_mismatch`");
                    flag = "sum_mismatch".to_owned();
                }
                snapshots.insert(day, SnapshotRow { flag, counts });
            }
        }
    }
}

/// Which sum of bands is not what it should be: 451-500 and 401-450 of five bands each, and the total.
fn mismatch(counts: &[Option<u32>; COUNT_COLUMNS.len()]) -> Option<String> {
    let of = |places: &[usize]| places.iter().map(|place| counts[*place]).sum::<Option<u32>>();
    let sums: [(usize, &[usize]); 3] =
        [(2, &[3, 4, 5, 6, 7]), (8, &[9, 10, 11, 12, 13]), (17, &[0, 1, 2, 8, 14, 15, 16])];
    sums.into_iter().find_map(|(whole, parts)| {
        let (stated, sum) = (counts[whole]?, of(parts)?);
        let name = COUNT_COLUMNS[whole];
        (stated != sum).then(|| format!("`{name}` is {stated}, its parts add up to {sum}"))
    })
}

impl Imported {
    /// Marks counts that were published again under a later day.
    fn flag_repeated(&mut self) {
        let mut seen: BTreeMap<[Option<u32>; COUNT_COLUMNS.len()], Day> = BTreeMap::new();
        for (day, row) in &mut self.tables.snapshots {
            let first = *seen.entry(row.counts).or_insert(*day);
            if first < *day {
                row.flag = STALE.to_owned();
                let holders = self.tables.rounds.iter().find(|(_, round)| round.pool_as_of == Some(*day));
                if let Some((number, _)) = holders {
                    self.repairs.push(Repair {
                        number: *number,
                        found: format!("the count of {day} repeats that of {first}"),
                        made: "flagged `stale`".to_owned(),
                    });
                }
            }
        }
        self.repairs.sort_by_key(|repair| repair.number);
    }
}

#[cfg(test)]
mod tests;
