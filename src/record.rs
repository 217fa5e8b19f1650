//! The record of a run: the closed set of sinks, and the rows that they hold.

mod counts;
mod fact;
mod happening;
pub mod invited;
pub mod invited_people;
mod quarter_plan;
mod sink;
mod trace;

pub use counts::{Admission, Counts, Flows, HeldAtCutoff, Inventory, Landing, Nominated};
pub use fact::{ChangedFact, Detail, Presence, Work, changed_facts};
pub use happening::{Happening, Miss, Standing, What};
pub use quarter_plan::{Bound, QuarterPlan};
pub use sink::Record;
pub use trace::{Trace, Traced, UnknownCandidate};
