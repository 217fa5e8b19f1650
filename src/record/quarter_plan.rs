//! What the planner expects when it plans a quarter.

use crate::policy::levels::Line;
use crate::time::Day;

/// What the planner expected of a year when it planned a quarter, in real persons.
#[derive(Clone, Debug, PartialEq)]
pub struct QuarterPlan {
    /// The day of the planning.
    pub date: Day,
    /// The calendar year of the landings.
    pub year: i16,
    /// Line of the plan. Rounds are planned for Federal High Skilled alone; the others follow from
    /// nominations and from who is invited.
    pub line: Line,
    /// The target as it was known; none if there was none.
    pub target: Option<f64>,
    /// Persons landed or expected to land on what had been invited, and on the rounds ahead that are not the
    /// planner's.
    pub decided: f64,
    /// The same with the rounds, and the nominations, from then on.
    pub expected: f64,
    /// The limit that the planning met, if any.
    pub bound: Option<Bound>,
}

/// The limit that kept a planning from a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Every type of rounds was at its largest size.
    Most,
    /// All who were to be invited in the quarter were too few for a round.
    Least,
    /// Nominees of the quarter are admitted after the year, so its target is given up.
    Late,
}

impl Bound {
    /// Its key in scenarios and tables.
    pub fn name(self) -> &'static str {
        match self {
            Bound::Most => "most",
            Bound::Least => "least",
            Bound::Late => "late",
        }
    }
}
