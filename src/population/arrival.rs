//! How arrivals vary in time, whatever the stream.

use super::ByYear;
use crate::time::Day;

/// How the arrivals of all streams vary in time.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrivals {
    /// Weight of each month, January first; no unit.
    pub month: [f64; 12],
    /// Profiles submitted that meet no program, for each eligible one, by year; none without any figure. They
    /// are not simulated.
    pub ineligible_per_eligible: Option<ByYear>,
    /// Arrivals multiplier of each year: above 1 for a surge, below 1 for a slump.
    pub factor: ByYear,
    /// Size of the negative binomial distribution of a stream's arrivals in a month; none if they are
    /// Poisson.
    pub dispersion: Option<f64>,
    /// The first day on which [`Arrivals::dispersion`] counts. In a replay arrivals are Poisson around fitted
    /// levels.
    pub dispersed_from: Option<Day>,
}

/// Weights of months as multiples of their mean over a year of usual length.
pub(super) fn season(weights: &[f64; 12]) -> [f64; 12] {
    const LENGTHS: [f64; 12] = [31.0, 28.25, 31.0, 30.0, 31.0, 30.0, 31.0, 31.0, 30.0, 31.0, 30.0, 31.0];
    let total: f64 = weights.iter().zip(LENGTHS).map(|(weight, length)| weight * length).sum();
    weights.map(|weight| weight * LENGTHS.iter().sum::<f64>() / total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_season_of_four_years_sums_to_their_days() {
        let weights = [1.07, 1.07, 1.07, 1.07, 1.07, 0.83, 0.79, 0.75, 1.07, 1.07, 1.07, 1.07];
        let first = Day::new(2021, 1, 1).unwrap();
        let month = |day: i32| (first + day).month() as usize - 1;
        let sum: f64 = (0..1461).map(|day| season(&weights)[month(day)]).sum();
        assert!((sum - 1461.0).abs() < 1e-6, "{sum}");
    }
}
