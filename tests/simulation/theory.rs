//! Pools whose size is known without a simulation.

use drawsim::model::Model;
use drawsim::record::Record;
use drawsim::simulation::State;

use crate::model::{day, quiet};

const ARRIVALS_PER_DAY: f64 = 20.0;
const REPLICATIONS: u32 = 6;
/// Ends of years from the second on: so far apart that no candidate is counted twice.
const YEARS: std::ops::RangeInclusive<i16> = 2019..=2025;

/// Mean pool at the ends of years, and its standard error if a count has the variance of a Poisson number.
fn mean_pool(model: &Model) -> (f64, f64) {
    let mut counts = Vec::new();
    for replication in 0..REPLICATIONS {
        let mut state = State::start(model, replication);
        for year in YEARS {
            state.advance(day(&format!("{year}-12-31")), &mut Record::counts());
            counts.push(f64::from(state.pool().present()));
        }
    }
    let number = counts.len() as f64;
    let mean = counts.iter().sum::<f64>() / number;
    (mean, (mean / number).sqrt())
}

#[test]
fn without_rounds_and_withdrawal_the_pool_is_the_arrivals_of_the_last_year() {
    // Whoever submitted on one of the last 365 days is there; a leap year's last day has 366 of them behind
    // it.
    let (mean, error) = mean_pool(&quiet());
    let leap_years = 2.0 / 7.0;
    let expected = ARRIVALS_PER_DAY * (365.0 + leap_years);
    assert!((mean - expected).abs() < 4.0 * error, "{mean} instead of {expected} +- {error}");
}

#[test]
fn with_withdrawal_the_pool_is_the_rate_times_the_mean_stay() {
    for rate in [0.3, 0.6, 2.0] {
        let mut model = quiet();
        model.change_people(|people| people.life.withdrawal_rate = rate);
        let (mean, error) = mean_pool(&model);
        // Rate x (1 - exp(-r T)) / r with T a year. A day's last second sees all arrivals of the day, so the
        // count is up to half a day's arrivals above the mean over the day.
        let expected = ARRIVALS_PER_DAY * 365.25 * (1.0 - (-rate).exp()) / rate;
        let tolerance = 4.0 * error + 0.5 * ARRIVALS_PER_DAY;
        assert!((mean - expected).abs() < tolerance, "rate {rate}: {mean} instead of {expected} +- {error}");
    }
}

#[test]
fn a_sampled_pool_is_its_share_of_the_full_one() {
    let mut model = quiet();
    model.change_people(|people| people.scale = 0.25);
    let (mean, error) = mean_pool(&model);
    let expected = 0.25 * ARRIVALS_PER_DAY * (365.0 + 2.0 / 7.0);
    assert!((mean - expected).abs() < 4.0 * error, "{mean} instead of {expected} +- {error}");
}

#[test]
fn everyone_who_submitted_and_stays_expires_after_twelve_months() {
    let model = quiet();
    let mut state = State::start(&model, 0);
    let mut record = Record::counts();
    state.advance(day("2020-02-29"), &mut record);
    let oldest = |state: &State<'_>| {
        let days = state.pool().candidates().map(|one| state.pool().submitted_at(one.slot).day());
        days.min().unwrap()
    };
    // The profiles of 2019-02-28 end as 2020-02-28 begins; a profile of 29 February ends on 28 February of
    // the next year.
    assert_eq!(oldest(&state), day("2019-03-01"));
    state.advance(day("2021-02-27"), &mut record);
    assert_eq!(oldest(&state), day("2020-02-28"));
    state.advance(day("2021-02-28"), &mut record);
    assert_eq!(oldest(&state), day("2020-03-01"));
}
