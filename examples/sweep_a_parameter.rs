//! Varies one parameter and prints how much it moves the cutoff of each round.
//!
//! Every run has the same seed, so that replication `r` meets the same people with the same luck under every
//! value. The difference of two values is therefore taken replication by replication, and its standard error
//! is small.

use drawsim::{Ensemble, Model, Overlay, run_ensemble};

const REPLICATIONS: u32 = 8;
/// Multipliers of all arrivals.
const FACTORS: [f64; 3] = [0.9, 1.1, 1.25];

/// Runs the example.
pub fn main() -> anyhow::Result<()> {
    let base = run(1.0)?;
    for factor in FACTORS {
        let changed = run(factor)?;
        println!("{factor} times the arrivals");
        for (place, round) in base.replications[0].rounds.iter().enumerate() {
            let (mean, error) = paired_difference(&base, &changed, place);
            println!("  {} {}: {mean:+.1} points, standard error {error:.1}", round.date, round.round_type);
        }
    }
    Ok(())
}

fn run(factor: f64) -> anyhow::Result<Ensemble> {
    let set = vec![format!("population.arrivals.factor={{ 2015 = {factor} }}")];
    let (_, model) = Model::load("tiny", &Overlay { set, ..Overlay::default() })?;
    Ok(run_ensemble(&model, REPLICATIONS, 2, || ())?)
}

/// Mean and standard error of the change of a round's cutoff, over pairs of replications that held it.
fn paired_difference(base: &Ensemble, changed: &Ensemble, place: usize) -> (f64, f64) {
    let mut differences = Vec::new();
    for (base, changed) in base.replications.iter().zip(&changed.replications) {
        if let (Some(before), Some(after)) = (base.rounds[place].cutoff, changed.rounds[place].cutoff) {
            differences.push(f64::from(after) - f64::from(before));
        }
    }
    let count = differences.len() as f64;
    let mean = differences.iter().sum::<f64>() / count;
    let variance =
        differences.iter().map(|difference| (difference - mean).powi(2)).sum::<f64>() / (count - 1.0);
    (mean, (variance / count).sqrt())
}
