//! Members of a calibrated population: samples around the optima that are kept.

use nalgebra::{Cholesky, DVector};

use super::gauss_newton::{Optimum, Prior};
use super::parameter::Member;
use crate::rng::{Purpose, Randomness, Stream};

/// An optimum is kept if its objective lies at most so far above that of the best.
const KEPT: f64 = 4.0;
/// Greatest distance of a member from the prior means, in prior standard deviations.
const BOUND: f64 = 3.0;

/// How members are sampled.
#[derive(Clone, Copy, Debug)]
pub struct Sampling<'a> {
    /// Priors of the parameters.
    pub priors: &'a [Prior],
    /// Number of members.
    pub members: usize,
    /// Factor on the standard deviations of Laplace's approximation.
    pub widening: f64,
    /// How many numbers each samples for its walk after the window.
    pub walk_steps: usize,
    /// Seed of the samples.
    pub seed: u64,
}

impl Sampling<'_> {
    /// The members, from optima of which the best comes first: each is a sample of Laplace's approximation
    /// around its optimum, with a walk of its own.
    pub fn members(&self, optima: &[Optimum]) -> Vec<Member> {
        let randomness = Randomness::new(self.seed, 1);
        let objectives: Vec<f64> = optima.iter().map(|optimum| optimum.objective).collect();
        let mut members = Vec::with_capacity(self.members);
        for (place, optimum) in divided(&objectives, self.members).into_iter().enumerate() {
            let samples = |occasion| randomness.stream(place as u64, Purpose::Calibration, occasion);
            let (point, mut steps) = (self.sample(&optima[optimum], samples(0)), samples(1));
            members.push(Member { point, walk: (0..self.walk_steps).map(|_| steps.normal()).collect() });
        }
        members
    }

    fn sample(&self, optimum: &Optimum, mut samples: Stream) -> Vec<f64> {
        let count = self.priors.len();
        let normals = DVector::from_iterator(count, (0..count).map(|_| samples.normal()));
        let factor = Cholesky::new(optimum.covariance.clone()).expect("a covariance is definite");
        let moved = factor.l() * normals * self.widening;
        let mut point = Vec::new();
        for (place, prior) in self.priors.iter().enumerate() {
            let bound = BOUND * prior.sd;
            point.push((optimum.point[place] + moved[place]).clamp(prior.mean - bound, prior.mean + bound));
        }
        point
    }
}

/// The optimum of each of some members. The optima that are kept share them by exp(-difference / 2), where
/// the difference is that of their objective to the lowest one, which comes first: an objective is minus
/// twice the logarithm of a density.
fn divided(objectives: &[f64], members: usize) -> Vec<usize> {
    let differences = objectives.iter().map(|objective| objective - objectives[0]);
    let weights: Vec<f64> =
        differences.map(|above| if above <= KEPT { (-above / 2.0).exp() } else { 0.0 }).collect();
    let total: f64 = weights.iter().sum();
    let mut optima = Vec::with_capacity(members);
    for member in 0..members {
        let place = (member as f64 + 0.5) / members as f64 * total;
        let mut sum = 0.0;
        let chosen = weights.iter().position(|weight| {
            sum += weight;
            place < sum
        });
        optima.push(chosen.unwrap_or(0));
    }
    optima
}

#[cfg(test)]
mod tests {
    use nalgebra::DMatrix;

    use super::*;

    #[test]
    fn kept_optima_share_the_members_by_their_density() {
        // Weights 1, exp(-1) = 0.368 and exp(-1.95) = 0.142, in all 1.510; the last lies 4.1 above the best.
        // Of 24 members in the middles of equal parts: 15.9, 5.8 and 2.3, rounded to whole ones.
        let optima = divided(&[10.0, 12.0, 13.9, 14.1], 24);
        let counts = [0, 1, 2, 3].map(|place| optima.iter().filter(|optimum| **optimum == place).count());
        assert_eq!(counts, [16, 6, 2, 0]);
        // One that lies exactly 4 above the best is kept: exp(-2) = 0.135 of 1.135, or 2.9 of 24.
        let optima = divided(&[10.0, 14.0], 24);
        assert_eq!(optima.iter().filter(|optimum| **optimum == 1).count(), 3);
    }

    #[test]
    fn members_spread_as_the_covariance_says_times_the_widening() {
        let prior = Prior { mean: 1.0, sd: 100.0 };
        let optimum = Optimum {
            point: vec![5.0],
            errors: Vec::new(),
            objective: 0.0,
            covariance: DMatrix::from_element(1, 1, 4.0),
            path: Vec::new(),
        };
        let sampling = Sampling { priors: &[prior], members: 4_000, widening: 1.5, walk_steps: 2, seed: 7 };
        let members = sampling.members(&[optimum]);
        let squares: f64 = members.iter().map(|member| (member.point[0] - 5.0).powi(2)).sum();
        // A standard deviation of 2 x 1.5, whose own error with 4,000 samples is about 1 %.
        assert!(((squares / 4_000.0).sqrt() - 3.0).abs() < 0.12, "{squares}");
        // Walks are standard normal: a mean of 8,000 squares of 1, within four standard errors of 0.016.
        let steps: f64 = members.iter().flat_map(|member| &member.walk).map(|step| step * step).sum();
        assert!((steps / 8_000.0 - 1.0).abs() < 0.064, "{steps}");
    }
}
