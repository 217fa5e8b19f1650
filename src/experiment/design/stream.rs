//! The random streams of designs and of what is computed from them, each with its own occasion.

use crate::rng::{Purpose, Randomness, Stream};

/// What a stream is for. A new occasion goes at the end: the numbers are part of every design.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
pub enum Occasion {
    /// The order of the strata of a dimension of a Latin hypercube.
    Strata = 0,
    /// The places of a point in its strata.
    Jitter = 1,
    /// The scrambling of a Sobol' sequence.
    Scramble = 2,
    /// A trajectory of a Morris design.
    Trajectory = 3,
    /// A resample of base points or trajectories.
    Resample = 4,
}

/// The stream of a numbered thing: a dimension, a point, a trajectory, a resample.
pub fn stream(seed: u64, occasion: Occasion, number: u64) -> Stream {
    Randomness::new(seed, 0).stream(number, Purpose::Design, occasion as u64)
}
