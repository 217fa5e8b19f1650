//! Searches for a root or a minimum over the logarithm of a value, by Brent's methods of the crate argmin. No
//! plan is run twice.

use std::cell::RefCell;
use std::ops::RangeInclusive;

use argmin::core::{CostFunction, Error, Executor};
use argmin::solver::brent::{BrentOpt, BrentRoot};

/// Plans that a search tries at most.
const MOST_PLANS: u64 = 12;

/// Precision of a factor that a search finds, as a part of the factor.
const FACTOR_TOLERANCE: f64 = 0.01;

/// The results of all values that were tried, so that no plan is run twice.
pub(crate) struct Memo<T, F> {
    run: F,
    done: RefCell<Vec<(f64, T)>>,
}

impl<T: Clone, F: Fn(f64) -> T> Memo<T, F> {
    pub(crate) fn new(run: F) -> Memo<T, F> {
        Memo { run, done: RefCell::new(Vec::new()) }
    }

    /// The result of a value, from now or from an earlier run.
    pub(crate) fn at(&self, value: f64) -> T {
        let known =
            self.done.borrow().iter().find(|(tried, _)| *tried == value).map(|(_, done)| done.clone());
        known.unwrap_or_else(|| {
            let done = (self.run)(value);
            self.done.borrow_mut().push((value, done.clone()));
            done
        })
    }

    /// All results, by value.
    pub(crate) fn sorted(&self) -> Vec<T> {
        let mut done = self.done.borrow().clone();
        done.sort_by(|a, b| a.0.total_cmp(&b.0));
        done.into_iter().map(|(_, done)| done).collect()
    }

    /// Tries values between two ends, closer and closer to the one at which a cost changes its sign. A mean
    /// of whole numbers moves in steps and has no slope to follow; there the method halves the bracket.
    pub(crate) fn find_root(&self, ends: RangeInclusive<f64>, measure: impl Fn(&T) -> f64) {
        let solver = BrentRoot::new(ends.start().ln(), ends.end().ln(), FACTOR_TOLERANCE);
        let cost = Cost { memo: self, ends, measure };
        let done = Executor::new(cost, solver).configure(|state| state.max_iters(MOST_PLANS)).run();
        done.expect("a search between sound ends");
    }

    /// Tries values between two ends, closer and closer to the one at which a cost is least.
    pub(crate) fn find_least(&self, ends: RangeInclusive<f64>, measure: impl Fn(&T) -> f64) {
        let solver = BrentOpt::new(ends.start().ln(), ends.end().ln()).set_tolerance(0.02, 0.2);
        let cost = Cost { memo: self, ends, measure };
        let done = Executor::new(cost, solver).configure(|state| state.max_iters(MOST_PLANS)).run();
        done.expect("a search between sound ends");
    }
}

/// The cost whose root or minimum a search looks for.
struct Cost<'a, T, F, G> {
    memo: &'a Memo<T, F>,
    ends: RangeInclusive<f64>,
    measure: G,
}

impl<T, F, G> CostFunction for Cost<'_, T, F, G>
where
    T: Clone,
    F: Fn(f64) -> T,
    G: Fn(&T) -> f64,
{
    type Param = f64;
    type Output = f64;

    fn cost(&self, logarithm: &f64) -> Result<f64, Error> {
        Ok((self.measure)(&self.memo.at(value(*logarithm, &self.ends))))
    }
}

/// The value of a logarithm. The logarithms of the ends give the ends themselves, without rounding.
fn value(logarithm: f64, ends: &RangeInclusive<f64>) -> f64 {
    let (low, high) = (*ends.start(), *ends.end());
    let exact = [low, high].into_iter().find(|end| end.ln() == logarithm);
    exact.unwrap_or_else(|| logarithm.exp().clamp(low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_a_search_are_run_as_they_are_and_nothing_is_run_twice() {
        // A root at 1 of the logarithm; 0.001 is not what its logarithm leads back to.
        assert_ne!(0.001_f64.ln().exp(), 0.001);
        let tried = Memo::new(|value| value);
        tried.at(0.001);
        tried.find_root(0.001..=2.5, |value: &f64| value.ln());
        let tried = tried.sorted();
        assert_eq!((tried[0], tried[tried.len() - 1]), (0.001, 2.5));
        assert!(tried.windows(2).all(|pair| pair[1] - pair[0] > 1e-9), "{tried:?}");
        assert!(tried.iter().any(|value| (value - 1.0).abs() < FACTOR_TOLERANCE), "{tried:?}");
    }
}
