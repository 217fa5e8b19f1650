//! A scenario of a comparison, and what differs between it and the base.

use crate::cli::file_target::refused;
use crate::document::problem::InvalidInput;
use crate::experiment::compare::Reform;
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

    /// A reform of this scenario, with the days on which the two part.
    pub fn arm<'a>(&self, reform: &'a Compared) -> Reform<'a> {
        let found = &reform.differences;
        Reform {
            model: &reform.model,
            parts_on: self.side().first_day(reform.side(), found),
            in_force: self.side().in_force(reform.side(), found),
        }
    }

    /// A side of a list of differences.
    pub fn side(&self) -> Side<'_> {
        Side { scenario: &self.scenario, model: &self.model }
    }
}

/// Refuses reforms of one name: tables and charts could not tell them apart.
///
/// # Errors
/// If two have one name.
pub fn check_names(reforms: &[Compared]) -> Result<(), InvalidInput> {
    for (place, reform) in reforms.iter().enumerate() {
        let name = &reform.model.name;
        if reforms[..place].iter().any(|other| other.model.name == *name) {
            let title = format!("two reforms are called `{name}`");
            return Err(refused(title, "expected each reform once, under a name of its own"));
        }
    }
    Ok(())
}

/// Notes what differs between the base and each reform; the number of replications is that of the command.
pub fn find_differences(base: &Compared, reforms: &mut [Compared]) {
    for reform in reforms {
        reform.differences = base.side().differences_to(reform.side());
        reform.differences.retain(|one| one.key != "replications");
    }
}
