//! A scenario of a comparison, and what differs between it and the base.

use crate::model::Model;
use crate::model::difference::{Difference, Side};
use crate::scenario::Scenario;

/// A scenario of a comparison.
pub struct Compared {
    /// The scenario as it was written.
    pub scenario: Scenario,
    /// Its meaning.
    pub model: Model,
    /// What differs from the base.
    pub differences: Vec<Difference>,
}

impl Compared {
    /// A scenario, not yet compared.
    pub fn new(scenario: Scenario, model: Model) -> Compared {
        Compared { scenario, model, differences: Vec::new() }
    }

    /// A side of a list of differences.
    pub fn side(&self) -> Side<'_> {
        Side { scenario: &self.scenario, model: &self.model }
    }
}

/// Notes what differs between the base and each reform; the number of replications is that of the command.
pub fn find_differences(base: &Compared, reforms: &mut [Compared]) {
    for reform in reforms {
        reform.differences = base.side().differences_to(reform.side());
        reform.differences.retain(|one| one.key != "replications");
    }
}
