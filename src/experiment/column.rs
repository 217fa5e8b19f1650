//! Descriptions that several tables share.

/// Description of the column `scenario`.
pub const SCENARIO: &str = "Name of the scenario's file, without its ending.";

/// Description of the column `replication`.
pub const REPLICATION: &str = "Index of the replication, from 0.";

/// Decimals of shares.
pub const SHARE_DECIMALS: usize = 5;
