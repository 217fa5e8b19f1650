//! The law that a command asks for, and the notice where it is carried on.

use std::sync::Arc;

use crate::document::problem::InvalidInput;
use crate::model::{Model, Notice};
use crate::policy::law::Law;
use crate::scenario::Overlay;
use crate::time::Day;

/// The law that a command reads.
#[derive(Debug, clap::Args)]
pub struct LawOption {
    /// Scenario whose reforms are added to the published law.
    #[arg(long)]
    scenario: Option<String>,
}

impl LawOption {
    /// The published law, or that of the scenario.
    ///
    /// # Errors
    /// Every problem of the scenario.
    pub fn law(&self) -> Result<Law, InvalidInput> {
        match &self.scenario {
            None => Ok(Law::published()),
            Some(name) => {
                Model::load(name, &Overlay::default()).map(|(_, model)| Arc::unwrap_or_clone(model.law))
            }
        }
    }
}

/// The notice that the CRS of a day is carried on from earlier law.
pub fn carried_crs(law: &Law, on: Day) -> Option<Notice> {
    law.carried_from(on).map(Notice::CarriedCrs)
}
