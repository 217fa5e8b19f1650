//! Admissions of a year across replications, with the target.

use crate::experiment::spread::Spread;
use crate::policy::levels::{Level, Line};
use crate::scenario::Aim;

/// Persons admitted in a year under a line of the Levels Plan, across replications, with the target.
#[derive(Clone, Debug, PartialEq)]
pub struct LandedYear {
    /// Calendar year.
    pub year: i16,
    /// Line of the plan.
    pub line: Line,
    /// The target and its range.
    pub level: Level,
    /// The aim of the planner: the target or the range.
    pub aim: Aim,
    /// Persons admitted.
    pub landed: Spread,
    /// Replications.
    pub replications: u32,
}
