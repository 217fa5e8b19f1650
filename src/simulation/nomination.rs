//! Provincial nominations: who waits for one, and how many are issued on a day.

use super::State;
use crate::calendar::CandidateId;
use crate::policy::profile::Profile;

impl State<'_> {
    pub(super) fn wait_again_for_nomination(&mut self, candidate: CandidateId) {
        let person = self.pool.person(candidate.slot);
        let exposure = self.model.population.nomination_exposure(person, self.today, self.randomness);
        let exposure = self.exposure(candidate, exposure);
        self.wait_for_nomination(candidate, exposure);
    }

    pub(super) fn wait_for_nomination(&mut self, candidate: CandidateId, exposure: f64) {
        if !self.pool.profile(candidate.slot).nominated {
            let queue = self.nomination_queue(candidate);
            self.nominations.enter(candidate, queue, exposure);
        }
    }

    /// Where a candidate waits for a nomination.
    ///
    /// Rule: the 600 points of a nomination are the cap of section D, so that a nominee has them beside the score of
    /// sections A to C alone.
    pub(super) fn nomination_queue(&self, candidate: CandidateId) -> usize {
        let profile = self.pool.profile(candidate.slot);
        let core_score = self.rules.human_capital(profile, self.today);
        self.model.population.nomination.queue(core_score, profile.residence)
    }

    /// Provinces issue what is missing to the stock of the next round that invites nominees, evenly over the days left.
    pub(super) fn nominate(&mut self) {
        let stocks = self.agenda.nominee_stocks;
        while stocks.get(self.next_stock).is_some_and(|stock| stock.day < self.today) {
            self.next_stock += 1;
        }
        let Some(stock) = stocks.get(self.next_stock) else { return };
        let wanted = stock.nominees * self.nominee_boost * self.model.population.scale
            - f64::from(self.pool.nominees());
        let today = wanted.max(0.0) / f64::from(stock.day - self.today + 1) + self.nominations_owed;
        let count = if stock.day == self.today { today.ceil() } else { today.floor() };
        self.nominations_owed = (today - count).max(0.0);
        let shares = self.model.population.nomination.shares(self.today.year());
        let pool = &self.pool;
        let may = |one: CandidateId| pool.is_present(one) && !pool.profile(one.slot).nominated;
        let nominees = self.nominations.nominate(count as u32, &shares, may);
        self.count(|flows| flows.nominated += nominees.len() as u32);
        for nominee in nominees {
            let profile = Profile { nominated: true, ..*self.pool.profile(nominee.slot) };
            self.update(nominee, profile);
        }
    }
}
