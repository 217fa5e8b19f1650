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
    /// A period without decisions; none if decisions go on all the time.
    pub suspended: Option<Suspension>,
}

/// A period in which no application is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suspension {
    /// Its first day.
    pub from: Day,
    /// The first day on which decisions go on.
    pub to: Day,
}

impl Suspension {
    /// The day of a decision that would be made on `decided` without the suspension: an application waits for
    /// as many days more as it lay in it.
    pub fn delayed(self, applied: Day, decided: Day) -> Day {
        let Suspension { from, to } = self;
        if applied >= to || decided < from {
            return decided;
        }
        decided + (to - from.max(applied))
    }
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

    /// The day on which an application is decided, whose time lies so many standard deviations above the
    /// mean of the logarithm.
    pub(crate) fn decided(&self, program: Program, applied: Day, deviations: f64) -> Day {
        let log_days = self.log_days_p80(program, applied) + self.spread * (deviations - Z80);
        let decided = applied + (log_days.exp().round() as i32).max(1);
        let suspended = self.programs[program.index()].suspended;
        suspended.map_or(decided, |suspended| suspended.delayed(applied, decided))
    }

    /// Logarithm of the days within which four fifths of the applications of a day are decided.
    fn log_days_p80(&self, program: Program, day: Day) -> f64 {
        (self.programs[program.index()].months_p80.at_day(day) * DAYS_PER_MONTH).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_application_waits_as_long_as_it_lay_in_a_suspension() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let suspended = Suspension { from: day("2021-01-01"), to: day("2021-01-11") };
        let delayed =
            |applied: &str, decided: &str| suspended.delayed(day(applied), day(decided)).to_string();
        assert_eq!(delayed("2020-06-01", "2020-12-31"), "2020-12-31");
        assert_eq!(delayed("2020-06-01", "2021-01-01"), "2021-01-11");
        assert_eq!(delayed("2020-06-01", "2021-03-01"), "2021-03-11");
        assert_eq!(delayed("2021-01-08", "2021-03-01"), "2021-03-04");
        assert_eq!(delayed("2021-01-11", "2021-03-01"), "2021-03-01");
    }
}
