//! What people read: charts, the manifest, the folder that holds a result, tables in the terminal.

pub mod backtest;
pub mod chart;
pub mod cutoffs;
pub mod folder;
pub mod history;
pub mod issued;
pub mod key_reference;
pub mod manifest;
pub mod one_step;
pub mod plan;
pub mod pool_fit;
pub mod replay;
pub mod rounds;
pub mod run;
pub mod targets;
pub mod terminal;
pub mod words;
