//! Reads a scenario, runs its replications and prints the cutoff of each round.
//!
//! `cargo run --example run_a_scenario`

use drawsim::{Model, Overlay, gather};

/// A scenario that the program carries; the path of a file of your own goes here as well.
const SCENARIO: &str = "tiny";

/// Runs the example.
pub fn main() -> anyhow::Result<()> {
    let (scenario, model) = Model::load(SCENARIO, &Overlay::default())?;
    let findings = gather(&model, scenario.replications(), 2, || ())?;

    println!("{}: {}", scenario.name, scenario.title);
    for round in &findings.cutoffs {
        let (Some(cutoff), Some(published)) = (round.cutoff, round.published) else { continue };
        println!("{} {}: cutoff {:.1}, published {published}", round.date, round.round_type, cutoff.mean);
    }
    Ok(())
}
