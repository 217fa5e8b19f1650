//! Many runs: ensembles and what they come to.

pub mod arrival_totals;
pub mod backtest;
pub mod cutoffs;
mod ensemble;
pub mod event_log;
mod findings;
mod fold;
pub mod inventory;
pub mod inverse;
pub mod judging;
mod logged_runs;
pub mod pool_course;
mod result_tables;
pub mod results;
pub mod spread;
pub mod stock_flow;
pub mod tables;
pub mod targets;

pub use ensemble::{Ensemble, run_ensemble};
pub use findings::{Findings, Gathering};
pub use fold::{NoThreads, Workers};
pub use logged_runs::{Log, run_logged, trace_candidate};
pub use result_tables::ResultTables;
