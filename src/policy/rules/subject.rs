//! A profile on a day, with the facts that most rules ask for.

use crate::policy::profile::{Language, Profile};
use crate::time::Day;

/// A profile that is judged on a day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subject<'a> {
    pub profile: &'a Profile,
    pub lowest: Lowest,
    /// Age in full years, 0 for a birth in the future.
    pub age: usize,
}

impl<'a> Subject<'a> {
    #[inline(always)]
    pub fn new(profile: &'a Profile, on: Day) -> Subject<'a> {
        Subject { profile, lowest: Lowest::of(profile), age: age(profile, on) }
    }

    /// Another profile of a person of the same age.
    pub fn with<'b>(&self, profile: &'b Profile) -> Subject<'b> {
        Subject { profile, lowest: Lowest::of(profile), age: self.age }
    }
}

/// Age as an index: full years, 0 for a birth in the future.
#[inline]
fn age(profile: &Profile, on: Day) -> usize {
    usize::try_from(on.years_since(profile.birth)).unwrap_or(0)
}

/// The lowest of the four abilities in each language, which most rules ask for; 0 without a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lowest {
    pub first: u8,
    pub second: u8,
    pub french: u8,
    pub english: u8,
}

impl Lowest {
    #[inline]
    pub fn of(profile: &Profile) -> Lowest {
        let first = profile.first.lowest();
        let second = profile.second_or_none().lowest();
        let (french, english) = match profile.first_language {
            Language::French => (first, second),
            Language::English => (second, first),
        };
        Lowest { first, second, french, english }
    }
}
