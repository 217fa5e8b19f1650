//! Solves what the population file stores of `history`: how many of the people sampled are eligible when they arrive,
//! by stream and year, and what is to be taken off a year's published total for those who come beside its new people
//! (re-submissions, and people whom a fall of cutoffs brings), so that submitted and re-submitted profiles of each year
//! come to the published total in expectation.
//!
//! `cargo run --example arrivals` prints the lines for `scenarios/population/canada.toml`; with the name of another scenario
//! and its first and last day, those for its people; with `shares` at the end only those of the eligible shares.

use drawsim::experiment::run_ensemble;
use drawsim::model::Model;
use drawsim::population::{ByYear, PersonId};
use drawsim::rng::Randomness;
use drawsim::scenario::{Overlay, Scenario};
use drawsim::time::Day;

const SAMPLES: u32 = 200_000;
/// Scale and replications of each step. What one leaves of a year's difference is the part of its people who come back
/// within that year and the years before it, so that few steps are enough; the last one only shows what is left.
const STEPS: [(f64, u32); 6] = [(0.1, 8), (0.25, 8), (0.25, 12), (1.0, 8), (1.0, 20), (1.0, 20)];

fn main() -> anyhow::Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_only_shares = arguments.pop_if(|last| last == "shares").is_some();
    let name = arguments.first().map_or("scenarios/history.toml", String::as_str);
    let ends = ["start", "end"].into_iter().zip(arguments.iter().skip(1));
    let set = ends.map(|(key, day)| format!("{key}={day}")).collect();
    let scenario = Scenario::load(name, &Overlay { set, ..Overlay::default() })?;
    let mut model = Model::new(&scenario)?;
    solve_eligible_shares(&mut model);
    if !is_only_shares {
        for (step, (scale, replications)) in STEPS.into_iter().enumerate() {
            model.population.scale = scale;
            solve_returns(&mut model, replications, step + 1 == STEPS.len())?;
        }
    }
    Ok(())
}

fn solve_eligible_shares(model: &mut Model) {
    let years: Vec<i16> = model.population.arrivals.years.iter().map(|(year, ..)| *year).collect();
    for stream in 0..model.population.streams.len() {
        let shares: Vec<(i16, f64)> =
            years.iter().map(|year| (*year, eligible_share(model, stream, *year))).collect();
        let listed: Vec<String> = shares.iter().map(|(year, share)| format!("{year} = {share:.4}")).collect();
        println!("{:10} = {{ {} }}", model.population.streams[stream].name, listed.join(", "));
        model.population.streams[stream].eligible_share = ByYear::new(shares);
    }
}

/// Takes off each year what its simulated profiles are more than the published total; the last step keeps what it runs.
fn solve_returns(model: &mut Model, replications: u32, is_last: bool) -> anyhow::Result<()> {
    let ensemble = run_ensemble(model, replications, 2, || ())?;
    for (year, eligible, returns) in &mut model.population.arrivals.years {
        let months = ensemble.replications.iter().flat_map(|counts| &counts.flows);
        let of_year = months.filter(|flows| flows.year == *year);
        let profiles = of_year.map(|flows| f64::from(flows.submitted) + f64::from(flows.resubmitted));
        let more = profiles.sum::<f64>() / f64::from(replications) - *eligible;
        println!("{year}: returns = {returns:.0}; {eligible} published, {:+.2} %", 100.0 * more / *eligible);
        if !is_last {
            *returns = (*returns + more).clamp(0.0, *eligible).round();
        }
    }
    println!();
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
