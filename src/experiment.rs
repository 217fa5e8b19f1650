//! Many runs: ensembles and what they come to.

pub mod cutoffs;
