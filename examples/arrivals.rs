//! Solves what the population file stores of `history`: how many of the people sampled are eligible when they arrive,
//! by stream and year, and how many of a year's profiles are expected to be re-submissions.
//!
//! `cargo run --example arrivals` prints the lines for `scenarios/population/canada.toml`; with the name of another scenario
//! and its first and last day, those for its people.

use drawsim::experiment::run_ensemble;
use drawsim::population::{ByYear, PersonId};
use drawsim::rng::Randomness;
use drawsim::scenario::{Overlay, Scenario};
use drawsim::simulation::Model;
use drawsim::time::Day;

const SAMPLES: u32 = 200_000;
const ROUNDS: [(f64, u32); 6] = [(0.1, 4), (0.1, 4), (0.25, 4), (0.25, 4), (1.0, 4), (1.0, 16)];

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let name = arguments.first().map_or("scenarios/history.toml", String::as_str);
    let ends = ["start", "end"].into_iter().zip(arguments.iter().skip(1));
    let set = ends.map(|(key, day)| format!("{key}={day}")).collect();
    let scenario = Scenario::load(name, &Overlay { set, ..Overlay::default() })?;
    let mut model = Model::new(&scenario)?;
    let years: Vec<i16> = model.population.arrivals.years.iter().map(|(year, ..)| *year).collect();
    for stream in 0..model.population.streams.len() {
        let shares: Vec<(i16, f64)> =
            years.iter().map(|year| (*year, eligible_share(&model, stream, *year))).collect();
        let listed: Vec<String> = shares.iter().map(|(year, share)| format!("{year} = {share:.4}")).collect();
        println!("{} = {{ {} }}", model.population.streams[stream].name, listed.join(", "));
        model.population.streams[stream].eligible_share = ByYear::new(shares);
    }
    for (scale, replications) in ROUNDS {
        model.population.scale = scale;
        let ensemble = run_ensemble(&model, replications, 2, || ())?;
        for (year, eligible, returns) in &mut model.population.arrivals.years {
            let of_year = |resubmitted: bool| -> f64 {
                let months = ensemble.replications.iter().flat_map(|counts| &counts.flows);
                let months = months.filter(|flows| flows.year == *year);
                let count = months
                    .map(|flows| f64::from(if resubmitted { flows.resubmitted } else { flows.submitted }));
                count.sum::<f64>() / f64::from(replications)
            };
            let (new, again) = (of_year(false), of_year(true));
            println!(
                "{year}: eligible {eligible}, simulated {:.0} = {new:.0} + {again:.0}; returns {returns:.0} -> {again:.0}",
                new + again
            );
            *returns = again;
        }
        println!();
    }
    Ok(())
}

/// Share of the people sampled over a year who meet a program on the day of arrival.
fn eligible_share(model: &Model, stream: usize, year: i16) -> f64 {
    let first = Day::new(year, 1, 1).expect("every year has a first day");
    let randomness = Randomness::new(20_150_131, 0);
    let eligible = (0..SAMPLES).filter(|index| {
        let day = first + (index % 365) as i32;
        // Persons far beyond any that a run samples, so that the share is not fitted to one run's people.
        let person = PersonId::new(stream, day, u32::MAX - index / 365);
        let profile = model.population.sample(person, day, randomness);
        !model.law.rules_on(day).eligibility(&profile, day).is_empty()
    });
    eligible.count() as f64 / f64::from(SAMPLES)
}
