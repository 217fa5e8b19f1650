//! Innovations: mean logarithms of simulated over published numbers, by type of rounds, by score and by time.

use std::collections::BTreeMap;

use super::run::OneStepRun;
use crate::experiment::judging::pool_fit::{ALL_SCORES, ScoreRange};
use crate::policy::instruction::RoundType;
use crate::time::{Day, Month};

/// The ranges of scores that innovations are summed up for: the whole pool, and its parts from the top.
/// Nominees, at 601 points and more, are left out, since their number is an input.
pub const RANGES: [ScoreRange; 7] = [
    ALL_SCORES,
    ScoreRange { low: 501, high: 600 },
    ScoreRange { low: 451, high: 500 },
    ScoreRange { low: 401, high: 450 },
    ScoreRange { low: 351, high: 400 },
    ScoreRange { low: 301, high: 350 },
    ScoreRange { low: 0, high: 300 },
];

/// What is compared with published numbers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// Candidates at or above the published cutoffs of a type of rounds, against those invited.
    Rounds(RoundType),
    /// Candidates in a range of scores, against those counted.
    Scores(ScoreRange),
}

/// The innovations of a subject in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Innovation<P> {
    /// The period.
    pub period: P,
    /// The subject.
    pub subject: Subject,
    /// Mean of the logarithms.
    pub mean: f64,
    /// Root of the mean of their squares.
    pub root_mean_square: f64,
    /// Number of rounds or counts, those of each replication.
    pub count: u32,
}

/// Innovations by month and subject, over all replications.
pub fn by_month(runs: &[OneStepRun]) -> Vec<Innovation<Day>> {
    innovations(runs, |day| Month::of(day).first_day())
}

/// Innovations by year and subject, over all replications.
pub fn by_year(runs: &[OneStepRun]) -> Vec<Innovation<i16>> {
    innovations(runs, Day::year)
}

/// Innovations by period and subject, in order; `period` gives the period of a day.
fn innovations<P: Copy + Ord>(runs: &[OneStepRun], period: impl Fn(Day) -> P) -> Vec<Innovation<P>> {
    let mut sums: BTreeMap<(P, Subject), Sums> = BTreeMap::new();
    for run in runs {
        for round in &run.rounds {
            let subject = Subject::Rounds(round.round_type.clone());
            sums.entry((period(round.date), subject)).or_default().add(round.log_ratio);
        }
        for pool in &run.pools {
            for count in RANGES.into_iter().filter_map(|range| pool.in_range(range)) {
                if let Some(log_ratio) = count.log_ratio {
                    let subject = Subject::Scores(count.range);
                    sums.entry((period(pool.date), subject)).or_default().add(log_ratio);
                }
            }
        }
    }
    let innovations = sums.into_iter().map(|((period, subject), sums)| {
        let count = f64::from(sums.count);
        let (mean, root_mean_square) = (sums.sum / count, (sums.squares / count).sqrt());
        Innovation { period, subject, mean, root_mean_square, count: sums.count }
    });
    innovations.collect()
}

#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    sum: f64,
    squares: f64,
    count: u32,
}

impl Sums {
    fn add(&mut self, log_ratio: f64) {
        self.sum += log_ratio;
        self.squares += log_ratio * log_ratio;
        self.count += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::one_step::ComparedRound;
    use crate::policy::instruction::RoundNumber;
    use crate::record::Counts;

    fn round(date: &str, name: &str, log_ratio: f64) -> ComparedRound {
        ComparedRound {
            number: RoundNumber::new(1),
            date: date.parse().unwrap(),
            round_type: RoundType::new(name),
            size: 100,
            cutoff: 500,
            reached: 100,
            eligible: 1000,
            log_ratio,
        }
    }

    fn run(rounds: &[ComparedRound]) -> OneStepRun {
        OneStepRun { replication: 0, rounds: rounds.to_vec(), pools: Vec::new(), counts: Counts::default() }
    }

    #[test]
    fn means_and_root_mean_squares_are_those_computed_by_hand() {
        let runs = [
            run(&[round("2024-03-05", "cec", 3.0), round("2024-04-30", "cec", 7.0)]),
            run(&[round("2024-03-05", "cec", -1.0), round("2024-03-31", "french", -2.0)]),
        ];
        let found: Vec<(String, Subject, f64, u32)> = by_month(&runs)
            .into_iter()
            .map(|row| (row.period.to_string(), row.subject, row.mean, row.count))
            .collect();
        let (cec, french) = (RoundType::new("cec"), RoundType::new("french"));
        let expected = [
            ("2024-03-01".to_owned(), Subject::Rounds(cec.clone()), 1.0, 2),
            ("2024-03-01".to_owned(), Subject::Rounds(french.clone()), -2.0, 1),
            ("2024-04-01".to_owned(), Subject::Rounds(cec), 7.0, 1),
        ];
        assert_eq!(found, expected);
        // The root of (9 + 1) / 2, and of 4.
        let squares: Vec<f64> = by_month(&runs).iter().map(|row| row.root_mean_square).collect();
        assert_eq!(squares, [5.0_f64.sqrt(), 2.0, 7.0]);
        let years: Vec<(i16, f64)> = by_year(&runs).iter().map(|row| (row.period, row.mean)).collect();
        assert_eq!(years, [(2024, 3.0), (2024, -2.0)]);
    }
}
