//! One-step runs: each published round is held at its published cutoff, and each published count is compared
//! with the pool of that morning, so that errors do not add up.

mod ensemble;
mod findings;
mod innovation;
mod run;
mod setup;
pub mod tables;

pub use ensemble::run_one_steps;
pub use findings::{OneStepFindings, PoolMonth, RoundInnovation};
pub use innovation::{Innovation, RANGES, Subject};
pub use run::{ComparedCount, ComparedPool, ComparedRound, OneStepRun};
pub use setup::{AskedDay, AskedWindow, OneStepSetup, WARM_UP_MONTHS};
