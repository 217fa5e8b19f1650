//! What the planner expects, and what plans come to.

use super::cutoffs::Spread;
use crate::policy::instruction::RoundType;
use crate::policy::levels::{Level, Line};
use crate::scenario::Aim;
use crate::time::Day;

/// What the planner expected of a year when it planned a quarter, in real persons.
#[derive(Clone, Debug, PartialEq)]
pub struct QuarterPlan {
    /// The day of the planning.
    pub date: Day,
    /// The calendar year of the landings.
    pub year: i16,
    /// Line of the plan. Rounds are planned for Federal High Skilled alone; the others follow from nominations and from who
    /// is invited.
    pub line: Line,
    /// The target as it was known; none if there was none.
    pub target: Option<f64>,
    /// Persons landed or expected to land on what had been invited, and on the rounds ahead that are not the planner's.
    pub decided: f64,
    /// The same with the rounds, and the nominations, from then on.
    pub expected: f64,
    /// The bound that left out some of those who were to be invited or nominated, if one did.
    pub bound: Option<Bound>,
}

/// What kept a planning from a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Every type of rounds was at its largest size.
    Most,
    /// All who were to be invited in the quarter were too few for a round.
    Least,
    /// Of nominees, the time that is left: a nomination lands too late for the year's target to be aimed at.
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

/// What the runs of a plan came to, on average and between replications.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanPoint {
    /// What was varied: the steadiness, or the factor of the target.
    pub value: f64,
    /// Largest miss of a Federal High Skilled target from the second planned year on, as a part of it; 1 where somebody landed
    /// for a target of nobody.
    pub miss: f64,
    /// Each such target that is missed, by how much and why.
    pub misses: Vec<String>,
    /// Mean change of a cutoff from one round to the next of its type, in CRS points, over the planned types; none if there
    /// are no two cutoffs of a type. Over the replications that have two.
    pub swing: Option<Spread>,
    /// Mean CRS of those invited under a federal program; none if nobody was. Over the replications in which somebody was.
    pub score: Option<Spread>,
    /// How many replications these are.
    pub score_replications: u32,
    /// Persons landed under Federal High Skilled in a year, from the second planned year on.
    pub landed: Spread,
    /// The swing of each replication, in order; none if it has no two cutoffs of a type.
    pub swings: Vec<Option<f64>>,
    /// Sizes of the planned rounds.
    pub sizes: Vec<PlannedSize>,
}

/// The rounds of a type between one planning and the next.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedSize {
    /// The day of the planning.
    pub from: Day,
    /// The type.
    pub round_type: RoundType,
    /// How many are held, on average over replications.
    pub rounds: f64,
    /// Persons whom all of them invite together; 0 in a replication that holds none.
    pub invited: Spread,
}

impl PlannedSize {
    /// Persons whom a round invites, on average over all rounds of all replications.
    pub fn invited_per_round(&self) -> f64 {
        self.invited.mean / self.rounds
    }
}

impl PlanPoint {
    /// How many replications have a swing.
    pub fn swing_replications(&self) -> u32 {
        self.swings.iter().flatten().count() as u32
    }
}

/// The mean cutoff of the rounds asked about, under one target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CutoffPoint {
    /// Factor of the Federal High Skilled targets.
    pub factor: f64,
    /// The cutoff, in CRS points, with an interval of a point either way or more; none where nobody is invited in any
    /// replication. Over the replications in which somebody is.
    pub cutoff: Option<Spread>,
    /// How many replications these are.
    pub replications: u32,
    /// Rounds asked about that are held, in all replications together.
    pub rounds: u32,
    /// Those of them that are of the largest size (`targets.most`), or invite all who are eligible.
    pub spent_rounds: u32,
}

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
