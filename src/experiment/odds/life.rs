//! What the coming year brings to the score of a profile: birthdays, an expiring test, changes of law.

use super::candidate::{Candidate, Change, Given};
use crate::policy::law::Law;
use crate::time::Day;

/// A day on which the score of a candidate changes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LifeChange {
    /// The day.
    pub day: Day,
    /// The cause.
    pub cause: Cause,
    /// The score before; none out of the pool.
    pub before: Option<u16>,
    /// The score from that day on; none out of the pool.
    pub after: Option<u16>,
}

/// Why a score changes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A birthday: the age from then on.
    Birthday(i32),
    /// The test in the first official language no longer holds.
    FirstTest,
    /// The test in the other official language no longer holds.
    SecondTest,
    /// The spouse's test no longer holds.
    SpouseTest,
    /// A change of law.
    Law,
}

/// The changes of the score of a profile after a first day, up to a last one; none of a bare score.
pub fn changes(candidate: &Candidate, law: &Law, first: Day, last: Day) -> Vec<LifeChange> {
    let Given::Profile(profile, tested) = &candidate.given else { return Vec::new() };
    let expiries = tested.expiries(law);
    let score = |day: Day| candidate.standing(Change::None, law, day).map(|standing| standing.score);
    let mut found = Vec::new();
    let mut before = score(first);
    let mut day = first + 1;
    while day <= last {
        let age = day.years_since(profile.birth);
        let cause = if expiries.first == Some(day) {
            Some(Cause::FirstTest)
        } else if expiries.second == Some(day) {
            Some(Cause::SecondTest)
        } else if expiries.spouse == Some(day) {
            Some(Cause::SpouseTest)
        } else if age != (day - 1).years_since(profile.birth) {
            Some(Cause::Birthday(age))
        } else if law.change_days().contains(&day) {
            Some(Cause::Law)
        } else {
            None
        };
        if let Some(cause) = cause {
            let after = score(day);
            if after != before {
                found.push(LifeChange { day, cause, before, after });
            }
            before = after;
        }
        day = day + 1;
    }
    found
}
