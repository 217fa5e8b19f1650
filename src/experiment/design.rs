//! Designs of experiments on the unit cube: which points a sweep or a sensitivity analysis runs.
//!
//! Each point has one coordinate a dimension, between 0 and 1. A distribution turns a coordinate into a value
//! of a lever or an uncertainty. Points depend on the design, the number of dimensions and the seed alone.

mod distribution;
mod grid;
mod latin_hypercube;
mod limit;
mod morris;
mod saltelli;
mod sobol;
mod stream;

pub use distribution::Distribution;
pub use grid::grid_indices;
pub use limit::DesignLimit;
pub(super) use stream::{Occasion, stream};

use latin_hypercube::LatinHypercube;
use morris::Trajectories;
use saltelli::SaltelliPoints;
use sobol::ScrambledSobol;

/// A way to place points in the unit cube.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitDesign {
    /// One point in each of equally wide strata of each dimension. More points are other points.
    LatinHypercube {
        /// The number of points, at least 1.
        points: u32,
    },
    /// An Owen-scrambled Sobol' sequence, which fills the cube evenly. More points keep the earlier ones. It
    /// is most even for a power of two.
    Sobol {
        /// The number of points, from 1 to 65,536.
        points: u32,
    },
    /// The points of first-order and total Sobol' indices: `dimensions + 2` of each base point. More base
    /// points keep the earlier ones.
    Saltelli {
        /// The number of base points, from 1 to 65,536; best a power of two.
        base_points: u32,
    },
    /// Trajectories that move one coordinate at a time: `dimensions + 1` points each. More trajectories keep
    /// the earlier ones. Coordinates can be 0 and 1.
    Morris {
        /// The number of trajectories, at least 1.
        trajectories: u32,
        /// The number of levels of each dimension: even, at least 2. [`UnitDesign::MORRIS_LEVELS`] is usual.
        levels: u32,
    },
}

impl UnitDesign {
    /// The usual number of levels of a Morris design.
    pub const MORRIS_LEVELS: u32 = 4;

    /// The number of points in so many dimensions.
    pub fn point_count(self, dimensions: usize) -> usize {
        match self {
            UnitDesign::LatinHypercube { points } | UnitDesign::Sobol { points } => points as usize,
            UnitDesign::Saltelli { base_points } => base_points as usize * (dimensions + 2),
            UnitDesign::Morris { trajectories, .. } => trajectories as usize * (dimensions + 1),
        }
    }

    /// The points in so many dimensions, under a seed. A Latin hypercube keeps 4 bytes of each point and
    /// dimension; the others keep none.
    ///
    /// # Errors
    /// If a Sobol' sequence has not so many points or dimensions.
    ///
    /// # Panics
    /// If there is no point or no dimension, or if the levels are not an even number.
    pub fn points(self, dimensions: usize, seed: u64) -> Result<UnitPoints, DesignLimit> {
        let count = self.point_count(dimensions);
        assert!(count > 0 && dimensions > 0, "{self:?} in {dimensions} dimensions has no points");
        let placement = match self {
            UnitDesign::LatinHypercube { points } => {
                Placement::LatinHypercube(LatinHypercube::new(points, dimensions, seed))
            }
            UnitDesign::Sobol { points } => Placement::Sobol(ScrambledSobol::new(points, dimensions, seed)?),
            UnitDesign::Saltelli { base_points } => {
                Placement::Saltelli(SaltelliPoints::new(base_points, dimensions, seed)?)
            }
            UnitDesign::Morris { levels, .. } => {
                Placement::Morris(Trajectories::new(levels, dimensions, seed))
            }
        };
        Ok(UnitPoints { count, placement })
    }
}

/// The points of a design, computed when they are read.
#[derive(Clone, Debug)]
pub struct UnitPoints {
    count: usize,
    placement: Placement,
}

#[derive(Clone, Debug)]
enum Placement {
    LatinHypercube(LatinHypercube),
    Sobol(ScrambledSobol),
    Saltelli(SaltelliPoints),
    Morris(Trajectories),
}

impl UnitPoints {
    /// The number of points, at least 1.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The coordinates of a point, counted from 0: one a dimension. They lie strictly between 0 and 1, but
    /// for a Morris design, whose coordinates can be 0 and 1.
    ///
    /// # Panics
    /// If there is no such point.
    pub fn point(&self, index: usize) -> Vec<f64> {
        assert!(index < self.count, "point {index} of {}", self.count);
        match &self.placement {
            Placement::LatinHypercube(points) => points.point(index),
            Placement::Sobol(points) => points.point(index as u32),
            Placement::Saltelli(points) => points.point(index),
            Placement::Morris(points) => points.point(index),
        }
    }

    /// The coordinates of all points, in their order.
    pub fn iter(&self) -> impl Iterator<Item = Vec<f64>> {
        (0..self.count).map(|index| self.point(index))
    }
}

#[cfg(test)]
mod tests {
    use super::sobol::MOST_SOBOL_POINTS;
    use super::*;

    const DESIGNS: [UnitDesign; 4] = [
        UnitDesign::LatinHypercube { points: 30 },
        UnitDesign::Sobol { points: 30 },
        UnitDesign::Saltelli { base_points: 6 },
        UnitDesign::Morris { trajectories: 6, levels: UnitDesign::MORRIS_LEVELS },
    ];

    fn all(design: UnitDesign, dimensions: usize, seed: u64) -> Vec<Vec<f64>> {
        design.points(dimensions, seed).unwrap().iter().collect()
    }

    #[test]
    fn points_depend_on_the_seed_and_on_nothing_else() {
        for design in DESIGNS {
            assert_eq!(all(design, 3, 7), all(design, 3, 7), "{design:?}");
            assert_ne!(all(design, 3, 7), all(design, 3, 8), "{design:?}");
            // Seeds that differ in their upper half alone differ too.
            assert_ne!(all(design, 3, 7), all(design, 3, 7 + (1 << 40)), "{design:?}");
        }
    }

    #[test]
    fn a_design_has_as_many_points_as_it_says_with_a_coordinate_a_dimension() {
        for (design, expected) in DESIGNS.into_iter().zip([30, 30, 6 * 5, 6 * 4]) {
            let points = all(design, 3, 7);
            assert_eq!((points.len(), design.point_count(3)), (expected, expected), "{design:?}");
            assert!(points.iter().all(|point| point.len() == 3), "{design:?}");
        }
    }

    #[test]
    fn coordinates_lie_inside_the_unit_interval_so_that_quantiles_are_finite() {
        for design in [
            UnitDesign::LatinHypercube { points: 5000 },
            UnitDesign::Sobol { points: MOST_SOBOL_POINTS },
            UnitDesign::Saltelli { base_points: 5000 },
        ] {
            let mut coordinates = all(design, 2, 7).into_iter().flatten();
            assert!(coordinates.all(|coordinate| 0.0 < coordinate && coordinate < 1.0), "{design:?}");
        }
    }

    #[test]
    fn more_points_keep_the_earlier_ones_but_for_a_latin_hypercube() {
        let larger = [
            UnitDesign::LatinHypercube { points: 60 },
            UnitDesign::Sobol { points: 60 },
            UnitDesign::Saltelli { base_points: 12 },
            UnitDesign::Morris { trajectories: 12, levels: 4 },
        ];
        for (design, larger) in DESIGNS.into_iter().zip(larger) {
            let points = all(design, 3, 7);
            let are_kept = all(larger, 3, 7)[..points.len()] == points;
            assert_eq!(are_kept, !matches!(design, UnitDesign::LatinHypercube { .. }), "{design:?}");
        }
    }

    #[test]
    #[should_panic(expected = "has no points")]
    fn a_design_without_points_is_a_mistake_of_ours() {
        let _ = UnitDesign::Sobol { points: 0 }.points(3, 7);
    }

    #[test]
    #[should_panic(expected = "point 30 of 30")]
    fn a_point_beyond_the_last_is_a_mistake_of_ours() {
        DESIGNS[1].points(3, 7).unwrap().point(30);
    }
}
