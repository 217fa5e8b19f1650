//! People fitted again to what was known at an origin.

use crate::document::problem::InvalidInput;
use crate::document::tree::Node;
use crate::experiment::calibrate::{Beyond, Calibration, Fitted, MOST_TRIALS, Spec};
use crate::model::Assembly;
use crate::population::Population;
use crate::time::Day;

/// Ways in which trends go on after the origin: the part of a slope that is left after a year.
pub const DAMPINGS: [f64; 3] = [0.25, 0.5, 0.9];
/// The place of the one that is taken before any prediction is judged.
pub const USUAL: usize = 1;

/// Steps of the search at an origin, which starts from the people of the month before.
const STEPS: usize = 2;

/// Runs of the fit at an origin, at most.
pub fn most_runs(spec: &Spec) -> u64 {
    let parameters: usize = spec.blocks.iter().map(|(block, _)| block.parameters()).sum();
    ((STEPS * (parameters + MOST_TRIALS)) + 4) as u64
}

/// People fitted to what was known at an origin.
pub struct Refit {
    calibration: Calibration,
    fitted: Fitted,
    origin: Day,
}

impl Refit {
    /// Fits the people of some parts to the rounds and counts of the spec's window before an origin. The
    /// search goes on from the people of the month before, or starts from those of the parts.
    ///
    /// # Errors
    /// If the parts cannot be run, or people of a point cannot be read.
    pub fn new(
        spec: &Spec,
        parts: &Assembly,
        origin: Day,
        before: Option<&Node>,
    ) -> Result<Refit, InvalidInput> {
        let calibration = Calibration::of_parts(spec.clone().ending_on(origin - 1), parts)?;
        let fitted = match before {
            Some(before) => calibration.fit_from(before, STEPS),
            None => calibration.fit_from(&parts.scenario.population.document, spec.steps),
        };
        Ok(Refit { calibration, fitted: fitted?, origin })
    }

    /// The population file of the best point.
    pub fn text(&self) -> String {
        self.calibration.population(&self.fitted.optima[0].point)
    }

    /// The people of a replication, one population for each way in which trends go on.
    ///
    /// # Errors
    /// If a member has numbers that people cannot have.
    pub fn people(&self, replication: u32, scale: f64) -> Result<Vec<Population>, InvalidInput> {
        let member = &self.fitted.members[replication as usize % self.fitted.members.len()];
        let mut people: Vec<Population> = Vec::with_capacity(DAMPINGS.len());
        for damping in DAMPINGS {
            let beyond = Beyond { from: self.origin, damping };
            let mut own = self.calibration.people_beyond(member, beyond, people.first())?;
            own.scale = scale;
            people.push(own);
        }
        Ok(people)
    }
}
