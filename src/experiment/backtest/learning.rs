//! What is learned at an origin from the errors before it: model errors, and the weights of methods.

use std::collections::{BTreeMap, BTreeSet};

use super::outlook::{Ahead, MOST_DAYS, Outlook};
use super::prior::Prior;
use crate::experiment::backtest::row::Method;
use crate::experiment::backtest::summary::Horizon;
use crate::experiment::forecast::distribution::Distribution;
use crate::experiment::forecast::learned::{Learned, LearnedMethod, LearnedType, STACKED};
use crate::experiment::forecast::model_error::{ModelError, PastError};
use crate::experiment::forecast::stack::{self, PastPrediction};
use crate::policy::instruction::{RoundNumber, RoundType};
use crate::time::Day;

/// Months before an origin whose predictions teach the errors of all methods but the simulation.
pub const MONTHS: i32 = 36;
/// A type with errors of fewer rounds learns from those of all types but PNP.
const FEWEST_ROUNDS: usize = 8;
/// From so many days on the weights of rounds far ahead hold.
const FAR_DAYS: i32 = 90;
/// Types with a prior of their own.
const KNOWN_TYPES: [&str; 7] =
    ["cec", "french", "general", "healthcare", "no_program_specified", "pnp", "trades"];
/// A type without one.
const OTHER_TYPE: &str = "other";

/// The predictions before an origin.
#[derive(Clone, Copy, Debug)]
pub struct Chain<'a> {
    /// Of the months in which nothing was simulated.
    pub months: &'a [Outlook<'a>],
    /// Of the monthly origins from the first one on.
    pub origins: &'a [Outlook<'a>],
    /// What was learned before the first of them; none if nothing was.
    pub before: Option<&'a Learned>,
}

/// The distribution of each method for the rounds ahead of a day.
#[derive(Clone, Debug)]
pub struct Forecast<'a> {
    /// The rounds, and what the methods say without their errors.
    pub outlook: &'a Outlook<'a>,
    distributions: BTreeMap<(RoundNumber, Method), Distribution>,
    /// The model error of each method by type.
    errors: BTreeMap<(RoundType, Method), ModelError>,
    prior: Prior<'a>,
}

impl<'a> Forecast<'a> {
    /// Adds to each method the error that earlier days taught.
    pub fn new(outlook: &'a Outlook<'a>, chain: Chain<'a>) -> Forecast<'a> {
        let (mut distributions, mut learned) = (BTreeMap::new(), BTreeMap::new());
        for method in STACKED {
            let past = PastErrors::before(outlook.origin, method, chain);
            for ahead in &outlook.ahead {
                let round_type = &ahead.round.round_type;
                let key = (round_type.clone(), method);
                let error = *learned.entry(key).or_insert_with(|| past.model_error(round_type));
                if let Some(found) = distribution(outlook, ahead, Errors { method, error }) {
                    distributions.insert((ahead.round.number, method), found);
                }
            }
        }
        Forecast { outlook, distributions, errors: learned, prior: Prior(chain.before) }
    }

    /// The distribution of a method for a round; none where it says nothing.
    pub fn of(&self, number: RoundNumber, method: Method) -> Option<&Distribution> {
        self.distributions.get(&(number, method))
    }

    /// The model error of the simulation for a type of which a round is ahead.
    pub fn simulation_error(&self, round_type: &RoundType) -> ModelError {
        self.errors[&(round_type.clone(), Method::Simulation)]
    }

    /// The distributions of all methods for a round, in the order of [`STACKED`].
    fn methods(&self, number: RoundNumber) -> Vec<Option<&Distribution>> {
        STACKED.iter().map(|method| self.of(number, *method)).collect()
    }

    /// The weighted mean of the methods for a round; none where no method says anything.
    pub fn stacked(&self, ahead: &Ahead<'_>, weights: &Weights) -> Option<Distribution> {
        let methods = self.methods(ahead.round.number);
        stack::stacked(&weights.at(ahead, methods[0]), &methods)
    }
}

/// A method with its model error.
struct Errors {
    method: Method,
    error: ModelError,
}

/// The paths or the figure of a method, with its error.
fn distribution(outlook: &Outlook<'_>, ahead: &Ahead<'_>, errors: Errors) -> Option<Distribution> {
    let variance = errors.error.variance(ahead.days);
    match errors.method {
        Method::Simulation => {
            let paths = outlook.raw.of(ahead.round.number, errors.method);
            (!paths.is_empty()).then(|| Distribution::of_paths(paths, variance + ahead.change))
        }
        method => Some(Distribution::of_paths(&[outlook.figure(ahead, method)?], variance)),
    }
}

/// The errors of a method before a day, by round type.
struct PastErrors<'a> {
    method: Method,
    prior: Prior<'a>,
    by_type: BTreeMap<RoundType, Vec<PastError>>,
}

impl<'a> PastErrors<'a> {
    /// Errors in rounds that were published before a day. The simulation learns from all origins, other
    /// methods from the months of three years, and only where the last cutoff was recent.
    fn before(day: Day, method: Method, chain: Chain<'a>) -> PastErrors<'a> {
        let first = day.plus_months(-MONTHS);
        let mut by_type: BTreeMap<RoundType, Vec<PastError>> = BTreeMap::new();
        for outlook in chain.months.iter().chain(chain.origins).filter(|outlook| outlook.origin < day) {
            if method != Method::Simulation && outlook.origin < first {
                continue;
            }
            for ahead in outlook.published_before(day) {
                if method == Method::Simulation || ahead.is_scored {
                    let errors = by_type.entry(ahead.round.round_type.clone()).or_default();
                    errors.extend(outlook.error(ahead, method));
                }
            }
        }
        PastErrors { method, prior: Prior(chain.before), by_type }
    }

    /// The model error of a type. Where its rounds are too few, those of all types but PNP stand for them;
    /// the simulation has a prior for each type instead.
    fn model_error(&self, round_type: &RoundType) -> ModelError {
        let own = self.by_type.get(round_type).map_or(&[][..], Vec::as_slice);
        let rounds: BTreeSet<RoundNumber> = own.iter().map(|error| error.number).collect();
        let prior = self.prior.error(round_type, self.method);
        if self.method == Method::Simulation || rounds.len() >= FEWEST_ROUNDS {
            return ModelError::learn(prior, own);
        }
        self.pooled_error(prior)
    }

    /// The model error of all types but PNP together.
    fn pooled_error(&self, prior: ModelError) -> ModelError {
        let others = self.by_type.iter().filter(|(other, _)| other.is_federal());
        let pooled: Vec<PastError> = others.flat_map(|(_, errors)| errors).cloned().collect();
        ModelError::learn(prior, &pooled)
    }
}

/// The weights of the methods for a type of rounds, in the order of [`STACKED`].
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    next: Vec<f64>,
    far: Vec<f64>,
    /// Days to the next round of the type.
    next_days: i32,
}

impl Weights {
    /// The weights that were learned for a type, whose next round is so many days ahead.
    pub fn of(learned: &LearnedType, next_days: i32) -> Weights {
        let methods = learned.methods.iter();
        let (next, far) = methods.map(|method| (method.next, method.far)).unzip();
        Weights { next, far, next_days }
    }

    /// Learns from the forecasts of earlier origins, judged by the rounds that were published since.
    pub fn learn(round_type: &RoundType, forecast: &Forecast<'_>, earlier: &[&Forecast<'_>]) -> Weights {
        let past = Past { day: forecast.outlook.origin, forecasts: earlier };
        let held = forecast.outlook.held_before(forecast.outlook.origin, round_type);
        let prior = forecast.prior.weights(round_type, held);
        let [next, far] = past.weights(prior, |other| other == round_type);
        let mut of_type = forecast.outlook.ahead.iter().filter(|ahead| ahead.round.round_type == *round_type);
        Weights { next, far, next_days: of_type.next().map_or(0, |ahead| ahead.days) }
    }

    /// The weights for a round: those of the next round up to it, on a line from day 0 to those of 90 days,
    /// and from 365 to 730 days over to the simulation alone where it predicts.
    fn at(&self, ahead: &Ahead<'_>, simulated: Option<&Distribution>) -> Vec<f64> {
        self.on(ahead.days, simulated)
    }

    /// The weights some days ahead; `simulated` is what the simulation predicts.
    pub fn on(&self, days: i32, simulated: Option<&Distribution>) -> Vec<f64> {
        let part = |days: i32, span: i32| (f64::from(days) / f64::from(span)).clamp(0.0, 1.0);
        let is_next = days <= self.next_days && days < FAR_DAYS;
        let far = if is_next { 0.0 } else { part(days, FAR_DAYS) };
        let alone = if simulated.is_some() { part(days - MOST_DAYS, MOST_DAYS) } else { 0.0 };
        let pairs = self.next.iter().zip(&self.far);
        let mut weights: Vec<f64> = pairs.map(|(n, f)| (1.0 - alone) * ((1.0 - far) * n + far * f)).collect();
        weights[0] += alone;
        weights
    }
}

/// The forecasts of the chain, judged by the rounds that were published before a day.
struct Past<'a> {
    day: Day,
    forecasts: &'a [&'a Forecast<'a>],
}

impl Past<'_> {
    /// The weights in the next round and far ahead, for the types that pass a test.
    fn weights(
        &self,
        priors: [[f64; STACKED.len()]; 2],
        holds: impl Fn(&RoundType) -> bool,
    ) -> [Vec<f64>; 2] {
        [(Horizon::Next, priors[0]), (Horizon::Far, priors[1])].map(|(horizon, prior)| {
            let mut past = Vec::new();
            for made in self.forecasts {
                let judged = made.outlook.published_before(self.day).filter(|ahead| {
                    ahead.is_scored && holds(&ahead.round.round_type) && is_at(horizon, ahead)
                });
                past.extend(judged.map(|ahead| PastPrediction {
                    number: ahead.round.number,
                    observed: f64::from(ahead.published),
                    methods: made.methods(ahead.round.number),
                }));
            }
            stack::weights(&prior, &past)
        })
    }
}

/// What the chain teaches to a last day, of every type of rounds in it.
pub fn learned(to: Day, chain: Chain<'_>, forecasts: &[&Forecast<'_>]) -> Learned {
    let (past, prior) = (Past { day: to + 1, forecasts }, Prior(chain.before));
    let errors = STACKED.map(|method| PastErrors::before(past.day, method, chain));
    let mut types: BTreeSet<RoundType> = KNOWN_TYPES.iter().map(|name| RoundType::new(name)).collect();
    types.extend(errors.iter().flat_map(|errors| errors.by_type.keys()).cloned());
    let of_type = |round_type: &RoundType| {
        let held = forecasts.last().map_or(0, |made| made.outlook.held_before(past.day, round_type));
        let weights = past.weights(prior.weights(round_type, held), |other| other == round_type);
        let errors = errors.each_ref().map(|errors| errors.model_error(round_type));
        (round_type.clone(), learned_type(errors, &weights))
    };
    let other = RoundType::new(OTHER_TYPE);
    let weights = past.weights(prior.weights(&other, 0), RoundType::is_federal);
    let pooled = errors.each_ref().map(|errors| errors.pooled_error(prior.error(&other, errors.method)));
    Learned { to, by_type: types.iter().map(of_type).collect(), pooled: learned_type(pooled, &weights) }
}

fn learned_type(errors: [ModelError; STACKED.len()], weights: &[Vec<f64>; 2]) -> LearnedType {
    let [next, far] = weights;
    let places: [usize; STACKED.len()] = std::array::from_fn(|place| place);
    let methods =
        places.map(|place| LearnedMethod { error: errors[place], next: next[place], far: far[place] });
    LearnedType { methods }
}

fn is_at(horizon: Horizon, ahead: &Ahead<'_>) -> bool {
    match horizon {
        Horizon::Next => ahead.rounds == 1,
        Horizon::Far => ahead.days >= FAR_DAYS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::fixture::round;

    fn weights_at(days: i32, simulated: Option<&Distribution>) -> Vec<f64> {
        let round = round("2024-01-01".parse().unwrap(), 100, 500);
        let ahead = Ahead { round: &round, published: 500, rounds: 1, days, is_scored: true, change: 0.0 };
        let weights = Weights { next: vec![1.0, 0.0], far: vec![0.5, 0.5], next_days: 9 };
        weights.at(&ahead, simulated)
    }

    #[test]
    fn weights_go_from_the_next_round_to_ninety_days_and_then_to_the_simulation() {
        let simulated = Distribution::of_paths(&[500.0], 1.0);
        let weights_at_with = |days| weights_at(days, Some(&simulated));
        assert_eq!(weights_at_with(9), [1.0, 0.0]);
        // Half of the way to 90 days.
        assert_eq!(weights_at_with(45), [0.75, 0.25]);
        assert_eq!(weights_at_with(90), [0.5, 0.5]);
        assert_eq!(weights_at_with(365), [0.5, 0.5]);
        assert_eq!(weights_at_with(730), [1.0, 0.0]);
        assert_eq!(weights_at(730, None), [0.5, 0.5]);
    }

    #[test]
    fn a_type_with_few_rounds_learns_from_the_others() {
        let error = |number: u32, error: f64| PastError {
            number: RoundNumber::new(number),
            days: 0,
            error,
            own_variance: 0.0,
        };
        let many: Vec<PastError> = (1..=40).map(|number| error(number, 50.0)).collect();
        let by_type = BTreeMap::from([
            (RoundType::new("french"), many),
            (RoundType::new("cec"), vec![error(91, 1.0)]),
            (RoundType::new("pnp"), vec![error(92, 400.0)]),
        ]);
        let variance = |method| {
            let past = PastErrors { method, prior: Prior(None), by_type: by_type.clone() };
            past.model_error(&RoundType::new("cec")).variance(0)
        };
        assert!(variance(Method::Persistence) > 1500.0);
        assert!(variance(Method::Simulation) < 10.0);
    }
}
