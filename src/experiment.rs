//! Many runs: ensembles and what they come to.

pub mod cutoffs;
mod ensemble;
pub mod fit;
pub mod invited;
pub mod outcomes;

pub use ensemble::{Ensemble, run_ensemble};
