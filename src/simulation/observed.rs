//! Cutoffs that candidates and future applicants remember.

use crate::population::Surge;
use crate::round::Eligible;
use crate::time::Day;

/// Remembered cutoffs, and the surges of arrivals after them.
#[derive(Clone, Debug, Default)]
pub(super) struct Observed {
    pub(super) cutoffs: Vec<Cutoff>,
    pub(super) surges: Vec<Surge>,
    /// The cutoffs that candidates know now: the newest recent one of each type, the newest first.
    pub(super) known: Vec<Cutoff>,
}

/// The cutoff of a round that was held.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cutoff {
    pub(super) day: Day,
    pub(super) eligible: Eligible,
    pub(super) score: u16,
}
