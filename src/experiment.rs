//! Many runs: ensembles, comparisons of scenarios and with published figures, calibration, backtests, inverse
//! questions.

pub(crate) mod backtest;
mod bounded_counts;
pub mod calibrate;
pub mod column;
pub mod compare;
pub mod cutoffs;
pub(crate) mod design;
mod ensemble;
pub(crate) mod event_log;
pub(crate) mod explain;
mod findings;
#[cfg(test)]
mod fixture;
mod fold;
pub mod forecast;
mod full_scale;
pub mod inventory;
pub mod inverse;
pub mod judging;
mod logged_runs;
pub mod mean;
mod nominee_cutoff;
pub mod odds;
pub mod one_step;
pub mod pool_course;
pub mod precision;
mod result_tables;
pub mod results;
pub mod same_people;
pub(crate) mod sensitivity;
pub mod spread;
mod stock_flow;
pub mod sweep;
pub mod tables;
pub mod targets;
mod year;

pub use ensemble::{Ensemble, run_ensemble};
pub use findings::{Findings, Gathering, gather};
pub use fold::{NoThreads, Workers};
pub use logged_runs::{Log, run_logged, trace_candidate};
pub(crate) use result_tables::ResultTables;
