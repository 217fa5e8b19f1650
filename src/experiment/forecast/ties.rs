//! The candidates of a round by score and age of their profile: a tie at the cutoff is broken by the latter.

use crate::pool::Pool;
use crate::round::Eligible;
use crate::time::{Day, Instant};

/// Days of an age that are counted together.
///
/// Assumption A58: ages are even within them, and a score that no simulated candidate has is a toss.
const DAYS: i32 = 28;
/// Ages: a profile is valid for a year.
const AGES: usize = 14;
const SECONDS: f64 = 86_400.0;

/// The eligible candidates before a round, by score and age of their profile.
#[derive(Clone, Debug, Default)]
pub struct Ties {
    /// The lowest score that is counted.
    lowest: u16,
    /// By score from there on, each with its candidates by age, the youngest first.
    by_score: Vec<[u16; AGES]>,
}

impl Ties {
    /// Counts the candidates of a pool from a lowest score on, at the beginning of a day.
    pub fn before(pool: &Pool, eligible: Eligible, day: Day, lowest: u16) -> Ties {
        let mut by_score: Vec<[u16; AGES]> = Vec::new();
        let midnight = day.start();
        for slot in pool.at_or_above(lowest, |eligibility| eligible.admits(eligibility)) {
            let place = usize::from(pool.score(slot) - lowest);
            if by_score.len() <= place {
                by_score.resize(place + 1, [0; AGES]);
            }
            let age = age_days(pool.submitted_at(slot), midnight) as usize / DAYS as usize;
            let count = &mut by_score[place][age.min(AGES - 1)];
            *count = count.saturating_add(1);
        }
        Ties { lowest, by_score }
    }

    /// The share of the candidates at a score who submitted no later than a time; `day` is that of the round.
    /// One half where no candidate has the score.
    pub fn share_before(&self, score: u16, submitted_at: Instant, day: Day) -> f64 {
        let counts =
            usize::from(score).checked_sub(usize::from(self.lowest)).and_then(|at| self.by_score.get(at));
        let Some(counts) = counts.filter(|counts| counts.iter().any(|count| *count > 0)) else { return 0.5 };
        let all: f64 = counts.iter().map(|count| f64::from(*count)).sum();
        let age = age_days(submitted_at, day.start()) / f64::from(DAYS);
        let place = (age as usize).min(AGES - 1);
        let older: f64 = counts[place + 1..].iter().map(|count| f64::from(*count)).sum();
        let part = (1.0 - (age - place as f64)).clamp(0.0, 1.0);
        (older + part * f64::from(counts[place])) / all
    }
}

fn age_days(submitted_at: Instant, midnight: Instant) -> f64 {
    ((midnight.unix() - submitted_at.unix()) as f64 / SECONDS).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_is_that_of_older_profiles() {
        let day: Day = "2026-06-01".parse().unwrap();
        let mut counts = [0; AGES];
        (counts[0], counts[1], counts[3]) = (4, 2, 2);
        let ties = Ties { lowest: 500, by_score: vec![[0; AGES], counts] };
        let share = |days: i32| ties.share_before(501, (day - days).start(), day);
        // Half of the first four weeks: half of the four youngest, and the four older ones, of eight.
        assert!((share(14) - 0.75).abs() < 0.01, "{}", share(14));
        assert!((share(28) - 0.5).abs() < 0.01);
        assert!((share(60) - 0.25).abs() < 0.01);
        assert!(share(300) < 0.01);
        assert_eq!(ties.share_before(500, day.start(), day), 0.5);
        assert_eq!(ties.share_before(900, day.start(), day), 0.5);
    }
}
