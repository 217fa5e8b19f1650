//! One round of IRCC's file as a row, with every repair.

use std::collections::BTreeMap;

use super::correction::Correction;
use super::count::{self, Counts};
use super::entry::Entry;
use super::notation;
use super::repair::{Finding, Repair, TieBreakFault};
use super::tables::RoundRow;
use crate::document::rows::count_words;
use crate::policy::instruction::RoundNumber;
use crate::published::round::MOST_PERSONS;
use crate::time::{Day, Instant};

/// Known errors of the published file, by round.
pub(super) type Corrections<'a> = BTreeMap<RoundNumber, Vec<&'a Correction>>;

const EXPECTED: &str = "a round number like 91 or 91a";

/// A round as read: its row, the counts published with it, and the repairs.
pub(super) struct ReadRound<'a> {
    pub entry: &'a Entry<'a>,
    pub number: RoundNumber,
    pub row: RoundRow,
    pub counts: Option<Counts>,
    pub findings: Vec<Finding>,
}

/// Reads an entry; errors that cannot be repaired are reported.
pub(super) fn read<'a>(entry: &'a Entry<'a>, corrections: &Corrections<'_>) -> Option<ReadRound<'a>> {
    let number = read_number(entry);
    let name = entry.need("drawName", "the name of a round, such as `Canadian Experience Class`");
    let persons = 1..=MOST_PERSONS;
    let expected = count_words(&persons, "persons");
    let invitations = entry.whole("drawSize", persons, &expected);
    let cutoff = entry.whole("drawCRS", 0..=1200, "a CRS score from 0 to 1200");
    let mut findings = Vec::new();
    let date = read_date(entry, &mut findings);
    let (number, name, invitations, cutoff, date) = (number?, name?, invitations?, cutoff?, date?);
    let drawn_at = read_time(entry, date, &mut findings);
    let tie_break = read_tie_break(entry, drawn_at, &mut findings);
    let read = notation::round_name(&name);
    if !read.is_known {
        findings.push(Finding::UnknownName { name: name.clone(), round_type: read.round_type.clone() });
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
    for correction in corrections.get(&number).into_iter().flatten() {
        correct(&mut row, correction, &mut findings);
    }
    let counts = count::read(entry, &mut findings);
    row.pool_as_of = counts.and_then(|_| count::read_day(entry, date, &mut findings));
    let counts = counts.filter(|_| row.pool_as_of.is_some());
    Some(ReadRound { entry, number, row, counts, findings })
}

impl ReadRound<'_> {
    /// The findings as repairs of this round.
    pub fn repairs(self) -> impl Iterator<Item = Repair> {
        let number = self.number;
        self.findings.into_iter().map(move |finding| Repair { number, finding })
    }
}

fn read_number(entry: &Entry<'_>) -> Option<RoundNumber> {
    let text = entry.need("drawNumber", EXPECTED)?;
    let read = text.to_lowercase().parse().ok();
    if read.is_none() {
        entry.wrong("drawNumber", format!("`drawNumber` is `{text}`"), EXPECTED);
    }
    read
}

/// Corrects a figure if it is the one that is known to be wrong.
fn correct(row: &mut RoundRow, correction: &Correction, findings: &mut Vec<Finding>) {
    let Correction { column, found, corrected, source, .. } = correction.clone();
    let figure = if column == "cutoff" { &mut row.cutoff } else { &mut row.invitations };
    if *figure == found {
        *figure = corrected;
        findings.push(Finding::Corrected { column, found, corrected, source });
    }
}

/// The day of the round: `drawDate`, or else the other fields that state it.
fn read_date(entry: &Entry<'_>, findings: &mut Vec<Finding>) -> Option<Day> {
    let text = entry.text("drawDate");
    if let Some(day) = notation::date(&text) {
        return Some(day);
    }
    let others = ["drawDateFull", "drawDateTime"];
    let Some(day) = others.into_iter().find_map(|name| notation::date(&entry.text(name))) else {
        let title = format!("`drawDate` is `{text}`");
        entry.wrong("drawDate", title, "a date from 2015 to 2100 like 2025-06-10");
        return None;
    };
    findings.push(Finding::DateElsewhere { text, day });
    Some(day)
}

/// The second of the round, which may fall on the day before or after: rounds were held around midnight in
/// UTC.
fn read_time(entry: &Entry<'_>, date: Day, findings: &mut Vec<Finding>) -> Instant {
    let text = entry.text("drawDateTime");
    let moment = notation::moment(&text);
    let Some((moment, second)) = moment.and_then(|moment| Some((moment, moment.second?))) else {
        let noon = date.start() + 12 * 3600;
        findings.push(Finding::NoTime { text, noon });
        return noon;
    };
    match moment.in_year(moment.year.unwrap_or(date.year())) {
        Some(taken) if (taken.day() - date).abs() <= 1 => {
            if moment.year.is_none() {
                findings.push(Finding::TimeWithoutYear { text, taken });
            }
            taken
        }
        _ => {
            let taken = Instant::from_unix(i64::from(date.number()) * 86_400 + second);
            findings.push(Finding::TimeOfAnotherDay { text, date, taken });
            taken
        }
    }
}

/// The tie-break. None was published before round 77; one later than its round is read as of the year before.
fn read_tie_break(entry: &Entry<'_>, drawn_at: Instant, findings: &mut Vec<Finding>) -> Option<Instant> {
    let text = entry.text("drawCutOff");
    if text.is_empty() {
        return None;
    }
    let (fault, taken) = match tie_break(&text, drawn_at) {
        Ok(instant) => return Some(instant),
        Err(fault) => (fault, earlier_year(&text, fault, drawn_at)),
    };
    findings.push(Finding::TieBreak { text, fault, taken });
    taken
}

fn tie_break(text: &str, drawn_at: Instant) -> Result<Instant, TieBreakFault> {
    let moment = notation::moment(text).ok_or(TieBreakFault::Unreadable)?;
    let year = moment.year.ok_or(TieBreakFault::NoYear)?;
    let stated = moment.in_year(year).ok_or(TieBreakFault::NoSuchTime)?;
    if stated > drawn_at { Err(TieBreakFault::AfterRound) } else { Ok(stated) }
}

/// The instant a year before, of a tie-break that is later than its round.
fn earlier_year(text: &str, fault: TieBreakFault, drawn_at: Instant) -> Option<Instant> {
    let moment = notation::moment(text).filter(|_| fault == TieBreakFault::AfterRound)?;
    moment.in_year(moment.year? - 1).filter(|earlier| *earlier <= drawn_at)
}
