//! Calibration: people who fit what was published, with what is not known of them.

mod error_model;
mod evaluation;
mod fit;
mod gauss_newton;
mod parameter;
mod spec;
pub mod store;
pub mod table;
mod target;

pub use error_model::BAND_GROUPS;
pub use evaluation::{Comparison, Evaluator};
pub use fit::{Calibration, CalibrationError, Fitted, Running};
pub use gauss_newton::{Optimum, Prior};
pub use parameter::Assignment;
pub use spec::Spec;
pub use target::{Figure, Target};
