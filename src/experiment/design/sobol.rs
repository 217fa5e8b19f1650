//! The points of an Owen-scrambled Sobol' sequence, which fill the unit cube evenly.

use super::limit::DesignLimit;
use super::stream::{Occasion, stream};

/// The most points of a sequence: the generator numbers them with 16 bits.
pub const MOST_SOBOL_POINTS: u32 = 1 << 16;

/// The most dimensions of a sequence.
pub const MOST_SOBOL_DIMENSIONS: usize = sobol_burley::NUM_DIMENSIONS as usize;

/// Half the distance of two neighbouring coordinates, which are multiples of 2^-23. It takes a coordinate to
/// the middle of its cell, and so away from 0.
const HALF_CELL: f64 = 1.0 / (1u64 << 24) as f64;

/// A sequence of points, scrambled by a seed.
#[derive(Clone, Debug)]
pub struct ScrambledSobol {
    dimensions: u32,
    scramble: u32,
}

impl ScrambledSobol {
    /// A sequence of so many points and dimensions, under a seed.
    ///
    /// # Errors
    /// If the generator has not so many of them.
    pub fn new(points: u32, dimensions: usize, seed: u64) -> Result<ScrambledSobol, DesignLimit> {
        if points > MOST_SOBOL_POINTS {
            return Err(DesignLimit::Points { asked: points, most: MOST_SOBOL_POINTS });
        }
        if dimensions > MOST_SOBOL_DIMENSIONS {
            return Err(DesignLimit::Dimensions { asked: dimensions, most: MOST_SOBOL_DIMENSIONS });
        }
        let [scramble, _] = stream(seed, Occasion::Scramble, 0).pair();
        Ok(ScrambledSobol { dimensions: dimensions as u32, scramble: scramble.0 })
    }

    /// The coordinates of a point, counted from 0: each strictly between 0 and 1.
    pub fn point(&self, index: u32) -> Vec<f64> {
        (0..self.dimensions).map(|dimension| self.coordinate(index, dimension)).collect()
    }

    /// One coordinate of a point, both counted from 0.
    pub fn coordinate(&self, index: u32, dimension: u32) -> f64 {
        f64::from(sobol_burley::sample(index, dimension, self.scramble)) + HALF_CELL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_has_its_limits_and_says_which_was_passed() {
        assert_eq!((MOST_SOBOL_POINTS, MOST_SOBOL_DIMENSIONS), (65_536, 256));
        assert!(ScrambledSobol::new(65_536, 256, 7).is_ok());
        let points = ScrambledSobol::new(65_537, 1, 7).unwrap_err();
        assert_eq!(points, DesignLimit::Points { asked: 65_537, most: 65_536 });
        let dimensions = ScrambledSobol::new(1, 257, 7).unwrap_err();
        assert_eq!(dimensions, DesignLimit::Dimensions { asked: 257, most: 256 });
    }

    #[test]
    fn a_power_of_two_of_points_has_one_in_each_stratum_of_each_dimension() {
        let sequence = ScrambledSobol::new(1024, 256, 7).unwrap();
        let points: Vec<Vec<f64>> = (0..1024).map(|index| sequence.point(index)).collect();
        for dimension in 0..256 {
            let mut strata: Vec<u32> =
                points.iter().map(|point| (point[dimension] * 1024.0) as u32).collect();
            strata.sort_unstable();
            assert!(strata.into_iter().eq(0..1024), "dimension {dimension}");
        }
    }

    #[test]
    fn sixteen_points_have_one_in_each_box_of_the_first_two_dimensions() {
        let sequence = ScrambledSobol::new(16, 2, 7).unwrap();
        for [columns, rows] in [[1.0, 16.0], [2.0, 8.0], [4.0, 4.0], [8.0, 2.0], [16.0, 1.0]] {
            let mut boxes: Vec<u32> = (0..16)
                .map(|index| sequence.point(index))
                .map(|point| (point[0] * columns) as u32 * rows as u32 + (point[1] * rows) as u32)
                .collect();
            boxes.sort_unstable();
            assert!(boxes.into_iter().eq(0..16), "{columns} by {rows}");
        }
    }

    #[test]
    fn points_are_those_of_the_generator_in_the_middle_of_their_cells() {
        let sequence = ScrambledSobol::new(64, 5, 7).unwrap();
        for index in 0..64 {
            for (dimension, coordinate) in (0..).zip(sequence.point(index)) {
                let generated = sobol_burley::sample(index, dimension, sequence.scramble);
                let distance = coordinate - f64::from(generated);
                assert_eq!(distance, 2.0_f64.powi(-24));
            }
        }
    }

    /// Literal outputs: a change here changes every design.
    #[test]
    fn points_are_stable_in_value() {
        let sequence = ScrambledSobol::new(1000, 2, 42).unwrap();
        assert_eq!([sequence.point(0), sequence.point(999)], STABLE);
    }
    const STABLE: [[f64; 2]; 2] =
        [[0.21392816305160522, 0.8685585856437683], [0.14895111322402954, 0.16230660676956177]];
}
