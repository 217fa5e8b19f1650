//! The points of a Latin hypercube: each dimension has one point in each of its strata.

use super::stream::{Occasion, stream};
use crate::rng::Stream;

/// The greatest coordinate: the last number below 1.
const GREATEST: f64 = 1.0 - f64::EPSILON / 2.0;

/// A Latin hypercube, by the strata of its points.
#[derive(Clone, Debug)]
pub struct LatinHypercube {
    seed: u64,
    points: u32,
    /// For each dimension the stratum of each point.
    strata: Vec<Vec<u32>>,
}

impl LatinHypercube {
    /// So many points in so many dimensions, under a seed.
    pub fn new(points: u32, dimensions: usize, seed: u64) -> LatinHypercube {
        let strata = (0..dimensions as u64)
            .map(|dimension| permutation(points, stream(seed, Occasion::Strata, dimension)))
            .collect();
        LatinHypercube { seed, points, strata }
    }

    /// The coordinates of a point, counted from 0.
    pub fn point(&self, index: usize) -> Vec<f64> {
        let mut samples = stream(self.seed, Occasion::Jitter, index as u64);
        let places = self.strata.iter().map(|strata| f64::from(strata[index]) + samples.uniform());
        // In the last of many strata a place just below the end can be rounded to 1.
        places.map(|place| (place / f64::from(self.points)).min(GREATEST)).collect()
    }
}

/// The numbers below a count in a random order.
fn permutation(count: u32, mut samples: Stream) -> Vec<u32> {
    let mut order: Vec<u32> = (0..count).collect();
    for last in (1..count).rev() {
        order.swap(last as usize, samples.below(last + 1) as usize);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stratum_of_each_dimension_holds_one_point() {
        let points = 97;
        let hypercube = LatinHypercube::new(points, 4, 7);
        for dimension in 0..4 {
            let mut strata: Vec<u32> = (0..points as usize)
                .map(|index| (hypercube.point(index)[dimension] * f64::from(points)) as u32)
                .collect();
            strata.sort_unstable();
            assert!(strata.into_iter().eq(0..points), "dimension {dimension}");
        }
    }

    #[test]
    fn places_in_the_strata_are_uniform_and_dimensions_are_independent() {
        let points = 10_000;
        let hypercube = LatinHypercube::new(points, 2, 7);
        let count = f64::from(points);
        let all: Vec<Vec<f64>> = (0..points as usize).map(|index| hypercube.point(index)).collect();
        let place: f64 = all.iter().map(|point| (point[0] * count).fract()).sum::<f64>() / count;
        // Four standard errors: a uniform number has the variance 1/12.
        assert!((place - 0.5).abs() < 4.0 * (1.0 / 12.0 / count).sqrt(), "{place}");
        let product: f64 = all.iter().map(|point| (point[0] - 0.5) * (point[1] - 0.5)).sum::<f64>() / count;
        assert!(product.abs() < 4.0 / 12.0 / count.sqrt(), "{product}");
    }

    /// Literal outputs: a change here changes every design.
    #[test]
    fn points_are_stable_in_value() {
        let hypercube = LatinHypercube::new(5, 2, 42);
        assert_eq!([hypercube.point(0), hypercube.point(4)], STABLE);
    }
    const STABLE: [[f64; 2]; 2] =
        [[0.7184700431930685, 0.7952882183860664], [0.4156706551653698, 0.11405145407132192]];
}
