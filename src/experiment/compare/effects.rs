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
    /// Outcomes by month and year.
    pub rows: Vec<CompareRow>,
    /// Outcomes of groups by year.
    pub groups: Vec<GroupRow>,
}
