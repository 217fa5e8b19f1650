//! The tables of `drawsim plan`: plans that were tried, sizes of rounds, cutoffs under each target.

use crate::experiment::spread::Spread;
use crate::policy::instruction::RoundType;
use crate::table::Table;
use crate::time::Day;

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

/// `frontier` and `steadiness`: mean CRS of the invited against persons admitted in a year, one row for each plan that was
/// tried. The column `varied` names what was varied: the factor of the target, or the steadiness.
pub fn points(scenario: &str, varied: &str, points: &[PlanPoint]) -> Table {
    let low = |spread: &Spread| spread.ci95_low;
    let high = |spread: &Spread| spread.ci95_high;
    Table::of(points)
        .text("scenario", |_| Some(scenario))
        .number_to(6, varied, |row: &PlanPoint| Some(row.value))
        .number("landed_persons_per_year", |row| Some(row.landed.mean))
        .number("landed_ci95_low", |row| low(&row.landed))
        .number("landed_ci95_high", |row| high(&row.landed))
        .number("mean_crs_invited", |row| row.score.map(|score| score.mean))
        .number("crs_ci95_low", |row| low(row.score.as_ref()?))
        .number("crs_ci95_high", |row| high(row.score.as_ref()?))
        .number("swing", |row| row.swing.map(|swing| swing.mean))
        .number("swing_ci95_low", |row| low(row.swing.as_ref()?))
        .number("swing_ci95_high", |row| high(row.swing.as_ref()?))
        .number_to(5, "largest_miss_share", |row| Some(row.miss))
        .integer("crs_replications", |row| Some(row.score_replications))
        .integer("swing_replications", |row| Some(row.swing_replications()))
        .finish()
}

/// `sizes`: invitations by type between one planning and the next, of the plan with the least swing.
pub fn sizes(scenario: &str, sizes: &[PlannedSize]) -> Table {
    Table::of(sizes)
        .text("scenario", |_| Some(scenario))
        .day("from", |row: &PlannedSize| Some(row.from))
        .text("round_type", |row| Some(&row.round_type))
        .number("rounds", |row| Some(row.rounds))
        .number("invited", |row| Some(row.invited.mean))
        .number("invited_ci95_low", |row| row.invited.ci95_low)
        .number("invited_ci95_high", |row| row.invited.ci95_high)
        .number("invited_per_round", |row| Some(row.invited_per_round()))
        .finish()
}

/// `cutoff_by_target`: the mean cutoff of the rounds asked about under each target that was tried.
pub fn cutoffs(scenario: &str, points: &[CutoffPoint]) -> Table {
    Table::of(points)
        .text("scenario", |_| Some(scenario))
        .number_to(6, "target_factor", |row: &CutoffPoint| Some(row.factor))
        .number("cutoff", |row| row.cutoff.map(|cutoff| cutoff.mean))
        .number("cutoff_ci95_low", |row| row.cutoff.and_then(|cutoff| cutoff.ci95_low))
        .number("cutoff_ci95_high", |row| row.cutoff.and_then(|cutoff| cutoff.ci95_high))
        .integer("replications", |row| Some(row.replications))
        .finish()
}
