//! The cutoffs of an ensemble: each round across the replications that held it.

use statrs::distribution::{ContinuousCDF, StudentsT};
use statrs::statistics::{Data, Distribution, OrderStatistics};

use super::Ensemble;
use crate::policy::plan::RoundNumber;
use crate::record::cutoffs::{CutoffRow, Spread};

/// One row for each round, in the order of the plan; `published` says what a round came to in reality.
///
/// # Panics
/// If the ensemble has no replication.
pub fn summarise(ensemble: &Ensemble, published: impl Fn(RoundNumber) -> Option<u16>) -> Vec<CutoffRow> {
    let first = ensemble.replications.first().expect("an ensemble has at least one replication");
    (0..first.rounds.len())
        .map(|place| {
            let held = || ensemble.replications.iter().map(move |counts| &counts.rounds[place]);
            let cutoffs: Vec<f64> = held().filter_map(|round| round.cutoff.map(f64::from)).collect();
            let round = &first.rounds[place];
            CutoffRow {
                number: round.number,
                date: round.date,
                round_type: round.round_type.clone(),
                size: held().map(|round| f64::from(round.size)).sum::<f64>() / held().count() as f64,
                replications: cutoffs.len() as u32,
                cutoff: spread(cutoffs),
                published: published(round.number),
            }
        })
        .collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spread_of_five_cutoffs_is_the_one_computed_by_hand() {
        let spread = spread(vec![440.0, 450.0, 445.0, 460.0, 455.0]).unwrap();
        assert_eq!((spread.mean, spread.p50), (450.0, 450.0));
        // Sum of squares 250, so variance 62.5; Student's 97.5 % quantile of 4 degrees of freedom is 2.776445.
        assert!((spread.sd.unwrap() - 62.5_f64.sqrt()).abs() < 1e-9);
        let half = 2.776_445 * (62.5_f64 / 5.0).sqrt();
        assert!((spread.ci95_high.unwrap() - 450.0 - half).abs() < 1e-4);
        // Type 8: position 0.25 * (5 + 1/3) + 1/3 = 1.6667, two thirds of the way from 440 to 445.
        assert!((spread.p25 - (440.0 + 5.0 * 2.0 / 3.0)).abs() < 1e-9);
    }

    #[test]
    fn one_replication_has_no_spread_and_none_has_nothing() {
        let one = spread(vec![440.0]).unwrap();
        assert_eq!((one.mean, one.p10, one.p90), (440.0, 440.0, 440.0));
        assert_eq!((one.sd, one.ci95_low, one.ci95_high), (None, None, None));
        assert_eq!(spread(Vec::new()), None);
    }
}
