//! What follows an invitation.

mod application;
mod processing;

pub use application::{Application, Decision};
pub use processing::decide;

use crate::population::{PersonId, Response};
use crate::rng::{Purpose, Randomness};
use crate::time::Day;

/// What an invited candidate does, and on which day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Applies for permanent residence.
    Apply(Day),
    /// Declines and is back in the pool.
    Decline(Day),
    /// Does neither until the invitation ends.
    Lapse(Day),
}

/// What a person does with an invitation of `day` that is valid for `validity_days`; `apply_share` apply.
pub fn answer(
    shares: &Response,
    apply_share: f64,
    person: PersonId,
    day: Day,
    validity_days: u32,
    randomness: Randomness,
) -> Answer {
    let mut samples = randomness.stream(person.number(), Purpose::Response, day.number() as u64);
    let (choice, kind) = (samples.uniform(), samples.uniform());
    let (application, decline) = (samples.uniform(), samples.uniform());
    let within = |uniform: f64, days: u32| day + 1 + (uniform * f64::from(days)) as i32;
    if choice < apply_share {
        Answer::Apply(within(application, validity_days))
    } else if kind < shares.decline {
        Answer::Decline(within(decline, shares.decline_within_days))
    } else {
        Answer::Lapse(day + validity_days as i32 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHARES: Response = Response {
        apply: [0.9, 0.7, 0.7, 1.0],
        apply_category: 0.5,
        decline: 1.0 / 3.0,
        decline_within_days: 14,
    };

    fn share(apply_share: f64, is: impl Fn(Answer) -> bool) -> f64 {
        let day = Day::new(2020, 1, 8).unwrap();
        let count = 20_000;
        let answered = (0..count).filter(|index| {
            let person = PersonId::new(0, day, *index);
            is(answer(&SHARES, apply_share, person, day, 60, Randomness::new(1, 0)))
        });
        answered.count() as f64 / f64::from(count)
    }

    #[test]
    fn answers_follow_the_shares() {
        let applied = |answer| matches!(answer, Answer::Apply(_));
        let tolerance = 4.0 * (0.25_f64 / 20_000.0).sqrt();
        assert_eq!(share(1.0, applied), 1.0);
        assert!((share(0.9, applied) - 0.9).abs() < tolerance);
        let declined = |answer| matches!(answer, Answer::Decline(_));
        assert!((share(0.5, declined) - 1.0 / 6.0).abs() < tolerance);
    }

    #[test]
    fn nobody_applies_after_the_invitation_has_ended() {
        let day = Day::new(2020, 1, 8).unwrap();
        let late = |answer| match answer {
            Answer::Apply(on) => on <= day || on > day + 60,
            Answer::Decline(on) => on <= day || on > day + 14,
            Answer::Lapse(on) => on != day + 61,
        };
        assert_eq!(share(0.7, late), 0.0);
    }
}
