//! Models for tests.

use drawsim::model::Model;
use drawsim::population::Population;
use drawsim::scenario::{Overlay, Scenario};
use drawsim::time::Day;

pub fn day(text: &str) -> Day {
    text.parse().expect("a test writes dates as they are")
}

/// Exchanges the arrivals of the first two streams.
pub fn exchange_arrivals(people: &mut Population) {
    let [steady, varied, ..] = &mut people.streams[..] else { panic!("a stream is missing") };
    std::mem::swap(&mut steady.arrivals_per_year, &mut varied.arrivals_per_year);
}

/// A scenario with assignments laid over it.
pub fn model(scenario: &str, set: &[&str]) -> Model {
    let set = set.iter().map(|assignment| (*assignment).to_owned()).collect();
    let scenario = Scenario::load(scenario, &Overlay { set, ..Overlay::default() });
    let model = scenario.and_then(|scenario| Model::new(&scenario));
    model.unwrap_or_else(|error| panic!("{error}"))
}

/// Twenty arrivals a day from 2018 to 2025, all alike and eligible; no round, and nothing happens to them.
pub fn quiet() -> Model {
    model("tests/data/people/quiet.toml", &[])
}

/// The same with people to whom everything can happen.
pub fn lively() -> Model {
    lively_with(&[])
}

/// The same with assignments laid over the scenario.
pub fn lively_with(set: &[&str]) -> Model {
    let mut model = model("tests/data/people/quiet.toml", set);
    model.change_people(|people| {
        exchange_arrivals(people);
        people.life.withdrawal_rate = 0.6;
        people.life.return_after_expiry = 0.5;
        people.life.return_after_withdrawal = 0.5;
        people.life.retest_rate = 0.5;
    });
    model
}
