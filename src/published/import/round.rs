//! One round of a file as a row, with every repair.

use std::collections::BTreeMap;

use super::column::FULL_DATE;
use super::correction::Correction;
use super::count::{self, Counts};
use super::entry::Entry;
use super::moment::{self, Clock, Moment, Time, Unclear, Zone};
use super::notation::{self, RoundName};
use super::repair::{Finding, Repair, TieBreakFault};
use super::tables::RoundRow;
use crate::document::figure::{self, Form};
use crate::document::rows::count_words;
use crate::policy::instruction::RoundNumber;
use crate::published::round::MOST_PERSONS;
use crate::scenario::DateOrder;
use crate::time::{Day, Instant};

/// Known errors of the published file, by round.
pub(super) type Corrections<'a> = BTreeMap<RoundNumber, Vec<&'a Correction>>;

/// Fewest days from a round to a tie-break after it that may be one of the year before.
const YEAR_TYPO_DAYS: i32 = 31;
/// The field with the day of the counts.
const AS_OF: &str = "drawDistributionAsOn";
const EXPECTED: &str = "a round number like 91 or 91a";

/// How entries are read.
#[derive(Clone, Copy)]
pub(super) struct How {
    /// The order of the numbers of dates, where it is known.
    pub order: Option<DateOrder>,
    pub types: Types,
}

/// What the types of rounds are.
#[derive(Clone, Copy)]
pub(super) enum Types {
    /// Names as they are published.
    Published,
    /// Types of the program's own table, which a scenario may have added to.
    Own,
}

impl Types {
    fn read(self, name: &str) -> RoundName {
        match self {
            Types::Published => notation::round_name(name),
            Types::Own if name.contains(|sign: char| sign.is_uppercase() || sign == ' ') => {
                notation::round_name(name)
            }
            Types::Own => RoundName { round_type: name.to_owned(), version: String::new(), is_known: true },
        }
    }
}

/// A round as read: its row, the counts published with it, and the repairs.
pub(super) struct ReadRound<'a> {
    pub entry: &'a Entry<'a>,
    pub number: RoundNumber,
    pub row: RoundRow,
    pub counts: Option<Counts>,
    pub findings: Vec<Finding>,
}

/// Reads an entry; errors that cannot be repaired are reported. In a file without numbers it has number 0.
pub(super) fn read<'a>(entry: &'a Entry<'a>, how: How) -> Option<ReadRound<'a>> {
    let has_number = entry.has("drawNumber");
    let number = if has_number { read_number(entry) } else { Some(RoundNumber::new(0)) };
    let name = entry.need("drawName", "the name of a round, such as `Canadian Experience Class`");
    let persons = 1..=MOST_PERSONS;
    let expected = count_words(&persons, "persons");
    let invitations = entry.whole("drawSize", persons, &expected);
    // One above all scores may be exchanged with the size, which is noticed.
    let cutoff = entry.whole("drawCRS", 0..=MOST_PERSONS, "a CRS score from 0 to 1200");
    let mut findings = Vec::new();
    let reading = Reading { entry, order: how.order };
    let date = reading.date(&mut findings);
    let (number, name, invitations, cutoff, date) = (number?, name?, invitations?, cutoff?, date?);
    let drawn_at = reading.drawn_at(date, &mut findings);
    reading.note_other_days(date, drawn_at, &mut findings);
    let tie_break = reading.tie_break(drawn_at, &mut findings);
    reading.note_weekdays(&mut findings);
    let read = how.types.read(&name);
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
    let counts = count::read(entry, &mut findings);
    // The program's own table of rounds names the day, and another table has the counts.
    let is_counted = counts.is_some() || matches!(how.types, Types::Own) && !reading.text(AS_OF).is_empty();
    row.pool_as_of = is_counted.then_some(()).and_then(|()| {
        let (text, day) = (reading.text(AS_OF), reading.noted_day(AS_OF));
        count::read_day(text, day, date, &mut findings)
    });
    let counts = counts.filter(|_| row.pool_as_of.is_some());
    Some(ReadRound { entry, number, row, counts, findings })
}

impl ReadRound<'_> {
    /// Corrects figures that are known to be wrong.
    pub fn correct(&mut self, corrections: &Corrections<'_>) {
        for correction in corrections.get(&self.number).into_iter().flatten() {
            let Correction { column, found, corrected, source, .. } = (*correction).clone();
            let row = &mut self.row;
            let figure = if column == "cutoff" { &mut row.cutoff } else { &mut row.invitations };
            if *figure == found {
                *figure = corrected;
                self.findings.push(Finding::Corrected { column, found, corrected, source });
            }
        }
    }

    /// Whether its file states no time of day that can be read.
    pub fn has_assumed_time(&self) -> bool {
        self.findings.iter().any(Finding::is_of_assumed_time)
    }

    /// The findings as repairs of this round.
    pub fn repairs(self) -> impl Iterator<Item = Repair> {
        let number = self.number;
        self.findings.into_iter().map(move |finding| Repair { number, finding })
    }
}

fn read_number(entry: &Entry<'_>) -> Option<RoundNumber> {
    let text = entry.need("drawNumber", EXPECTED)?;
    // Tools write `331.0`, and people `Round 331` or `#331`.
    let lower = text.to_lowercase();
    let bare = lower.trim_start_matches(|sign: char| !sign.is_ascii_digit() && sign != '-');
    let read = bare.strip_suffix(".0").unwrap_or(bare).parse().ok();
    if read.is_none() {
        entry.wrong("drawNumber", format!("`{}` is `{text}`", entry.name("drawNumber")), EXPECTED);
    }
    read
}

/// An entry, and the order of the numbers of its dates where it is known.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    entry: &'a Entry<'a>,
    order: Option<DateOrder>,
}

impl Reading<'_> {
    fn moment(self, field: &str) -> Result<Moment, Unclear> {
        moment::moment(&self.entry.text(field), self.order)
    }

    /// The day of a field.
    pub fn day(self, field: &str) -> Option<Day> {
        self.moment(field).ok().and_then(Moment::date)
    }

    /// The same; the number of a spreadsheet is noted.
    fn noted_day(self, field: &str) -> Option<Day> {
        let (day, text) = (self.day(field)?, self.text(field));
        if figure::serial_date(&text).is_some() {
            self.entry.assume(Form::SerialDate, field, [&text, &day.to_string()]);
        }
        Some(day)
    }

    /// The text of a field.
    pub fn text(self, field: &str) -> String {
        self.entry.text(field)
    }

    /// The day of the round: `drawDate`, or else the other fields that state it.
    fn date(self, findings: &mut Vec<Finding>) -> Option<Day> {
        let (text, entry) = (self.text("drawDate"), self.entry);
        if let Some(day) = self.noted_day("drawDate").or_else(|| self.day_before_odd_time()) {
            return Some(day);
        }
        if let Some(day) = [FULL_DATE, "drawDateTime"].into_iter().find_map(|field| self.day(field)) {
            findings.push(Finding::DateElsewhere { text, day });
            return Some(day);
        }
        let expected = match self.moment("drawDate") {
            Err(Unclear::Order) => {
                "a date with a clear order of day and month: state it with `--date-order dmy`, `mdy` or `ymd`"
            }
            Ok(_) | Err(Unclear::Unknown) => "a date from 2015 to 2100 like 2025-06-10",
        };
        if text.is_empty() {
            _ = entry.need("drawDate", expected);
            return None;
        }
        entry.wrong("drawDate", format!("`{}` is `{text}`", entry.name("drawDate")), expected);
        None
    }

    /// The day of a date behind which stands a time that there is not.
    fn day_before_odd_time(self) -> Option<Day> {
        moment::date_before_odd_time(&self.text("drawDate"), self.order)?.date()
    }

    /// The other texts of the date that state another day. A time in UTC may fall on the day after.
    fn note_other_days(self, date: Day, drawn_at: Instant, findings: &mut Vec<Finding>) {
        for field in [FULL_DATE, "drawDateTime"] {
            let stated = self.day(field).filter(|day| *day != date);
            let is_evening = field != FULL_DATE && drawn_at.day() == date;
            if stated.is_some() && !is_evening {
                let (field, text) = (self.entry.name(field).to_owned(), self.text(field));
                findings.push(Finding::OtherDay { date, field, text, taken: drawn_at });
            }
        }
    }

    /// Texts that begin with another weekday than that of their date.
    fn note_weekdays(self, findings: &mut Vec<Finding>) {
        for field in ["drawDate", FULL_DATE, "drawDateTime", "drawCutOff"] {
            let text = self.text(field);
            let stated = moment::weekday(&text).zip(self.day(field));
            if let Some((_, day)) = stated.filter(|(weekday, day)| *weekday != moment::weekday_of(*day)) {
                findings.push(Finding::OtherWeekday { text, day });
            }
        }
    }

    /// The second of the round, which may fall on the day before or after: rounds were held around midnight
    /// in UTC.
    fn drawn_at(self, date: Day, findings: &mut Vec<Finding>) -> Instant {
        let (text, moment) = self.moment_of_round(date);
        let noon = date.start() + 12 * 3600;
        let Some((moment, time)) = moment.and_then(|moment| Some((moment, moment.time?))) else {
            let time = moment::time(&text);
            let taken = time.map_or(noon, |time| time.on(date));
            findings.extend(match time {
                None if text.is_empty() => Some(Finding::NoTimeOfDay { noon }),
                None => Some(Finding::NoTime { text, noon }),
                Some(time) => assumed_of_time(text, time, taken),
            });
            return taken;
        };
        match moment.in_year(moment.year.unwrap_or(date.year())) {
            Some(taken) if (taken.day() - date).abs() <= 1 => {
                if moment.year.is_none() {
                    findings.push(Finding::TimeWithoutYear { text: text.clone(), taken });
                }
                findings.extend(assumed_of_time(text, time, taken));
                taken
            }
            _ => {
                let taken = time.on(date);
                findings.push(Finding::TimeOfAnotherDay { text, date, taken });
                taken
            }
        }
    }

    /// The text that may state the time, and the moment in it: of a column of times, or else of the date. The
    /// round's date at midnight, without a zone, has no time: tools write it so.
    fn moment_of_round(self, date: Day) -> (String, Option<Moment>) {
        if !self.text("drawDateTime").trim().is_empty() {
            let moment = self.moment("drawDateTime").ok();
            let of_day = moment.filter(|moment| moment.date() == Some(date));
            let is_day = of_day.is_some_and(|moment| moment.time.is_some_and(is_bare_midnight));
            return if is_day { (String::new(), None) } else { (self.text("drawDateTime"), moment) };
        }
        let moment = self.moment("drawDate").ok();
        match moment.filter(|moment| moment.time.is_some_and(|time| time.second != 0)) {
            Some(moment) => (self.text("drawDate"), Some(moment)),
            None if self.day("drawDate").is_none() && self.day_before_odd_time().is_some() => {
                (self.text("drawDate"), None)
            }
            None => (String::new(), None),
        }
    }

    /// The tie-break. None was published before round 77. One that is weeks later than its round, in the same
    /// year, is read as of the year before; another that is later is noticed with what else is impossible.
    fn tie_break(self, drawn_at: Instant, findings: &mut Vec<Finding>) -> Option<Instant> {
        let text = self.text("drawCutOff");
        if text.is_empty() || text.chars().all(|sign| !sign.is_alphanumeric()) {
            return None;
        }
        if let Some(taken) = self.day_of_tie_break(drawn_at) {
            findings.push(Finding::TieBreakDay { text, taken });
            return Some(taken);
        }
        let (time, stated) = match self.stated_tie_break() {
            Ok(stated) => stated,
            Err(fault) => {
                findings.push(Finding::TieBreak { text, fault, taken: None });
                return None;
            }
        };
        if stated <= drawn_at {
            findings.extend(assumed_of_time(text, time, stated));
            return Some(stated);
        }
        let is_noon = findings.iter().any(Finding::is_of_assumed_time);
        let taken = self.earlier_year(stated, drawn_at);
        // On a day of which noon was assumed nobody can say which was later.
        if taken.is_none() && !(is_noon && stated.day() == drawn_at.day()) {
            return Some(stated);
        }
        findings.push(Finding::TieBreak { text, fault: TieBreakFault::AfterRound, taken });
        taken
    }

    /// Noon of a tie-break that has only a day; on the day of the round the second of the round, if it is
    /// earlier. Tools write a day as its midnight.
    fn day_of_tie_break(self, drawn_at: Instant) -> Option<Instant> {
        let moment = self.moment("drawCutOff").ok()?;
        let day = moment.date().filter(|_| moment.time.is_none_or(is_bare_midnight))?;
        let noon = day.start() + 12 * 3600;
        (day <= drawn_at.day()).then_some(noon.min(drawn_at))
    }

    fn stated_tie_break(self) -> Result<(Time, Instant), TieBreakFault> {
        let moment = self.moment("drawCutOff").map_err(|_| TieBreakFault::Unreadable)?;
        let year = moment.year.ok_or(TieBreakFault::NoYear)?;
        let time = moment.time.ok_or(TieBreakFault::Unreadable)?;
        Ok((time, moment.in_year(year).ok_or(TieBreakFault::NoSuchTime)?))
    }

    /// The instant a year before, of a tie-break to which the year of its round was written.
    fn earlier_year(self, stated: Instant, drawn_at: Instant) -> Option<Instant> {
        let (day, round) = (stated.day(), drawn_at.day());
        let is_typo = day.year() == round.year() && day - round >= YEAR_TYPO_DAYS;
        let moment = self.moment("drawCutOff").ok().filter(|_| is_typo)?;
        moment.in_year(day.year() - 1)
    }
}

/// Midnight without a zone, as tools write a day without a time.
fn is_bare_midnight(time: Time) -> bool {
    time.second == 0 && time.zone == Zone::Unstated
}

fn assumed_of_time(text: String, time: Time, taken: Instant) -> Option<Finding> {
    match time {
        Time { clock: Clock::Both, .. } => Some(Finding::OddClock { text, taken }),
        Time { zone: Zone::Unstated, .. } => Some(Finding::ZoneUnstated { text, taken }),
        Time { zone: Zone::East(_) | Zone::Toronto, .. } => None,
    }
}
