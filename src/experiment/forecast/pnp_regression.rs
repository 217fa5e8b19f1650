//! Cutoffs of nominees by the size of the round: a line in the logarithm of the size.
//!
//! The cutoff of a round of nominees is the lowest of as many scores as the round has invitations, so it
//! falls with the size; the pool says little of it.

use crate::published::Round;

/// Rounds that are fitted: the last ones with a cutoff.
const MOST_ROUNDS: usize = 60;
/// Fewest rounds that determine a line.
const FEWEST_ROUNDS: usize = 8;

/// A line of cutoffs in the logarithm of the size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PnpRegression {
    /// Mean logarithm of the sizes.
    size: f64,
    /// Mean cutoff.
    cutoff: f64,
    /// Points for each factor e.
    slope: f64,
}

impl PnpRegression {
    /// Fits the rounds of nominees that are known, in order, by least squares; none if they are too few or of
    /// one size.
    pub fn fit(known: &[&Round]) -> Option<PnpRegression> {
        let with_cutoff = known.iter().rev().filter(|round| round.size > 0);
        let points: Vec<(f64, f64)> = with_cutoff
            .filter_map(|round| Some((f64::from(round.size).ln(), f64::from(round.cutoff?))))
            .take(MOST_ROUNDS)
            .collect();
        if points.len() < FEWEST_ROUNDS {
            return None;
        }
        let count = points.len() as f64;
        let size = points.iter().map(|(size, _)| size).sum::<f64>() / count;
        let cutoff = points.iter().map(|(_, cutoff)| cutoff).sum::<f64>() / count;
        let spread: f64 = points.iter().map(|(one, _)| (one - size).powi(2)).sum();
        let together: f64 = points.iter().map(|(one, other)| (one - size) * (other - cutoff)).sum();
        (spread > 1e-9).then(|| PnpRegression { size, cutoff, slope: together / spread })
    }

    /// The predicted cutoff of a round of a size.
    pub fn predict(&self, size: u32) -> f64 {
        self.cutoff + self.slope * (f64::from(size.max(1)).ln() - self.size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::fixture;
    use crate::policy::instruction::RoundType;

    fn rounds(sizes: &[u32]) -> Vec<Round> {
        let day = "2024-01-01".parse().unwrap();
        let cutoff = |size: u32| (900.0 - 30.0 * f64::from(size).ln()).round() as u16;
        let round = |size: &u32| Round {
            round_type: RoundType::new("pnp"),
            ..fixture::round(day, *size, cutoff(*size))
        };
        sizes.iter().map(round).collect()
    }

    #[test]
    fn a_line_in_the_logarithm_of_the_size_is_found_again() {
        let known = rounds(&[100, 200, 300, 400, 500, 600, 700, 800, 900]);
        let fitted = PnpRegression::fit(&known.iter().collect::<Vec<&Round>>()).unwrap();
        assert!((fitted.predict(450) - (900.0 - 30.0 * 450.0_f64.ln())).abs() < 0.5);
        assert!((fitted.slope + 30.0).abs() < 0.5);
    }

    #[test]
    fn seven_rounds_or_one_size_are_no_line_and_only_the_last_sixty_count() {
        let few = rounds(&[100, 200, 300, 400, 500, 600, 700]);
        assert_eq!(PnpRegression::fit(&few.iter().collect::<Vec<&Round>>()), None);
        let same = rounds(&[100; 9]);
        assert_eq!(PnpRegression::fit(&same.iter().collect::<Vec<&Round>>()), None);
        let mut old = rounds(&[100, 200, 300]);
        for round in &mut old {
            round.cutoff = Some(600);
        }
        let recent: Vec<u32> = (1..=60).map(|place| 20 * place).collect();
        let recent = rounds(&recent);
        let with_old: Vec<&Round> = old.iter().chain(&recent).collect();
        let alone: Vec<&Round> = recent.iter().collect();
        assert_eq!(PnpRegression::fit(&with_old), PnpRegression::fit(&alone));
    }
}
