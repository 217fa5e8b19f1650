//! The department: what it knows, what it expects, and the sizes and nominations that it decides.
//!
//! The engine shows it a [`View`] and keeps the [`Department`] that it decides in. Neither reaches an event
//! to come, a day of departure, a decision that is not yet made or a random number.

mod allocation;
mod bounded_least_squares;
mod department;
mod expectation;
mod ledger;
mod mix;
mod nominees_ahead;
mod other_lines;
mod outlook;
mod planned_type;
mod planner;
mod slots;
mod smooth_path;
mod stated_rounds;

pub use department::{DailyAllocation, Department, View};
pub use ledger::{ByKind, Families, Kind, Ledger};
