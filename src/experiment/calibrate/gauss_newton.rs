//! Damped Gauss-Newton: the parameters at which weighted errors and the distance from a prior are least.
//!
//! The objective is the sum of the errors' squares, in standard deviations and with Huber's weight for large
//! ones, and of the squares of the parameters' distances from their prior means, in prior standard
//! deviations. Derivatives are differences on common random numbers: one run of the model a parameter. A step
//! counts only if the objective falls (K. Levenberg, 1944; P. J. Huber, 1964).

use nalgebra::{DMatrix, DVector};

/// A parameter's normal prior, on its transformed scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prior {
    /// Mean.
    pub mean: f64,
    /// Standard deviation, above 0.
    pub sd: f64,
}

/// Settings of the search. Distances of parameters are in prior standard deviations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Search {
    /// Most steps with derivatives of their own.
    pub steps: usize,
    /// Most steps after each of them whose derivatives are corrected by the step before.
    pub secant_steps: usize,
    /// Distance of a parameter's difference.
    pub difference: f64,
    /// Longest distance that a parameter moves in a step.
    pub longest_step: f64,
    /// Greatest distance of a parameter from its prior mean.
    pub bound: f64,
    /// Errors above so many standard deviations count in proportion and no longer as squares.
    pub huber: f64,
    /// Levenberg's damping, in parts of the prior precision.
    pub damping: f64,
}

impl Default for Search {
    fn default() -> Search {
        Search {
            steps: 6,
            secant_steps: 3,
            difference: 0.4,
            longest_step: 1.2,
            bound: 3.0,
            huber: 2.5,
            damping: 0.2,
        }
    }
}

/// Where a search ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Optimum {
    /// The parameters.
    pub point: Vec<f64>,
    /// Errors there, in standard deviations.
    pub errors: Vec<f64>,
    /// The objective there.
    pub objective: f64,
    /// Laplace's approximation of the posterior covariance, a row a parameter.
    pub covariance: DMatrix<f64>,
    /// The objective at the start and after every accepted step.
    pub path: Vec<f64>,
}

/// Parts of a step that are tried, one after the other.
const PARTS: [f64; 3] = [1.0, 0.4, 0.15];

/// A point with its errors.
struct Place {
    point: DVector<f64>,
    errors: DVector<f64>,
    objective: f64,
}

/// Searches from a start. `model` gives the errors of each of some points, in standard deviations; it may
/// run them in parallel.
///
/// # Errors
/// Those of `model`.
///
/// # Panics
/// If the start and the priors differ in number.
pub fn minimise<E>(
    priors: &[Prior],
    start: &[f64],
    search: &Search,
    model: &mut impl FnMut(&[Vec<f64>]) -> Result<Vec<Vec<f64>>, E>,
) -> Result<Optimum, E> {
    assert_eq!(priors.len(), start.len(), "a start states every parameter");
    let problem = Problem { priors, search };
    let mut place = problem.place(start.to_vec(), model)?;
    let mut path = vec![place.objective];
    let mut derivatives = problem.derivatives(&place, model)?;
    for step in 0..search.steps {
        let start = place.objective;
        let mut corrected = derivatives.clone();
        for _ in 0..=search.secant_steps {
            let Some(better) = problem.better(&place, &corrected, model)? else { break };
            corrected = problem.corrected(corrected, &place, &better);
            let gain = (place.objective - better.objective) / place.objective.max(1.0);
            place = better;
            path.push(place.objective);
            if gain < LEAST_GAIN {
                break;
            }
        }
        if (start - place.objective) / start.max(1.0) < LEAST_GAIN {
            break;
        }
        if step + 1 < search.steps {
            derivatives = problem.derivatives(&place, model)?;
        }
    }
    let covariance = problem.covariance(&place, &derivatives);
    Ok(Optimum {
        point: place.point.iter().copied().collect(),
        errors: place.errors.iter().copied().collect(),
        objective: place.objective,
        covariance,
        path,
    })
}

/// The least part of the objective that a step has to gain, or the search ends.
const LEAST_GAIN: f64 = 1e-3;

struct Problem<'a> {
    priors: &'a [Prior],
    search: &'a Search,
}

impl Problem<'_> {
    fn place<E>(
        &self,
        point: Vec<f64>,
        model: &mut impl FnMut(&[Vec<f64>]) -> Result<Vec<Vec<f64>>, E>,
    ) -> Result<Place, E> {
        let errors = model(std::slice::from_ref(&point))?.pop().expect("a point has errors");
        let (point, errors) = (DVector::from_vec(point), DVector::from_vec(errors));
        let objective = self.objective(&point, &errors);
        Ok(Place { point, errors, objective })
    }

    fn objective(&self, point: &DVector<f64>, errors: &DVector<f64>) -> f64 {
        let misfit: f64 = errors.iter().map(|error| huber(*error, self.search.huber)).sum();
        let distance: f64 = self.distances(point).iter().map(|distance| distance * distance).sum();
        misfit + distance
    }

    /// Distances from the prior means, in prior standard deviations.
    fn distances(&self, point: &DVector<f64>) -> DVector<f64> {
        let distances = self.priors.iter().zip(point.iter());
        DVector::from_iterator(
            self.priors.len(),
            distances.map(|(prior, value)| (value - prior.mean) / prior.sd),
        )
    }

    /// Change of every error with every parameter: a row an error, a column a parameter, in prior standard
    /// deviations. Differences step towards the prior mean, where the model is well-behaved.
    fn derivatives<E>(
        &self,
        place: &Place,
        model: &mut impl FnMut(&[Vec<f64>]) -> Result<Vec<Vec<f64>>, E>,
    ) -> Result<DMatrix<f64>, E> {
        let mut points = Vec::with_capacity(self.priors.len());
        let mut steps = Vec::with_capacity(self.priors.len());
        for (index, prior) in self.priors.iter().enumerate() {
            let is_above = place.point[index] > prior.mean;
            let step = if is_above { -self.search.difference } else { self.search.difference };
            let mut point: Vec<f64> = place.point.iter().copied().collect();
            point[index] += step * prior.sd;
            points.push(point);
            steps.push(step);
        }
        let mut derivatives = DMatrix::zeros(place.errors.len(), self.priors.len());
        for (index, errors) in model(&points)?.into_iter().enumerate() {
            let change = (DVector::from_vec(errors) - &place.errors) / steps[index];
            derivatives.set_column(index, &change);
        }
        Ok(derivatives)
    }

    /// Derivatives that agree with the change of the errors from one place to another (C. G. Broyden, 1965):
    /// a step of the search without runs of its own.
    fn corrected(&self, derivatives: DMatrix<f64>, from: &Place, to: &Place) -> DMatrix<f64> {
        let step = self.distances(&to.point) - self.distances(&from.point);
        let unexplained = &to.errors - &from.errors - &derivatives * &step;
        let length = step.dot(&step).max(1e-12);
        derivatives + unexplained * step.transpose() / length
    }

    /// Weighted normal matrix: the curvature of the misfit.
    fn curvature(&self, place: &Place, derivatives: &DMatrix<f64>) -> DMatrix<f64> {
        self.weighted(place, derivatives).transpose() * derivatives
    }

    /// Derivatives, each row with the weight of its error.
    fn weighted(&self, place: &Place, derivatives: &DMatrix<f64>) -> DMatrix<f64> {
        let mut weighted = derivatives.clone();
        for (mut row, error) in weighted.row_iter_mut().zip(place.errors.iter()) {
            row *= weight(*error, self.search.huber);
        }
        weighted
    }

    /// A place with a lower objective, on the way of the Gauss-Newton step; none if no part of it helps.
    fn better<E>(
        &self,
        place: &Place,
        derivatives: &DMatrix<f64>,
        model: &mut impl FnMut(&[Vec<f64>]) -> Result<Vec<Vec<f64>>, E>,
    ) -> Result<Option<Place>, E> {
        let distances = self.distances(&place.point);
        let descent = -(self.weighted(place, derivatives).transpose() * &place.errors) - &distances;
        let count = self.priors.len();
        let damped = self.curvature(place, derivatives)
            + DMatrix::<f64>::identity(count, count) * (1.0 + self.search.damping);
        let step = damped.cholesky().expect("the prior makes the matrix definite").solve(&descent);
        for part in PARTS {
            let mut point = Vec::with_capacity(count);
            for (index, prior) in self.priors.iter().enumerate() {
                let (longest, bound) = (self.search.longest_step, self.search.bound);
                let moved = distances[index] + part * step[index].clamp(-longest, longest);
                point.push(prior.mean + moved.clamp(-bound, bound) * prior.sd);
            }
            let tried = self.place(point, model)?;
            if tried.objective < place.objective {
                return Ok(Some(tried));
            }
        }
        Ok(None)
    }

    /// The inverse of the objective's curvature, in the parameters' own units.
    fn covariance(&self, place: &Place, derivatives: &DMatrix<f64>) -> DMatrix<f64> {
        let count = self.priors.len();
        let precision = self.curvature(place, derivatives) + DMatrix::<f64>::identity(count, count);
        let mut covariance = precision.cholesky().expect("the prior makes the matrix definite").inverse();
        for row in 0..count {
            for column in 0..count {
                covariance[(row, column)] *= self.priors[row].sd * self.priors[column].sd;
            }
        }
        covariance
    }
}

/// Huber's loss: the square of a small error, and a line of the same slope beyond the limit.
fn huber(error: f64, limit: f64) -> f64 {
    let size = error.abs();
    if size <= limit { size * size } else { limit * (2.0 * size - limit) }
}

/// The weight that makes a square have the slope of Huber's loss.
fn weight(error: f64, limit: f64) -> f64 {
    let size = error.abs();
    if size <= limit { 1.0 } else { limit / size }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Never = std::convert::Infallible;

    fn search(steps: usize) -> Search {
        Search { steps, damping: 0.0, longest_step: 10.0, bound: 10.0, huber: 100.0, ..Search::default() }
    }

    fn run(priors: &[Prior], search: &Search, error: impl Fn(&[f64]) -> Vec<f64>) -> Optimum {
        let start: Vec<f64> = priors.iter().map(|prior| prior.mean).collect();
        let mut model = |points: &[Vec<f64>]| -> Result<Vec<Vec<f64>>, Never> {
            Ok(points.iter().map(|point| error(point)).collect())
        };
        let Ok(optimum) = minimise(priors, &start, search, &mut model);
        optimum
    }

    #[test]
    fn one_measurement_of_the_prior_s_precision_moves_half_way() {
        // Prior 0 with sd 2, one measurement of 4 with sd 2: mean 2, variance 2.
        let priors = [Prior { mean: 0.0, sd: 2.0 }];
        let optimum = run(&priors, &search(3), |point| vec![(point[0] - 4.0) / 2.0]);
        assert!((optimum.point[0] - 2.0).abs() < 1e-9);
        assert!((optimum.covariance[(0, 0)] - 2.0).abs() < 1e-9);
        // One standard deviation from the prior and one from the measurement.
        assert!((optimum.objective - 2.0).abs() < 1e-9);
    }

    #[test]
    fn a_sum_that_is_measured_makes_its_parts_trade_off() {
        // x + y = 3 with sd 1, priors 0 with sd 1: x = y = 1, variance 2/3, covariance -1/3.
        let priors = [Prior { mean: 0.0, sd: 1.0 }; 2];
        let optimum = run(&priors, &search(3), |point| vec![point[0] + point[1] - 3.0]);
        assert!(optimum.point.iter().all(|value| (value - 1.0).abs() < 1e-9));
        assert!((optimum.covariance[(0, 0)] - 2.0 / 3.0).abs() < 1e-9);
        assert!((optimum.covariance[(0, 1)] + 1.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn an_outlier_beyond_huber_s_limit_pulls_with_a_constant_force() {
        // Two measurements of 0 and one of 100, all with sd 1; limit 2; a wide prior. The slope of the
        // objective is 4 x - 4 = 0 at x = 1.
        let priors = [Prior { mean: 0.0, sd: 1e6 }];
        let search = Search { steps: 60, huber: 2.0, difference: 1e-7, ..search(60) };
        let optimum = run(&priors, &search, |point| vec![point[0], point[0], point[0] - 100.0]);
        assert!((optimum.point[0] - 1.0).abs() < 0.05, "{:?}", optimum.point);
    }

    #[test]
    fn the_objective_never_rises_and_a_bend_is_followed() {
        // exp(x) = 5 with sd 0.01: far from linear over the first step.
        let priors = [Prior { mean: 0.0, sd: 1.0 }];
        let search = Search { steps: 30, difference: 0.01, longest_step: 1.2, ..search(30) };
        let optimum = run(&priors, &search, |point| vec![(point[0].exp() - 5.0) / 0.01]);
        assert!((optimum.point[0] - 5.0_f64.ln()).abs() < 1e-3, "{:?}", optimum);
        assert!(optimum.path.windows(2).all(|pair| pair[1] < pair[0]), "{:?}", optimum.path);
    }
}
