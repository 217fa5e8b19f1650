//! Profiles for tests.

use drawsim::policy::noc;
use drawsim::policy::profile::{
    Abilities, CanadianStudy, Education, JobOffer, Language, Occupation, Profile, Residence,
};
use drawsim::time::Day;

/// A day written as in the sources.
pub fn day(text: &str) -> Day {
    text.parse().expect("a test writes dates as they are")
}

/// An occupation by its code.
pub fn occupation(code: &str) -> Occupation {
    noc::find(code).expect("a test names unit groups that exist")
}

/// The same level in all four abilities.
pub fn all(level: u8) -> Abilities {
    Abilities([level; 4])
}

/// A birth date of somebody who has been `age` for some months on a day.
pub fn born(age: i32, on: Day) -> Day {
    on.plus_years(-age) - 100
}

/// A person of 30 with a bachelor's degree and level 7 who has nothing else; on 2026-09-15.
pub fn plain() -> Profile {
    Profile {
        birth: born(30, day("2026-09-15")),
        education: Education::Bachelor,
        first_language: Language::English,
        first: all(7),
        second: None,
        canadian_work_years: 0,
        recent_canadian_months: 0,
        foreign_work_years: 0,
        occupation: occupation("21231"),
        occupation_months: 0,
        continuous_months: 0,
        trade_certificate: false,
        canadian_study: CanadianStudy::None,
        spouse: None,
        job_offer: JobOffer::None,
        sibling: false,
        nominated: false,
        residence: Residence::Abroad,
        funds: true,
        family_size: 1,
    }
}
