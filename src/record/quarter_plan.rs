//! The planner's expectations when it plans a quarter.

use crate::policy::levels::Line;
use crate::time::Day;

/// The admissions of a year that the planner expected when it planned a quarter, in persons at full scale.
#[derive(Clone, Debug, PartialEq)]
pub struct QuarterPlan {
    /// The day of the planning.
    pub date: Day,
    /// The calendar year of the admissions.
    pub year: i16,
    /// Line of the plan. Rounds are planned for Federal High Skilled alone; the others follow from
    /// nominations and from the kinds of candidates invited.
    pub line: Line,
    /// The target as known then; none if there was none.
    pub target: Option<f64>,
    /// Persons admitted, or expected to be, on invitations so far and on rounds ahead that are not the
    /// planner's.
    pub decided: f64,
    /// The same with the rounds, and the nominations, from then on.
    pub expected: f64,
    /// The limit that the planner reached, if any.
    pub bound: Option<Bound>,
}

/// A limit that kept the planner from a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Every type of rounds was at its largest size.
    Most,
    /// The invitations of the quarter were too few for a round.
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
