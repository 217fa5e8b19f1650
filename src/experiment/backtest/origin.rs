//! What every method says at one origin of every later round.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::known::{Archive, Known, publication};
use super::raw::Raw;
use crate::document::problem::InvalidInput;
use crate::document::tree::{Origin, Source};
use crate::experiment::backtest::row::Method;
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
use crate::scenario::{PlanForm, PlanRounds, RoundForm, Scenario, Sizing};
use crate::simulation::run;
use crate::time::Day;

/// The inputs that are the same at every origin: the scenario, its people, the law and the Levels Plans.
#[derive(Clone, Debug)]
pub struct Given {
    /// The scenario.
    pub scenario: Scenario,
    /// The people.
    pub population: Population,
    /// The published law.
    pub law: Law,
    /// The Levels Plans.
    pub levels: Arc<Levels>,
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

    /// The model of this origin: the pool and the law as they were known, and the later rounds by date, type
    /// and size. A round of a type that the law did not know yet cannot be held. None if no round can be.
    ///
    /// # Errors
    /// As for [`Assembly::model`].
    pub fn world(&self, given: &Given) -> Result<Option<World<'a>>, InvalidInput> {
        let law = given.law.known_on(self.known.origin);
        let rounds: Vec<&Round> =
            self.later.iter().copied().filter(|round| has_type_of(&law, round)).collect();
        let Some(last) = rounds.last() else { return Ok(None) };
        let held = self.known.rounds.iter().filter(|round| has_type_of(&law, round)).cloned().collect();
        let scenario = Scenario {
            start: self.known.origin,
            end: last.drawn_at.day(),
            plans: vec![plan_of(&rounds, self.known.origin, last.drawn_at.day())],
            reforms: Vec::new(),
            ..given.scenario.clone()
        };
        let assembly = Assembly {
            members: Vec::new(),
            scenario,
            law: Arc::new(law),
            levels: Arc::clone(&given.levels),
            // Figures of the invited and the admitted are for comparison only, and most came later.
            published: Arc::new(Published::of_rounds(held, self.known.censuses.clone())),
            population: given.population.clone(),
            first_pool: None,
        };
        Ok(Some(World { model: assembly.model()?, rounds }))
    }

    /// What each method says of the later rounds; `simulated` holds the cutoffs of each simulated round.
    pub fn raw(&self, simulated: BTreeMap<RoundNumber, Vec<f64>>) -> Raw {
        let mut raw = Raw::default();
        raw.extend(Method::Simulation, simulated);
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
fn has_type_of(law: &Law, round: &Round) -> bool {
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
        });
    }
    PlanForm { origin, from, to, rounds: PlanRounds::Stated(forms), unread: Vec::new(), is_whole: true }
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
        let held = at_full_scale(record.into_counts(), &self.model).rounds;
        assert_eq!(held.len(), self.rounds.len(), "every planned round is held");
        let pairs = self.rounds.iter().zip(held);
        pairs.filter_map(|(round, held)| Some((round.number, f64::from(held.cutoff?)))).collect()
    }
}
