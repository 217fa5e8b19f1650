//! Reports for people: charts, tables in the terminal, sentences, the folder of a result and its manifest.

pub(crate) mod backtest;
pub(crate) mod calibration;
pub mod chart;
pub mod comparison;
mod cutoffs;
pub(crate) mod description;
pub(crate) mod explain;
pub mod folder;
pub(crate) mod forecast;
pub mod history;
mod issued;
pub mod key_reference;
pub(crate) mod key_schema;
pub mod manifest;
pub(crate) mod odds;
pub(crate) mod one_step;
mod outcome_name;
pub(crate) mod plan;
mod pool_fit;
mod replay;
pub(crate) mod rounds;
pub mod run;
pub(crate) mod sensitivity;
pub(crate) mod sweep;
mod targets;
pub(crate) mod terminal;
pub mod words;
