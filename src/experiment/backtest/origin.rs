//! What every method says at one origin of every later round.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::known::{Archive, Known, publication};
use super::raw::Raw;
use crate::document::problem::{InvalidInput, Problems};
use crate::document::tree::{Origin, Source};
use crate::experiment::backtest::row::Method;
use crate::experiment::calibrate::Spec;
use crate::experiment::forecast::pnp_regression::PnpRegression;
use crate::experiment::full_scale::at_full_scale;
use crate::experiment::stock_flow::{RoundAhead, StockFlow};
use crate::model::{Assembly, Model};
use crate::policy::instruction::{RoundGroup, RoundNumber, RoundType};
use crate::policy::law::Law;
use crate::policy::levels::Levels;
use crate::population::Population;
use crate::published::{Published, Round};
use crate::record::Record;
use crate::scenario::{PlanForm, PlanRounds, PopulationForm, RoundForm, Scenario, Sizing};
use crate::simulation::{State, run};
use crate::time::Day;

/// The inputs that are the same at every origin: the scenario, the calibration of its people, the law and the
/// Levels Plans.
#[derive(Clone, Debug)]
pub struct Given {
    /// The scenario.
    pub scenario: Scenario,
    /// The published law.
    pub law: Law,
    /// The Levels Plans.
    pub levels: Arc<Levels>,
    /// The calibration that fits the people to what is known at each origin; none for people as they are.
    pub refit: Option<Spec>,
}

/// The task at an origin: predict the later rounds from the known figures.
#[derive(Clone, Debug)]
pub struct Task<'a> {
    /// The figures published before the origin.
    pub known: Known,
    /// The later rounds; of these a prediction reads date, type and size.
    pub later: Vec<&'a Round>,
}

impl<'a> Task<'a> {
    /// The task of an origin.
    pub fn new(archive: &'a Archive, origin: Day, last: Day) -> Task<'a> {
        Task { known: archive.known_on(origin), later: archive.later(origin, last) }
    }

    /// The parts of the model of this origin: the pool and the law as they were known, and the people judged
    /// by that law. A round of a type that the law did not know yet cannot be held.
    ///
    /// # Errors
    /// If the people cannot be read.
    pub fn parts(&self, given: &Given, people: &PopulationForm) -> Result<Assembly, InvalidInput> {
        let law = given.law.known_on(self.known.origin);
        let held = self.known.rounds.iter().filter(|round| has_type_of(&law, round)).cloned().collect();
        let problems = Problems::new();
        let population = Population::read(people, &law, &problems);
        Ok(Assembly {
            population: problems.finish(population)?,
            members: Vec::new(),
            scenario: Scenario {
                start: self.known.origin,
                population: people.clone(),
                plans: Vec::new(),
                reforms: Vec::new(),
                ..given.scenario.clone()
            },
            law: Arc::new(law),
            levels: Arc::clone(&given.levels),
            // Figures of the invited and the admitted are for comparison only, and most came later.
            published: Arc::new(Published::of_rounds(held, self.known.censuses.clone())),
            first_pool: None,
        })
    }

    /// The model of these parts, in which the later rounds are held by date, type and size. None if no round
    /// can be.
    ///
    /// # Errors
    /// As for [`Assembly::model`].
    pub fn world(&self, parts: &Assembly) -> Result<Option<World<'a>>, InvalidInput> {
        let rounds: Vec<&Round> =
            self.later.iter().copied().filter(|round| has_type_of(&parts.law, round)).collect();
        let Some(last) = rounds.last() else { return Ok(None) };
        let end = last.drawn_at.day();
        let plans = vec![plan_of(&rounds, self.known.origin, end)];
        let scenario = Scenario { end, plans, ..parts.scenario.clone() };
        Ok(Some(World { model: Assembly { scenario, ..parts.clone() }.model()?, rounds }))
    }

    /// What each method but the simulation says of the later rounds.
    pub fn raw(&self) -> Raw {
        let mut raw = Raw::default();
        let persistence = self.later.iter().filter_map(|round| {
            let cutoff = self.known.last_cutoff(round)?.cutoff?;
            Some((round.number, vec![f64::from(cutoff)]))
        });
        raw.extend(Method::Persistence, persistence);
        raw.extend(Method::StockFlow, self.stock_flow());
        let is_of_nominees = |round: &Round| round.round_type.group() == RoundGroup::Nominees;
        let known: Vec<&Round> = self.known.rounds.iter().filter(|round| is_of_nominees(round)).collect();
        if let Some(fitted) = PnpRegression::fit(&known) {
            let nominees = self.later.iter().filter(|round| is_of_nominees(round));
            let predicted = nominees.map(|round| (round.number, vec![fitted.predict(round.size)]));
            raw.extend(Method::PnpRegression, predicted);
        }
        raw
    }

    fn stock_flow(&self) -> BTreeMap<RoundNumber, Vec<f64>> {
        let mut types: Vec<&RoundType> = self.later.iter().map(|round| &round.round_type).collect();
        types.sort_unstable();
        types.dedup();
        let mut predicted = BTreeMap::new();
        for round_type in types {
            let later: Vec<&&Round> =
                self.later.iter().filter(|round| round.round_type == *round_type).collect();
            let Some(fitted) = StockFlow::fit(&self.known.of_type(later[0]), self.known.origin) else {
                continue;
            };
            let ahead = later.iter().map(|round| RoundAhead { day: publication(round), size: round.size });
            let ahead: Vec<RoundAhead> = ahead.collect();
            let numbers = later.iter().map(|round| round.number);
            predicted.extend(numbers.zip(fitted.predict(&ahead)));
        }
        predicted
    }
}

/// Whether the law knows the type of a round.
pub fn has_type_of(law: &Law, round: &Round) -> bool {
    law.admitted_by(round.round_type.name()).is_some()
}

/// A plan of these rounds, each with its published size.
fn plan_of(rounds: &[&Round], from: Day, to: Day) -> PlanForm {
    let origin = Origin { source: Source::new("the later rounds", ""), span: 0..0 };
    let mut forms = Vec::with_capacity(rounds.len());
    for round in rounds {
        forms.push(RoundForm {
            origin: origin.clone(),
            date: round.date,
            drawn_at: round.drawn_at,
            round_type: round.round_type.name().to_owned(),
            size: Sizing::Persons(round.size),
            usual_days: None,
            due: round.date,
        });
    }
    PlanForm {
        name: "later".to_owned(),
        origin,
        from,
        to,
        is_ended: true,
        rounds: PlanRounds::Stated(forms),
        sized: Vec::new(),
        unread: Vec::new(),
        idle_changes: Vec::new(),
        is_whole: true,
    }
}

/// A world in which the later rounds are held.
#[derive(Clone, Debug)]
pub struct World<'a> {
    /// The model of the scenario.
    pub model: Model,
    /// The rounds that it holds, in the order of its plan.
    rounds: Vec<&'a Round>,
}

impl World<'_> {
    /// The cutoffs of one replication, at full scale; a round without invitations has none.
    pub fn cutoffs(&self, replication: u32) -> Vec<(RoundNumber, f64)> {
        let mut record = Record::counts();
        run(&self.model, replication, &mut record);
        self.cutoffs_of(record, &self.model)
    }

    /// The cutoffs of one replication with each of some people, who differ only after the origin: the runs
    /// fork there.
    pub fn cutoffs_with(&self, people: &[Population], replication: u32) -> Vec<Vec<(RoundNumber, f64)>> {
        let models: Vec<Model> = people.iter().map(|people| self.model.with_people(people.clone())).collect();
        let start = State::start(&models[0], replication);
        let forks = models.iter().map(|model| {
            let mut record = Record::counts();
            let mut fork = start.clone().under(model, &mut record);
            fork.record_initial(&mut record);
            fork.advance(model.end, &mut record);
            self.cutoffs_of(record, model)
        });
        forks.collect()
    }

    fn cutoffs_of(&self, record: Record, model: &Model) -> Vec<(RoundNumber, f64)> {
        let held = at_full_scale(record.into_counts(), model).rounds;
        assert_eq!(held.len(), self.rounds.len(), "every planned round is held");
        let pairs = self.rounds.iter().zip(held);
        pairs.filter_map(|(round, held)| Some((round.number, f64::from(held.cutoff?)))).collect()
    }
}
