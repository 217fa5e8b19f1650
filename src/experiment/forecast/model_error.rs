//! The model error of a method: the variance that its own spread leaves out, growing with the days ahead.

use std::collections::BTreeMap;

use crate::policy::instruction::RoundNumber;

/// Days in the unit of time of an error's growth.
const DAYS: f64 = 365.0;
/// Rounds that the prior is worth.
const PRIOR_ROUNDS: f64 = 8.0;
/// The least constant part: cutoffs are whole points.
const LEAST: f64 = 1.0;
/// Reweightings of the fit.
const REWEIGHTINGS: usize = 12;

/// The variance of a model error: a constant part and one for 365 days ahead, in squared CRS points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ModelError {
    /// The constant part.
    pub constant: f64,
    /// The part that grows with the days ahead, at 365 days.
    pub per_year: f64,
}

/// A past error of a method.
#[derive(Clone, Debug, PartialEq)]
pub struct PastError {
    /// The round: errors of one round from several days count as one together.
    pub number: RoundNumber,
    /// Days ahead.
    pub days: i32,
    /// Published less predicted cutoff, in CRS points.
    pub error: f64,
    /// Variance of the method's own prediction.
    pub own_variance: f64,
}

impl ModelError {
    /// From standard deviations: of the constant part, and of the part at 365 days.
    pub fn of_deviations(constant: f64, per_year: f64) -> ModelError {
        ModelError { constant: constant * constant, per_year: per_year * per_year }
    }

    /// The variance some days ahead.
    pub fn variance(&self, days: i32) -> f64 {
        self.constant + self.growing(days)
    }

    /// The part of it that grows with the days ahead.
    pub fn growing(&self, days: i32) -> f64 {
        self.per_year * f64::from(days.max(0)) / DAYS
    }

    /// Learns from past errors, with a prior worth eight rounds: the two parts at which normal errors of the
    /// method's own variance and the model's are most likely. They solve weighted least squares of squared
    /// errors, with weights of the inverse squared variance, again until the weights agree.
    pub fn learn(prior: ModelError, errors: &[PastError]) -> ModelError {
        let mut of_round: BTreeMap<RoundNumber, f64> = BTreeMap::new();
        for error in errors {
            *of_round.entry(error.number).or_default() += 1.0;
        }
        let mut weighted = Vec::with_capacity(errors.len());
        weighted.extend(errors.iter().map(|error| (error, 1.0 / of_round[&error.number])));
        let mut found = prior;
        for _ in 0..REWEIGHTINGS {
            found = found.reweighted(prior, &weighted);
        }
        found
    }

    /// The next step of the fit; with each error stands its weight.
    fn reweighted(&self, prior: ModelError, errors: &[(&PastError, f64)]) -> ModelError {
        let mut sums = Sums::default();
        for days in [0, DAYS as i32] {
            let weight = PRIOR_ROUNDS / 2.0 / self.variance(days).powi(2);
            sums.add(self.growth(days), prior.variance(days), weight);
        }
        for (error, weight) in errors {
            let variance = error.own_variance + self.variance(error.days);
            let left = error.error.powi(2) - error.own_variance;
            sums.add(self.growth(error.days), left, weight / variance.powi(2));
        }
        sums.solution()
    }

    fn growth(&self, days: i32) -> f64 {
        f64::from(days.max(0)) / DAYS
    }
}

/// Sums of a weighted line through squared errors.
#[derive(Default)]
struct Sums {
    weight: f64,
    time: f64,
    time_squared: f64,
    value: f64,
    time_value: f64,
}

impl Sums {
    fn add(&mut self, time: f64, value: f64, weight: f64) {
        self.weight += weight;
        self.time += weight * time;
        self.time_squared += weight * time * time;
        self.value += weight * value;
        self.time_value += weight * time * value;
    }

    /// The line with parts of at least `LEAST` and 0.
    fn solution(&self) -> ModelError {
        let determinant = self.weight * self.time_squared - self.time * self.time;
        let per_year = (self.weight * self.time_value - self.time * self.value) / determinant;
        let constant = (self.value - per_year * self.time) / self.weight;
        if per_year < 0.0 {
            return ModelError { constant: (self.value / self.weight).max(LEAST), per_year: 0.0 };
        }
        if constant < LEAST {
            let rest = (self.time_value - LEAST * self.time) / self.time_squared;
            return ModelError { constant: LEAST, per_year: rest.max(0.0) };
        }
        ModelError { constant, per_year }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Purpose, Randomness};

    const PRIOR: ModelError = ModelError { constant: 100.0, per_year: 400.0 };

    fn error(number: u32, days: i32, error: f64) -> PastError {
        PastError { number: RoundNumber::new(number), days, error, own_variance: 0.0 }
    }

    #[test]
    fn without_errors_the_prior_stands() {
        let learned = ModelError::learn(PRIOR, &[]);
        assert!((learned.constant - 100.0).abs() < 1e-6 && (learned.per_year - 400.0).abs() < 1e-6);
        assert_eq!(ModelError::of_deviations(10.0, 20.0), PRIOR);
        assert_eq!(PRIOR.variance(73), 180.0);
    }

    #[test]
    fn many_errors_say_more_than_the_prior() {
        // Errors with a variance of 25 + 900 x t at days between 0 and 365.
        let truth = ModelError { constant: 25.0, per_year: 900.0 };
        let randomness = Randomness::new(7, 0);
        let errors: Vec<PastError> = (0..2000)
            .map(|number| {
                let days = (number % 366) as i32;
                let normal = randomness.stream(number, Purpose::Calibration, 0).normal();
                error(number as u32, days, normal * truth.variance(days).sqrt())
            })
            .collect();
        let learned = ModelError::learn(PRIOR, &errors);
        assert!((learned.constant / 25.0 - 1.0).abs() < 0.5, "{learned:?}");
        assert!((learned.per_year / 900.0 - 1.0).abs() < 0.15, "{learned:?}");
    }

    #[test]
    fn a_round_counts_once_however_often_it_was_predicted() {
        let once = [error(1, 10, 40.0), error(2, 10, 2.0)];
        let often: Vec<PastError> = (0..9).map(|_| error(1, 10, 40.0)).chain([error(2, 10, 2.0)]).collect();
        let [one, many] = [ModelError::learn(PRIOR, &once), ModelError::learn(PRIOR, &often)];
        assert!((one.constant - many.constant).abs() < 1e-6, "{one:?} {many:?}");
    }

    #[test]
    fn what_a_method_knows_of_its_own_spread_is_no_model_error() {
        let own = |error: PastError| PastError { own_variance: 1600.0, ..error };
        let errors: Vec<PastError> = (0..40).map(|number| error(number, 0, 40.0)).collect();
        let without = ModelError::learn(PRIOR, &errors);
        let with = ModelError::learn(PRIOR, &errors.into_iter().map(own).collect::<Vec<PastError>>());
        assert!(without.constant > 1000.0 && with.constant < 100.0, "{without:?} {with:?}");
    }
}
