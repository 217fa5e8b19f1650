//! Rounds for tests.

use crate::policy::instruction::{RoundNumber, RoundType};
use crate::published::Round;
use crate::time::Day;

/// A round of CEC that was filled, with the facts that a table of published rounds states.
pub fn round(date: Day, size: u32, cutoff: u16) -> Round {
    Round {
        number: RoundNumber::new(1),
        date,
        drawn_at: date.start(),
        round_type: RoundType::new("cec"),
        size,
        invited: size,
        cutoff: Some(cutoff),
        cutoff_sampled: None,
        tie_break: None,
        pool: None,
        eligible: None,
        invited_by_program: None,
    }
}
