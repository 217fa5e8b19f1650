//! An outcome across replications.

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
