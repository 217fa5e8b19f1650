//! Candidates for tests: only what a round and a pool look at differs.

use drawsim::policy::profile::{Abilities, Education, Profile};
use drawsim::policy::rules::Eligibility;
use drawsim::pool::Submission;
use drawsim::population::{PersonId, Situation};
use drawsim::time::{Day, Instant, Month};
use proptest::test_runner::{Config, RngSeed};

/// The same random inputs in every run: a failure found by one is found by all.
pub fn cases(count: u32) -> Config {
    Config { rng_seed: RngSeed::Fixed(20_150_131), failure_persistence: None, ..Config::with_cases(count) }
}

pub fn first_day() -> Day {
    Day::new(2020, 1, 1).unwrap()
}

pub fn at(second: i64) -> Instant {
    first_day().start() + second
}

pub fn profile(nominated: bool) -> Profile {
    Profile {
        education: Education::Bachelor,
        foreign_work_years: 3,
        occupation_months: 36,
        continuous_months: 36,
        nominated,
        ..Profile::new(Day::new(1990, 1, 1).unwrap(), Abilities([9; 4]))
    }
}

/// A submission of the person of that index, with these bits of eligibility.
pub fn submission(index: u32, second: i64, score: u16, bits: u32, nominated: bool) -> Submission {
    Submission {
        person: PersonId::new(0, first_day(), index),
        submitted_at: at(second),
        expires_on: at(second).day().plus_months(12),
        profile: profile(nominated),
        situation: Situation {
            language_tested: Month::of(Day::from_number(17_000)),
            education_assessed: Month::of(Day::from_number(17_000)),
            works_in_canada: false,
            destination: 0,
        },
        score,
        eligibility: Eligibility(bits),
    }
}
