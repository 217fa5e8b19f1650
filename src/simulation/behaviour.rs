//! What candidates and people outside have seen, and how they answer to it.

use super::State;
use crate::model::PlannedRound;
use crate::pool::CandidateId;
use crate::population::{Motivation, Surge};
use crate::round::Eligible;
use crate::time::Day;

/// Rounds that are remembered, and the surges of arrivals that they brought.
#[derive(Clone, Debug, Default)]
pub struct Observed {
    pub(super) cutoffs: Vec<Cutoff>,
    surges: Vec<Surge>,
    /// What candidates know now: the newest cutoff of each type that is recent and known, the newest first.
    known: Vec<Cutoff>,
}

/// The cutoff of a round that was held.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cutoff {
    day: Day,
    pub(super) eligible: Eligible,
    score: u16,
}

impl State<'_> {
    /// Remembers the cutoff of a round held today. Only a fall in rounds of programs brings people: those of
    /// a category or of nominees are closed to nearly all of them.
    pub(super) fn observe(&mut self, planned: &PlannedRound, cutoff: Option<u16>) {
        let Some(score) = cutoff else { return };
        let memory_days = self.model.population.behaviour.memory_days as i32;
        let (today, eligible) = (self.today, planned.eligible);
        let is_open = !planned.is_category && self.model.law.nominees() != eligible.admitted;
        let Observed { cutoffs, surges, .. } = &mut self.observed;
        let before =
            cutoffs.iter().rev().find(|before| before.eligible == eligible).map(|before| before.score);
        let response = &self.model.population.behaviour.arrivals;
        let surge = before.filter(|_| is_open).and_then(|before| response.surge(today, before, score));
        surges.extend(surge);
        surges.retain(|surge| surge.to > today);
        // Of a type that was not held for long the last cutoff is still the one to compare with.
        let is_recent = |one: &Cutoff| today - one.day <= memory_days;
        cutoffs.retain(|one| is_recent(one) || one.eligible != eligible);
        cutoffs.push(Cutoff { day: today, eligible, score });
        self.learn_cutoffs();
    }

    /// What candidates know of cutoffs, on a new day or after a round.
    pub(super) fn learn_cutoffs(&mut self) {
        let memory_days = self.model.population.behaviour.memory_days as i32;
        let effort = &self.model.population.behaviour.effort;
        let Observed { cutoffs, known, .. } = &mut self.observed;
        known.clear();
        if !effort.is_on {
            return;
        }
        let (newest, oldest) = (self.today - effort.delay_days as i32, self.today - memory_days);
        for cutoff in cutoffs.iter().rev().filter(|one| (oldest..=newest).contains(&one.day)) {
            if known.iter().all(|newer| newer.eligible != cutoff.eligible) {
                known.push(*cutoff);
            }
        }
    }

    /// A candidate's motivation: greater if the score lies near the last known cutoff of a round open to the
    /// candidate.
    pub(super) fn motivation(&self, candidate: CandidateId) -> Motivation {
        let effort = &self.model.population.behaviour.effort;
        let eligibility = self.pool.eligibility(candidate.slot);
        let recent = self.observed.known.iter().find(|cutoff| cutoff.eligible.admits(eligibility));
        match recent {
            Some(cutoff) if effort.is_near(self.pool.score(candidate.slot), cutoff.score) => {
                Motivation::NearCutoff
            }
            _ => Motivation::Usual,
        }
    }

    /// The exposure to nominations that a candidate takes: less, that is sooner, for those who try harder.
    pub(super) fn exposure(&self, candidate: CandidateId, exposure: f64) -> f64 {
        match self.motivation(candidate) {
            Motivation::NearCutoff => exposure / self.model.population.behaviour.effort.most(),
            Motivation::Usual => exposure,
        }
    }

    /// How many times the usual number of a stream's people come today.
    pub(super) fn surge(&self, stream: usize) -> f64 {
        let behaviour = &self.model.population.behaviour;
        let is_answering = behaviour.arrivals.streams.contains(&stream);
        let of_today = |surge: &&Surge| is_answering && surge.from <= self.today && self.today <= surge.to;
        let falls: f64 = self.observed.surges.iter().filter(of_today).map(|surge| surge.size).sum();
        let is_announced =
            self.model.announced.iter().any(|(from, to)| *from <= self.today && self.today <= *to);
        let announcement = if is_announced { behaviour.announcement.arrivals } else { 0.0 };
        (1.0 + falls + announcement).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Model, PlannedRound};
    use crate::scenario::Overlay;

    /// How many times the usual number of graduates come on the third day after a fall by 200 points in
    /// rounds like this.
    fn surge_after(model: &Model, round: &PlannedRound) -> f64 {
        let mut state = State::start(model, 0);
        state.observe(round, Some(700));
        state.observe(round, Some(500));
        state.today = state.today + 3;
        let graduates = model.population.streams.iter().position(|stream| stream.name == "graduates");
        state.surge(graduates.expect("a shipped stream"))
    }

    #[test]
    fn only_a_fall_in_rounds_of_programs_brings_people() {
        let (_, model) = Model::load("scenarios/tiny.toml", &Overlay::default()).unwrap();
        let size = model.population.behaviour.arrivals.size;
        let general = model.plan[0].clone();
        let nominees = model.law.nominees();
        let pnp =
            PlannedRound { eligible: Eligible { admitted: nominees, ..general.eligible }, ..general.clone() };
        let category = PlannedRound { is_category: true, ..general.clone() };
        assert_eq!(surge_after(&model, &general), 1.0 + 2.0 * size);
        assert_eq!([&pnp, &category].map(|round| surge_after(&model, round)), [1.0, 1.0]);
    }
}
