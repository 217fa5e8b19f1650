//! What the department has in hand and what the planner expects of it.

use crate::time::Day;

/// What the planner expected of a year when it planned a quarter, in real persons.
#[derive(Clone, Debug, PartialEq)]
pub struct QuarterPlan {
    /// The day of the planning.
    pub date: Day,
    /// The calendar year of the landings.
    pub year: i16,
    /// Line of the Levels Plan.
    pub line: &'static str,
    /// The target as it was known.
    pub target: f64,
    /// Persons landed or expected to land on what had been invited.
    pub decided: f64,
    /// The same with the rounds that were planned from then on.
    pub expected: f64,
    /// Whether every type of rounds was at its largest size.
    pub is_bound: bool,
}
