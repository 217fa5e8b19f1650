//! The day on which a command runs.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::time::{Day, Instant};

/// Today in America/Toronto, by the clock of the machine.
pub fn today() -> Day {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Instant::from_unix(i64::try_from(seconds).unwrap_or_default()).day()
}
