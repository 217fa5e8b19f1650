//! How long applications take: a log-normal time with the 80th percentile of the program and the day.

use super::Processing;
use crate::policy::program::Program;
use crate::time::Day;

const DAYS_PER_MONTH: f64 = 365.25 / 12.0;
/// The 80th percentile of the standard normal distribution.
const Z80: f64 = 0.8416;

/// The logarithm of the days that applications take: a normal distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogDays {
    /// Its mean.
    pub mean: f64,
    /// Its standard deviation.
    pub spread: f64,
}

impl Processing {
    /// The time that applications of a day take.
    pub fn log_days(&self, program: Program, day: Day) -> LogDays {
        LogDays { mean: self.log_days_p80(program, day) - Z80 * self.spread, spread: self.spread }
    }

    /// The logarithm of the days of one application, so many standard deviations above the mean.
    pub fn log_days_at(&self, program: Program, day: Day, deviations: f64) -> f64 {
        self.log_days_p80(program, day) + self.spread * (deviations - Z80)
    }

    /// Logarithm of the days within which four fifths of the applications of a day are decided.
    fn log_days_p80(&self, program: Program, day: Day) -> f64 {
        (self.programs[program.index()].months_p80.at_day(day) * DAYS_PER_MONTH).ln()
    }
}
