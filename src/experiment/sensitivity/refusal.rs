//! The reasons why an outcome has no indices of sensitivity.

/// Why an outcome has no indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoIndices {
    /// Too few base points or trajectories have the outcome at all of their points.
    TooFew {
        /// Those that have it.
        whole: usize,
        /// The least that are needed.
        least: usize,
    },
    /// The outcome is the same at all points of the two matrices: it has no variance to be shared out.
    Constant,
}
