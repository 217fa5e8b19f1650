//! The plan of a sweep: its base, its cells, its outcomes and replications, and the hashes by which work that
//! was done is known again.

use super::cell::{Cell, Cells};
use super::dimension::Dimension;
use super::names::check_names;
use super::outcome::YearlyOutcome;
use super::spec::SweepSpec;
use crate::document::problem::{InvalidInput, Problem};
use crate::scenario::Scenario;

/// Digits of a hash in a table.
const DIGITS: usize = 32;

/// A sweep that is ready to run.
#[derive(Clone, Debug)]
pub struct SweepPlan {
    /// The sweep as it was written.
    pub spec: SweepSpec,
    /// Replications of each cell.
    pub replications: u32,
    /// The outcomes, in the order of columns.
    pub outcomes: Vec<YearlyOutcome>,
    /// The cells.
    pub cells: Cells,
    /// The hash of all that decides every result, but the settings of a cell.
    context: String,
}

impl SweepPlan {
    /// A plan.
    ///
    /// # Errors
    /// If the design has too many points.
    pub fn new(
        spec: SweepSpec,
        replications: u32,
        outcomes: Vec<YearlyOutcome>,
        context: String,
    ) -> Result<SweepPlan, InvalidInput> {
        let cells = Cells::of(&spec).map_err(|error| {
            let expected = "expected fewer points, or another design";
            InvalidInput::one(Problem::new(spec.design_origin.clone(), error.to_string(), expected))
        })?;
        check_names(&spec, &outcomes)?;
        Ok(SweepPlan { spec, replications, outcomes, cells, context })
    }

    /// The hash of the program, the base with all that it reads, and the outcomes.
    pub fn context(&self) -> &str {
        &self.context
    }

    /// The levers and uncertainties.
    pub fn dimensions(&self) -> &[Dimension] {
        &self.spec.dimensions
    }

    /// The hash of all that decides the results of a cell, replication by replication.
    pub fn hash_of(&self, cell: &Cell) -> String {
        self.hashed(cell).to_hex()[..DIGITS].to_owned()
    }

    /// The hash of all cells and of the number of replications.
    pub fn hash(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.replications.to_le_bytes());
        for cell in self.cells.iter() {
            hasher.update(self.hashed(&cell).as_bytes());
        }
        hasher.finalize().to_hex()[..DIGITS].to_owned()
    }

    fn hashed(&self, cell: &Cell) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.context.as_bytes());
        for (dimension, setting) in self.dimensions().iter().zip(&cell.settings) {
            let Some(setting) = setting else { continue };
            for key in &dimension.keys {
                hasher.update(key.as_bytes()).update(b"=").update(setting.toml.as_bytes()).update(b"\n");
            }
        }
        hasher.finalize()
    }

    /// The number of results: a row for each cell and replication.
    pub fn rows(&self) -> u64 {
        u64::from(self.cells.count()) * u64::from(self.replications)
    }
}

/// The hash of the program, the base with all that it reads, and the outcomes.
pub fn context(base: &Scenario, outcomes: &[YearlyOutcome]) -> String {
    let mut hasher = blake3::Hasher::new();
    let commit = option_env!("DRAWSIM_COMMIT").unwrap_or_default();
    for part in [env!("CARGO_PKG_VERSION"), commit, &base.resolved] {
        hasher.update(part.as_bytes()).update(&[0]);
    }
    for source in base.inputs().all() {
        hasher.update(blake3::hash(source.text.as_bytes()).as_bytes());
    }
    for outcome in outcomes {
        hasher.update(outcome.to_string().as_bytes()).update(&[0]);
    }
    hasher.finalize().to_hex().to_string()
}
