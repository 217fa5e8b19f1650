//! The forecast of each round ahead: a distribution of its cutoff, and the parts of its spread.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::ahead::{Basis, LookAhead, Paths, RoundPaths};
use super::distribution::{Distribution, mean_and_variance};
use super::learned::STACKED;
use super::methods::Methods;
use super::stack;
use crate::experiment::Workers;
use crate::experiment::backtest::learning::Weights;
use crate::experiment::backtest::outlook::{AFTER_CHANGE, RANKING};
use crate::experiment::backtest::row::Method;
use crate::experiment::cutoffs::MemberScores;
use crate::experiment::stock_flow::RoundAhead;
use crate::policy::instruction::{RoundGroup, RoundType};
use crate::policy::law::Law;
use crate::policy::program::Program;
use crate::published::Round;
use crate::time::Day;

/// The forecast of a round.
#[derive(Clone, Debug)]
pub struct RoundForecast {
    /// Days from the origin to it.
    pub days: i32,
    /// Share of the replications that hold it.
    pub held: f64,
    /// Median size over these; none if there are none.
    pub size: Option<f64>,
    /// Its cutoff; none if no replication holds it.
    pub cutoff: Option<CutoffForecast>,
    /// Variance that a change of the law adds to the model error of the simulation.
    pub change: f64,
}

/// The forecast of a cutoff, in CRS points.
#[derive(Clone, Debug)]
pub struct CutoffForecast {
    /// The distribution.
    pub distribution: Distribution,
    /// Standard deviation of the simulation by chance; all of it where members are not told apart.
    pub chance: f64,
    /// Standard deviation of the simulation by parameters; none where members are not told apart.
    pub parameters: Option<f64>,
    /// Standard deviation that these leave: of the model.
    pub model: f64,
    /// The stacked forecast, or the simulation with its model error.
    pub method: Method,
}

/// The forecasts of all rounds of some paths, in their order.
pub fn forecasts(ahead: &LookAhead, paths: &Paths, workers: &Workers) -> Vec<RoundForecast> {
    let changes = changes(&ahead.model.law, &ahead.model.published.rounds, paths);
    workers.install(|| {
        let figures = figures(ahead, paths);
        let next = next_days(ahead.origin, paths);
        let places = (0..paths.rounds.len()).into_par_iter();
        let forecast = |place: usize| {
            let round = &paths.rounds[place];
            let known = Known {
                days: round.planned.instruction.date - ahead.origin,
                next_days: next[&round.planned.instruction.round_type],
                change: changes[place],
                figures: &figures[place],
            };
            known.forecast(ahead, round)
        };
        places.map(forecast).collect()
    })
}

/// Days to the next round of each type.
fn next_days(origin: Day, paths: &Paths) -> BTreeMap<&RoundType, i32> {
    let mut next = BTreeMap::new();
    for round in &paths.rounds {
        let instruction = &round.planned.instruction;
        next.entry(&instruction.round_type).or_insert(instruction.date - origin);
    }
    next
}

/// The variance that a change of the law adds in each round: in the first CEC round after it.
fn changes(law: &Law, published: &[Round], paths: &Paths) -> Vec<f64> {
    let mut last = published.iter().rev().find(|round| is_cec(&round.round_type)).map(|round| round.date);
    let days = law.change_days_of(&RANKING);
    let mut found = Vec::with_capacity(paths.rounds.len());
    for round in &paths.rounds {
        let instruction = &round.planned.instruction;
        let mut added = 0.0;
        if is_cec(&instruction.round_type) {
            let is_new = |day: &Day| last.is_some_and(|last| last < *day) && *day <= instruction.date;
            added = if days.iter().any(is_new) { AFTER_CHANGE } else { 0.0 };
            last = Some(instruction.date);
        }
        found.push(added);
    }
    found
}

fn is_cec(round_type: &RoundType) -> bool {
    round_type.group() == RoundGroup::Program(Program::Cec)
}

/// Figures of the other methods for a round, by their place in [`STACKED`]: one for each replication that
/// holds it, since sizes differ.
type Figures = [Vec<f64>; STACKED.len()];

/// The figures of the other methods for every round; empty ones where the simulation stands alone.
fn figures(ahead: &LookAhead, paths: &Paths) -> Vec<Figures> {
    let mut found: Vec<Figures> = vec![Figures::default(); paths.rounds.len()];
    if ahead.basis == Basis::Simulation {
        return found;
    }
    let mut by_type: BTreeMap<&RoundType, Vec<usize>> = BTreeMap::new();
    for (place, round) in paths.rounds.iter().enumerate() {
        by_type.entry(&round.planned.instruction.round_type).or_default().push(place);
    }
    let types: Vec<RoundType> = by_type.keys().map(|round_type| (*round_type).clone()).collect();
    let methods = Methods::fit(&ahead.model.published.rounds, &types);
    let replications = paths.rounds.first().map_or(0, |round| round.held.len());
    for (round_type, places) in &by_type {
        for replication in 0..replications {
            let held: Vec<usize> = places
                .iter()
                .copied()
                .filter(|place| paths.rounds[*place].held[replication].is_some())
                .collect();
            let rounds: Vec<RoundAhead> = held
                .iter()
                .filter_map(|place| {
                    let round = &paths.rounds[*place];
                    let day = round.planned.instruction.date;
                    Some(RoundAhead { day, size: round.held[replication]?.size })
                })
                .collect();
            for (at, method) in STACKED.into_iter().enumerate() {
                for (place, figure) in held.iter().zip(methods.figures(method, round_type, &rounds)) {
                    found[*place][at].push(figure);
                }
            }
        }
    }
    found
}

/// What is known of a round before its distribution is made.
struct Known<'a> {
    days: i32,
    next_days: i32,
    change: f64,
    figures: &'a Figures,
}

impl Known<'_> {
    fn forecast(&self, ahead: &LookAhead, round: &RoundPaths) -> RoundForecast {
        let mut sizes: Vec<f64> = round.held.iter().flatten().map(|held| f64::from(held.size)).collect();
        sizes.sort_by(f64::total_cmp);
        let middle = sizes.len() / 2;
        let size = (!sizes.is_empty()).then(|| (sizes[(sizes.len() - 1) / 2] + sizes[middle]) / 2.0);
        RoundForecast {
            days: self.days,
            held: sizes.len() as f64 / round.held.len() as f64,
            size,
            cutoff: (!sizes.is_empty()).then(|| self.cutoff(ahead, round)),
            change: self.change,
        }
    }

    fn cutoff(&self, ahead: &LookAhead, round: &RoundPaths) -> CutoffForecast {
        let round_type = &round.planned.instruction.round_type;
        let learned = ahead.learned.of_held(round_type, ahead.held_of(round_type));
        let cutoffs: Vec<f64> = round.held.iter().flatten().map(|held| f64::from(held.cutoff)).collect();
        let parts = STACKED.map(|method| {
            let variance = learned.error(method).variance(self.days);
            let place = STACKED.iter().position(|stacked| *stacked == method)?;
            match method {
                Method::Simulation => Some(Distribution::of_paths(&cutoffs, variance + self.change)),
                _ if self.figures[place].is_empty() => None,
                _ => Some(Distribution::of_paths(&self.figures[place], variance)),
            }
        });
        let weights = Weights::of(&learned, self.next_days).on(self.days, parts[0].as_ref());
        let methods = parts.each_ref().map(Option::as_ref);
        let (distribution, method) = match ahead.basis {
            Basis::Stacked if methods[1..].iter().any(Option::is_some) => {
                (stack::stacked(&weights, &methods), Method::Stacked)
            }
            // Of a reform, or of a type that was never held, the simulation alone says anything.
            Basis::Stacked | Basis::Simulation => (parts[0].clone(), Method::Simulation),
        };
        let distribution = distribution.expect("the simulation predicts every round that is held");
        let (_, simulated) = mean_and_variance(&cutoffs).expect("a replication holds the round");
        let mut scores = MemberScores::of(ahead.model.members());
        for (replication, held) in (0..).zip(&round.held) {
            if let Some(held) = held {
                scores.add(ahead.model.member(replication), f64::from(held.cutoff));
            }
        }
        let components = scores.components();
        let chance = components.map_or(simulated.sqrt(), |components| components.chance);
        let parameters = components.map(|components| components.parameters);
        let left = distribution.whole_variance() - chance.powi(2) - parameters.unwrap_or(0.0).powi(2);
        CutoffForecast { distribution, chance, parameters, model: left.max(0.0).sqrt(), method }
    }
}
