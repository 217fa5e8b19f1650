//! From the application to the landing: how long it takes, how it ends, who lands.

use crate::calendar::Decision;
use crate::policy::program::Program;
use crate::population::{PersonId, Processing, poisson};
use crate::rng::{Purpose, Randomness};
use crate::time::Day;

const DAYS_PER_MONTH: f64 = 365.25 / 12.0;
/// The 80th percentile of the standard normal distribution.
const Z80: f64 = 0.8416;

/// Samples the day of the decision on an application of `day`, and the decision.
///
/// Assumption A16: processing times are log-normal with the published or fitted 80th percentile of the program and the year
/// of the application. Assumption A17: one plus a Poisson number of persons land, with the program's mean.
pub fn decide(
    processing: &Processing,
    person: PersonId,
    program: Program,
    is_in_canada: bool,
    day: Day,
    randomness: Randomness,
) -> (Day, Decision) {
    let mut samples = randomness.stream(person.number(), Purpose::Processing, day.number() as u64);
    let (refusal, wait, family) = (samples.uniform(), samples.normal(), samples.uniform());
    let times = &processing.programs[program.index()];
    let log_days = log_days_p80(processing, program, day) + processing.spread * (wait - Z80);
    let decided = day + (log_days.exp().round() as i32).max(1);
    if refusal < times.refused {
        return (decided, Decision::Refused);
    }
    let delay = if is_in_canada { processing.landing_days_canada } else { processing.landing_days_abroad };
    let landing = decided + 1 + (samples.uniform() * 2.0 * delay) as i32;
    (
        decided,
        Decision::Approved {
            approved: decided,
            landing,
            persons: 1 + poisson((times.persons.at_day(day) - 1.0).max(0.0), family),
        },
    )
}

/// Logarithm of the days within which four fifths of the applications of a day are decided.
fn log_days_p80(processing: &Processing, program: Program, day: Day) -> f64 {
    (processing.programs[program.index()].months_p80.at_day(day) * DAYS_PER_MONTH).ln()
}

/// Mean and standard deviation of the logarithm of the days that applications of a day take.
pub(super) fn log_days(processing: &Processing, program: Program, day: Day) -> (f64, f64) {
    (log_days_p80(processing, program, day) - Z80 * processing.spread, processing.spread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_poisson_number_by_inversion_follows_its_distribution() {
        // exp(-0.9) = 0.40657; the next term is 0.36591.
        assert_eq!([0.40, 0.41, 0.77, 0.78].map(|uniform| poisson(0.9, uniform)), [0, 1, 1, 2]);
        assert_eq!(poisson(0.0, 0.999), 0);
    }
}
