//! A reform in a manifest.

use serde::{Deserialize, Serialize};

use crate::scenario::Scenario;

/// A reform that was compared with a base.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RanReform {
    /// Its name.
    pub name: String,
    /// The whole scenario as it was run, in TOML.
    pub scenario: String,
}

impl RanReform {
    /// A reform as it was run.
    pub(crate) fn of(scenario: &Scenario) -> RanReform {
        RanReform { name: scenario.name_in_tables.clone(), scenario: scenario.resolved.clone() }
    }
}
