//! Repairs and changes of an import in words.

use crate::document::plural::plural;
use crate::document::printable::printable_line;
use crate::document::problem::Problem;
use crate::published::import::repair::{Finding, Repair, TieBreakFault};
use crate::published::import::{Change, Numbering, moment};
use crate::scenario::DateOrder;
use crate::time::Day;

/// A repair with the number of its round.
pub fn repair(repair: &Repair) -> String {
    format!("round {}: {}", repair.number, finding(&repair.finding))
}

/// The note of a row that was repaired.
pub fn note<'a>(findings: impl Iterator<Item = &'a Finding>) -> String {
    findings.map(finding).collect::<Vec<_>>().join("; ")
}

/// A change of the tables.
pub fn change(change: Change) -> String {
    match change {
        Change::NewRound(number) => format!("round {number} is new"),
        Change::OtherRound(number) => format!("round {number} has changed"),
        Change::NewCount(day) => format!("the count of {day} is new"),
        Change::OtherCount(day) => format!("the count of {day} has changed"),
    }
}

/// The columns that were read, by their meaning, and those that were not.
pub fn columns(columns: &[(&'static str, String)], unused: &[String]) -> String {
    let named: Vec<String> = columns.iter().map(|(meaning, name)| format!("{meaning} `{name}`")).collect();
    let unused: Vec<String> = unused.iter().map(|name| format!("`{}`", printable_line(name))).collect();
    let unused = if unused.is_empty() { String::new() } else { format!(" Not used: {}.", unused.join(", ")) };
    format!("Columns of the file: {}.{unused}\n\n", named.join(", "))
}

/// Rows that are left out.
pub fn left_out(rows: usize) -> String {
    let verb = if rows == 1 { "is" } else { "are" };
    format!("{} {verb} left out; a notice gives the reason.\n\n", plural(rows as u64, "row"))
}

/// What is wrong with a row that is left out.
pub fn broken(problem: &Problem) -> String {
    let Problem { title, expected, .. } = problem;
    let place = problem
        .origin
        .as_ref()
        .map_or(String::new(), |origin| format!("{}:{}: ", origin.source.name, origin.line()));
    format!("{place}{title}, {expected}; the row is left out")
}

/// Columns of counts that a file with others lacks.
pub fn missing_columns(columns: &[String]) -> String {
    let names: Vec<String> = columns.iter().map(|name| format!("`{name}`")).collect();
    let noun = plural(columns.len() as u64, "column");
    let names = names.join(", ");
    format!("The file lacks {noun} of pool counts: {names}. These counts are left empty.\n\n")
}

/// The order of the numbers of dates that some of them prove.
pub fn order(order: DateOrder) -> &'static str {
    match order {
        DateOrder::DayMonthYear => {
            "Dates in numbers are read with the day first: some of the file have no other order.\n\n"
        }
        DateOrder::MonthDayYear => {
            "Dates in numbers are read with the month first: some of the file have no other order.\n\n"
        }
        DateOrder::YearMonthDay => {
            "Dates in numbers are read with the year first: some of the file have no other order.\n\n"
        }
    }
}

/// The numbers of rounds that the file lacks.
pub fn numbering(numbering: Numbering) -> String {
    let Numbering { known, resized, new } = numbering;
    let resized = match resized {
        0 => String::new(),
        resized => format!("; by day and type, with another size: {}", plural(resized as u64, "round")),
    };
    format!(
        "The file has no numbers of rounds. Known by day, type and size: {}{resized}; numbered after them: \
         {}.\n\n",
        plural(known as u64, "round"),
        plural(new as u64, "round"),
    )
}

/// A finding, and the repair.
fn finding(finding: &Finding) -> String {
    match finding {
        Finding::Repeated => "the file has it twice; taken once".to_owned(),
        Finding::UnknownName { name, round_type } => {
            format!("the name `{name}` is not known; kept as the type `{round_type}`")
        }
        Finding::Corrected { column, found, corrected, source } => {
            format!("{column} are {found}; corrected to {corrected}: {source}")
        }
        Finding::DateElsewhere { text, day } => {
            format!("`drawDate` is `{text}`; taken as {day}, as in other fields")
        }
        Finding::TimeWithoutYear { text, taken } => {
            format!("the time `{text}` has no year; taken as {taken}")
        }
        Finding::TimeOfAnotherDay { text, date, taken } => {
            format!("the time is `{text}`, the round of {date}; taken as {taken}")
        }
        Finding::OtherDay { date, field, text, taken } => {
            format!("the date is {date}, `{field}` is `{text}`; kept as the round of {date}, held at {taken}")
        }
        Finding::OtherWeekday { text, day } => {
            format!("`{text}` names a weekday, but {day} is a {}; taken as {day}", weekday(*day))
        }
        Finding::FarDate { date, before } => {
            format!(
                "the date {date} is more than two years after all others, of which the newest is {before}"
            )
        }
        Finding::OddClock { text, taken } => {
            format!("the time `{text}` has a 24-hour clock and `p.m.`; read as {taken}")
        }
        Finding::HeldLater { first, taken } => {
            format!("round {first} of the same type has the same time; held later, at {taken}")
        }
        Finding::TieBreakDay { text, taken } => {
            format!("the tie-break `{text}` has no time of day; taken as {taken}")
        }
        Finding::NoTime { text, noon } => format!("the time is `{text}`; taken as noon, {noon}"),
        Finding::NoTimeOfDay { noon } => {
            format!("no time of day is stated; taken as noon in Toronto, {noon}")
        }
        Finding::ZoneUnstated { text, taken } => {
            format!("the time `{text}` names no zone; taken as UTC, {taken}")
        }
        Finding::TieBreak { text, fault, taken } => {
            let taken = taken.map_or("left out".to_owned(), |taken| format!("taken as {taken}"));
            format!("{}; {taken}", tie_break(text, *fault))
        }
        Finding::ImpossibleCutoff { cutoff } => {
            format!("the cutoff cannot be {cutoff}; no command uses it")
        }
        Finding::UnreadableCount { field, text } => format!("`{field}` is `{text}`; left out"),
        Finding::MissingCounts { fields } => {
            let names: Vec<String> = fields.iter().map(|field| format!("`{field}`")).collect();
            format!("the counts {} are empty; left empty", names.join(", "))
        }
        Finding::NoTotal => "the pool has counts but no total; left out".to_owned(),
        Finding::UnlikelyDay { text } if text.is_empty() => {
            "the pool is counted, but the day of the count is empty; the count is left out".to_owned()
        }
        Finding::ImpossibleCounts { day } => {
            format!("the count of {day} cannot be right; flagged `impossible`, and no command uses it")
        }
        Finding::UnlikelyDay { text } => format!("the pool is counted as of `{text}`; left out"),
        Finding::OtherCounts { day } => {
            format!("the count of {day} differs from that of an earlier round; the earlier one is kept")
        }
        Finding::SumMismatch { column, stated, sum } => {
            format!("`{column}` is {stated}, its parts add up to {sum}; kept, and flagged `sum_mismatch`")
        }
        Finding::Stale { day, first } => {
            format!("the count of {day} repeats that of {first}; flagged `stale`")
        }
    }
}

fn weekday(day: Day) -> &'static str {
    match moment::weekday_of(day) {
        0 => "Monday",
        1 => "Tuesday",
        2 => "Wednesday",
        3 => "Thursday",
        4 => "Friday",
        5 => "Saturday",
        _ => "Sunday",
    }
}

fn tie_break(text: &str, fault: TieBreakFault) -> String {
    match fault {
        TieBreakFault::Unreadable => format!("the tie-break is `{text}`"),
        TieBreakFault::NoYear => format!("the tie-break `{text}` has no year"),
        TieBreakFault::NoSuchTime => format!("the tie-break `{text}` does not exist"),
        TieBreakFault::AfterRound => format!("the tie-break `{text}` is later than the round"),
        TieBreakFault::TooEarly => {
            format!("the tie-break `{text}` is older than any profile that was valid at the round")
        }
    }
}
