//! What a backtest has learned to a day: the model error and the weights of each method, by type of rounds.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::model_error::ModelError;
use crate::document::library;
use crate::document::library::Base;
use crate::document::problem::Problems;
use crate::document::reader::{Field, Reader};
use crate::document::source::Source;
use crate::document::tree;
use crate::experiment::backtest::row::Method;
use crate::policy::instruction::RoundType;
use crate::time::Day;

/// The methods that are stacked, in the order of their weights.
pub const STACKED: [Method; 4] =
    [Method::Simulation, Method::Persistence, Method::StockFlow, Method::PnpRegression];

/// The file that the program carries.
const CARRIED: &str = "population/forecast_error.toml";
/// The name of the file that a backtest writes.
pub const FILE: &str = "forecast_error.toml";
/// Weights of a file add up to 1 but for rounding.
const ROUNDING: f64 = 0.001;
/// Rounds of a type from which on it is weighed like the others.
const ENOUGH_ROUNDS: usize = 4;
/// Rounds that the last cutoff of a type with fewer is worth.
const LAST_CUTOFF: f64 = 3.0;
/// Most of a variance: that of a cutoff of which nothing is known.
const MOST_VARIANCE: f64 = 1e6;

/// What was learned of a method for a type of rounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LearnedMethod {
    /// Its model error.
    pub error: ModelError,
    /// Its weight in the next round of the type.
    pub next: f64,
    /// Its weight in rounds 90 days ahead and more.
    pub far: f64,
}

/// What was learned of a type of rounds, in the order of [`STACKED`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LearnedType {
    /// The methods.
    pub methods: [LearnedMethod; STACKED.len()],
}

/// Model errors and weights learned from the rounds published to a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Learned {
    /// The last day of which published rounds were learned from.
    pub to: Day,
    /// By type of rounds.
    pub by_type: BTreeMap<RoundType, LearnedType>,
    /// For every other type: from all types but PNP together.
    pub pooled: LearnedType,
}

impl LearnedType {
    /// The model error of a method.
    ///
    /// # Panics
    /// If the method is not stacked.
    pub fn error(&self, method: Method) -> ModelError {
        let place = STACKED.iter().position(|stacked| *stacked == method);
        self.methods[place.expect("a method that is stacked")].error
    }
}

impl Learned {
    /// What was learned of a type of rounds.
    pub fn of(&self, round_type: &RoundType) -> &LearnedType {
        self.by_type.get(round_type).unwrap_or(&self.pooled)
    }

    /// What was learned of a type of which so many rounds were published. A type that was never judged has
    /// the errors of all, and of few rounds the weights of [`weights_of_few`].
    pub fn of_held(&self, round_type: &RoundType, held: usize) -> LearnedType {
        let mut learned = *self.of(round_type);
        let few = weights_of_few(round_type, held).filter(|_| !self.by_type.contains_key(round_type));
        for (method, weight) in learned.methods.iter_mut().zip(few.into_iter().flatten()) {
            (method.next, method.far) = (weight, weight);
        }
        learned
    }

    /// What the program carries: learned from the shipped rounds.
    ///
    /// # Panics
    /// If that file is broken.
    pub fn carried() -> Learned {
        let opened = library::open_beside(CARRIED, &Base::Carried(String::new()));
        let problems = Problems::new();
        let learned = opened.ok().and_then(|opened| Learned::read(&opened.source, &problems));
        problems.finish(learned).expect("the file that the program carries can be read")
    }

    /// The file of it, which [`Learned::read`] reads back.
    pub fn to_toml(&self) -> String {
        let mut text = format!("learned_to = {}\n", self.to);
        let types = self.by_type.iter().map(|(round_type, learned)| (round_type.name(), learned));
        for (name, learned) in types.map(|(name, learned)| (format!("types.{name}"), learned)) {
            text += &table(&name, learned);
        }
        text + &table("pooled", &self.pooled)
    }

    /// Reads such a file; every problem is reported.
    pub fn read(source: &Arc<Source>, problems: &Problems) -> Option<Learned> {
        let before = problems.len();
        let root = tree::recover(source, problems)?;
        let reader = Reader::new(&root, "", problems)?;
        let to = reader.need("learned_to").date();
        let mut by_type = BTreeMap::new();
        if let Some(types) = reader.need("types").table() {
            let names: Vec<&str> = types.keys().collect();
            for name in names {
                let learned = read_type(&types.need(name));
                by_type.extend(learned.map(|learned| (RoundType::new(name), learned)));
            }
            types.finish();
        }
        let pooled = read_type(&reader.need("pooled"));
        reader.finish();
        let learned = Learned { to: to?, by_type, pooled: pooled? };
        (problems.len() == before).then_some(learned)
    }
}

/// The weights of a type with fewer than four published rounds, in the order of [`STACKED`]: n of them weigh
/// the simulation by n / (n + 3), and the last cutoff by the rest. None of a type that was never held, of one
/// with more rounds, and of nominees.
///
/// Assumption A55: set by hand.
pub fn weights_of_few(round_type: &RoundType, held: usize) -> Option<[f64; STACKED.len()]> {
    let simulation = held as f64 / (held as f64 + LAST_CUTOFF);
    let is_few = (1..ENOUGH_ROUNDS).contains(&held) && round_type.is_federal();
    is_few.then_some([simulation, 1.0 - simulation, 0.0, 0.0])
}

fn table(name: &str, learned: &LearnedType) -> String {
    let mut text = format!("\n[{name}]\n");
    for (method, LearnedMethod { error, next, far }) in STACKED.iter().zip(&learned.methods) {
        let ModelError { constant, per_year } = *error;
        let numbers = [("constant", constant), ("per_year", per_year), ("next", *next), ("far", *far)];
        let pairs: Vec<String> = numbers.iter().map(|(key, value)| format!("{key} = {value:.6}")).collect();
        text += &[method.name(), " = { ", &pairs.join(", "), " }\n"].concat();
    }
    text
}

fn read_type(field: &Field<'_>) -> Option<LearnedType> {
    let reader = field.table()?;
    let methods = STACKED.map(|method| read_method(&reader.need(method.name())));
    reader.finish();
    let [Some(first), Some(second), Some(third), Some(fourth)] = methods else { return None };
    let mut methods = [first, second, third, fourth];
    let next: f64 = methods.iter().map(|method| method.next).sum();
    let far: f64 = methods.iter().map(|method| method.far).sum();
    for (key, sum) in [("next", next), ("far", far)] {
        if (sum - 1.0).abs() > ROUNDING {
            let title = format!("the weights `{key}` of `{}` add up to {sum:.3}", field.path);
            field.wrong(title, "expected a sum of 1");
            return None;
        }
    }
    for method in &mut methods {
        (method.next, method.far) = (method.next / next, method.far / far);
    }
    Some(LearnedType { methods })
}

fn read_method(field: &Field<'_>) -> Option<LearnedMethod> {
    let reader = field.table()?;
    let [constant, per_year] =
        ["constant", "per_year"].map(|key| reader.need(key).number(0.0..=MOST_VARIANCE));
    let [next, far] = ["next", "far"].map(|key| reader.need(key).share());
    reader.finish();
    let error = ModelError { constant: constant?, per_year: per_year? };
    Some(LearnedMethod { error, next: next?, far: far? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learned() -> Learned {
        let method = |constant: f64, next: f64, far: f64| LearnedMethod {
            error: ModelError { constant, per_year: 2.5 },
            next,
            far,
        };
        let cec =
            [method(1.0, 0.75, 0.5), method(2.0, 0.25, 0.25), method(3.0, 0.0, 0.25), method(4.0, 0.0, 0.0)];
        let pooled =
            [method(9.0, 1.0, 1.0), method(9.0, 0.0, 0.0), method(9.0, 0.0, 0.0), method(9.0, 0.0, 0.0)];
        Learned {
            to: "2025-12-31".parse().unwrap(),
            by_type: BTreeMap::from([(RoundType::new("cec"), LearnedType { methods: cec })]),
            pooled: LearnedType { methods: pooled },
        }
    }

    fn read(text: &str) -> Result<Learned, Vec<String>> {
        let problems = Problems::new();
        let learned = Learned::read(&Source::new("learned.toml", text), &problems);
        let invalid =
            |problem: crate::document::problem::Problem| format!("{}: {}", problem.title, problem.expected);
        problems
            .finish(learned)
            .map_err(|invalid_input| invalid_input.problems.into_iter().map(invalid).collect())
    }

    #[test]
    fn a_file_gives_back_what_was_learned() {
        assert_eq!(read(&learned().to_toml()), Ok(learned()));
        assert_eq!(learned().of(&RoundType::new("trades")), &learned().pooled);
        assert_eq!(learned().of(&RoundType::new("cec")).error(Method::StockFlow).constant, 3.0);
    }

    #[test]
    fn a_type_with_few_rounds_leans_on_its_last_cutoff() {
        let (new, known) = (RoundType::new("physicians"), RoundType::new("cec"));
        let next = |round_type, held| learned().of_held(round_type, held).methods.map(|method| method.next);
        assert_eq!(next(&new, 0), [1.0, 0.0, 0.0, 0.0]);
        assert_eq!(next(&new, 1), [0.25, 0.75, 0.0, 0.0]);
        assert_eq!(next(&new, 3), [0.5, 0.5, 0.0, 0.0]);
        assert_eq!(next(&new, 4), [1.0, 0.0, 0.0, 0.0]);
        // What was learned of a type stands, and so does the error of all others.
        assert_eq!(next(&known, 1), [0.75, 0.25, 0.0, 0.0]);
        assert_eq!(learned().of_held(&new, 1).methods[0].error.constant, 9.0);
    }

    #[test]
    fn weights_that_do_not_sum_to_one_and_missing_methods_are_refused() {
        let text = learned().to_toml();
        let wrong = read(&text.replace("next = 0.750000", "next = 0.700000")).unwrap_err();
        assert_eq!(wrong, ["the weights `next` of `types.cec` add up to 0.950: expected a sum of 1"]);
        let wrong = read(&text.replacen("persistence", "guess", 1)).unwrap_err();
        assert_eq!(wrong.len(), 2, "{wrong:?}");
        assert!(read(&text.replace("learned_to = 2025-12-31", "")).is_err());
    }

    #[test]
    fn the_carried_file_knows_the_usual_types() {
        let carried = Learned::carried();
        assert_eq!(carried.to.to_string(), "2025-12-17");
        for name in ["cec", "french", "healthcare", "pnp", "trades", "education"] {
            assert!(carried.by_type.contains_key(&RoundType::new(name)), "{name}");
        }
    }
}
