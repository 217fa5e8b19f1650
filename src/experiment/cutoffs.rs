//! Cutoffs across replications: each round over the replications that held it.

mod row;

use std::collections::BTreeMap;

use statrs::distribution::{ContinuousCDF, StudentsT};
use statrs::statistics::{Data, Distribution, OrderStatistics};

pub use self::row::{CutoffRow, cutoffs};
use super::Ensemble;
use crate::experiment::spread::Spread;
use crate::policy::instruction::{RoundNumber, RoundType};
use crate::published::Round;
use crate::time::Day;

/// The rounds of all replications: for each the replications that held it and its cutoffs, as counts by
/// score. Its size does not grow with the replications.
#[derive(Clone, Debug, Default)]
pub struct CutoffTally {
    slots: Vec<Slot>,
}

/// A place in the plan, with the rounds that the replications held there.
#[derive(Clone, Debug)]
struct Slot {
    number: RoundNumber,
    date: Day,
    round_type: RoundType,
    held: u64,
    /// Sum of the sizes of those that held it.
    sizes: u64,
    cutoffs: ScoreCounts,
}

/// Counts by score.
type ScoreCounts = BTreeMap<u16, u32>;

impl CutoffTally {
    /// Adds the rounds of a replication. A slot of size 0 was not held.
    pub fn add(&mut self, rounds: &[Round]) {
        if self.slots.is_empty() {
            self.slots = rounds.iter().map(Slot::of).collect();
        }
        assert_eq!(self.slots.len(), rounds.len(), "all replications have the same slots");
        for (slot, round) in self.slots.iter_mut().zip(rounds).filter(|(_, round)| round.size > 0) {
            slot.held += 1;
            slot.sizes += u64::from(round.size);
            if let Some(cutoff) = round.cutoff {
                *slot.cutoffs.entry(cutoff).or_default() += 1;
            }
        }
    }

    /// One row for each round, in the order of the plan; `published` gives the published cutoff of a round.
    pub fn rows(&self, published: impl Fn(RoundNumber) -> Option<u16>) -> Vec<CutoffRow> {
        let rows = self.slots.iter().map(|slot| CutoffRow {
            number: slot.number,
            date: slot.date,
            round_type: slot.round_type.clone(),
            size: slot.sizes as f64 / slot.held.max(1) as f64,
            replications: slot.cutoffs.values().sum(),
            cutoff: spread(sample(&slot.cutoffs)),
            published: published(slot.number),
        });
        rows.collect()
    }

    /// One row for each type and year of rounds without a published cutoff, by type and year; `rows` are
    /// those of the tally. The spread is that of chance and of the course of a year together.
    pub fn ahead(&self, rows: &[CutoffRow]) -> Vec<CutoffYear> {
        let mut groups: BTreeMap<(&RoundType, i16), (u32, ScoreCounts)> = BTreeMap::new();
        for (slot, row) in self.slots.iter().zip(rows).filter(|(_, row)| row.published.is_none()) {
            let (rounds, cutoffs) = groups.entry((&slot.round_type, slot.date.year())).or_default();
            *rounds += u32::from(row.replications > 0);
            for (score, count) in &slot.cutoffs {
                *cutoffs.entry(*score).or_default() += count;
            }
        }
        let mut years = Vec::new();
        for ((round_type, year), (rounds, cutoffs)) in groups {
            let cutoff = spread(sample(&cutoffs));
            years.extend(cutoff.map(|cutoff| CutoffYear {
                round_type: round_type.clone(),
                year,
                rounds,
                cutoff,
            }));
        }
        years
    }
}

impl Slot {
    fn of(round: &Round) -> Slot {
        Slot {
            number: round.number,
            date: round.date,
            round_type: round.round_type.clone(),
            held: 0,
            sizes: 0,
            cutoffs: ScoreCounts::new(),
        }
    }
}

/// The counted scores, each as often as it was counted, from the lowest.
fn sample(counts: &ScoreCounts) -> Vec<f64> {
    let scores = counts.iter().flat_map(|(score, count)| (0..*count).map(|_| f64::from(*score)));
    scores.collect()
}

/// The rows of an ensemble; `published` gives the published cutoff of a round.
pub fn summarise(ensemble: &Ensemble, published: impl Fn(RoundNumber) -> Option<u16>) -> Vec<CutoffRow> {
    tally(ensemble).rows(published)
}

fn tally(ensemble: &Ensemble) -> CutoffTally {
    let mut tally = CutoffTally::default();
    ensemble.replications.iter().for_each(|counts| tally.add(&counts.rounds));
    tally
}

/// The cutoffs of a type of rounds in a year, over its rounds and all replications.
#[derive(Clone, Debug, PartialEq)]
pub struct CutoffYear {
    /// Type of the rounds.
    pub round_type: RoundType,
    /// Calendar year.
    pub year: i16,
    /// Rounds held.
    pub rounds: u32,
    /// Their cutoffs, in CRS points.
    pub cutoff: Spread,
}

/// Location and spread of a sample; none if it is empty. Quantiles are those of Hyndman and Fan's type 8,
/// the interval is Student's.
pub fn spread(sample: Vec<f64>) -> Option<Spread> {
    if sample.is_empty() {
        return None;
    }
    let count = sample.len() as f64;
    let mut data = Data::new(sample);
    let mean = data.mean()?;
    let sd = data.std_dev().filter(|sd| count > 1.0 && sd.is_finite());
    let half = sd.map(|sd| {
        let student = StudentsT::new(0.0, 1.0, count - 1.0).expect("at least one degree of freedom");
        student.inverse_cdf(0.975) * sd / count.sqrt()
    });
    Some(Spread {
        mean,
        sd,
        p10: data.quantile(0.10),
        p25: data.quantile(0.25),
        p50: data.quantile(0.50),
        p75: data.quantile(0.75),
        p90: data.quantile(0.90),
        ci95_low: half.map(|half| mean - half),
        ci95_high: half.map(|half| mean + half),
    })
}

/// The same of cutoffs, which are whole points: the interval of their mean is at least a point wide on either
/// side, even if all replications agree.
pub fn spread_of_points(cutoffs: Vec<f64>) -> Option<Spread> {
    let spread = spread(cutoffs)?;
    Some(Spread {
        ci95_low: spread.ci95_low.map(|low| low.min(spread.mean - 1.0)),
        ci95_high: spread.ci95_high.map(|high| high.max(spread.mean + 1.0)),
        ..spread
    })
}

/// The same of values that can be equal by chance alone: replications that all agree do not show the spread
/// of others, so there is no interval.
pub fn spread_unless_equal(sample: Vec<f64>) -> Option<Spread> {
    let spread = spread(sample)?;
    if spread.sd.is_some_and(|sd| sd > 0.0) {
        return Some(spread);
    }
    Some(Spread { ci95_low: None, ci95_high: None, ..spread })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(number: u32, date: &str, round_type: &str, cutoff: Option<u16>) -> Round {
        Round {
            number: RoundNumber::new(number),
            date: date.parse().unwrap(),
            drawn_at: "2026-01-05T12:00:00Z".parse().unwrap(),
            round_type: RoundType::new(round_type),
            size: 100,
            invited: 100,
            cutoff,
            tie_break: None,
            pool: None,
            eligible: None,
            invited_by_program: None,
        }
    }

    #[test]
    fn cutoffs_to_come_are_given_by_type_and_year_over_rounds_and_replications() {
        let mut tally = CutoffTally::default();
        for [second, third, fifth] in [[Some(520), Some(518), Some(510)], [Some(522), None, Some(512)]] {
            tally.add(&[
                round(1, "2025-12-16", "cec", Some(515)),
                round(2, "2026-01-05", "cec", second),
                round(3, "2026-01-19", "cec", third),
                round(4, "2026-01-20", "french", None),
                round(5, "2027-01-05", "cec", fifth),
            ]);
        }
        let first = RoundNumber::new(1);
        let rows = tally.rows(|number| (number == first).then_some(515));
        let years = tally.ahead(&rows);
        let found: Vec<(&str, i16, u32, f64)> =
            years.iter().map(|row| (row.round_type.name(), row.year, row.rounds, row.cutoff.p50)).collect();
        assert_eq!(found, [("cec", 2026, 2, 520.0), ("cec", 2027, 1, 511.0)]);
    }

    #[test]
    fn the_size_of_a_round_is_that_of_the_replications_that_held_it() {
        let some = row_of_sizes(&[300, 0, 500]);
        assert_eq!((some.size, some.replications), (400.0, 2));
        assert_eq!(row_of_sizes(&[0, 0]).size, 0.0);
    }

    /// The row of a round with a size in each replication.
    fn row_of_sizes(sizes: &[u32]) -> CutoffRow {
        let mut tally = CutoffTally::default();
        for size in sizes.iter().copied() {
            let cutoff = (size > 0).then_some(500);
            tally.add(&[Round { size, invited: size, ..round(1, "2026-01-05", "cec", cutoff) }]);
        }
        tally.rows(|_| None).remove(0)
    }

    #[test]
    fn the_spread_of_five_cutoffs_is_the_one_computed_by_hand() {
        let spread = spread(vec![440.0, 450.0, 445.0, 460.0, 455.0]).unwrap();
        assert_eq!((spread.mean, spread.p50), (450.0, 450.0));
        // Sum of squares 250, so variance 62.5; Student's 97.5 % quantile of 4 degrees of freedom is
        // 2.776445.
        assert!((spread.sd.unwrap() - 62.5_f64.sqrt()).abs() < 1e-9);
        let half = 2.776_445 * (62.5_f64 / 5.0).sqrt();
        assert!((spread.ci95_high.unwrap() - 450.0 - half).abs() < 1e-4);
        // Type 8: position 0.25 * (5 + 1/3) + 1/3 = 1.6667, two thirds of the way from 440 to 445.
        assert!((spread.p25 - (440.0 + 5.0 * 2.0 / 3.0)).abs() < 1e-9);
    }

    #[test]
    fn replications_that_agree_are_not_sure() {
        assert_eq!(ends(spread_of_points(vec![440.0; 2]).unwrap()), (Some(439.0), Some(441.0)));
        assert_eq!(ends(spread_of_points(vec![440.0]).unwrap()), (None, None));
        let wide = vec![440.0, 450.0, 445.0];
        assert_eq!(spread_of_points(wide.clone()), spread(wide.clone()));
        assert_eq!(ends(spread_unless_equal(vec![2.5; 2]).unwrap()), (None, None));
        assert_eq!(spread_unless_equal(wide.clone()), spread(wide));
    }

    fn ends(spread: Spread) -> (Option<f64>, Option<f64>) {
        (spread.ci95_low, spread.ci95_high)
    }

    #[test]
    fn one_replication_has_no_spread_and_none_has_nothing() {
        let one = spread(vec![440.0]).unwrap();
        assert_eq!((one.mean, one.p10, one.p90), (440.0, 440.0, 440.0));
        assert_eq!((one.sd, one.ci95_low, one.ci95_high), (None, None, None));
        assert_eq!(spread(Vec::new()), None);
    }
}
