//! Sizes of rounds that a result takes from another scenario.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::experiment::cutoffs::CutoffRow;
use crate::model::{Model, Sizing};
use crate::policy::instruction::RoundNumber;
use crate::scenario::Scenario;

/// Sizes of rounds that are those of another scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RanSizes {
    /// The name of the other scenario, as it was written.
    pub as_in: String,
    /// The other scenario as it was run, in TOML.
    pub scenario: String,
    /// The rounds.
    pub rounds: Vec<RanSize>,
}

/// The size of a round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RanSize {
    /// Its day.
    pub date: String,
    /// Its type.
    pub round_type: String,
    /// The mean over the replications that held it; 0 if none did.
    pub mean_size: f64,
}

impl RanSizes {
    /// The sizes that a scenario takes from another one, as its findings have them; none if it takes none.
    pub(crate) fn of(scenario: &Scenario, model: &Model, cutoffs: &[CutoffRow]) -> Option<RanSizes> {
        let (sizes, base) = (scenario.sizes.as_ref()?, scenario.base_of_sizes()?);
        let taken: BTreeSet<RoundNumber> = model
            .plan
            .iter()
            .filter(|round| matches!(round.sizing, Sizing::AsInBase(_)))
            .map(|round| round.instruction.number)
            .collect();
        let rounds = cutoffs.iter().filter(|round| taken.contains(&round.number)).map(|round| RanSize {
            date: round.date.to_string(),
            round_type: round.round_type.to_string(),
            mean_size: (round.size * 100.0).round() / 100.0,
        });
        let (as_in, resolved) = (sizes.name.clone(), base.resolved.clone());
        Some(RanSizes { as_in, scenario: resolved, rounds: rounds.collect() })
    }
}
