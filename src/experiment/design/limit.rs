//! The limits of a Sobol' sequence: most points, most dimensions.

/// Why a design cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DesignLimit {
    /// The sequence has not so many points.
    Points {
        /// Points, or base points, that were asked for.
        asked: u32,
        /// The most there are.
        most: u32,
    },
    /// The sequence has not so many dimensions.
    Dimensions {
        /// Dimensions that were asked for.
        asked: usize,
        /// The most there are.
        most: usize,
    },
}
