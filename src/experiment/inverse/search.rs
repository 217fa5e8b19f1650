//! Searches that run nothing twice, for a root or a minimum over the logarithm of what is varied: Brent's methods, of the
//! crate argmin.

use std::cell::RefCell;

use argmin::core::{CostFunction, Error, Executor};
use argmin::solver::brent::{BrentOpt, BrentRoot};

use crate::experiment::inverse::NoAnswer;

/// Plans that a search tries at most.
const MOST_PLANS: u64 = 12;

/// A factor is found to this part of itself.
const FACTOR_TOLERANCE: f64 = 0.01;

/// What was tried, by what was varied: nothing is run twice.
pub(crate) struct Tried<T, F> {
    run: F,
    done: RefCell<Vec<(f64, T)>>,
}

impl<T: Clone, F: Fn(f64) -> Result<T, NoAnswer>> Tried<T, F> {
    pub(crate) fn new(run: F) -> Tried<T, F> {
        Tried { run, done: RefCell::new(Vec::new()) }
    }

    /// What a value comes to, run now or before.
    pub(crate) fn at(&self, value: f64) -> Result<T, NoAnswer> {
        let known =
            self.done.borrow().iter().find(|(tried, _)| *tried == value).map(|(_, done)| done.clone());
        if let Some(known) = known {
            return Ok(known);
        }
        let done = (self.run)(value)?;
        self.done.borrow_mut().push((value, done.clone()));
        Ok(done)
    }

    /// All tried, by value.
    pub(crate) fn sorted(&self) -> Vec<T> {
        let mut done = self.done.borrow().clone();
        done.sort_by(|a, b| a.0.total_cmp(&b.0));
        done.into_iter().map(|(_, done)| done).collect()
    }

    /// Closes in on a value between two ends at which a cost changes its sign. A mean of whole numbers is a stairway, which
    /// has no slope to follow; there the method halves the bracket.
    pub(crate) fn find_root(&self, ends: (f64, f64), cost: impl Fn(&T) -> f64) -> Result<(), NoAnswer> {
        let solver = BrentRoot::new(ends.0.ln(), ends.1.ln(), FACTOR_TOLERANCE);
        let cost = Cost { tried: self, ends, of: cost };
        answered(Executor::new(cost, solver).configure(|state| state.max_iters(MOST_PLANS)).run())
    }

    /// Closes in on a value between two ends at which a cost is least.
    pub(crate) fn find_least(&self, ends: (f64, f64), cost: impl Fn(&T) -> f64) -> Result<(), NoAnswer> {
        let solver = BrentOpt::new(ends.0.ln(), ends.1.ln()).set_tolerance(0.02, 0.2);
        let cost = Cost { tried: self, ends, of: cost };
        answered(Executor::new(cost, solver).configure(|state| state.max_iters(MOST_PLANS)).run())
    }
}

/// What a search brings to nothing, or makes least.
struct Cost<'a, T, F, G> {
    tried: &'a Tried<T, F>,
    ends: (f64, f64),
    of: G,
}

impl<T, F, G> CostFunction for Cost<'_, T, F, G>
where
    T: Clone,
    F: Fn(f64) -> Result<T, NoAnswer>,
    G: Fn(&T) -> f64,
{
    type Param = f64;
    type Output = f64;

    fn cost(&self, logarithm: &f64) -> Result<f64, Error> {
        Ok((self.of)(&self.tried.at(value(*logarithm, self.ends))?))
    }
}

/// The value of a logarithm. Those of the ends are the ends themselves, without a rounding.
fn value(logarithm: f64, (low, high): (f64, f64)) -> f64 {
    let exact = [low, high].into_iter().find(|end| end.ln() == logarithm);
    exact.unwrap_or_else(|| logarithm.exp().clamp(low, high))
}

/// Lets only our own errors through: nothing else can go wrong in a search between sound bounds.
fn answered<T>(done: Result<T, Error>) -> Result<(), NoAnswer> {
    match done {
        Ok(_) => Ok(()),
        Err(error) => {
            Err(error.downcast::<NoAnswer>().unwrap_or_else(|error| panic!("a search failed: {error}")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_a_search_are_run_as_they_are_and_nothing_is_run_twice() {
        // A root at 1 of the logarithm; 0.001 is not what its logarithm leads back to.
        assert_ne!(0.001_f64.ln().exp(), 0.001);
        let tried = Tried::new(Ok);
        tried.at(0.001).unwrap();
        tried.find_root((0.001, 2.5), |value: &f64| value.ln()).unwrap();
        let tried = tried.sorted();
        assert_eq!((tried[0], tried[tried.len() - 1]), (0.001, 2.5));
        assert!(tried.windows(2).all(|pair| pair[1] - pair[0] > 1e-9), "{tried:?}");
        assert!(tried.iter().any(|value| (value - 1.0).abs() < FACTOR_TOLERANCE), "{tried:?}");
    }
}
