//! The trajectories of a Morris design, which move one coordinate at a time.
//!
//! They are those of Morris, "Factorial sampling plans for preliminary computational experiments",
//! Technometrics 33 (1991). Coordinates are levels k / (p - 1) for k from 0 to p - 1. A trajectory starts at
//! random levels. Each of its steps moves another coordinate by p / (2 (p - 1)), up or down at random, in a
//! random order of dimensions.

use super::stream::{Occasion, stream};
use crate::rng::Stream;

/// All trajectories of a seed.
#[derive(Clone, Debug)]
pub struct Trajectories {
    seed: u64,
    levels: u32,
    dimensions: usize,
}

/// How a trajectory moves one coordinate: the levels before and after.
#[derive(Clone, Copy, Debug)]
struct Step {
    before: u32,
    after: u32,
}

impl Trajectories {
    /// Trajectories on so many levels in so many dimensions, under a seed.
    ///
    /// # Panics
    /// If the number of levels is odd or 0: a step would miss the levels.
    pub fn new(levels: u32, dimensions: usize, seed: u64) -> Trajectories {
        assert!(levels > 0 && levels.is_multiple_of(2), "{levels} levels, expected an even number");
        Trajectories { seed, levels, dimensions }
    }

    /// The coordinates of a point, counted from 0 over all trajectories.
    pub fn point(&self, index: usize) -> Vec<f64> {
        let length = self.dimensions + 1;
        let mut samples = stream(self.seed, Occasion::Trajectory, (index / length) as u64);
        let steps: Vec<Step> = (0..self.dimensions).map(|_| self.step(&mut samples)).collect();
        let mut levels: Vec<u32> = steps.iter().map(|step| step.before).collect();
        for dimension in &shuffled(self.dimensions, &mut samples)[..index % length] {
            levels[*dimension] = steps[*dimension].after;
        }
        levels.into_iter().map(|level| f64::from(level) / f64::from(self.levels - 1)).collect()
    }

    /// A step between two levels half the number of levels apart, up or down with equal chances.
    fn step(&self, samples: &mut Stream) -> Step {
        let half = self.levels / 2;
        let low = samples.below(half);
        let high = low + half;
        if samples.chance(0.5) {
            Step { before: low, after: high }
        } else {
            Step { before: high, after: low }
        }
    }
}

/// The dimensions in a random order.
fn shuffled(dimensions: usize, samples: &mut Stream) -> Vec<usize> {
    let mut order: Vec<usize> = (0..dimensions).collect();
    for last in (1..dimensions).rev() {
        order.swap(last, samples.below(last as u32 + 1) as usize);
    }
    order
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The points of a number of trajectories.
    fn trajectories(levels: u32, dimensions: usize, count: usize) -> Vec<Vec<Vec<f64>>> {
        let design = Trajectories::new(levels, dimensions, 7);
        let length = dimensions + 1;
        let points = |trajectory: usize| (0..length).map(move |place| trajectory * length + place);
        (0..count).map(|number| points(number).map(|index| design.point(index)).collect()).collect()
    }

    #[test]
    fn each_step_moves_another_coordinate_by_the_step_of_the_levels() {
        for (levels, expected) in [(2, 1.0), (4, 2.0 / 3.0), (6, 0.6), (10, 5.0 / 9.0)] {
            for trajectory in trajectories(levels, 5, 50) {
                let mut moved = Vec::new();
                for pair in trajectory.windows(2) {
                    let changes = (0..5).map(|place| pair[1][place] - pair[0][place]);
                    let changes: Vec<(usize, f64)> =
                        changes.enumerate().filter(|(_, change)| *change != 0.0).collect();
                    assert_eq!(changes.len(), 1, "{pair:?}");
                    assert!((changes[0].1.abs() - expected).abs() < 1e-15, "{pair:?}");
                    moved.push(changes[0].0);
                }
                moved.sort_unstable();
                assert_eq!(moved, [0, 1, 2, 3, 4]);
            }
        }
    }

    #[test]
    fn every_coordinate_is_a_level_and_every_level_is_as_frequent() {
        let points: Vec<Vec<f64>> = trajectories(4, 3, 1000).into_iter().flatten().collect();
        let mut counts = [0; 4];
        for coordinate in points.iter().flatten() {
            let level = coordinate * 3.0;
            assert_eq!(level, level.round());
            counts[level as usize] += 1;
        }
        // The 3,000 first coordinates are independent: four standard errors of a quarter of them are 95. The
        // other points of a trajectory repeat them, so that 12,000 coordinates have four times the error.
        assert!(counts.iter().all(|count: &i32| (count - 3000).abs() < 380), "{counts:?}");
    }

    #[test]
    fn steps_go_up_and_down_and_in_all_orders_of_dimensions() {
        let mut ups = 0;
        let mut orders = BTreeSet::new();
        for trajectory in trajectories(4, 3, 1000) {
            let steps = trajectory.windows(2);
            let moved = steps.map(|pair| (0..3).find(|place| pair[0][*place] != pair[1][*place]).unwrap());
            orders.insert(moved.collect::<Vec<usize>>());
            ups += i32::from(trajectory[0][0] < trajectory[3][0]);
        }
        assert_eq!(orders.len(), 6);
        // Four standard errors of a half of 1,000 are 63.
        assert!((ups - 500).abs() < 63, "{ups}");
    }

    #[test]
    #[should_panic(expected = "5 levels, expected an even number")]
    fn an_odd_number_of_levels_is_a_mistake_of_ours() {
        Trajectories::new(5, 3, 7);
    }

    /// Literal outputs: a change here changes every design.
    #[test]
    fn points_are_stable_in_value() {
        let [trajectory] = trajectories(4, 2, 1).try_into().unwrap();
        assert_eq!(trajectory, STABLE);
    }
    const STABLE: [[f64; 2]; 3] = [[1.0, 1.0], [1.0 / 3.0, 1.0], [1.0 / 3.0, 1.0 / 3.0]];
}
