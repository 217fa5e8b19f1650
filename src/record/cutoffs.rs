//! The cutoffs of an ensemble: what each round came to across replications.

use crate::policy::instruction::{RoundNumber, RoundType};
use crate::time::Day;

/// One round across the replications that held it. Scores are CRS points.
#[derive(Clone, Debug, PartialEq)]
pub struct CutoffRow {
    /// The round.
    pub number: RoundNumber,
    /// Its day.
    pub date: Day,
    /// Whom it invites.
    pub round_type: RoundType,
    /// Mean number to be invited; 0 if no replication held it.
    pub size: f64,
    /// Distribution of the cutoff; none if no replication invited anybody.
    pub cutoff: Option<Spread>,
    /// Replications that held the round and invited somebody.
    pub replications: u32,
    /// The published cutoff, in a replay.
    pub published: Option<u16>,
}

/// Location and spread of an outcome across replications.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Mean.
    pub mean: f64,
    /// Standard deviation between replications; none for a single one.
    pub sd: Option<f64>,
    /// 10th percentile.
    pub p10: f64,
    /// 25th percentile.
    pub p25: f64,
    /// Median.
    pub p50: f64,
    /// 75th percentile.
    pub p75: f64,
    /// 90th percentile.
    pub p90: f64,
    /// Lower end of the 95 % confidence interval of the mean; none for a single replication.
    pub ci95_low: Option<f64>,
    /// Upper end of the 95 % confidence interval of the mean; none for a single replication.
    pub ci95_high: Option<f64>,
}
