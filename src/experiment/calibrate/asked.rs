//! What a spec and a command ask for together.

use super::check::check_means;
use super::parameter::Parameters;
use super::spec::Spec;
use crate::document::problem::{InvalidInput, Problem, Problems};
use crate::document::tree::Node;
use crate::experiment::one_step::{AskedDay, AskedWindow};
use crate::model::one_step::Window;
use crate::model::{Assembly, Model};
use crate::scenario::{Overlay, Scenario};
use crate::time::Day;

/// The parameters of a spec on the people of a document; every block that does not fit them is reported.
pub fn parameters(spec: &Spec, document: &Node, problems: &Problems) -> Option<Parameters> {
    let blocks = spec.blocks.iter().map(|(block, _)| block.clone()).collect();
    let parameters = Parameters::new(blocks, document).map_err(|(place, error)| {
        let expected = "expected a number of the population file that the spec names";
        problems.push(Problem::new(spec.blocks[place].1.clone(), error.to_string(), expected));
    });
    let parameters = parameters.ok()?;
    check_means(&parameters, &spec.blocks, problems);
    Some(parameters)
}

/// A spec, and what a command lays over its scenario.
pub struct Asked<'a> {
    /// The spec.
    pub spec: &'a Spec,
    /// What is laid over its scenario.
    pub overlay: &'a Overlay,
}

impl Asked<'_> {
    /// The scenario with what the spec and the command lay over it, and more settings.
    ///
    /// # Errors
    /// Every problem of the scenario, each with its place.
    pub fn scenario(&self, more: &[String]) -> Result<Scenario, InvalidInput> {
        let mut set = vec![
            format!("population.file={:?}", self.spec.population),
            format!("population.scale={:?}", self.spec.scale),
            format!("seed={}", self.spec.seed),
            "nominations.margin=0".to_owned(),
        ];
        set.extend(self.overlay.set.iter().chain(more).cloned());
        Scenario::load(&self.spec.scenario, &Overlay { set, ..self.overlay.clone() })
    }

    /// The window, as a check of a population asks for it.
    pub fn window(&self) -> AskedWindow {
        let Window { from, to, warm_up_months } = self.spec.window;
        let asked = |day| AskedDay { day, origin: self.spec.window_origin.clone() };
        AskedWindow { from: Some(asked(from)), to: Some(asked(to)), warm_up_months }
    }

    /// The model of free runs: published sizes from a published pool.
    ///
    /// # Errors
    /// Every problem of the scenario, each with its place.
    pub fn free_model(&self, from: Day) -> Result<Model, InvalidInput> {
        let end = format!("end={}", self.spec.window.to);
        Assembly::read(&self.scenario(&[format!("start={from}"), end])?)?.model()
    }
}
