//! Indices of sensitivity: how much each dimension of a design matters to an outcome.

mod bootstrap;
mod chance;
mod morris;
mod refusal;
mod sobol;
mod swept;
pub mod table;
#[cfg(test)]
mod tests;

pub use bootstrap::Estimate;
pub use morris::LEAST_TRAJECTORIES;
pub use refusal::NoIndices;
pub use sobol::LEAST_BASE_POINTS;
pub use swept::{Bearing, Indices, Method, OutcomeSensitivity, SweptIndices, of_sweep};
