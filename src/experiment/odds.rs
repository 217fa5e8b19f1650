//! Odds of a candidate: the probability of an invitation, counted over the paths of a forecast.
//!
//! `coupling` gives each path the cutoffs of the forecast. `candidate` has the score and the eligibility of a
//! candidate over time, as it stands and after a change. `count` counts invitations over the paths.

pub mod candidate;
pub mod count;
pub mod coupling;
pub mod life;
pub mod row;

use rayon::prelude::*;

use self::candidate::Candidate;
use self::count::Counter;
use self::row::Answer;
use crate::experiment::Workers;

/// The odds of candidates, in their order.
pub fn answers(counter: &Counter<'_>, candidates: &[Candidate], workers: &Workers) -> Vec<Answer> {
    let answer =
        |candidate: &Candidate| Answer { name: candidate.name.clone(), odds: counter.odds(candidate) };
    workers.install(|| candidates.par_iter().map(answer).collect())
}

#[cfg(test)]
mod tests;
