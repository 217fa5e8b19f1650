//! Many runs: ensembles and what they come to.

pub mod arrival_totals;
pub mod backtest;
pub mod cutoffs;
mod ensemble;
pub mod event_log;
pub mod inverse;
pub mod judging;
mod logged_runs;
pub mod results;
pub mod spread;
pub mod stock_flow;
pub mod tables;
pub mod targets;

pub use ensemble::{Ensemble, complete_ensemble, run_ensemble};
pub use logged_runs::{run_logged, trace_candidate};
