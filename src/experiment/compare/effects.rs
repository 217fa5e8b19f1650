//! The effects of one reform across replications.

use super::group_row::GroupRow;
use super::row::CompareRow;
use crate::time::Day;

/// The effects of one reform.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effects {
    /// Name of the reform.
    pub reform: String,
    /// The first day on which it may differ from the base; none if it does not differ.
    pub parts_on: Option<Day>,
    /// The first day on which a difference is in force; none without one.
    pub in_force: Option<Day>,
    /// The first day from then on whose round is not held as it was published; none without a difference.
    pub first_round: Option<Day>,
    /// Replications that both sides have.
    pub pairs: u32,
    /// Outcomes by month and year.
    pub rows: Vec<CompareRow>,
    /// Outcomes of groups by year.
    pub groups: Vec<GroupRow>,
}
