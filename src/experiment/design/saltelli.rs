//! The points of first-order and total Sobol' indices, after Saltelli and others, "Variance based sensitivity
//! analysis of model output", Computer Physics Communications 181 (2010).
//!
//! A Sobol' sequence of twice the dimensions gives the rows of two matrices: A has the first half of the
//! coordinates, B the second half. A row of A with one coordinate of B is a row of the matrix AB of that
//! dimension. The points go base point by base point: its row of A, of AB of each dimension, of B. This is
//! also the order of SALib's `saltelli.sample` without indices of the second order.

use super::limit::DesignLimit;
use super::sobol::{MOST_SOBOL_DIMENSIONS, ScrambledSobol};

/// The most dimensions: each takes two of the sequence.
pub const MOST_SALTELLI_DIMENSIONS: usize = MOST_SOBOL_DIMENSIONS / 2;

/// The points of all base points.
#[derive(Clone, Debug)]
pub struct SaltelliPoints {
    dimensions: usize,
    sequence: ScrambledSobol,
}

impl SaltelliPoints {
    /// The points of so many base points in so many dimensions, under a seed.
    ///
    /// # Errors
    /// If the sequence has not so many points or dimensions.
    pub fn new(base_points: u32, dimensions: usize, seed: u64) -> Result<SaltelliPoints, DesignLimit> {
        if dimensions > MOST_SALTELLI_DIMENSIONS {
            return Err(DesignLimit::Dimensions { asked: dimensions, most: MOST_SALTELLI_DIMENSIONS });
        }
        let sequence = ScrambledSobol::new(base_points, 2 * dimensions, seed)?;
        Ok(SaltelliPoints { dimensions, sequence })
    }

    /// The coordinates of a point, counted from 0.
    pub fn point(&self, index: usize) -> Vec<f64> {
        let block = self.dimensions + 2;
        let base = (index / block) as u32;
        let columns = (0..self.dimensions).map(|dimension| self.column(dimension, index % block));
        columns.map(|column| self.sequence.coordinate(base, column as u32)).collect()
    }

    /// The dimension of the sequence from which a point takes a coordinate, by its place among the points of
    /// a base point.
    fn column(&self, dimension: usize, place: usize) -> usize {
        let is_of_second_half = place == dimension + 1 || place == self.dimensions + 1;
        if is_of_second_half { self.dimensions + dimension } else { dimension }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_point_gives_its_rows_of_a_of_each_ab_and_of_b() {
        let points = SaltelliPoints::new(8, 3, 7).unwrap();
        for base in 0..8 {
            let block: Vec<Vec<f64>> = (0..5).map(|place| points.point(base * 5 + place)).collect();
            let [a, b] = [&block[0], &block[4]];
            assert_eq!(block[1], [b[0], a[1], a[2]]);
            assert_eq!(block[2], [a[0], b[1], a[2]]);
            assert_eq!(block[3], [a[0], a[1], b[2]]);
            assert!(a.iter().zip(b).all(|(first, second)| first != second));
        }
    }

    #[test]
    fn the_matrices_are_the_halves_of_one_sequence() {
        let points = SaltelliPoints::new(8, 3, 7).unwrap();
        let sequence = ScrambledSobol::new(8, 6, 7).unwrap();
        for base in 0..8 {
            let whole = [points.point(base * 5), points.point(base * 5 + 4)].concat();
            assert_eq!(whole, sequence.point(base as u32));
        }
    }

    #[test]
    fn twice_the_dimensions_and_the_base_points_have_the_limits_of_the_sequence() {
        assert!(SaltelliPoints::new(65_536, 128, 7).is_ok());
        let dimensions = SaltelliPoints::new(1, 129, 7).unwrap_err();
        assert_eq!(dimensions, DesignLimit::Dimensions { asked: 129, most: 128 });
        let points = SaltelliPoints::new(65_537, 1, 7).unwrap_err();
        assert_eq!(points, DesignLimit::Points { asked: 65_537, most: 65_536 });
    }
}
