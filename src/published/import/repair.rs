//! Repairs: each difference between an imported row and the file's own text, as a fact.

use crate::policy::instruction::RoundNumber;
use crate::time::{Day, Instant};

/// A repair, and the round whose entry it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The round.
    pub number: RoundNumber,
    /// The finding, with the value taken instead.
    pub finding: Finding,
}

/// A finding in an entry, with the value taken instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The entry repeats an earlier one of the same round; it is taken once.
    Repeated,
    /// The round's name is not known; it becomes a type of its own.
    UnknownName {
        /// The name as published.
        name: String,
        /// The type made from it.
        round_type: String,
    },
    /// A figure is known to be wrong.
    Corrected {
        /// The column of `rounds.csv`.
        column: String,
        /// The figure of the file.
        found: u32,
        /// The right one.
        corrected: u32,
        /// How that is known.
        source: String,
    },
    /// `drawDate` is no date; another field states the day.
    DateElsewhere {
        /// The text of `drawDate`.
        text: String,
        /// The day of the other field.
        day: Day,
    },
    /// The time has no year; the round's is taken.
    TimeWithoutYear {
        /// The text of the time.
        text: String,
        /// The instant taken.
        taken: Instant,
    },
    /// The time is that of another day; its hour is taken on the round's day.
    TimeOfAnotherDay {
        /// The text of the time.
        text: String,
        /// Day of the round.
        date: Day,
        /// The instant taken.
        taken: Instant,
    },
    /// The date and another text of it state different days.
    OtherDay {
        /// Day of the round.
        date: Day,
        /// The field of the other text.
        field: String,
        /// That text.
        text: String,
        /// The instant taken.
        taken: Instant,
    },
    /// A text begins with another weekday than that of its date; the date is kept.
    OtherWeekday {
        /// The text.
        text: String,
        /// Its date.
        day: Day,
    },
    /// The date is years later than all others of the file; it is kept.
    FarDate {
        /// The date.
        date: Day,
        /// The newest of the others.
        before: Day,
    },
    /// A time to 24 hours has `p.m.` behind it; its hour is taken as it is written.
    OddClock {
        /// The text of the time.
        text: String,
        /// The instant taken.
        taken: Instant,
    },
    /// Another round of the type is held at the second that was assumed; this one is held later.
    HeldLater {
        /// The other round.
        first: RoundNumber,
        /// The instant taken.
        taken: Instant,
    },
    /// The tie-break has no time of day; noon in Toronto is taken, or the second of the round before it.
    TieBreakDay {
        /// The text of the tie-break.
        text: String,
        /// The instant taken.
        taken: Instant,
    },
    /// The time cannot be read; noon is taken.
    NoTime {
        /// The text of the time.
        text: String,
        /// Noon of the round's day.
        noon: Instant,
    },
    /// No time of day is stated; noon in Toronto is taken.
    NoTimeOfDay {
        /// Noon of the round's day.
        noon: Instant,
    },
    /// A time names no zone; it is taken as one in UTC.
    ZoneUnstated {
        /// The text of the time.
        text: String,
        /// The instant taken.
        taken: Instant,
    },
    /// The tie-break cannot be right.
    TieBreak {
        /// The text of the tie-break.
        text: String,
        /// Its fault.
        fault: TieBreakFault,
        /// The instant taken; without one it is left out.
        taken: Option<Instant>,
    },
    /// The cutoff cannot be right; it is kept, but not used.
    ImpossibleCutoff {
        /// The cutoff.
        cutoff: u32,
    },
    /// A count of the pool cannot be read; it is left out.
    UnreadableCount {
        /// The field.
        field: String,
        /// Its text.
        text: String,
    },
    /// Counts of the pool are missing; they are left empty.
    MissingCounts {
        /// The fields.
        fields: Vec<String>,
    },
    /// The pool is counted without a total; the counts are left out.
    NoTotal,
    /// The day of the counts cannot be right; the counts are left out.
    UnlikelyDay {
        /// The text of the day.
        text: String,
    },
    /// An earlier round states other counts for the same day; those are kept.
    OtherCounts {
        /// Day of the counts.
        day: Day,
    },
    /// The counts cannot be right; the row is kept and flagged.
    ImpossibleCounts {
        /// Day of the counts.
        day: Day,
    },
    /// Bands do not sum to the stated number; the row is kept and flagged.
    SumMismatch {
        /// The column with the stated sum.
        column: &'static str,
        /// The stated sum.
        stated: u32,
        /// The sum of its parts.
        sum: u32,
    },
    /// The counts are those of an earlier day; the row is kept and flagged.
    Stale {
        /// Day of the counts.
        day: Day,
        /// The earlier day.
        first: Day,
    },
}

/// The fault of a tie-break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TieBreakFault {
    /// It cannot be read.
    Unreadable,
    /// It has no year.
    NoYear,
    /// Its day or time does not exist.
    NoSuchTime,
    /// It is later than the round.
    AfterRound,
    /// No profile of its time was still valid at the round.
    TooEarly,
}

impl Finding {
    /// Whether it says that no time of day is stated.
    pub fn is_untimed(&self) -> bool {
        matches!(self, Finding::NoTimeOfDay { .. })
    }

    /// Whether noon is taken for want of a time of day.
    pub fn is_of_assumed_time(&self) -> bool {
        matches!(self, Finding::NoTimeOfDay { .. } | Finding::NoTime { .. })
    }

    /// Whether it belongs in the note of the round's row: rows of counts have flags of their own.
    pub fn is_noted(&self) -> bool {
        !matches!(self, Finding::Repeated | Finding::Stale { .. } | Finding::ImpossibleCounts { .. })
    }
}
