//! Bounded-variable least squares, solved by active sets.
//!
//! The problem: minimise the sum of squares of `A x - b`, where each unknown `x` lies between its
//! bounds. The method is the active-set algorithm of C. L. Lawson and R. J. Hanson, "Solving Least Squares
//! Problems" (1974), chapter 23, in the form of P. B. Stark and R. L. Parker, "Bounded-variable
//! least-squares: an algorithm and applications", Computational Statistics 10 (1995), 129-141, with bounds on
//! both sides. Problems here have some tens of unknowns and are solved to the last digits; an interior-point
//! method, as clarabel's, stops some thousandths away where some terms weigh little.

use nalgebra::{DMatrix, DVector};

/// The lowest and the highest value of an unknown; the highest may be infinite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bounds {
    pub low: f64,
    pub high: f64,
}

/// A row of the problem: factors by unknown, and the value that their sum should have.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub factors: Vec<Factor>,
    pub wanted: f64,
}

/// The factor of an unknown in a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Factor {
    pub unknown: usize,
    pub factor: f64,
}

/// A problem of least squares with bounds.
#[derive(Clone, Debug)]
pub(crate) struct BoundedLeastSquares {
    rows: DMatrix<f64>,
    wanted: DVector<f64>,
    bounds: Vec<Bounds>,
}

/// A bound that a free unknown reaches on the way to its best value.
struct Stop {
    /// Place among the free unknowns.
    place: usize,
    bound: f64,
    /// Part of the way to the bound.
    part: f64,
}

impl BoundedLeastSquares {
    /// A problem with an unknown for each pair of bounds.
    ///
    /// # Panics
    /// If a row names an unknown that has no bounds.
    pub fn new(rows: &[Row], bounds: Vec<Bounds>) -> BoundedLeastSquares {
        let mut matrix = DMatrix::zeros(rows.len(), bounds.len());
        for (at, row) in rows.iter().enumerate() {
            for Factor { unknown, factor } in &row.factors {
                matrix[(at, *unknown)] = *factor;
            }
        }
        let wanted = DVector::from_iterator(rows.len(), rows.iter().map(|row| row.wanted));
        BoundedLeastSquares { rows: matrix, wanted, bounds }
    }

    /// The unknowns with the least sum of squares.
    ///
    /// All start at the value next to 0 within their bounds and are fixed there. Step by step the fixed
    /// unknown with the steepest descent is freed, and the free ones move to their best values. The search
    /// ends where no step leaves less; no set of free unknowns comes twice. A slope that is not a number,
    /// after an overflow, frees nothing.
    pub fn solve(&self) -> Vec<f64> {
        let nearest_to_zero = self.bounds.iter().map(|bounds| bounds.low.max(0.0).min(bounds.high));
        let mut values = DVector::from_iterator(self.bounds.len(), nearest_to_zero);
        let mut free: Vec<usize> = Vec::new();
        while let Some(unknown) = self.steepest(&values, &free) {
            let mut next = values.clone();
            free.push(unknown);
            self.improve(&mut next, &mut free);
            let leaves_less = self.residual(&next).norm_squared() < self.residual(&values).norm_squared();
            if !leaves_less {
                break;
            }
            values = next;
        }
        values.iter().copied().collect()
    }

    /// The fixed unknown with the steepest descent into its bounds, if one has any.
    fn steepest(&self, values: &DVector<f64>, free: &[usize]) -> Option<usize> {
        let slopes = self.rows.tr_mul(&self.residual(values));
        let mut steepest: Option<(usize, f64)> = None;
        for (unknown, bounds) in self.bounds.iter().enumerate() {
            let (value, slope) = (values[unknown], slopes[unknown]);
            let is_inward = value < bounds.high && slope > 0.0 || value > bounds.low && slope < 0.0;
            let is_steeper = steepest.is_none_or(|(_, most)| slope.abs() >= most);
            if is_inward && is_steeper && !free.contains(&unknown) {
                steepest = Some((unknown, slope.abs()));
            }
        }
        steepest.map(|(unknown, _)| unknown)
    }

    /// Moves the free unknowns to their best values. One that reaches a bound on the way is fixed there, and
    /// the others go on.
    fn improve(&self, values: &mut DVector<f64>, free: &mut Vec<usize>) {
        while !free.is_empty() {
            let moves = self.best_moves(values, free);
            let stop = self.first_stop(values, free, &moves);
            let part = stop.as_ref().map_or(1.0, |stop| stop.part);
            for (unknown, by) in free.iter().zip(moves.iter()) {
                values[*unknown] += part * by;
            }
            let Some(Stop { place, bound, .. }) = stop else { return };
            values[free.remove(place)] = bound;
        }
    }

    /// The first bound that a free unknown reaches as all of them move.
    fn first_stop(&self, values: &DVector<f64>, free: &[usize], moves: &DVector<f64>) -> Option<Stop> {
        let mut first: Option<Stop> = None;
        for (place, unknown) in free.iter().enumerate() {
            let (value, bounds) = (values[*unknown], self.bounds[*unknown]);
            let to = value + moves[place];
            let bound = if to > bounds.high { bounds.high } else { bounds.low };
            let part = (bound - value) / moves[place];
            let is_first = first.as_ref().is_none_or(|first| part.total_cmp(&first.part).is_lt());
            if (to > bounds.high || to < bounds.low) && is_first {
                first = Some(Stop { place, bound, part });
            }
        }
        first
    }

    /// The moves of the free unknowns to their best values if they had no bounds.
    fn best_moves(&self, values: &DVector<f64>, free: &[usize]) -> DVector<f64> {
        let factors = self.rows.select_columns(free).qr();
        let residual = factors.q().tr_mul(&self.residual(values));
        factors.r().solve_upper_triangular(&residual).unwrap_or_else(|| DVector::zeros(free.len()))
    }

    /// The difference between the wanted and the present value of each row.
    fn residual(&self, values: &DVector<f64>) -> DVector<f64> {
        &self.wanted - &self.rows * values
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(factors: &[f64], wanted: f64) -> Row {
        let factors = factors.iter().enumerate();
        Row {
            factors: factors.map(|(unknown, factor)| Factor { unknown, factor: *factor }).collect(),
            wanted,
        }
    }

    #[test]
    fn without_a_bound_in_the_way_it_is_the_usual_least_squares() {
        // A line through (0, 1), (1, 3), (2, 4): by the normal equations 7/6 + 3/2 x.
        let rows = [row(&[1.0, 0.0], 1.0), row(&[1.0, 1.0], 3.0), row(&[1.0, 2.0], 4.0)];
        let wide = Bounds { low: -100.0, high: f64::INFINITY };
        let found = BoundedLeastSquares::new(&rows, vec![wide; 2]).solve();
        assert!((found[0] - 7.0 / 6.0).abs() < 1e-12 && (found[1] - 1.5).abs() < 1e-12, "{found:?}");
    }

    #[test]
    fn an_unknown_at_its_bound_leaves_the_rest_to_the_others() {
        // The slope is at most 1: the level is then the mean of 1, 3 - 1 and 4 - 2.
        let rows = [row(&[1.0, 0.0], 1.0), row(&[1.0, 1.0], 3.0), row(&[1.0, 2.0], 4.0)];
        let bounds = vec![Bounds { low: 0.0, high: 10.0 }, Bounds { low: 0.0, high: 1.0 }];
        let found = BoundedLeastSquares::new(&rows, bounds).solve();
        assert!((found[0] - 5.0 / 3.0).abs() < 1e-12 && found[1] == 1.0, "{found:?}");
    }
}
