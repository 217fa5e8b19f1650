//! Figures that cannot be right: what is impossible, where it stands, and what happens to it.

use crate::policy::instruction::RoundNumber;
use crate::time::{Day, Instant};

/// Lowest and highest score of a band.
pub type Band = (u16, u16);

/// A figure that cannot be right, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Impossible {
    /// The table.
    pub table: String,
    /// Its line, from 1; none where a file gives no line of its own.
    pub line: Option<usize>,
    /// What is impossible.
    pub fault: Fault,
    /// What happens to the figure.
    pub kept: Kept,
}

/// What happens to a figure that cannot be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is left out.
    LeftOut,
    /// It is written with a note or flag, for which readers of the table leave it out.
    Written,
}

/// What is impossible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A nomination alone is worth more than the cutoff of nominees: the cutoff is left out.
    NomineeCutoff {
        /// The round.
        number: RoundNumber,
        /// Its cutoff.
        cutoff: u16,
        /// Points of a nomination.
        nomination: u16,
    },
    /// No candidate without a nomination can reach the cutoff: it is left out.
    CutoffTooHigh {
        /// The round.
        number: RoundNumber,
        /// Its type.
        round_type: String,
        /// Its cutoff.
        cutoff: u16,
        /// The highest score of such a candidate.
        highest: u16,
    },
    /// The size looks like a cutoff, and the cutoff like a size: the round is left out.
    Exchanged {
        /// The round.
        number: RoundNumber,
        /// The stated size.
        size: u32,
        /// The stated cutoff.
        cutoff: u32,
    },
    /// No score is as high as the cutoff, and the size cannot be the cutoff: the cutoff is left out.
    AboveScale {
        /// The round.
        number: RoundNumber,
        /// The stated cutoff.
        cutoff: u32,
    },
    /// The round has the day, type, size and cutoff of another number: it is left out.
    Twice {
        /// The round.
        number: RoundNumber,
        /// The other number.
        first: RoundNumber,
    },
    /// The tie-break is later than the round: it is left out.
    TieBreakAfter {
        /// The round.
        number: RoundNumber,
        /// The tie-break.
        tie_break: Instant,
    },
    /// No profile of the time of the tie-break was still valid at the round: it is left out.
    TieBreakBefore {
        /// The round.
        number: RoundNumber,
        /// The tie-break.
        tie_break: Instant,
    },
    /// A band holds more candidates than the stated total: the count is left out.
    BandAboveTotal {
        /// Day of the count.
        day: Day,
        /// The band.
        band: Band,
        /// Its candidates.
        count: u32,
        /// The stated total.
        total: u32,
    },
    /// All bands hold more candidates than the stated total: the count is left out.
    BandsAboveTotal {
        /// Day of the count.
        day: Day,
        /// The sum of the bands.
        sum: u32,
        /// The stated total.
        total: u32,
    },
    /// A wide band holds far more candidates than its parts: the count is left out.
    BandAboveParts {
        /// Day of the count.
        day: Day,
        /// The wide band.
        band: Band,
        /// Its candidates.
        count: u32,
        /// The sum of its parts.
        sum: u32,
    },
}
