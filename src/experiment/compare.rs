//! What a reform does: paired differences between scenarios that meet the same people with the same luck.

mod effects;
mod forked_run;
mod group_row;
mod outcome;
mod paired;
mod row;
mod run;
mod stored;
mod tally;
mod values;

pub use effects::Effects;
pub use forked_run::Reform;
pub use group_row::{GroupRow, compare_groups};
pub use outcome::{GroupKey, Key, Outcome, Subject};
pub use paired::Effect;
pub use row::{CompareRow, compare};
pub use run::{Comparison, Effecting, StoredSide, compare_scenarios, compare_stored};
pub(crate) use stored::{Stored, TABLES};
pub(super) use values::Rows;

#[cfg(test)]
mod tests;
