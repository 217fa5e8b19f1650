//! Inverse questions: which target keeps a cutoff, how smooth rounds can be, what each admission costs in
//! points.
//!
//! All runs of a question are on common random numbers: the same people with the same luck meet every plan.
//! The searches are Brent's, of the crate argmin.

mod point;
mod question;
mod runs;
mod search;
mod smoothest;
pub(crate) mod table;
mod target;

pub use question::{NoInvitations, Question, WINDOW_DAYS, check_years};
pub use runs::PlanRuns;
pub use smoothest::{SMOOTHING, Smoothest, frontier, smoothest};
pub use table::{CutoffPoint, PlanPoint, PlannedSize};
pub use target::{Answer, FACTORS, Found, Interval, target_for};
