//! The candidates who are counted between two days: those eligible for a type of rounds with a score from a
//! level on.

use rayon::prelude::*;
use std::collections::BTreeMap;

use super::question::Span;
use crate::document::problem::{InvalidInput, Problem};
use crate::experiment::fold::Workers;
use crate::experiment::full_scale::at_full_scale;
use crate::experiment::spread::mean;
use crate::model::Model;
use crate::policy::instruction::RoundType;
use crate::published::Round;
use crate::record::Record;
use crate::round::Eligible;
use crate::simulation::{Replication, State};
use crate::time::Day;

/// The lowest score that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// One that the user states.
    Stated(u16),
    /// The mean cutoff of the last round up to a day, over replications, rounded.
    OfRound {
        /// The score.
        score: u16,
        /// The day of the round.
        date: Day,
    },
}

/// Candidates who wait for a type of rounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Stock {
    /// The type.
    pub round_type: RoundType,
    /// Those who can be invited.
    pub eligible: Eligible,
    /// The days between which they are counted.
    pub span: Span,
}

impl Level {
    /// The score.
    pub fn score(self) -> u16 {
        match self {
            Level::Stated(score) | Level::OfRound { score, .. } => score,
        }
    }
}

/// The default type of rounds: `cec`, or else the type that is planned most often.
pub fn usual_type(model: &Model) -> Option<RoundType> {
    let mut counts: BTreeMap<&RoundType, usize> = BTreeMap::new();
    for round in &model.plan {
        *counts.entry(&round.instruction.round_type).or_default() += 1;
    }
    let cec = RoundType::new("cec");
    if counts.contains_key(&cec) {
        return Some(cec);
    }
    let most = counts.values().copied().max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(round_type, _)| round_type.clone())
}

impl Stock {
    /// The eligible candidates of rounds of a type; none if the plan has no such round.
    pub fn of(model: &Model, round_type: &RoundType, span: Span) -> Option<Stock> {
        let round = model.plan.iter().find(|round| round.instruction.round_type == *round_type)?;
        Some(Stock { round_type: round_type.clone(), eligible: round.eligible, span })
    }

    /// The mean cutoff of the last round up to the last day.
    ///
    /// # Errors
    /// If no replication has such a round with an invitation.
    pub fn level(&self, model: &Model, replications: u32, workers: &Workers) -> Result<Level, InvalidInput> {
        let all: Vec<Vec<Round>> = workers.install(|| {
            let rounds = (0..replications).into_par_iter().map(|replication| self.held(model, replication));
            rounds.collect()
        });
        let mut cutoffs: BTreeMap<Day, Vec<f64>> = BTreeMap::new();
        for round in all.iter().flatten() {
            cutoffs.entry(round.date).or_default().extend(round.cutoff.map(f64::from));
        }
        let last = cutoffs.into_iter().rev().find(|(_, scores)| !scores.is_empty());
        let level = last.map(|(date, scores)| Level::OfRound { score: mean(&scores).round() as u16, date });
        level.ok_or_else(|| {
            let (name, to) = (&self.round_type, self.span.to);
            InvalidInput::one(Problem::without_place(
                format!("no round of `{name}` up to {to} invites a candidate"),
                "expected a later day, another `--round-type`, or `--score`",
            ))
        })
    }

    /// The rounds of the type up to the last day.
    fn held(&self, model: &Model, replication: Replication) -> Vec<Round> {
        let mut record = Record::counts();
        State::start(model, replication).advance(self.span.to, &mut record);
        let mut rounds = at_full_scale(record.into_counts(), model.of_replication(replication)).rounds;
        rounds.retain(|round| round.round_type == self.round_type);
        rounds
    }
}
