//! The pool before a run is brought to published numbers: those too many vanish, those missing are added.

use super::State;
use crate::model::warm_up::{Fit, Group};
use crate::rng::Purpose;

/// More arrivals than this are not tried.
const MOST_BOOST: f64 = 8.0;
/// Steps in which they are tried.
const STEP: f64 = 0.05;
/// Share of the pool that may be twins: more arrivals for the last of them would cost more than they are
/// worth.
const MOST_MISSING: f64 = 0.03;
/// What the thinned spin-up leaves to chance.
const MARGIN: f64 = 1.03;

impl State<'_> {
    /// How many times as many people must arrive for few to be missing: at least 1.
    pub(super) fn boost_for(&self, fit: &Fit) -> f64 {
        let wanted = fit.sampled(self.model.population.scale);
        let present: Vec<usize> = fit.groups.iter().map(|group| self.pool_of(group).len()).collect();
        let all: f64 = wanted.iter().map(|wanted| f64::from(*wanted)).sum();
        let missing = |boost: f64| -> f64 {
            let of =
                |(wanted, present): (&u32, &usize)| (f64::from(*wanted) - boost * *present as f64).max(0.0);
            wanted.iter().zip(&present).map(of).sum()
        };
        let boosts = (0..).map(|step| 1.0 + STEP * f64::from(step)).take_while(|boost| *boost < MOST_BOOST);
        let enough = boosts.into_iter().find(|boost| missing(*boost) <= MOST_MISSING * all);
        (MARGIN * enough.unwrap_or(MOST_BOOST)).max(1.0)
    }

    /// Brings every group to its number. In a group in which there is nobody nobody can be added.
    pub(super) fn fit(&mut self, fit: &Fit) {
        let occasion = fit.day.number() as u64;
        let wanted = fit.sampled(self.model.population.scale);
        for (group, wanted) in fit.groups.iter().zip(wanted) {
            let mut present = self.pool_of(group);
            self.sort_by_luck(&mut present, occasion);
            let surplus = present.split_off(present.len().min(wanted as usize));
            surplus.into_iter().for_each(|slot| self.vanish(slot));
            let missing = if present.is_empty() { 0 } else { wanted as usize - present.len() };
            for model in present.iter().cycle().take(missing) {
                let twin = self.add_twin(*model);
                self.wait_again_for_nomination(twin);
            }
        }
        self.thin_returns();
    }

    /// Of arrivals that were boosted too many would come back later.
    fn thin_returns(&mut self) {
        let (share, randomness) = (1.0 / self.boost, self.randomness);
        let keeps = |person: u64| randomness.stream(person, Purpose::Fit, 0).chance(share);
        self.returns.retain(|one| keeps(one.person.number()));
        self.calendar.retain_returns(|one| keeps(one.person.number()));
    }

    /// Slots of those in the pool with a score of the group, by score and person.
    fn pool_of(&self, group: &Group) -> Vec<u32> {
        let pool = &self.pool;
        let is_in = |score: u16| group.bands.iter().any(|(low, high)| (*low..=*high).contains(&score));
        let present = pool.candidates().filter(|one| pool.is_present(*one)).map(|one| one.slot);
        let mut slots: Vec<u32> = present.filter(|slot| is_in(pool.score(*slot))).collect();
        slots.sort_unstable_by_key(|slot| (pool.score(*slot), pool.person(*slot)));
        slots
    }
}
