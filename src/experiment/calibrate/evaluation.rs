//! Runs of the model at points of the parameters, and their errors against the targets.

use std::sync::Arc;

use rayon::prelude::*;

use super::observed::Observed;
use super::parameter::Parameters;
use super::target::Target;
use crate::document::problem::{InvalidInput, Problems};
use crate::document::tree::Node;
use crate::model::Model;
use crate::model::one_step::Window;
use crate::policy::law::Law;
use crate::population::Population;
use crate::record::{Counts, Record};
use crate::scenario::PopulationForm;
use crate::simulation::{run, run_one_step};

/// A run that a calibration compares with published figures.
pub struct Comparison {
    /// The model, whose people are exchanged.
    pub model: Model,
    /// The window of a one-step run; none for a free run of the model.
    pub window: Option<Window>,
    /// What it is compared with.
    pub targets: Vec<Target>,
    /// Factor on its errors.
    pub weight: f64,
}

/// The model as a function of the parameters.
pub struct Evaluator {
    /// The parameters.
    pub parameters: Parameters,
    /// The form of the people, whose document is exchanged.
    pub form: PopulationForm,
    /// The published law, under which people are eligible when they arrive.
    pub law: Arc<Law>,
    /// The people of the base: their eligible shares are used again where people are the same.
    pub base: Population,
}

impl Comparison {
    /// The simulated value of each target, in their order.
    fn values(&self, population: &Population) -> Result<Vec<Option<f64>>, InvalidInput> {
        let model = self.model.with_people(population.clone());
        let counts = self.counts(&model)?;
        let observed = Observed::new(&counts, &model);
        Ok(self.targets.iter().map(|target| observed.value(target)).collect())
    }

    fn counts(&self, model: &Model) -> Result<Counts, InvalidInput> {
        let mut record = Record::counts();
        match self.window {
            Some(window) => run_one_step(model, &model.one_step(window)?, 0, &mut record),
            None => run(model, 0, &mut record),
        }
        Ok(record.into_counts())
    }

    fn errors(&self, values: &[Option<f64>]) -> impl Iterator<Item = f64> {
        self.targets.iter().zip(values).map(|(target, value)| target.error(*value) * self.weight)
    }
}

impl Evaluator {
    /// The people of a point.
    ///
    /// # Errors
    /// If the point states numbers that people cannot have, each with its place.
    pub fn people(&self, point: &[f64]) -> Result<Population, InvalidInput> {
        self.people_like(self.parameters.document(point), &self.base)
    }

    /// The point of the population file itself, as far as the parameters can say it.
    pub fn point_of_file(&self) -> Vec<f64> {
        self.parameters.point_of(&self.form.document)
    }

    /// The people of a population file; where they are those of a known population, so are their eligible
    /// shares.
    ///
    /// # Errors
    /// If the file states numbers that people cannot have, each with its place.
    pub fn people_like(&self, document: Node, known: &Population) -> Result<Population, InvalidInput> {
        let problems = Problems::new();
        let form = self.form.of_document(document);
        let population = Population::read_like(&form, &self.law, known, &problems);
        problems.finish(population)
    }

    /// Simulated values of the targets of each comparison at a point.
    ///
    /// # Errors
    /// If the people of the point cannot be read, or a window cannot be run.
    pub fn values(
        &self,
        point: &[f64],
        comparisons: &[Comparison],
    ) -> Result<Vec<Vec<Option<f64>>>, InvalidInput> {
        let population = self.people(point)?;
        comparisons.iter().map(|comparison| comparison.values(&population)).collect()
    }

    /// Errors of all targets at each of some points, in standard deviations, in parallel. `is_done` is called
    /// after each point, from any thread.
    ///
    /// # Errors
    /// As [`Evaluator::values`].
    pub fn errors(
        &self,
        points: &[Vec<f64>],
        comparisons: &[Comparison],
        is_done: &(dyn Fn() + Sync),
    ) -> Result<Vec<Vec<f64>>, InvalidInput> {
        let Some(first) = points.first() else { return Ok(Vec::new()) };
        // The points of a derivative differ in one parameter each: most of their people are the same.
        let known = self.people(first)?;
        let run = points.par_iter().map(|point| {
            let population = self.people_like(self.parameters.document(point), &known)?;
            let values: Result<Vec<_>, InvalidInput> =
                comparisons.iter().map(|comparison| comparison.values(&population)).collect();
            let values = values?;
            let of_all = comparisons.iter().zip(&values);
            let errors = of_all.flat_map(|(comparison, values)| comparison.errors(values)).collect();
            is_done();
            Ok(errors)
        });
        run.collect()
    }
}
