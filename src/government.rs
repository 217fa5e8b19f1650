//! The department: its knowledge, its expectations, and its decisions on sizes and nominations.
//!
//! The simulation shows it a [`View`] and keeps the [`Department`]. Neither of them reaches future events,
//! days of departure, hidden decisions or random numbers.

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
pub use ledger::{ByKind, Families, HeldRound, Kind, Ledger};
