//! Many runs: ensembles and what they come to.

pub mod backtest;
pub mod cutoffs;
mod ensemble;
pub mod fit;
mod history;
pub mod invited;
pub mod issued;
pub mod outcomes;
pub mod planning;
pub mod pool_fit;
pub mod score;
pub mod stock_flow;
pub mod targets;

pub use ensemble::{Ensemble, complete_ensemble, run_ensemble};
pub use history::{run_logged, trace_candidate};
