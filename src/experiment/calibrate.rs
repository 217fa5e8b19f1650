//! Calibration: people who fit what was published, with what is not known of them.
//!
//! `spec` reads what a user states, `key` describes its keys, and `check` compares its parts. `parameter`
//! moves numbers of a population file, a `block` of them together, along a `course` over time. `target` and
//! `error_model` compare a run with published figures; `evaluation` runs the model at points of the
//! parameters. `gauss_newton` knows none of these: it searches. `member` samples around what it found. `fit`
//! brings them together, `store` keeps the runs, and `table` describes the result. A new kind of figure is a
//! variant of `target::Figure`.

mod asked;
mod block;
mod check;
mod course;
mod error_model;
mod evaluation;
mod fit;
mod gauss_newton;
pub mod key;
mod means;
mod member;
mod observed;
mod parameter;
mod spec;
pub mod store;
pub mod table;
mod target;

pub use block::Assignment;
pub use course::Beyond;
pub use error_model::BAND_GROUPS;
pub use evaluation::{Comparison, Evaluator};
pub use fit::{Calibration, CalibrationError, Done, Fitted, MOST_TRIALS, Running};
pub use gauss_newton::{Optimum, Prior};
pub use parameter::Member;
pub use spec::Spec;
pub use target::{Figure, Target};
