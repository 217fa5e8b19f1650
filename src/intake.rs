//! Responses to invitations, and decisions on applications.

mod application;
mod processing;

pub use application::{Applicant, Application, Decision};
pub use processing::{Course, decide};

use crate::population::{PersonId, Response};
use crate::rng::{Purpose, Randomness};
use crate::time::Day;

/// A candidate's response to an invitation, with its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Applies for permanent residence.
    Apply(Day),
    /// Declines and is back in the pool.
    Decline(Day),
    /// Lets the invitation lapse: the day after its last.
    Lapse(Day),
}

/// An invitation before its response.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OpenInvitation {
    /// The invited person.
    pub person: PersonId,
    /// The day of the invitation.
    pub day: Day,
    /// Days for which it is valid.
    pub validity_days: u32,
    /// Share of such invitations that lead to an application.
    pub apply_share: f64,
}

/// Samples the response to an invitation.
pub fn answer(shares: &Response, invitation: OpenInvitation, randomness: Randomness) -> Answer {
    let OpenInvitation { person, day, validity_days, apply_share } = invitation;
    let mut samples = randomness.stream(person.number(), Purpose::Response, day.number() as u64);
    let (choice, kind) = (samples.uniform(), samples.uniform());
    let (application, decline) = (samples.uniform(), samples.uniform());
    if choice < apply_share {
        Answer::Apply(day_within(day, validity_days, application))
    } else if kind < shares.decline {
        Answer::Decline(day_within(day, shares.decline_within_days, decline))
    } else {
        Answer::Lapse(day + validity_days as i32 + 1)
    }
}

/// One of so many days after a day, by a uniform sample.
fn day_within(day: Day, days: u32, uniform: f64) -> Day {
    day + 1 + (uniform * f64::from(days)) as i32
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
            let invitation = OpenInvitation { person, day, validity_days: 60, apply_share };
            is(answer(&SHARES, invitation, Randomness::new(1, 0)))
        });
        answered.count() as f64 / f64::from(count)
    }

    fn is_application(answer: Answer) -> bool {
        matches!(answer, Answer::Apply(_))
    }

    #[test]
    fn answers_follow_the_shares() {
        let tolerance = 4.0 * (0.25_f64 / 20_000.0).sqrt();
        assert_eq!(share(1.0, is_application), 1.0);
        assert!((share(0.9, is_application) - 0.9).abs() < tolerance);
        assert!((share(0.5, |answer| matches!(answer, Answer::Decline(_))) - 1.0 / 6.0).abs() < tolerance);
    }

    #[test]
    fn no_one_applies_after_the_invitation_has_ended() {
        let day = Day::new(2020, 1, 8).unwrap();
        let late = share(0.7, |answer| match answer {
            Answer::Apply(on) => on <= day || on > day + 60,
            Answer::Decline(on) => on <= day || on > day + 14,
            Answer::Lapse(on) => on != day + 61,
        });
        assert_eq!(late, 0.0);
    }
}
