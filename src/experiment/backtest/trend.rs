//! How far trends go on after an origin: as they did best in what was predicted before.

use super::outlook::Outlook;
use super::refit::{DAMPINGS, USUAL};
use crate::experiment::judging::prediction::Prediction;

/// Lets the simulation of each day go on as it did best at the days before it. Days come in order; only those
/// of the chain teach others.
pub fn choose(outlooks: &mut [Outlook<'_>], is_of_chain: impl Fn(&Outlook<'_>) -> bool) {
    for place in 0..outlooks.len() {
        let (earlier, later) = outlooks.split_at_mut(place);
        let outlook = &mut later[0];
        let teachers: Vec<&Outlook<'_>> = earlier.iter().filter(|earlier| is_of_chain(earlier)).collect();
        outlook.raw.choose(best(outlook, &teachers));
    }
}

/// The place of the damping with the least mean CRPS in rounds that were published before a day.
fn best(outlook: &Outlook<'_>, earlier: &[&Outlook<'_>]) -> usize {
    if outlook.raw.trends() < DAMPINGS.len() {
        return 0;
    }
    let score = |trend: usize| {
        let mut scores = Vec::new();
        for made in earlier {
            for ahead in made.published_before(outlook.origin) {
                if ahead.is_scored && ahead.round.round_type.is_federal() {
                    let paths = made.raw.paths(ahead.round.number, trend).to_vec();
                    scores.extend(Prediction::of_ensemble(paths, f64::from(ahead.published)));
                }
            }
        }
        let sum: f64 = scores.iter().map(|prediction| prediction.crps).sum();
        (!scores.is_empty()).then(|| sum / scores.len() as f64)
    };
    let scores: Option<Vec<f64>> = (0..DAMPINGS.len()).map(score).collect();
    let Some(scores) = scores else { return USUAL };
    let least = (0..scores.len()).min_by(|one, other| scores[*one].total_cmp(&scores[*other]));
    least.unwrap_or(USUAL)
}
