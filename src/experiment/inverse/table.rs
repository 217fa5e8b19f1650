//! The tables of `drawsim plan`: plans that were tried, sizes of rounds, cutoffs under each target.

use crate::experiment::column::{SHARE_DECIMALS, of_scenario};
use crate::experiment::spread::Spread;
use crate::experiment::targets::TargetRow;
use crate::policy::instruction::RoundType;
use crate::table::{About, Table, TableBuilder};
use crate::time::Day;

/// The outcomes of a plan, on average and between replications.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanPoint {
    /// The smoothing weight, or the factor of the target.
    pub value: f64,
    /// Largest miss of a Federal High Skilled target from the second planned year on, as a part of it; 1 if
    /// persons were admitted for a target of 0.
    pub miss: f64,
    /// Each such target that is missed.
    pub misses: Vec<TargetRow>,
    /// Mean change of a cutoff from one round to the next of its type, in CRS points, over the planned types;
    /// none if there are no two cutoffs of a type. Over the replications that have two.
    pub variability: Option<Spread>,
    /// Mean CRS of candidates invited under a federal program, over the replications with such a candidate;
    /// none without any.
    pub score: Option<Spread>,
    /// The number of these replications.
    pub score_replications: u32,
    /// Persons admitted under Federal High Skilled in a year, from the second planned year on.
    pub landed: Spread,
    /// The variability of each replication, in order; none if it has no two cutoffs of a type.
    pub variabilities: Vec<Option<f64>>,
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
    /// Rounds held, on average over replications.
    pub rounds: f64,
    /// Invitations of all of them together; 0 in a replication that holds none.
    pub invited: Spread,
}

impl PlannedSize {
    /// Invitations of a round, on average over all rounds of all replications.
    pub fn invited_per_round(&self) -> f64 {
        self.invited.mean / self.rounds
    }
}

impl PlanPoint {
    /// How many replications have a variability.
    pub fn variability_replications(&self) -> u32 {
        self.variabilities.iter().flatten().count() as u32
    }
}

/// The mean cutoff of the rounds asked about, under one target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CutoffPoint {
    /// Factor of the Federal High Skilled targets.
    pub factor: f64,
    /// The cutoff, in CRS points, over the replications that issue an invitation, with an interval of at
    /// least a point on either side; none if no replication issues one.
    pub cutoff: Option<Spread>,
    /// The number of these replications.
    pub replications: u32,
    /// Rounds of the question that are held, in all replications together.
    pub rounds: u32,
    /// Rounds among them that have the largest size (`targets.most`) or invite all eligible candidates.
    pub spent_rounds: u32,
}

/// The setting in which the plans of a table differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Varied {
    /// The smoothing of the sizes.
    Smoothing,
    /// The factor of the Federal High Skilled targets.
    TargetFactor,
}

const SMOOTHING: About = About {
    name: "smoothing",
    row: "One row for each smoothing weight that was tried.",
    key: &["scenario", "smoothing"],
    written: "By `drawsim plan`.",
};

const FRONTIER: About = About {
    name: "frontier",
    row: "One row for each multiple of the Federal High Skilled targets that was tried.",
    key: &["scenario", "target_factor"],
    written: "By `drawsim plan`.",
};

impl Varied {
    fn table(self) -> &'static About {
        match self {
            Varied::Smoothing => &SMOOTHING,
            Varied::TargetFactor => &FRONTIER,
        }
    }

    /// Adds the column of the setting.
    fn column(self, table: TableBuilder<'_, PlanPoint>) -> TableBuilder<'_, PlanPoint> {
        match self {
            Varied::Smoothing => {
                table.number_to(6, "smoothing", "Smoothing weight of the plan: `targets.smoothing`.", |row| {
                    Some(row.value)
                })
            }
            Varied::TargetFactor => {
                table.number_to(6, "target_factor", "Factor of the Federal High Skilled targets.", |row| {
                    Some(row.value)
                })
            }
        }
    }
}

/// `frontier` and `smoothing`: mean CRS of the invited and persons admitted in a year, one row for each plan
/// that was tried.
pub fn points(scenario: &str, varied: Varied, points: &[PlanPoint]) -> Table {
    varied
        .column(of_scenario(varied.table(), scenario, points))
        .number(
            "landed_persons_per_year",
            "Persons admitted under Federal High Skilled in a year, from the second planned year on: mean \
             over replications.",
            |row| Some(row.landed.mean),
        )
        .number("landed_ci95_low", "Lower end of the 95 % confidence interval of that mean.", |row| {
            row.landed.ci95_low
        })
        .number("landed_ci95_high", "Upper end of that interval.", |row| row.landed.ci95_high)
        .number(
            "mean_crs_invited",
            "Mean CRS of those invited under a federal program, in points; empty if no one was.",
            |row| Some(row.score?.mean),
        )
        .number("crs_ci95_low", "Lower end of the 95 % confidence interval of that mean.", |row| {
            row.score?.ci95_low
        })
        .number("crs_ci95_high", "Upper end of that interval.", |row| row.score?.ci95_high)
        .number(
            "variability",
            "Mean change of a cutoff from one round to the next of its type, in points; empty without two \
             cutoffs of a type.",
            |row| Some(row.variability?.mean),
        )
        .number("variability_ci95_low", "Lower end of the 95 % confidence interval of that mean.", |row| {
            row.variability?.ci95_low
        })
        .number("variability_ci95_high", "Upper end of that interval.", |row| row.variability?.ci95_high)
        .number_to(
            SHARE_DECIMALS,
            "largest_miss_share",
            "Largest miss of a Federal High Skilled target from the second planned year on, as a part of it; \
             1 if persons were admitted for a target of 0.",
            |row| Some(row.miss),
        )
        .integer("crs_replications", "Replications that have a mean CRS.", |row| Some(row.score_replications))
        .integer("variability_replications", "Replications that have two cutoffs of a type.", |row| {
            Some(row.variability_replications())
        })
        .finish()
}

const SIZES: About = About {
    name: "sizes",
    row: "One row for each planning and type of rounds, of the plan whose cutoffs vary least.",
    key: &["scenario", "from", "round_type"],
    written: "By `drawsim plan`.",
};

/// `sizes`: invitations by type between one planning and the next.
pub fn sizes(scenario: &str, sizes: &[PlannedSize]) -> Table {
    of_scenario(&SIZES, scenario, sizes)
        .day("from", "Day of the planning; its rounds are those up to the next one.", |row| Some(row.from))
        .text("round_type", "As in `rounds`.", |row| Some(&row.round_type))
        .number("rounds", "Rounds held: mean over replications.", |row| Some(row.rounds))
        .number("invited", "Invitations of all these rounds together: mean over replications.", |row| {
            Some(row.invited.mean)
        })
        .number("invited_ci95_low", "Lower end of the 95 % confidence interval of that mean.", |row| {
            row.invited.ci95_low
        })
        .number("invited_ci95_high", "Upper end of that interval.", |row| row.invited.ci95_high)
        .number("invited_per_round", "Invitations of a round: mean over all rounds.", |row| {
            Some(row.invited_per_round())
        })
        .finish()
}

const CUTOFF_BY_TARGET: About = About {
    name: "cutoff_by_target",
    row: "One row for each multiple of the Federal High Skilled targets that was tried.",
    key: &["scenario", "target_factor"],
    written: "By `drawsim plan --cutoff`.",
};

/// `cutoff_by_target`: the mean cutoff of the question's rounds under each target that was tried.
pub fn cutoffs(scenario: &str, points: &[CutoffPoint]) -> Table {
    of_scenario(&CUTOFF_BY_TARGET, scenario, points)
        .number_to(6, "target_factor", "Factor of the Federal High Skilled targets.", |row| Some(row.factor))
        .number(
            "cutoff",
            "Mean cutoff of the rounds of the type in the 91 days up to the date, in points; empty if no one \
             is invited.",
            |row| Some(row.cutoff?.mean),
        )
        .number(
            "cutoff_ci95_low",
            "Lower end of the 95 % confidence interval of that mean, at least a point away.",
            |row| row.cutoff?.ci95_low,
        )
        .number("cutoff_ci95_high", "Upper end of that interval, at least a point away.", |row| {
            row.cutoff?.ci95_high
        })
        .integer("replications", "Replications with an invitation in these rounds.", |row| {
            Some(row.replications)
        })
        .finish()
}
