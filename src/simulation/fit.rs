//! The fit of the pool to published numbers: surplus candidates vanish, missing ones are duplicated.

use super::State;
use crate::calendar::Return;
use crate::model::warm_up::{Fit, Group};
use crate::rng::{Purpose, Randomness};

/// The highest arrivals multiplier that is tried.
const MOST_MULTIPLIER: f64 = 8.0;
/// The step from one multiplier to the next.
const STEP: f64 = 0.05;
/// Share of the pool that may be duplicates. More arrivals in place of the last ones would cost more time
/// than they improve the pool.
const MOST_MISSING: f64 = 0.03;
/// Allowance for the sampling error of the warm-up at a smaller scale.
const MARGIN: f64 = 1.03;

impl State<'_> {
    /// The multiplier of arrivals at which few candidates are missing: at least 1.
    pub(super) fn arrivals_multiplier_for(&self, fit: &Fit) -> f64 {
        let wanted = fit.sampled(self.model.population.scale);
        let present: Vec<usize> = fit.groups.iter().map(|group| self.pool_of(group).len()).collect();
        let all: f64 = wanted.iter().map(|wanted| f64::from(*wanted)).sum();
        let multipliers = (0..).map(|step| 1.0 + STEP * f64::from(step));
        let enough = multipliers
            .take_while(|multiplier| *multiplier < MOST_MULTIPLIER)
            .find(|multiplier| missing(&wanted, &present, *multiplier) <= MOST_MISSING * all);
        (MARGIN * enough.unwrap_or(MOST_MULTIPLIER)).max(1.0)
    }

    /// Brings every group to its number. An empty group cannot be filled: it has no candidate to duplicate.
    pub(super) fn fit(&mut self, fit: &Fit) {
        let occasion = fit.day.number() as u64;
        let wanted = fit.sampled(self.model.population.scale);
        for (group, wanted) in fit.groups.iter().zip(wanted) {
            let mut present = self.pool_of(group);
            self.sort_by_luck(&mut present, occasion);
            let surplus = present.split_off(present.len().min(wanted as usize));
            for slot in surplus {
                self.vanish(slot);
            }
            let missing = if present.is_empty() { 0 } else { wanted as usize - present.len() };
            for model in present.iter().cycle().take(missing) {
                let duplicate = self.add_duplicate(*model);
                self.wait_again_for_nomination(duplicate);
            }
        }
        self.sample_returns();
    }

    /// Keeps a sample of the scheduled returns: more arrivals than usual would lead to too many of them.
    fn sample_returns(&mut self) {
        let (share, randomness) = (1.0 / self.arrivals_multiplier, self.randomness);
        self.returns.retain(|person| is_kept(person, share, randomness));
        self.calendar.retain_returns(|person| is_kept(person, share, randomness));
    }

    /// Slots of candidates in the pool with a score of the group, by score and person.
    fn pool_of(&self, group: &Group) -> Vec<u32> {
        let pool = &self.pool;
        let mut slots = Vec::new();
        for candidate in pool.candidates().filter(|candidate| pool.is_present(*candidate)) {
            let score = pool.score(candidate.slot);
            if group.bands.iter().any(|(low, high)| (*low..=*high).contains(&score)) {
                slots.push(candidate.slot);
            }
        }
        slots.sort_unstable_by_key(|slot| (pool.score(*slot), pool.person(*slot)));
        slots
    }
}

/// Candidates missing in all groups at a multiplier of arrivals.
fn missing(wanted: &[u32], present: &[usize], multiplier: f64) -> f64 {
    let groups = wanted.iter().zip(present);
    groups.map(|(wanted, present)| (f64::from(*wanted) - multiplier * *present as f64).max(0.0)).sum()
}

/// Whether a scheduled return stays in the sample.
fn is_kept(person: &Return, share: f64, randomness: Randomness) -> bool {
    randomness.stream(person.person.number(), Purpose::Fit, 0).chance(share)
}
