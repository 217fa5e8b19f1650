//! Processing of applications: times, refusals and persons admitted.
//!
//! The time of an application is log-normal, with the 80th percentile of its program and day.

use super::ByYear;
use crate::policy::profile::Residence;
use crate::policy::program::Program;
use crate::time::{DAYS_PER_YEAR, Day};

const DAYS_PER_MONTH: f64 = DAYS_PER_YEAR / 12.0;
/// The 80th percentile of the standard normal distribution.
const Z80: f64 = 0.8416;

/// Processing of applications: times, refusals and persons admitted.
#[derive(Clone, Debug, PartialEq)]
pub struct Processing {
    /// By program: CEC, FSW, FST, PNP.
    pub programs: [ProgramProcessing; 4],
    /// Standard deviation of the logarithm of processing times.
    pub spread: f64,
    /// Mean days from approval to landing for applicants in Canada.
    pub landing_days_canada: f64,
    /// The same for applicants abroad.
    pub landing_days_abroad: f64,
}

/// The processing of one program's applications.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgramProcessing {
    /// Months within which 80 % are decided, by year of the application.
    pub months_p80: ByYear,
    /// Share of applications refused or withdrawn.
    pub refused: f64,
    /// Persons admitted for each member of the family in the profile, by year of the application.
    pub family: ByYear,
}

/// The logarithm of the days that applications take: a normal distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogDays {
    /// Its mean.
    pub mean: f64,
    /// Its standard deviation.
    pub spread: f64,
}

impl Processing {
    /// Mean days from approval to landing for applicants of a residence.
    pub(crate) fn landing_days(&self, residence: Residence) -> f64 {
        match residence {
            Residence::Canada => self.landing_days_canada,
            Residence::Abroad => self.landing_days_abroad,
        }
    }

    /// The time that applications of a day take.
    pub(crate) fn log_days(&self, program: Program, day: Day) -> LogDays {
        LogDays { mean: self.log_days_p80(program, day) - Z80 * self.spread, spread: self.spread }
    }

    /// The logarithm of the days of one application, so many standard deviations above the mean.
    pub(crate) fn log_days_at(&self, program: Program, day: Day, deviations: f64) -> f64 {
        self.log_days_p80(program, day) + self.spread * (deviations - Z80)
    }

    /// Logarithm of the days within which four fifths of the applications of a day are decided.
    fn log_days_p80(&self, program: Program, day: Day) -> f64 {
        (self.programs[program.index()].months_p80.at_day(day) * DAYS_PER_MONTH).ln()
    }
}
