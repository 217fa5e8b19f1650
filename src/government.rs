//! The department: its knowledge, its expectations, and its decisions on sizes and nominations.
//!
//! The simulation shows it a [`View`] and keeps the [`Department`]. Neither of them reaches future events,
//! days of departure, hidden decisions, random numbers, or the rates of people.

mod allocation;
mod bounded_least_squares;
mod department;
mod expectation;
mod kind;
mod knowledge;
mod ledger;
mod mix;
mod nomination_plan;
mod nominees_ahead;
mod other_lines;
mod outlook;
mod planned_type;
mod planner;
mod rhythm;
mod sizes;
mod slots;
mod smooth_path;
mod stated_rounds;

pub use allocation::DailyAllocation;
pub use department::Department;
pub use kind::{ByKind, Families, Kind};
pub use knowledge::{Knowledge, View};
pub use ledger::HeldRound;
