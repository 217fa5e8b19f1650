//! Profiles for tests.

use drawsim::policy::noc;
use drawsim::policy::profile::{Abilities, Education, Occupation, Profile};
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

/// A birth date with which a person has been `age` for some months on a day.
pub fn born(age: i32, on: Day) -> Day {
    on.plus_years(-age) - 100
}

/// A person of 30 with a bachelor's degree and level 7 who has nothing else; on 2026-09-15.
pub fn plain() -> Profile {
    Profile {
        education: Education::Bachelor,
        occupation: occupation("21231"),
        ..Profile::new(born(30, day("2026-09-15")), all(7))
    }
}
