//! Compares simulated runs with published figures: cutoffs, counts of the pool, shares of the invited,
//! applications and admissions.

pub mod compared;
pub mod cutoff_error;
pub mod in_progress;
pub mod invited;
pub mod landings;
pub mod outcomes;
pub mod planned_years;
pub mod pool_fit;
pub mod prediction;
pub(crate) mod tables;
