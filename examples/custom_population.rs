//! Changes one arrival stream of the population and prints the pool at the end of the run.
//!
//! A scenario takes the population of a file and may restate any of its keys. Keys of a stream stand under
//! `population.stream.NAME`; `scenarios/population/canada_2025.toml` has them all, with units and sources.

use drawsim::{Model, Overlay, Record, State};

/// Graduates of Canadian schools, two years older than in the shipped population, and more of them with
/// French.
const CHANGES: [&str; 2] = [
    "population.stream.graduates.age={ mean = 29.0, sd = 3.5 }",
    "population.stream.graduates.second_language.share=0.3",
];

/// Runs the example.
pub fn main() -> anyhow::Result<()> {
    for (title, changes) in [("as shipped", &CHANGES[..0]), ("changed", &CHANGES[..])] {
        let set = changes.iter().map(|change| (*change).to_owned()).collect();
        let (_, model) = Model::load("tiny", &Overlay { set, ..Overlay::default() })?;
        // One replication, without the convenience of an ensemble: a state that advances to a day.
        let mut state = State::start(&model, 0);
        state.advance(model.end(), &mut Record::counts());
        let pool = state.pool();
        println!("{title}: {} candidates in the simulated pool on {}", pool.present(), state.today());
        for (name, lowest) in [("500 and more", 500), ("450 and more", 450), ("all scores", 0)] {
            println!("  {name}: {}", pool.at_or_above(lowest, |eligibility| !eligibility.is_empty()).len());
        }
    }
    Ok(())
}
