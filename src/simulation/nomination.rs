//! Provincial nominations: who waits for one, and how many are issued on a day.

use super::State;
use crate::calendar::CandidateId;
use crate::policy::profile::Profile;
use crate::record::{Record, What};

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
        let core_score = self.rules.human_capital_of(self.pool.score(candidate.slot), profile, self.today);
        self.model.population.nomination.queue(core_score, profile.residence)
    }

    /// Provinces issue what is missing to the stock of the next round that invites nominees, evenly over the days left; or,
    /// where that round has no stated size, the day's part of the yearly allocation.
    pub(super) fn nominate(&mut self, record: &mut Record) {
        let stocks = self.agenda.nominee_stocks;
        while stocks.get(self.next_stock).is_some_and(|stock| stock.day < self.today) {
            self.next_stock += 1;
        }
        let stock = stocks.get(self.next_stock).and_then(|stock| Some((stock.day, stock.nominees?)));
        let today = match stock {
            Some((day, nominees)) => {
                let wanted = nominees * self.nominee_boost * self.model.population.scale
                    - f64::from(self.pool.nominees());
                wanted.max(0.0) / f64::from(day - self.today + 1)
            }
            None => self.nominees_of_today(),
        };
        let today = today + self.nominations_owed;
        let is_last_day = stock.is_some_and(|(day, _)| day == self.today);
        let count = if is_last_day { today.ceil() } else { today.floor() };
        self.nominations_owed = (today - count).max(0.0);
        let shares = self.model.population.nomination.shares(self.today.year());
        let pool = &self.pool;
        let may = |one: CandidateId| pool.is_present(one) && !pool.profile(one.slot).nominated;
        let nominees = self.nominations.nominate(count as u32, &shares, may);
        self.count(|flows| flows.nominated += nominees.len() as u32);
        for nominee in nominees {
            let profile = Profile { nominated: true, ..*self.pool.profile(nominee.slot) };
            let watched = self.watch(nominee, record);
            self.update(nominee, profile);
            self.tell(watched, What::Nomination, record);
        }
    }

    /// Assumption A30: the allocation of the year, or of the last one stated before it, spread evenly over its days.
    fn nominees_of_today(&self) -> f64 {
        let stated = &self.model.nominations_per_month;
        let year = self.today.year();
        let of_year = stated.iter().rev().find(|(from, _)| *from <= year).or_else(|| stated.first());
        of_year.map_or(0.0, |(_, persons)| persons * 12.0 / 365.25 * self.model.population.scale)
    }
}
