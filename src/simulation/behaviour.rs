//! Responses of candidates and of future applicants to the cutoffs that they know.

use super::State;
use super::observed::{Cutoff, Observed};
use crate::model::PlannedRound;
use crate::pool::CandidateId;
use crate::population::{Motivation, RoundBasis};

impl State<'_> {
    /// Remembers the cutoff of a round held today. Only a fall in rounds of programs raises arrivals: rounds
    /// of a category or of nominees are closed to nearly all applicants.
    pub(super) fn observe(&mut self, planned: &PlannedRound, cutoff: Option<u16>) {
        let Some(score) = cutoff else { return };
        let memory_days = self.model.population.behaviour.memory_days as i32;
        let (today, eligible) = (self.today, planned.eligible);
        let is_open = planned.basis == RoundBasis::Programs && self.model.law.nominees() != eligible.admitted;
        let Observed { cutoffs, surges, .. } = &mut self.observed;
        let before =
            cutoffs.iter().rev().find(|before| before.eligible == eligible).map(|before| before.score);
        let response = &self.model.population.behaviour.arrivals;
        let surge = before.filter(|_| is_open).and_then(|before| response.surge(today, before, score));
        surges.extend(surge);
        surges.retain(|surge| surge.to > today);
        // Older cutoffs of other types stay: the next round of such a type is compared with its last one.
        cutoffs.retain(|cutoff| today - cutoff.day <= memory_days || cutoff.eligible != eligible);
        cutoffs.push(Cutoff { day: today, eligible, score });
        self.learn_cutoffs();
    }

    /// Sets the cutoffs that candidates know, on a new day or after a round.
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

    /// The exposure until a candidate's nomination: shorter for a motivated candidate.
    pub(super) fn exposure(&self, candidate: CandidateId, exposure: f64) -> f64 {
        match self.motivation(candidate) {
            Motivation::NearCutoff => exposure / self.model.population.behaviour.effort.most(),
            Motivation::Usual => exposure,
        }
    }

    /// Factor on a stream's arrivals today.
    pub(super) fn surge(&self, stream: usize) -> f64 {
        let behaviour = &self.model.population.behaviour;
        let mut falls = 0.0;
        if behaviour.arrivals.streams.contains(&stream) {
            let surges = self.observed.surges.iter();
            let today = surges.filter(|surge| surge.from <= self.today && self.today <= surge.to);
            falls = today.map(|surge| surge.size).sum();
        }
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
    use crate::round::Eligible;
    use crate::scenario::Overlay;

    /// Factor on the arrivals of graduates on the third day after a fall by 200 points in such rounds.
    fn surge_after(model: &Model, round: &PlannedRound) -> f64 {
        let mut state = State::start(model, 0);
        state.observe(round, Some(700));
        state.observe(round, Some(500));
        state.today = state.today + 3;
        let graduates = model.population.streams.iter().position(|stream| stream.name == "graduates");
        state.surge(graduates.expect("a shipped stream"))
    }

    #[test]
    fn only_a_fall_in_rounds_of_programs_raises_arrivals() {
        let (_, model) = Model::load("scenarios/tiny.toml", &Overlay::default()).unwrap();
        let size = model.population.behaviour.arrivals.size;
        let general = model.plan[0].clone();
        let nominees = model.law.nominees();
        let pnp =
            PlannedRound { eligible: Eligible { admitted: nominees, ..general.eligible }, ..general.clone() };
        let category = PlannedRound { basis: RoundBasis::Category, ..general.clone() };
        assert_eq!(surge_after(&model, &general), 1.0 + 2.0 * size);
        assert_eq!([&pnp, &category].map(|round| surge_after(&model, round)), [1.0, 1.0]);
    }
}
