//! Admissions of a year across replications, beside the plan.

use crate::experiment::spread::Spread;
use crate::policy::levels::{Level, Line};
use crate::scenario::Aim;

/// Persons landed in a year under a line of the Levels Plan, across replications, beside the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct LandedYear {
    /// Calendar year.
    pub year: i16,
    /// Line of the plan.
    pub line: Line,
    /// The target and its range.
    pub level: Level,
    /// What was aimed at.
    pub aim: Aim,
    /// Persons landed.
    pub landed: Spread,
    /// Replications.
    pub replications: u32,
}
