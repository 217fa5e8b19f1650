//! Indices of sensitivity: how much each dimension of a design matters to an outcome.

mod bootstrap;
mod chance;
mod morris;
mod refusal;
mod sobol;
#[cfg(test)]
mod tests;

pub use bootstrap::Estimate;
pub use chance::chance_share;
pub use morris::{LEAST_TRAJECTORIES, MorrisEffect, MorrisIndices, morris_indices};
pub use refusal::NoIndices;
pub use sobol::{DimensionIndices, LEAST_BASE_POINTS, SobolIndices, sobol_indices};
