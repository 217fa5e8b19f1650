//! What simulated runs are compared with: published cutoffs, counts of the pool, who was invited, what came
//! of it.

pub mod crps;
pub mod cutoff_error;
pub mod invited;
pub mod outcomes;
pub mod planned_years;
pub mod pool_fit;
pub mod tables;
